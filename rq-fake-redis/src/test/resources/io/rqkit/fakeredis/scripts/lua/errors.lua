Run-time errors: names, lines, levels.
-- name: index local
local a return a.b
-- name: index global
local ok, e = pcall(function() return KEYS.x.y end) return e
-- name: index field
local a = {} return a.b.c
-- name: index upvalue
local a local function f() return a.b end return f()
-- name: index method result
local a = {} return a:b().c
-- name: index call result
local function f() end return f().x
-- name: index constant key
local a = {} return a['x y'].z
-- name: index with number key
local a = {} return a[1].z
-- name: index with variable key
local a, k = {}, 'k' return a[k].z
-- name: index a number
local n = 5 return n.x
-- name: index true
local b = true return b.x
-- name: index a function
local f = function() end return f.x
-- name: set index of nil
local a a.b = 1
-- name: set index of field
local a = {} a.b.c = 1
-- name: set index of upvalue
local a local function f() a.x = 1 end f()
-- name: call nil local
local f f()
-- name: call nil field
local t = {} t.f()
-- name: call nil method
local t = {} t:f()
-- name: call nil upvalue
local f local function g() return f() end local x = g() return x
-- name: call result
local function f() end f()()
-- name: call a number
(5)()
-- name: call a string
('x')()
-- name: call a table
local t = {} t()
-- name: call a constant field of a string
('x').y()
-- name: call in tail position
local t = {} return t.nope()
-- name: arithmetic on nil local
local a return a + 1
-- name: arithmetic on second operand
local a return 1 + a
-- name: arithmetic on field
local t = {} return t.x * 2
-- name: arithmetic on upvalue
local a local function f() return a - 1 end return f()
-- name: arithmetic on table
return {} + 1
-- name: arithmetic on string
return 'abc' + 1
-- name: arithmetic on string constant left and right
local s = 'abc' return 1 + s
-- name: arithmetic of two wrong
local a, b = {}, true return a / b
-- name: unary minus
local a return -a
-- name: unary minus of word
local a = 'x' return -a
-- name: power of nil
local a return 2 ^ a
-- name: modulo of constant nil
return 5 % nil
-- name: arithmetic on constant string
return 10 - 'x'
-- name: concat nil
local a return 'x' .. a
-- name: concat nil left
local a return a .. 'x'
-- name: concat table
local t = {} return 'x' .. t
-- name: concat field
local t = {} return 'x' .. t.y .. 'z'
-- name: concat upvalue
local a local function f() return 'x' .. a end return f()
-- name: concat true
return 'a' .. true
-- name: concat function
return print or 1 .. function() end
-- name: length of nil
local a return #a
-- name: length of number
return #5
-- name: length of field
local t = {} return #t.x
-- name: compare number with nil
return 1 < nil
-- name: compare nil with number
local a return a <= 1
-- name: compare two nils
local a, b return a < b
-- name: compare two tables
return {} < {}
-- name: compare number with string
return 1 < '2'
-- name: compare booleans
return true > false
-- name: compare functions
local f = function() end return f >= f
-- name: compare table with number
return {} > 1
-- name: line numbers
local a = 1

local b = {}
return b.x.y
-- name: line of a call over lines
local t = {}
t.a = 1
t.f(
  1,
  2
)
-- name: line of an expression over lines
local a
return 1 +
  2 +
  a
-- name: line in function
local function f()
  local x = nil
  return x.y
end

f()
-- name: line of a loop
for i = 1, 2 do
  local x = i
  if i == 2 then
    x = x .. {}
  end
end
-- name: line of concat over lines
local x
return 'a' ..
 'b' ..
 x
-- name: line of for preparation
local t

for i = 1,
  t do
end
-- name: line of constructor
local t = {
  a = 1,
  b = nil + 1,
}
-- name: line of a multiple assignment
local t
local a, b =
  1,
  t.x
-- name: error with message
error('boom')
-- name: error level 0
error('boom', 0)
-- name: error level 1
error('boom', 1)
-- name: error level 2
local function f() error('boom', 2) end
f()
-- name: error level 3
local function f() error('boom', 3) end
local function g()
  f()
