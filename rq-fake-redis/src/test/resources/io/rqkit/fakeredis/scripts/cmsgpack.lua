-- MessagePack.

-- name: pack numbers
return cmsgpack.pack(0, 1, 127, 128, 255, 256, 65535, 65536, 4294967295, 4294967296, 2^53)

-- name: pack negative numbers
return cmsgpack.pack(-1, -32, -33, -128, -129, -32768, -32769, -2147483648, -2147483649, -2^53)

-- name: pack fractions
return cmsgpack.pack(0.5, 0.1, 1e100, -2.25)

-- name: pack what is no integer
return cmsgpack.pack(2^63, -2^63, 2^64, 1/0, -1/0)

-- name: pack minus zero
return cmsgpack.pack(-0.0)

-- name: pack text
return cmsgpack.pack('', 'a', string.rep('x', 31), string.rep('y', 32))

-- name: pack long text
local r = cmsgpack.pack(string.rep('x', 255)) .. cmsgpack.pack(string.rep('x', 256)) return {#r, r:sub(1, 2), r:sub(258, 260)}

-- name: pack very long text
local r = cmsgpack.pack(string.rep('x', 65536)) return {#r, r:sub(1, 5)}

-- name: pack booleans and nil
return cmsgpack.pack(true, false, nil)

-- name: pack an array
return cmsgpack.pack({1, 2, {3}})

-- name: pack an empty table
return cmsgpack.pack({})

-- name: pack a map
return cmsgpack.pack({a = 'b'})

-- name: pack number keys that are none of an array
return cmsgpack.pack({[2] = 'x'})

-- name: pack a key of zero
return cmsgpack.pack({[0] = 'x'})

-- name: pack a fraction for a key
return cmsgpack.pack({[1.5] = 'x'})

-- name: pack sixteen items
local t = {} for i = 1, 16 do t[i] = i end return cmsgpack.pack(t)

-- name: pack many items
local t = {} for i = 1, 70000 do t[i] = 1 end local r = cmsgpack.pack(t) return {#r, r:sub(1, 6)}

-- name: pack many fields
local t = {} for i = 1, 20 do t['k' .. i] = i end local r = cmsgpack.pack(t) return {#r, r:sub(1, 3)}

-- name: pack a function
return cmsgpack.pack(function() end, 1)

-- name: pack a circle
local t = {} t[1] = t return cmsgpack.pack(t)

-- name: pack a circle of maps
local t = {} t.a = t return cmsgpack.pack(t)

-- name: pack nothing
return cmsgpack.pack()

-- name: unpack fixed numbers
return {cmsgpack.unpack('\0\127\224\255')}

-- name: unpack unsigned
return {cmsgpack.unpack('\204\200\205\1\0\206\255\255\255\255')}

-- name: unpack an unsigned of 64 bits
return tostring(cmsgpack.unpack('\207\255\255\255\255\255\255\255\255'))

-- name: unpack signed
return {cmsgpack.unpack('\208\128\209\128\0\210\128\0\0\0\211\255\255\255\255\255\255\255\254')}

-- name: unpack a float
return tostring(cmsgpack.unpack('\202\63\128\0\0'))

-- name: unpack a double
return tostring(cmsgpack.unpack('\203\63\185\153\153\153\153\153\154'))

-- name: unpack booleans and nil
local a, b, c = cmsgpack.unpack('\195\194\192') return {tostring(a), tostring(b), tostring(c)}

-- name: unpack text
return {cmsgpack.unpack('\163abc\217\2de\218\0\1f\219\0\0\0\1g')}

-- name: unpack arrays
return {cmsgpack.unpack('\147\1\2\163abc\220\0\1\7\221\0\0\0\1\8')}

-- name: unpack a map
return cmsgpack.unpack('\129\161a\161b').a

-- name: unpack long maps
return {cmsgpack.unpack('\222\0\1\161a\1').a, cmsgpack.unpack('\223\0\0\0\1\161a\2').a}

-- name: unpack a nil key
return cmsgpack.unpack('\129\192\1')

-- name: unpack a nan key
return cmsgpack.unpack('\129\203\127\248\0\0\0\0\0\0\1')

-- name: unpack a nil value
return tostring(next(cmsgpack.unpack('\129\161a\192')))

-- name: unpack nothing
return select('#', cmsgpack.unpack(''))

-- name: unpack a missing byte
return cmsgpack.unpack('\205\1')

-- name: unpack a short string
return cmsgpack.unpack('\165abc')

-- name: unpack a short array
return cmsgpack.unpack('\147\1\2')

-- name: unpack a short map
return cmsgpack.unpack('\129\1')

-- name: unpack a huge array
return cmsgpack.unpack('\221\255\255\255\255\1')

-- name: unpack a huge string
return cmsgpack.unpack('\219\255\255\255\255a')

-- name: unpack an unknown type
return cmsgpack.unpack('\193')

-- name: unpack binary
return cmsgpack.unpack('\196\1a')

-- name: unpack an extension
return cmsgpack.unpack('\212\1a')

-- name: unpack too deep
return cmsgpack.unpack(string.rep('\145', 9000))

-- name: unpack maps too deep
return cmsgpack.unpack(string.rep('\129\1', 9000))

-- name: unpack deep
return type(cmsgpack.unpack(string.rep('\145', 2000) .. '\1'))

-- name: unpack too many
return select('#', cmsgpack.unpack(string.rep('\1', 9000)))

-- name: unpack a table
return cmsgpack.unpack({})

-- name: unpack without argument
return cmsgpack.unpack()

-- name: unpack_one
return {cmsgpack.unpack_one('\1\2\3')}

-- name: unpack_one from an offset
return {cmsgpack.unpack_one('\1\2\3', 1)}

-- name: unpack_one of the last
return {cmsgpack.unpack_one('\1\2\3', 2)}

-- name: unpack_one at the end
return {cmsgpack.unpack_one('\1\2\3', 3)}

-- name: unpack_one beyond
return cmsgpack.unpack_one('\1\2\3', 4)

-- name: unpack_one before
return cmsgpack.unpack_one('\1\2\3', -1)

-- name: unpack_one of a table
return cmsgpack.unpack_one({}, 1)

-- name: unpack_limit
return {cmsgpack.unpack_limit('\1\2\3', 2)}

-- name: unpack_limit from an offset
return {cmsgpack.unpack_limit('\1\2\3\4', 2, 1)}

-- name: unpack_limit of more than there are
return {cmsgpack.unpack_limit('\1\2\3', 10)}

-- name: unpack_limit of zero
return {cmsgpack.unpack_limit('\1\2\3', 0)}

-- name: unpack_limit of zero from an offset
return {cmsgpack.unpack_limit('\1\2\3', 0, 1)}

-- name: unpack_limit of less than zero
return cmsgpack.unpack_limit('\1\2\3', -1)

-- name: unpack_limit without a limit
return cmsgpack.unpack_limit('\1\2\3')

-- name: names
return {cmsgpack._NAME, cmsgpack._VERSION, cmsgpack._COPYRIGHT, cmsgpack._DESCRIPTION}

-- name: there and back
local t = cmsgpack.unpack(cmsgpack.pack({1, 'a', true, {b = 2.5}})) return {t[1], t[2], tostring(t[3]), tostring(t[4].b)}
