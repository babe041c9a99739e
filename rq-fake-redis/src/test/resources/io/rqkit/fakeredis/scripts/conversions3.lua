-- The same for RESP3: of the client, of the script, of both.

-- name: true to RESP3 in a RESP2 script
-- resp: 3
return true

-- name: false to RESP3 in a RESP2 script
-- resp: 3
return false

-- name: true to RESP3 in a RESP3 script
-- resp: 3
redis.setresp(3) return true

-- name: false to RESP3 in a RESP3 script
-- resp: 3
redis.setresp(3) return false

-- name: true to RESP2 in a RESP3 script
redis.setresp(3) return true

-- name: false to RESP2 in a RESP3 script
redis.setresp(3) return false

-- name: booleans in an array of a RESP3 script
-- resp: 3
redis.setresp(3) return {true, false, 1}

-- name: nil to RESP3
-- resp: 3
return nil

-- name: cjson.null to RESP3
-- resp: 3
return {1, cjson.null}

-- name: a double to RESP3
-- resp: 3
return {double = 3.25}

-- name: a whole double to RESP3
-- resp: 3
return {double = 3}

-- name: a large double to RESP3
-- resp: 3
return {double = 1e300}

-- name: a tenth to RESP3
-- resp: 3
return {double = 0.1}

-- name: infinity to RESP3
-- resp: 3
return {double = 1/0}

-- name: minus infinity to RESP3
-- resp: 3
return {double = -1/0}

-- name: a big number to RESP3
-- resp: 3
return {big_number = '1234567890123456789012345678901234567890'}

-- name: a big number with line ends to RESP3
-- resp: 3
return {big_number = '12\r\n34'}

-- name: a verbatim string to RESP3
-- resp: 3
return {verbatim_string = {format = 'txt', string = 'some text'}}

-- name: a verbatim string with a long format to RESP3
-- resp: 3
return {verbatim_string = {format = 'markdown', string = 'x'}}

-- name: a verbatim string with a short format to RESP3
-- resp: 3
return {verbatim_string = {format = 'm', string = 'x'}}

-- name: a map to RESP3
-- resp: 3
return {map = {a = 1}}

-- name: a map in a map to RESP3
-- resp: 3
return {map = {a = {map = {b = {set = {c = true}}}}}}

-- name: a map with odd keys to RESP3
-- resp: 3
return {map = {[3] = 'three'}}

-- name: an empty map to RESP3
-- resp: 3
return {map = {}}

-- name: a set to RESP3
-- resp: 3
return {set = {a = true}}

-- name: an empty set to RESP3
-- resp: 3
return {set = {}}

-- name: a circular table to RESP3
-- resp: 3
local t = {} t[1] = t return t

-- name: a circular map to RESP3
-- resp: 3
local m = {} m.map = m return m

-- name: a status to RESP3
-- resp: 3
return {ok = 'FINE'}

-- name: an error to RESP3
-- resp: 3
return {err = 'ERR no'}

-- name: an error with place to RESP3
-- resp: 3
error('no')

-- name: a map reply to a RESP3 script
redis.setresp(3) redis.call('hset', 'h', 'f', 'v') local r = redis.call('hgetall', 'h') return {type(r.map), r.map.f}

-- name: a map reply goes on as a map
-- resp: 3
redis.setresp(3) redis.call('hset', 'h', 'f', 'v') return redis.call('hgetall', 'h')

-- name: a map reply in a RESP2 script is flat for a RESP3 client
-- resp: 3
redis.call('hset', 'h', 'f', 'v') return redis.call('hgetall', 'h')

-- name: a map reply goes on to RESP2 flat
redis.setresp(3) redis.call('hset', 'h', 'f', 'v') return redis.call('hgetall', 'h')

-- name: a set reply to a RESP3 script
redis.setresp(3) redis.call('sadd', 's', 'm') local r = redis.call('smembers', 's') return {type(r.set), tostring(r.set.m)}

-- name: a set reply goes on as a set
-- resp: 3
redis.setresp(3) redis.call('sadd', 's', 'm') return redis.call('smembers', 's')

-- name: a double reply to a RESP3 script
redis.setresp(3) redis.call('zadd', 'z', 1.5, 'm') local r = redis.call('zscore', 'z', 'm') return {type(r.double), tostring(r.double)}

-- name: a double reply goes on as a double
-- resp: 3
redis.setresp(3) redis.call('zadd', 'z', 1.5, 'm') return redis.call('zscore', 'z', 'm')

-- name: an infinite double reply
-- resp: 3
redis.setresp(3) redis.call('zadd', 'z', 'inf', 'm') return redis.call('zscore', 'z', 'm')

-- name: a null reply to a RESP3 script is nil
redis.setresp(3) return type(redis.call('get', 'none'))

-- name: a null reply goes on
-- resp: 3
redis.setresp(3) return redis.call('get', 'none')

-- name: nulls inside an array make holes
redis.setresp(3) redis.call('set', 'k', 'v') local r = redis.call('mget', 'none', 'k') return {type(r[1]), r[2]}

-- name: an array with a hole goes on to its first nil
-- resp: 3
redis.setresp(3) redis.call('set', 'k', 'v') return redis.call('mget', 'k', 'none', 'k')

