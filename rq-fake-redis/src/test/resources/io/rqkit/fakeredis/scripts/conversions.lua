-- What a client gets of what a script returns, and a script of what a command replies.

-- name: an integer
return 42

-- name: a fraction is cut
return 3.99

-- name: a negative fraction is cut towards zero
return -3.99

-- name: the largest exact integer
return 9007199254740992

-- name: 2^63 wraps around
return 2^63

-- name: just below 2^63
return 2^63 - 1024

-- name: -2^63 stays
return -2^63

-- name: below -2^63 becomes it
return -2^70

-- name: infinity becomes the smallest integer
return 1/0

-- name: minus infinity
return -1/0

-- name: not a number
return 0/0

-- name: minus zero
return -0

-- name: a string
return 'text'

-- name: an empty string
return ''

-- name: a string of bytes
return '\0\1\127\128\255'

-- name: a string with line ends
return 'a\r\nb'

-- name: true is one
return true

-- name: false is nil
return false

-- name: nil is nil
return nil

-- name: nothing is nil
return

-- name: no return at all
local x = 1

-- name: several values: only the first
return 1, 2, 3

-- name: an empty table
return {}

-- name: an array
return {1, 'two', 3.7, true, false}

-- name: an array ends at the first nil
return {1, 2, nil, 4}

-- name: an array that begins with nil
return {nil, 2}

-- name: a hole made afterwards ends an array
local t = {1, 2, 3, 4} t[2] = nil return t

-- name: named fields are left out
return {1, 2, a = 3}

-- name: only named fields make an empty array
return {a = 1, b = 2}

-- name: nested arrays
return {1, {2, {3, {4, {}}}}}

-- name: a function is nil
return function() end

-- name: a function inside an array is nil
return {1, print_me, function() end, 2}

-- name: cjson.null is nil
return cjson.null

-- name: a coroutine is nil
return {coroutine.create(function() end)}

-- name: metatables do not make up items
return setmetatable({1}, {__index = function() return 7 end})

-- name: a status
return {ok = 'PERFECT'}

-- name: a status by redis.status_reply
return redis.status_reply('FINE')

-- name: a status in an array
return {{ok = 'one'}, 'two'}

-- name: a status with line ends
return {ok = 'a\r\nb'}

-- name: a status ends at a zero byte
return {ok = 'a\0b'}

-- name: ok that is no string
return {ok = 5}

-- name: an error
return {err = 'MYCODE something failed'}

-- name: an error without code
return {err = 'oops'}

-- name: an error with a dash
return {err = '-DASH it'}

-- name: an error in an array
return {1, {err = 'INNER e'}, 2}

-- name: err that is no string
return {err = 5}

-- name: err before ok
return {ok = 'a', err = 'b'}

-- name: an empty error
return {err = ''}

-- name: an error ends at a zero byte
return {err = 'CODE a\0b'}

-- name: error_reply with code
return redis.error_reply('MYERR text')

-- name: error_reply with dash
return redis.error_reply('-MYERR text')

-- name: error_reply of one word
return redis.error_reply('word')

-- name: error_reply of one word with dash
return redis.error_reply('-word')

-- name: error_reply of nothing
return redis.error_reply('')

-- name: error_reply with trailing line end
return redis.error_reply('A b\r\n')

-- name: error_reply gives a table
return redis.error_reply('A b')['err']

-- name: status_reply gives a table
return redis.status_reply('A b')['ok']

-- name: error_reply of a number
return redis.error_reply(5)

-- name: status_reply of two
return redis.status_reply('a', 'b')

-- name: error_reply of none
return redis.error_reply()

-- name: a double
return {double = 3.25}

-- name: a double without digits
return {double = 3}

-- name: a large double
return {double = 1e300}

-- name: a small double
return {double = 0.1}

-- name: an infinite double
return {double = 1/0}

-- name: a negative infinite double
return {double = -1/0}

-- name: a double that is text is none
return {double = '3.5'}

-- name: a big number
return {big_number = '1234567890123456789012345678901234567890'}

-- name: a big number with line ends
return {big_number = '12\r\n34'}

-- name: a verbatim string
return {verbatim_string = {format = 'txt', string = 'some text'}}

-- name: a verbatim string with a long format
return {verbatim_string = {format = 'markdown', string = 'x'}}

-- name: a verbatim string with a short format
return {verbatim_string = {format = 'm', string = 'x'}}

-- name: a verbatim string without format
return {verbatim_string = {string = 'x'}}

-- name: a map of one
return {map = {a = 1}}

-- name: a map of arrays
return {map = {a = {1, 2}}}