end
g()
-- name: error level too high
error('boom', 50)
-- name: error level 2 from pcall
local ok, e = pcall(function() error('m', 2) end) return e
-- name: error level 2 through tail call
local function f() error('m', 2) end
local function g() return f() end
local ok, e = pcall(g) return e
-- name: error with table
local ok, e = pcall(function() error({code = 5}) end) return {type(e), e.code}
-- name: error with nil
local ok, e = pcall(function() error(nil) end) return {tostring(ok), tostring(e)}
-- name: error without argument
local ok, e = pcall(error) return {tostring(ok), tostring(e)}
-- name: error with number
local ok, e = pcall(function() error(12) end) return {e, type(e)}
-- name: error with true
local ok, e = pcall(function() error(true) end) return tostring(e)
-- name: error with function
local ok, e = pcall(function() error(function() end) end) return type(e)
-- name: error directly in pcall
local ok, e = pcall(error, 'x') return e
-- name: error directly in pcall with level 2
local ok, e = pcall(error, 'x', 2) return e
-- name: pcall of builtin
local ok, e = pcall(string.rep) return e
-- name: pcall of builtin with wrong argument
local ok, e = pcall(string.rep, {}, 1) return e
-- name: pcall of nil
return {pcall(nil)}
-- name: pcall of a number
local ok, e = pcall(5) return e
-- name: pcall of a table
local ok, e = pcall({}) return e
-- name: pcall gives all results
return {select('#', pcall(function() return 1, nil, 3, nil end))}
-- name: pcall passes arguments
return {pcall(function(...) return select('#', ...), ... end, 1, nil, 3)}
-- name: pcall in pcall
local ok, a, b = pcall(pcall, error, 'x') return {tostring(ok), tostring(a), b}
-- name: pcall keeps going
local r = {} for i = 1, 3 do local ok, e = pcall(function() if i == 2 then error('two') end return i end) r[i] = tostring(e) end return r
-- name: rethrow
local ok, e = pcall(function() local ok, e = pcall(error, 'inner') error(e, 0) end) return e
-- name: rethrow adds position
local ok, e = pcall(function() local ok, e = pcall(function() error('inner') end) error(e) end) return e
-- name: xpcall
return {xpcall(function() error('x') end, function(e) return 'handled: ' .. e end)}
-- name: xpcall without error
return {xpcall(function() return 1, 2 end, function() return 'never' end)}
-- name: xpcall ignores arguments
return {xpcall(function(...) return select('#', ...) end, function() end, 1, 2)}
-- name: xpcall with error in handler
local ok, e = xpcall(function() error('x') end, function(e) error('y') end) return {tostring(ok), tostring(e)}
-- name: xpcall with error in handler once
local n = 0 local ok, e = xpcall(function() error('x') end, function(e) n = n + 1 if n == 1 then error('again') end return n .. tostring(e) end) return {tostring(ok), e}
-- name: xpcall with runtime error
return {xpcall(function() local t return t.x end, function(e) return e end)}
-- name: xpcall handler gives nothing
local ok, e = xpcall(function() error('x') end, function() end) return {tostring(ok), tostring(e)}
-- name: xpcall handler gives many
return {select('#', xpcall(function() error('x') end, function() return 1, 2, 3 end))}
-- name: xpcall without handler
local ok, e = pcall(function() return xpcall(function() end) end) return e
-- name: xpcall with handler that is no function
local ok, e = xpcall(function() error('x') end, 5) return {tostring(ok), tostring(e)}
-- name: xpcall with nil handler
local ok, e = xpcall(function() error('x') end, nil) return {tostring(ok), tostring(e)}
-- name: xpcall of nil
return {xpcall(nil, function(e) return 'H:' .. e end)}
-- name: handler sees builtin error
return {xpcall(function() return ('x'):rep({}) end, function(e) return 'H:' .. e end)}
-- name: handler of table error
return {xpcall(function() error({a = 1}) end, function(e) return type(e) end)}
-- name: assert
return {pcall(assert, false), pcall(assert, nil, 'msg'), pcall(assert, 1, 2, 3)}
-- name: assert false
assert(false)
-- name: assert with message
assert(nil, 'my message')
-- name: assert with number
assert(false, 42)
-- name: assert with table
local ok, e = pcall(function() assert(false, {}) end) return e
-- name: assert without argument
assert()
-- name: assert gives its arguments
return {assert(1, 'a', 'b')}
-- name: select
return {select('#'), select('#', nil, nil), select(2, 'a', 'b', 'c'), (select(-1, 'a', 'b', 'c')), select(5, 1)}
-- name: select 0
return {pcall(select, 0, 1)}
-- name: select too negative
local ok, e = pcall(function() return select(-5, 1) end) return e
-- name: select word
local ok, e = pcall(function() return select('x', 1) end) return e
-- name: select of #x
return select('#x', 1, 2)
-- name: type without argument
local ok, e = pcall(function() return type() end) return e
-- name: type of all
return {type(nil), type(1), type('x'), type({}), type(type), type(true), type(coroutine.create(function() end))}
-- name: setmetatable of number
local ok, e = pcall(function() return setmetatable(5, {}) end) return e
-- name: setmetatable to number
local ok, e = pcall(function() return setmetatable({}, 5) end) return e
-- name: setmetatable without second
local ok, e = pcall(function() return setmetatable({}) end) return e
-- name: argument named by field
local ok, e = pcall(function() local t = {f = math.floor} return t.f('x') end) return e
-- name: argument named by local
local ok, e = pcall(function() local f = math.floor return f({}) end) return e
-- name: argument named by upvalue
local f = math.floor local ok, e = pcall(function() local x = f({}) return x end) return e
-- name: argument in tail call
local ok, e = pcall(function() return math.floor({}) end) return e
-- name: argument named by for loop
local ok, e = pcall(function() for x in string.rep do end end) return e
-- name: iterate nil
for x in nil do end
-- name: iterate a table
for x in {} do end
-- name: iterate global field
for x in KEYS.x do end
-- name: error through loop
local ok, e = pcall(function() for i, v in ipairs{1} do local x = v .. nil end end) return e
-- name: error in metamethod
local t = setmetatable({}, {__index = function(t, k) error('no ' .. k) end}) local ok, e = pcall(function() return t.foo end) return e
-- name: error in metamethod level 2
local t = setmetatable({}, {__index = function(t, k) error('no ' .. k, 2) end}) local ok, e = pcall(function() return t.foo end) return e
-- name: error in comparison
local t = setmetatable({}, {__lt = function() error('cmp') end}) local ok, e = pcall(function() return t < t end) return e
-- name: nonexistent global
return nope
-- name: nonexistent global call
nope()
-- name: set global
x = 1
-- name: set global function
function f() end
-- name: error of a chunk
local f = loadstring('error("in chunk")') local ok, e = pcall(f) return e
-- name: error of a named chunk
local f = loadstring('error("in chunk")', '@file.lua') local ok, e = pcall(f) return e
-- name: error of a chunk named =x
local f = loadstring('error("in chunk")', '=x') local ok, e = pcall(f) return e
-- name: error of a chunk of many lines
local f = loadstring('local a = 1\nerror("in chunk")') local ok, e = pcall(f) return e
-- name: error of a long chunk
local f = loadstring('local a = 1 ' .. ('local b = 2 '):rep(20) .. 'error("in chunk")') local ok, e = pcall(f) return e
-- name: error of a chunk with long name
local f = loadstring('error("in chunk")', '@' .. ('n'):rep(100)) local ok, e = pcall(f) return e
-- name: error of a chunk with long plain name
local f = loadstring('error("in chunk")', '=' .. ('n'):rep(100)) local ok, e = pcall(f) return e
-- name: error with empty name
local f = loadstring('error("in chunk")', '') local ok, e = pcall(f) return e
-- name: loadstring syntax error
return {tostring(loadstring('x =')), select(2, loadstring('x ='))}
-- name: loadstring of binary
return {tostring(loadstring('\27Lua')), type(select(2, loadstring('\27Lua')))}
-- name: load
local parts = {'return ', '1 ', '+ 2'} local i = 0 return load(function() i = i + 1 return parts[i] end)()
-- name: load ends with empty string
local parts = {'return 5', '', ' nonsense'} local i = 0 return load(function() i = i + 1 return parts[i] end)()
-- name: load syntax error
return {select(2, load(function() return nil end)) or 'empty ok', select(2, load(coroutine.wrap(function() coroutine.yield('x =') end)))}
-- name: load with name
local f, e = load(coroutine.wrap(function() coroutine.yield('x y') end), '=my') return e
-- name: load default name
local f, e = load(coroutine.wrap(function() coroutine.yield('x y') end)) return e
-- name: load with reader that gives table
local ok, f, e = pcall(load, function() return {} end) return {tostring(ok), tostring(f), tostring(e)}
-- name: load with reader that fails
local ok, f, e = pcall(load, function() error('reader') end) return {tostring(ok), tostring(f), tostring(e)}
-- name: load of a string
local ok, e = pcall(function() return load('return 1') end) return e
-- name: loadstring without argument
local ok, e = pcall(function() return loadstring() end) return e
-- name: loaded chunk varargs
return {loadstring('return ...')(1, 2)}
-- name: stack overflow
local function r(n) return 1 + r(n + 1) end return r(1)
-- name: stack overflow caught
local function r(n) return 1 + r(n + 1) end local ok, e = pcall(r, 1) return e
-- name: deep recursion
local function r(n) return n == 0 and 0 or 1 + r(n - 1) end return r(15000)
-- name: tail calls without end
local function r(n) if n == 0 then return 'done' end return r(n - 1) end return r(200000)
-- name: C stack overflow by pcall
local function f(n) local ok, e = pcall(f or error, n) return e end local n = 0 local function g() n = n + 1 local ok, e = pcall(g) if not ok then return tostring(e) end return e end local e = g() return {n, e}
-- name: C stack overflow by metamethod
local n = 0 local t = setmetatable({}, {__index = function(t, k) n = n + 1 return t[k .. 'x'] end}) local ok, e = pcall(function() return t.a end) return {n, e}
-- name: C stack overflow by gsub
local n = 0 local function f() n = n + 1 return (('x'):gsub('x', f)) end local ok, e = pcall(f) return {n, e}
-- name: C stack overflow by tostring
local n = 0 local t t = setmetatable({}, {__tostring = function() n = n + 1 return tostring(t) end}) local ok, e = pcall(tostring, t) return {n, e}
-- name: index loop
local t = {} setmetatable(t, {__index = t}) local ok, e = pcall(function() return t.x end) return tostring(e)
-- name: newindex loop
local t = {} setmetatable(t, {__newindex = t}) local ok, e = pcall(function() t.x = 1 end) return tostring(e)
-- name: index chain of 99
local t = {x = 5} for i = 1, 98 do t = setmetatable({}, {__index = t}) end return t.x
-- name: index chain of 101
local t = {x = 5} for i = 1, 101 do t = setmetatable({}, {__index = t}) end return t.x
-- name: many results
local function f(n) if n == 0 then return end return n, f(n - 1) end return select('#', f(200))
-- name: string to number in for
local ok, e = pcall(function() for i = 'a', 2 do end end) return e
-- name: error in nested functions names upvalues
local a = {} local function f() local function g() return a.b.c end local x = g() return x end local y = f() return y
-- name: temporary in and or
local a, b = {}, nil return (a and b).x
-- name: conditional function
local a = nil local ok, e = pcall(function() return (a or nil)() end) return e
-- name: parentheses
local f = nil local ok, e = pcall(function() return (f)() end) return e
-- name: method on nil field
local t = {x = {}} t.x.y:z()
-- name: method of string constant
local ok, e = pcall(function() return ('x'):bad() end) return e
-- name: nested field assignment
local t = {} t.a.b.c = 1
-- name: global by KEYS
KEYS.a.b = 1
-- name: field name with zero byte
local t = {} return t['a\0b'].c
-- name: numeric for variable
for i = 1, 2 do i.x = 1 end
-- name: vararg value
local function f(...) local a = ... return a.x end return f(nil)
-- name: vararg indexed
local function f(...) return (...).x end return f(nil)
-- name: parameter
local function f(p) return p.x end return f()
-- name: pcall of table error gives one result more
return {select('#', pcall(error, {})), select('#', pcall(error, {err = 'x'})), select('#', pcall(error, {err = {}})), select('#', pcall(error, 'x'))}
-- name: pcall of table error with err
return {pcall(error, {err = 'text'})}
-- name: pcall of table error with err by metatable
return {pcall(error, setmetatable({}, {__index = function(t, k) return k .. '!' end}))}
-- name: pcall of table error with err as number
local ok, e = pcall(error, {err = 5}) return {tostring(ok), e}
-- name: pcall of table error with err as table
local ok, e, more = pcall(error, {err = {7}, x = 3}) return {tostring(ok), e.x, more[1]}
-- name: pcall of table error whose metatable fails
return {pcall(pcall, error, setmetatable({}, {__index = function(t, k) error('no ' .. k) end}))}
-- name: xpcall leaves table errors alone
return {select('#', xpcall(function() error({err = 'x'}) end, function(e) return e end))}
-- name: handlers keep tables
local ok, e = xpcall(function() error({err = 'x'}) end, function(e) return e end) return type(e)
-- name: coroutines keep tables
local ok, e = coroutine.resume(coroutine.create(function() error({err = 'x'}) end)) return type(e)
