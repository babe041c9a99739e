-- What scripts can not reach or change, and what Redis gives them.

-- name: a global variable
x = 1

-- name: a global function
function f() end

-- name: reading an unknown global
return nosuch

-- name: reading an unknown global by _G
return _G.nosuch

-- name: reading an unknown global by a number
return _G[5]

-- name: reading an unknown global by a table
return _G[{}]

-- name: rawget of an unknown global
return tostring(rawget(_G, 'nosuch'))

-- name: rawset of a global
rawset(_G, 'x', 1)

-- name: changing a library
string.len = 1

-- name: changing redis
redis.call = 1

-- name: adding to redis
redis.mine = 1

-- name: rawset into redis
rawset(redis, 'call', 1)

-- name: changing _G through itself
_G._G = nil

-- name: setting the metatable of _G
setmetatable(_G, {})

-- name: the metatable of _G
return type(getmetatable(_G))

-- name: changing the metatable of _G
getmetatable(_G).__index = nil

-- name: setting the metatable of redis
setmetatable(redis, {})

-- name: setting the metatable of math
setmetatable(math, {__index = {}})

-- name: changing cjson
cjson.encode = nil

-- name: changing bit
bit.band = nil

-- name: changing struct
struct.pack = nil

-- name: changing cmsgpack
cmsgpack.pack = nil

-- name: changing coroutine
coroutine.wrap = nil

-- name: changing KEYS as a table
-- keys: k
KEYS[2] = 'more' return #KEYS

-- name: replacing KEYS
KEYS = {}

-- name: replacing ARGV
ARGV = nil

-- name: no print
print('x')

-- name: no dofile
dofile('x')

-- name: no loadfile
loadfile('/etc/passwd')

-- name: no require
require('os')

-- name: no module
module('x')

-- name: no os
return os.time()

-- name: no io
return io.open('/etc/passwd')

-- name: no package
return package.path

-- name: no debug
return debug.getinfo(1)

-- name: loadstring
return loadstring('return 1 + 1')()

-- name: loadstring with an error
return {loadstring('return +')}

-- name: loadstring sees globals
return type(loadstring('return redis')())

-- name: loadstring can't set globals
return {pcall(loadstring('x = 1'))}

-- name: loadstring of a dump
return {loadstring(string.dump(function() return 1 end))}

-- name: load of pieces
local n = 0 return load(function() n = n + 1 return ({'return ', '7'})[n] end)()

-- name: type of _G
return type(_G)

-- name: _VERSION
return _VERSION

-- name: the names in math
local t = {} for k in pairs(math) do t[#t + 1] = k end table.sort(t) return t

-- name: the names in string
local t = {} for k in pairs(string) do t[#t + 1] = k end table.sort(t) return t

-- name: the names in table
local t = {} for k in pairs(table) do t[#t + 1] = k end table.sort(t) return t

-- name: the names in coroutine
local t = {} for k in pairs(coroutine) do t[#t + 1] = k end table.sort(t) return t

-- name: the names in redis
local t = {} for k in pairs(redis) do t[#t + 1] = k end table.sort(t) return t

-- name: the names in cjson
local t = {} for k in pairs(cjson) do t[#t + 1] = k end table.sort(t) return t

-- name: the names in cmsgpack
local t = {} for k in pairs(cmsgpack) do t[#t + 1] = k end table.sort(t) return t

-- name: the names in struct
local t = {} for k in pairs(struct) do t[#t + 1] = k end table.sort(t) return t

-- name: the names in bit
local t = {} for k in pairs(bit) do t[#t + 1] = k end table.sort(t) return t

-- name: redis in its own order
local t = {} for k in pairs(redis) do t[#t + 1] = k end return t

-- name: cjson in its own order
local t = {} for k in pairs(cjson) do t[#t + 1] = k end return t

-- name: string in its own order
local t = {} for k in pairs(string) do t[#t + 1] = k end return t

-- name: math in its own order
local t = {} for k in pairs(math) do t[#t + 1] = k end return t

-- name: the handler for errors is there
return type(__redis__err__handler)

-- name: the handler called by a script
return __redis__err__handler('x').err

-- name: what the handler adds
local e = __redis__err__handler('x') return {e.source, e.line}

-- name: coroutines
local co = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end) return {co(), co(), co()}

-- name: a call inside a coroutine
return coroutine.wrap(function() return redis.call('set', 'k', 'v').ok end)()

-- name: an error inside a coroutine
return {coroutine.resume(coroutine.create(function() error('x') end))}

-- name: collectgarbage counts
return type(collectgarbage('count'))

-- name: gcinfo counts
return type(gcinfo())

-- name: random begins alike after a seed
math.randomseed(1) return {math.random(1000), math.random(1000), math.random(1000)}

-- name: random of a range
math.randomseed(10) return {math.random(5, 10), math.random(-3, 3), math.random(1)}

-- name: random as a fraction
math.randomseed(7) return tostring(math.random())

-- name: random of an empty range
return math.random(0)

-- name: random of a reversed range
return math.random(3, 1)

-- name: random of three
return math.random(1, 2, 3)

-- name: random with a large seed
math.randomseed(2^40 + 5) return math.random(1000000)

-- name: randomseed without a number
math.randomseed()

-- name: time stands still for keys
redis.call('set', 'k', 'v', 'px', 1) local n = 0 for i = 1, 1000000 do n = n + i end return redis.call('get', 'k')

-- name: local functions and closures
local n = 0 local function up() n = n + 1 return n end up() up() return up()