-- name: a map with a number for a key
return {map = {[3] = 'three'}}

-- name: a map with a table for a key
return {map = {[{1, 2}] = 'pair'}}

-- name: a map that is no table
return {map = 5}

-- name: an empty map
return {map = {}}

-- name: a set of one
return {set = {a = true}}

-- name: a set of numbers
return {set = {[1] = true}}

-- name: an empty set
return {set = {}}

-- name: a map of many in the table's order
return {map = {one = 1, two = 2, three = 3, four = 4, five = 5, six = 6, seven = 7}}

-- name: a set of many in the table's order
return {set = {one = true, two = true, three = true, four = true, five = true}}

-- name: a circular table ends at the stack's limit
local t = {} t[1] = t return t

-- name: a circular map ends at the stack's limit
local m = {} m.map = m return m

-- name: a circular set ends at the stack's limit
local m, s = {}, {} s.set = {} s.set[m] = true m[1] = s return m

-- name: deep but within the limit
local t = {} local r = t for i = 1, 500 do t[1] = {} t = t[1] end t[1] = 'deep' return r

-- name: a status reply is a table
local r = redis.call('set', 'k', 'v') return {type(r), r.ok}

-- name: an integer reply is a number
local r = redis.call('incr', 'n') return {type(r), r}

-- name: a bulk reply is a string
redis.call('set', 'k', 'v') return {type(redis.call('get', 'k')), redis.call('get', 'k')}

-- name: a nil reply is false
return {type(redis.call('get', 'none')), redis.call('get', 'none') == false}

-- name: a nil array reply is false
return {type(redis.call('blpop', 'none', 0))}

-- name: an array reply is a table
redis.call('rpush', 'l', 'a', 'b') local r = redis.call('lrange', 'l', 0, -1) return {type(r), #r, r[1], r[2]}

-- name: nested replies
redis.call('zadd', 'z', 1, 'a', 2, 'b') return redis.call('zrange', 'z', 0, -1, 'withscores')

-- name: a hash is a flat array
redis.call('hset', 'h', 'f', 'v') return redis.call('hgetall', 'h')

-- name: an empty hash
return #redis.call('hgetall', 'none')

-- name: a double is text
redis.call('zadd', 'z', 1.5, 'm') return redis.call('zscore', 'z', 'm')

-- name: an error reply by pcall is a table
local r = redis.pcall('incr') return {type(r), r.err}

-- name: an error reply by pcall is returned as error
return redis.pcall('incr')

-- name: an error reply of a command has its code
redis.call('set', 'k', 'v') local r = redis.pcall('lpush', 'k', 1) return r.err

-- name: the fields of an error by pcall
local t = {} for k, v in pairs(redis.pcall('nosuch')) do t[#t + 1] = k .. '=' .. tostring(v) end table.sort(t) return t

-- name: nils inside an array are false
return redis.call('mget', 'none', 'none')

-- name: large arguments are kept
redis.call('set', 'n', 12345678901234567) return redis.call('get', 'n')

-- name: a fraction as argument
redis.call('set', 'n', 0.1) return redis.call('get', 'n')

-- name: a large number as argument
redis.call('set', 'n', 1e20) return redis.call('get', 'n')

-- name: 1e16 as argument
redis.call('set', 'n', 1e16) return redis.call('get', 'n')

-- name: 1e17 as argument
redis.call('set', 'n', 1e17) return redis.call('get', 'n')

-- name: an infinite argument
redis.call('set', 'n', 1/0) return redis.call('get', 'n')

-- name: a negative number as argument
redis.call('set', 'n', -7) return redis.call('get', 'n')

-- name: minus zero as argument
redis.call('set', 'n', 0 * -1) return redis.call('get', 'n')

-- name: a third as argument
redis.call('set', 'n', 1/3) return redis.call('get', 'n')

-- name: a command's name in capitals
return redis.call('SET', 'k', 'v')

-- name: keys and arguments
-- keys: k1 k2
-- args: a1 a2 a3
return {#KEYS, #ARGV, KEYS[1], KEYS[2], ARGV[3]}

-- name: arguments are strings
-- keys: k
-- args: 5
return {type(ARGV[1]), ARGV[1] + 1}

-- name: no keys
return {#KEYS, #ARGV}

-- name: KEYS can be changed for oneself
-- keys: k
KEYS[1] = 'other' return KEYS[1]

-- name: what a script wrote stays
-- keys: k
-- after: GET k
redis.call('set', KEYS[1], 'written') return 1

-- name: what a failing script wrote stays
-- keys: k
-- after: GET k
redis.call('set', KEYS[1], 'written') error('late')
