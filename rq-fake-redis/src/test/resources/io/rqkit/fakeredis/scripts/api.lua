-- The table redis.

-- name: sha1hex
return redis.sha1hex('foo')

-- name: sha1hex of nothing much
return redis.sha1hex('')

-- name: sha1hex of bytes
return redis.sha1hex('\0\255')

-- name: sha1hex of a number
return redis.sha1hex(1.5)

-- name: sha1hex of nil
return redis.sha1hex(nil)

-- name: sha1hex of a long text
return redis.sha1hex(string.rep('abc', 1000))

-- name: sha1hex of 55 bytes
return redis.sha1hex(string.rep('x', 55))

-- name: sha1hex of 56 bytes
return redis.sha1hex(string.rep('x', 56))

-- name: sha1hex of 64 bytes
return redis.sha1hex(string.rep('x', 64))

-- name: sha1hex without argument
return redis.sha1hex()

-- name: sha1hex of two
return redis.sha1hex('a', 'b')

-- name: log without argument
redis.log()

-- name: log of a level only
redis.log(redis.LOG_DEBUG)

-- name: log without level
redis.log('a', 'b')

-- name: log of a wrong level
redis.log(10, 'b')

-- name: log of a negative level
redis.log(-1, 'b')

-- name: log
return type(redis.log(redis.LOG_DEBUG, 'a', 1, nil, {}))

-- name: the levels
return {redis.LOG_DEBUG, redis.LOG_VERBOSE, redis.LOG_NOTICE, redis.LOG_WARNING}

-- name: the version
return {redis.REDIS_VERSION, redis.REDIS_VERSION_NUM}

-- name: the ways of replication
return {redis.REPL_NONE, redis.REPL_AOF, redis.REPL_SLAVE, redis.REPL_REPLICA, redis.REPL_ALL}

-- name: set_repl
return type(redis.set_repl(redis.REPL_ALL))

-- name: set_repl of none
redis.set_repl(redis.REPL_NONE) return redis.call('set', 'k', 'v')

-- name: set_repl without argument
redis.set_repl()

-- name: set_repl of a wrong number
redis.set_repl(8)

-- name: replicate_commands
return tostring(redis.replicate_commands())

-- name: breakpoint
return tostring(redis.breakpoint())

-- name: debug gives nothing
return select('#', redis.debug('x'))

-- name: acl_check_cmd
return tostring(redis.acl_check_cmd('set', 'k', 'v'))

-- name: acl_check_cmd of an unknown command
return redis.acl_check_cmd('nosuch')

-- name: acl_check_cmd without argument
return redis.acl_check_cmd()

-- name: acl_check_cmd of a subcommand
return tostring(redis.acl_check_cmd('config', 'get'))

-- name: register_function is not for scripts
return redis.register_function('f', function() end)

-- name: call as a value
local call = redis.call return call('ping')

-- name: call in a loop
for i = 1, 100 do redis.call('rpush', 'l', i) end return redis.call('llen', 'l')

-- name: pcall as a value
local p = redis.pcall return p('nosuch').err

-- name: ping
return redis.call('ping')

-- name: echo
return redis.call('echo', 'a\0b')

-- name: type of replies
return {type(redis.call('ping')), type(redis.call('dbsize')), type(redis.call('time'))}

-- name: the database is the caller's
return redis.call('object', 'help')[1].ok

-- name: sort by a pattern that is none is ordered
redis.call('sadd', 's', 'c', 'a', 'b', 'd') return redis.call('sort', 's', 'by', '_')

-- name: sort of a set with get
redis.call('sadd', 's', 'c', 'a', 'b') return redis.call('sort', 's', 'by', '_', 'get', '#')

-- name: many arguments
local t = {} for i = 1, 2000 do t[i] = i end redis.call('rpush', 'l', unpack(t)) return redis.call('llen', 'l')

-- name: too many arguments to unpack
local t = {} for i = 1, 9000 do t[i] = i end return redis.call('rpush', 'l', unpack(t))

-- name: expire and time to live
redis.call('set', 'k', 'v', 'ex', 100) return redis.call('ttl', 'k')

-- name: a deleted key
redis.call('set', 'k', 'v') return {redis.call('del', 'k'), redis.call('exists', 'k')}

-- name: flags that do nothing here
#!lua
return redis.call('set', 'k', 'v')

-- name: flag no-writes refuses writes
#!lua flags=no-writes
return redis.call('set', 'k', 'v')

-- name: flag no-writes reads
#!lua flags=no-writes
return redis.call('get', 'k')

-- name: flag no-writes refuses publish
#!lua flags=no-writes
return redis.call('publish', 'c', 'm')

-- name: flag no-writes refuses pfcount
#!lua flags=no-writes
return redis.call('pfcount', 'h')

-- name: flags of two
#!lua flags=allow-oom,no-writes
return 1

-- name: all flags
#!lua flags=no-writes,allow-oom,allow-stale,no-cluster,allow-cross-slot-keys
return 1

-- name: an unknown flag
#!lua flags=nosuch
return 1

-- name: an empty list of flags
#!lua flags=
return 1

-- name: flags with a trailing comma
#!lua flags=no-writes,
return 1

-- name: an unknown option
#!lua name=x
return 1

-- name: another engine
#!python
return 1

-- name: no engine
#!
return 1

-- name: a first line without end
#!lua

-- name: an error counts lines with the first
#!lua
error('x')

-- name: a compile error counts lines with the first
#!lua
return +

-- name: quoted words in the first line
#!lua "flags=no-writes"
return 1

-- name: unbalanced quotes in the first line
#!lua "flags
return 1
