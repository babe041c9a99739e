-- JSON.

-- name: encode an array
return cjson.encode({1, 2, 3})

-- name: encode an object
return cjson.encode({a = 1})

-- name: encode an empty table
return cjson.encode({})

-- name: encode numbers
return cjson.encode({1.5, 3, 1e20, 2^53, 0.1, -0.0, 1e100, 1/3, 123456789012345})

-- name: encode text
return cjson.encode('a/"
127\200\0\31\\\t\r\b\f')

-- name: encode all bytes
local t = {} for i = 0, 255 do t[#t + 1] = string.char(i) end return cjson.encode(table.concat(t))

-- name: encode true, false, null
return cjson.encode({true, false, cjson.null})

-- name: encode nil
return cjson.encode(nil)

-- name: encode nested
return cjson.encode({{}, {{}}, {a = {b = {}}}})

-- name: encode an object in the table's order
return cjson.encode({one = 1, two = 2, three = 3, four = 4, five = 5})

-- name: encode number keys
return cjson.encode({[1] = 1, x = 2, [2.5] = 3})

-- name: encode a gap
return cjson.encode({[1] = 1, [3] = 2})

-- name: encode a gap at the start
return cjson.encode({[3] = 'c'})

-- name: encode too sparse
return cjson.encode({[1] = 1, [20] = 2})

-- name: encode ten is not sparse
return cjson.encode({[10] = 1})

-- name: encode eleven is sparse
return cjson.encode({[11] = 1})

-- name: encode sparse as object
cjson.encode_sparse_array(true) local r = cjson.encode({[1] = 1, [20] = 2}) cjson.encode_sparse_array(false) return r

-- name: encode sparse with a ratio
cjson.encode_sparse_array(false, 0) local r = cjson.encode({[12] = 1}) cjson.encode_sparse_array(false, 2, 10) return r

-- name: encode zero key
return cjson.encode({[0] = 1})

-- name: encode negative key
return cjson.encode({[-1] = 1})

-- name: encode a huge key
return cjson.encode({[1e10] = 1})

-- name: encode infinity
return cjson.encode(1/0)

-- name: encode nan
return cjson.encode(0/0)

-- name: encode invalid numbers as null
cjson.encode_invalid_numbers('null') local r = cjson.encode({1/0, -1/0, 0/0}) cjson.encode_invalid_numbers(false) return r

-- name: encode invalid numbers on
cjson.encode_invalid_numbers(true) local r = cjson.encode({1/0, -1/0, 0/0}) cjson.encode_invalid_numbers('off') return r

-- name: encode a function
return cjson.encode(function() end)

-- name: encode a function inside
return cjson.encode({a = {function() end}})

-- name: encode a coroutine
return cjson.encode(coroutine.create(function() end))

-- name: encode a boolean key
return cjson.encode({[true] = 1})

-- name: encode a table key
return cjson.encode({[{}] = 1})

-- name: encode without argument
return cjson.encode()

-- name: encode two
return cjson.encode(1, 2)

-- name: encode a circle
local t = {} t[1] = t return cjson.encode(t)

-- name: encode a circle of objects
local t = {} t.a = t return cjson.encode(t)

-- name: encode deep
local t = {} local r = t for i = 1, 998 do t[1] = {} t = t[1] end return #cjson.encode(r)

-- name: encode to a smaller depth
cjson.encode_max_depth(2) local ok, e = pcall(cjson.encode, {{{}}}) cjson.encode_max_depth(1000) return e

-- name: encode to no depth
cjson.encode_max_depth(2^31 - 1) local t = {} t[1] = t local ok, e = pcall(cjson.encode, t) cjson.encode_max_depth(1000) return e

-- name: encode objects to no depth
cjson.encode_max_depth(2^31 - 1) local t = {} t.a = t local ok, e = pcall(cjson.encode, t) cjson.encode_max_depth(1000) return e

-- name: precision
cjson.encode_number_precision(3) local r = cjson.encode({1/3, 12345, 1e-7}) cjson.encode_number_precision(14) return r

-- name: precision too large
return cjson.encode_number_precision(15)

-- name: precision of zero
return cjson.encode_number_precision(0)

-- name: precision as it is
return cjson.encode_number_precision()

-- name: depths as they are
return {cjson.encode_max_depth(), cjson.decode_max_depth()}

-- name: depth of zero
return cjson.encode_max_depth(0)

-- name: depth of text
return cjson.encode_max_depth('x')

-- name: sparse settings as they are
local a, b, c = cjson.encode_sparse_array() return {tostring(a), b, c}

-- name: sparse of a wrong option
return cjson.encode_sparse_array('maybe')

-- name: sparse of a negative ratio
return cjson.encode_sparse_array(true, -1)

-- name: sparse of too much
return cjson.encode_sparse_array(true, 1, 1, 1)

-- name: keep buffer
return {tostring(cjson.encode_keep_buffer()), tostring(cjson.encode_keep_buffer('off')), tostring(cjson.encode_keep_buffer('on'))}

-- name: invalid numbers as they are
return {tostring(cjson.encode_invalid_numbers()), tostring(cjson.decode_invalid_numbers())}

-- name: invalid numbers of a wrong option
return cjson.encode_invalid_numbers('x')

-- name: two arguments to a setting
return cjson.encode_max_depth(1, 2)

-- name: new has settings of its own
local c = cjson.new() c.encode_number_precision(2) return {c.encode(1/3), cjson.encode(1/3)}

-- name: name and version
return {cjson._NAME, cjson._VERSION}

-- name: null
return {type(cjson.null), tostring(cjson.null == nil), tostring(cjson.null == cjson.decode('null'))}

-- name: decode an array
return cjson.decode('[1,2,3]')

-- name: decode an object
return cjson.decode('{"a":"b"}').a

-- name: decode nested
return cjson.decode('{"a":[1,{"b":[2,3]}]}').a[2].b[2]

-- name: decode with blanks
return cjson.decode(' \t\r\n[ 1 , 2 ] ')

-- name: decode text
return cjson.decode('"text"')

-- name: decode a number
return tostring(cjson.decode('-12.5e3'))

-- name: decode true
return tostring(cjson.decode('true'))

-- name: decode false
return tostring(cjson.decode('false'))

-- name: decode null
return tostring(cjson.decode('null') == cjson.null)

-- name: decode null inside
local t = cjson.decode('[1,null,3]') return {#t, tostring(t[2] == cjson.null)}

-- name: decode empty
return {#cjson.decode('[]'), tostring(next(cjson.decode('{}')))}

-- name: decode escapes
return cjson.decode('"\\"\\\\\\/\\b\\f\
\r\\t"')

-- name: decode unicode
return cjson.decode('"\\u0041\\u00e9\\u20ac\\u0000"')

-- name: decode a surrogate pair
return cjson.decode('"\\ud83d\\ude00"')

-- name: decode a lone high surrogate
return cjson.decode('"\\ud83d"')

-- name: decode a lone low surrogate
return cjson.decode('"\\ude00"')

-- name: decode a wrong pair
return cjson.decode('"\\ud83d\\u0041"')

-- name: decode a short escape
return cjson.decode('"\\u12"')

-- name: decode a wrong escape
return cjson.decode('"\\x"')

-- name: decode raw bytes
return cjson.decode('"\1\200\255"')

-- name: decode a large integer
return tostring(cjson.decode('12345678901234567890'))

-- name: decode hexadecimal
return cjson.decode('0x1F')

-- name: decode a leading zero
return cjson.decode('012')

-- name: decode a leading plus
return cjson.decode('+5')

-- name: decode inf
return tostring(cjson.decode('inf')) .. tostring(cjson.decode('-Infinity'))

-- name: decode nan
return tostring(cjson.decode('NaN'))

-- name: decode invalid numbers off
cjson.decode_invalid_numbers(false) local a, b = pcall(cjson.decode, '[0x10]') local c, d = pcall(cjson.decode, '[nan]') local e, f = pcall(cjson.decode, '[01]') cjson.decode_invalid_numbers(true) return {b, d, f}

-- name: decode a number with a dot at its end
return tostring(cjson.decode('[1.]')[1])

-- name: decode a number that begins with a dot
return cjson.decode('.5')

-- name: decode a minus
return cjson.decode('-')

-- name: decode an exponent without digits
return cjson.decode('1e')

-- name: decode a wrong key
return cjson.decode('{bad')

-- name: decode a number for a key
return cjson.decode('{1:2}')

-- name: decode without colon
return cjson.decode('{"a" 1}')

-- name: decode without comma
return cjson.decode('[1 2]')

-- name: decode without comma in an object
return cjson.decode('{"a":1 "b":2}')

-- name: decode a trailing comma
return cjson.decode('[1,]')

-- name: decode a trailing comma in an object
return cjson.decode('{"a":1,}')

-- name: decode an end that is missing
return cjson.decode('[1,2')

-- name: decode an object's end that is missing
return cjson.decode('{"a":1')

-- name: decode an unfinished string
return cjson.decode('["abc')

-- name: decode nothing
return cjson.decode('')

-- name: decode blanks only
return cjson.decode('   ')

-- name: decode more than one
return cjson.decode('1 2')

-- name: decode a wrong bracket
return cjson.decode('[1}')

-- name: decode a word
return cjson.decode('trux')

-- name: decode a capital word
return cjson.decode('True')

-- name: decode single quotes
return cjson.decode("'a'")

-- name: decode UTF-16
return cjson.decode('1\0')

-- name: decode a zero later
return cjson.decode('[1]\0rest')

-- name: decode too deep
return cjson.decode(string.rep('[', 1100) .. string.rep(']', 1100))

-- name: decode objects too deep
return cjson.decode(string.rep('{"a":', 1100) .. '1' .. string.rep('}', 1100))

-- name: decode just deep enough
return type(cjson.decode(string.rep('[', 1000) .. string.rep(']', 1000)))

-- name: decode to a smaller depth
cjson.decode_max_depth(2) local ok, e = pcall(cjson.decode, '[[[1]]]') cjson.decode_max_depth(1000) return e

-- name: decode to no depth
cjson.decode_max_depth(2^31 - 1) local ok, e = pcall(cjson.decode, string.rep('[', 9000)) cjson.decode_max_depth(1000) return e

-- name: decode objects to no depth
cjson.decode_max_depth(2^31 - 1) local ok, e = pcall(cjson.decode, string.rep('{"a":', 9000)) cjson.decode_max_depth(1000) return e

-- name: decode a table
return cjson.decode({})

-- name: decode a number value
return cjson.decode(12)

-- name: decode without argument
return cjson.decode()

-- name: decode the same key twice
return cjson.decode('{"a":1,"a":2}').a

-- name: there and back
return cjson.encode(cjson.decode('{"a":[1,2.5,"x",null,true],"b":{}}'))