-- name: a boolean reply of debug
-- before: DEBUG SET-DISABLE-DENY-SCRIPTS 1
-- after: DEBUG SET-DISABLE-DENY-SCRIPTS 0
-- resp: 3
redis.setresp(3) return redis.call('debug', 'protocol', 'true')

-- name: debug protocol string
-- before: DEBUG SET-DISABLE-DENY-SCRIPTS 1
-- after: DEBUG SET-DISABLE-DENY-SCRIPTS 0
-- resp: 3
redis.setresp(3) return redis.call('debug', 'protocol', 'string')

-- name: debug protocol integer
-- before: DEBUG SET-DISABLE-DENY-SCRIPTS 1
-- after: DEBUG SET-DISABLE-DENY-SCRIPTS 0
-- resp: 3
redis.setresp(3) return redis.call('debug', 'protocol', 'integer')

-- name: debug protocol double
-- before: DEBUG SET-DISABLE-DENY-SCRIPTS 1
-- after: DEBUG SET-DISABLE-DENY-SCRIPTS 0
-- resp: 3
redis.setresp(3) return redis.call('debug', 'protocol', 'double')

-- name: debug protocol null
-- before: DEBUG SET-DISABLE-DENY-SCRIPTS 1
-- after: DEBUG SET-DISABLE-DENY-SCRIPTS 0
-- resp: 3
redis.setresp(3) return redis.call('debug', 'protocol', 'null')

-- name: debug protocol array
-- before: DEBUG SET-DISABLE-DENY-SCRIPTS 1
-- after: DEBUG SET-DISABLE-DENY-SCRIPTS 0
-- resp: 3
redis.setresp(3) return redis.call('debug', 'protocol', 'array')

-- name: debug protocol set
-- before: DEBUG SET-DISABLE-DENY-SCRIPTS 1
-- after: DEBUG SET-DISABLE-DENY-SCRIPTS 0
-- resp: 3
redis.setresp(3) return redis.call('debug', 'protocol', 'set')

-- name: debug protocol map
-- before: DEBUG SET-DISABLE-DENY-SCRIPTS 1
-- after: DEBUG SET-DISABLE-DENY-SCRIPTS 0
-- resp: 3
redis.setresp(3) return redis.call('debug', 'protocol', 'map')

-- name: debug protocol attrib
-- before: DEBUG SET-DISABLE-DENY-SCRIPTS 1
-- after: DEBUG SET-DISABLE-DENY-SCRIPTS 0
-- resp: 3
redis.setresp(3) return redis.call('debug', 'protocol', 'attrib')

-- name: debug protocol bignum
-- before: DEBUG SET-DISABLE-DENY-SCRIPTS 1
-- after: DEBUG SET-DISABLE-DENY-SCRIPTS 0
-- resp: 3
redis.setresp(3) return redis.call('debug', 'protocol', 'bignum')

-- name: debug protocol verbatim
-- before: DEBUG SET-DISABLE-DENY-SCRIPTS 1
-- after: DEBUG SET-DISABLE-DENY-SCRIPTS 0
-- resp: 3
redis.setresp(3) return redis.call('debug', 'protocol', 'verbatim')

-- name: debug protocol bignum in RESP2
-- before: DEBUG SET-DISABLE-DENY-SCRIPTS 1
-- after: DEBUG SET-DISABLE-DENY-SCRIPTS 0
return redis.call('debug', 'protocol', 'bignum')

-- name: debug protocol verbatim in RESP2
-- before: DEBUG SET-DISABLE-DENY-SCRIPTS 1
-- after: DEBUG SET-DISABLE-DENY-SCRIPTS 0
return redis.call('debug', 'protocol', 'verbatim')

-- name: debug protocol set in RESP2
-- before: DEBUG SET-DISABLE-DENY-SCRIPTS 1
-- after: DEBUG SET-DISABLE-DENY-SCRIPTS 0
return redis.call('debug', 'protocol', 'set')

-- name: debug protocol false in RESP2
-- before: DEBUG SET-DISABLE-DENY-SCRIPTS 1
-- after: DEBUG SET-DISABLE-DENY-SCRIPTS 0
return redis.call('debug', 'protocol', 'false')

-- name: the fields of a verbatim reply
-- before: DEBUG SET-DISABLE-DENY-SCRIPTS 1
-- after: DEBUG SET-DISABLE-DENY-SCRIPTS 0
redis.setresp(3) local r = redis.call('debug', 'protocol', 'verbatim') return {r.verbatim_string.format, r.verbatim_string.string}

-- name: the field of a big number
-- before: DEBUG SET-DISABLE-DENY-SCRIPTS 1
-- after: DEBUG SET-DISABLE-DENY-SCRIPTS 0
redis.setresp(3) return redis.call('debug', 'protocol', 'bignum').big_number

-- name: setresp back to 2
redis.setresp(3) redis.setresp(2) redis.call('hset', 'h', 'f', 'v') return #redis.call('hgetall', 'h')

-- name: setresp does not last
-- before: SET k v
return type(redis.call('get', 'none'))

-- name: setresp of a wrong version
redis.setresp(4)

-- name: setresp of text that is a number
return redis.setresp('3')

-- name: setresp of nothing
redis.setresp()

-- name: setresp of two
redis.setresp(2, 3)

-- name: setresp of a table
redis.setresp({})
