-- Errors: their texts, their codes and where they happened.

-- name: error with text
error('boom')

-- name: error on the third line
local a = 1
local b = 2
error('boom')

-- name: error of level 0
error('boom', 0)

-- name: error of level 2 in a function
local function f() error('boom', 2) end
f()

-- name: error without value
error()

-- name: error of a number
error(42)

-- name: error of true
error(true)

-- name: error of a table with err
error({err = 'CODE of mine'})

-- name: error of a table with err without code
error({err = 'mine'})

-- name: returning an error of pcall
local ok, e = pcall(error, 'x') return e

-- name: pcall of an error table gives its text
return {pcall(error, {err = 'CODE x'})}

-- name: pcall of another table gives the table
local ok, e = pcall(error, {code = 5}) return {type(e), e.code}

-- name: pcall of a number in err
local ok, e = pcall(error, {err = 7}) return {type(e), e}

-- name: pcall of redis.call gives text
return {pcall(redis.call, 'nosuch')}

-- name: pcall of a function with redis.call
return {pcall(function() return redis.call('incr') end)}

-- name: xpcall keeps the table
local ok, e = xpcall(function() redis.call('incr') end, function(e) return type(e) .. ':' .. tostring(e.err) end) return e

-- name: an error in a handler
return {xpcall(function() error('a') end, function(e) error('b') end)}

-- name: error in a function's line
local function inner()
  error('deep')
end
local function outer()
  inner()
end
outer()

-- name: error behind a tail call
local function f() error('x') end
local function g() return f() end
g()

-- name: error of string.gsub's callback
return string.gsub('x', '.', error)

-- name: error in a callback
return string.gsub('x', '.', function() error('cb') end)

-- name: nil called
local f return f()

-- name: nil indexed
local t return t.x

-- name: nil field indexed
local t = {} return t.a.b

-- name: a global function that does not exist
nosuch()

-- name: a field that does not exist is called
redis.nosuch()

-- name: a method that does not exist
return ('x'):nosuch()

-- name: arithmetic on nil
local x return x + 1

-- name: arithmetic on text
return 'a' + 1

-- name: arithmetic on a field
local t = {} return t.x * 2

-- name: concatenation of nil
local x return 'a' .. x

-- name: concatenation of a table
return 'a' .. {}

-- name: comparison of a number and text
return 1 < '2'

-- name: comparison of two tables
return {} < {}

-- name: length of a number
local n = 5 return #n

-- name: a for loop over nil
for i = 1, nil do end

-- name: a for loop with a text step
for i = 1, 2, 'x' do end

-- name: stack overflow
local function f() return 1 + f() end return f()

-- name: endless recursion through pcall
local function f() local ok, e = pcall(f) error(e, 0) end f()

-- name: an unknown command
redis.call('nosuchcommand')

-- name: an unknown command by pcall
return redis.pcall('nosuchcommand')

-- name: an unknown subcommand
redis.call('config', 'nosuch')

-- name: too few arguments
redis.call('get')

-- name: too many arguments by pcall
return redis.pcall('get', 'a', 'b')

-- name: no arguments at all
redis.call()

-- name: no arguments by pcall
return redis.pcall()

-- name: a nil argument
redis.call('get', nil)

-- name: a table as argument
redis.call('set', 'k', {})

-- name: a boolean as argument by pcall
return redis.pcall('set', 'k', true)

-- name: a command that scripts may not use
redis.call('multi')

-- name: another such command
redis.call('subscribe', 'c')

-- name: eval inside eval
redis.call('eval', 'return 1', 0)

-- name: script load inside eval
redis.call('script', 'load', 'return 1')

-- name: a container without subcommand
redis.call('script')

-- name: a wrong type
redis.call('set', 'k', 'v') return redis.call('lpush', 'k', 'x')

-- name: a wrong type by pcall goes on
redis.call('set', 'k', 'v') redis.pcall('lpush', 'k', 'x') return 'went on'

-- name: not an integer
redis.call('set', 'k', 'v') return redis.call('incr', 'k')

-- name: syntax error of a command
redis.call('set', 'k', 'v', 'nosuchoption')

-- name: a wait is over at once
return redis.call('blpop', 'none', 0)

-- name: brpoplpush does not wait
return redis.call('brpoplpush', 'none', 'other', 0)

-- name: blmove does not wait
return redis.call('blmove', 'none', 'other', 'left', 'left', 0)

-- name: bzpopmin does not wait
return redis.call('bzpopmin', 'none', 0)

-- name: xread with block
return redis.call('xread', 'block', 0, 'streams', 's', '$')

-- name: xreadgroup with block
redis.call('xgroup', 'create', 's', 'g', '$', 'mkstream') return redis.call('xreadgroup', 'group', 'g', 'c', 'block', 0, 'streams', 's', '>')

-- name: wait is refused
return redis.pcall('wait', 0, 0)

-- name: select lasts for the script
-- after: GET k
redis.call('select', 5) redis.call('set', 'k', 'five') return redis.call('get', 'k')

-- name: select of a wrong database
redis.call('select', 99)

-- name: the error of a call is that of its line
local x = 1
redis.call('incr')

-- name: the error of a call in a function
local function f()
  return redis.call('incr')
end
return f()

-- name: the error of a call in pcall is caught
local ok = pcall(function() redis.call('incr') end) return ok

-- name: rethrown error of a call
local ok, e = pcall(redis.call, 'incr') error(e)

-- name: rethrown table of pcall
local r = redis.pcall('incr') error(r)

-- name: an error table with extra fields
error({err = 'A b', line = 99, source = 'mine'})

-- name: assert false
assert(false)

-- name: assert nil with text
assert(nil, 'asserted')

-- name: assert false with a table
local ok, e = pcall(assert, false, {err = 'E x'}) return {tostring(ok), type(e)}

-- name: assert of something
return {assert(1, 2, 3)}

-- name: a compile error
return +

-- name: a compile error on the second line
local x = 1
local y = = 2

-- name: an unfinished string
return 'abc

-- name: an unfinished long string
return [[abc

-- name: an unfinished comment
--[[ abc

-- name: a word that is no statement
hello

-- name: a number that is none
return 12x4

-- name: an escape out of range
return '\999'

-- name: break outside a loop
break

-- name: too many closing ends
end

-- name: missing end
if true then return 1

-- name: missing then
if true return 1 end

-- name: missing parenthesis
return (1 + 2

-- name: goto is a name
goto done

-- name: an assignment to a call
f() = 1

-- name: vararg outside
local function f() return ... end

-- name: vararg of the chunk
return {select('#', ...)}

-- name: an empty script


-- name: a script of a comment
-- nothing

-- name: return and more
return 1 local x = 2

-- name: division of zero
return tostring(1 / 0) .. tostring(0 / 0)

-- name: an index with nil
local t = {} t[nil] = 1

-- name: an index with nan
local t = {} t[0/0] = 1

-- name: next with an unknown key
return next({}, 'x')

-- name: tostring without argument
return tostring()

-- name: tonumber of a table
return tonumber({})

-- name: setmetatable of a number
setmetatable(1, {})

-- name: setmetatable of a protected one
setmetatable(setmetatable({}, {__metatable = 1}), {})

-- name: bad argument by name
return string.rep()

-- name: bad argument type
return string.rep({}, 3)

-- name: bad argument of a method
return ('x'):rep({})

-- name: unpack of too much
return unpack({}, 1, 1e8)

-- name: string.rep of too much
local ok, e = pcall(string.rep, 'x', -1) return {tostring(ok), e}

-- name: string.char out of range
return string.char(256)

-- name: string.format without value
return string.format('%d')

-- name: string.format of a wrong type
return string.format('%d', 'x')

-- name: table.concat of a table
return table.concat({1, {}, 3})
