Coroutines.
-- name: resume and yield
local co = coroutine.create(function(a, b) local c = coroutine.yield(a + b) local d, e = coroutine.yield(c * 2) return d, e end) local r = {} for _, args in ipairs{{1, 2}, {10}, {'x', 'y'}, {}} do r[#r+1] = {coroutine.resume(co, unpack(args))} end return r
-- name: status
local r = {} local co co = coroutine.create(function() r[#r+1] = coroutine.status(co) coroutine.yield() end) r[#r+1] = coroutine.status(co) coroutine.resume(co) r[#r+1] = coroutine.status(co) coroutine.resume(co) r[#r+1] = coroutine.status(co) return r
-- name: status normal
local co1 local co2 = coroutine.create(function() return coroutine.status(co1) end) co1 = coroutine.create(function() return select(2, coroutine.resume(co2)) end) return select(2, coroutine.resume(co1))
-- name: status of failed
local co = coroutine.create(function() error('x') end) coroutine.resume(co) return coroutine.status(co)
-- name: error in coroutine
local co = coroutine.create(function() error('boom') end) return {coroutine.resume(co)}
-- name: error with table in coroutine
local co = coroutine.create(function() error({c = 5}) end) local ok, e = coroutine.resume(co) return {tostring(ok), e.c}
-- name: runtime error in coroutine
local co = coroutine.create(function() local t return t.x end) return {coroutine.resume(co)}
-- name: resume dead
local co = coroutine.create(function() end) coroutine.resume(co) return {coroutine.resume(co)}
-- name: resume failed
local co = coroutine.create(function() error('x') end) coroutine.resume(co) return {coroutine.resume(co)}
-- name: resume itself
local co co = coroutine.create(function() return coroutine.resume(co) end) return {coroutine.resume(co)}
-- name: resume the one that resumes
local co1 local co2 = coroutine.create(function() return coroutine.resume(co1) end) co1 = coroutine.create(function() return coroutine.resume(co2) end) return {coroutine.resume(co1)}
-- name: wrap
local f = coroutine.wrap(function(a) for i = 1, 3 do a = a + coroutine.yield(a) end return 'done' end) return {f(1), f(10), f(100), f(1000)}
-- name: wrap as iterator
local function range(n) return coroutine.wrap(function() for i = 1, n do coroutine.yield(i, i * i) end end) end local r = {} for i, sq in range(4) do r[#r+1] = i .. ':' .. sq end return r
-- name: wrap dead
local f = coroutine.wrap(function() end) f() local ok, e = pcall(f) return e
-- name: wrap dead by call
local f = coroutine.wrap(function() end) f() local ok, e = pcall(function() f() end) return e
-- name: wrap error
local f = coroutine.wrap(function() error('inside') end) local ok, e = pcall(function() f() end) return e
-- name: wrap error by pcall
local f = coroutine.wrap(function() error('inside') end) local ok, e = pcall(f) return e
-- name: wrap error with table
local f = coroutine.wrap(function() error({c = 1}) end) local ok, e = pcall(f) return e.c
-- name: wrap error at top
local f = coroutine.wrap(function() error('inside') end) f()
-- name: running
local main = coroutine.running() local co co = coroutine.create(function() return tostring(coroutine.running() == co) end) return {tostring(main), select(2, coroutine.resume(co))}
-- name: yield outside
local ok, e = pcall(function() coroutine.yield(1) end) return e
-- name: yield at top
coroutine.yield(1)
-- name: yield across pcall
local co = coroutine.create(function() local ok, e = pcall(coroutine.yield, 1) return tostring(ok), e end) return {coroutine.resume(co)}
-- name: yield across pcall of function
local co = coroutine.create(function() local ok, e = pcall(function() coroutine.yield(1) end) return tostring(ok), e end) return {coroutine.resume(co)}
-- name: yield across gsub
local co = coroutine.create(function() return (('abc'):gsub('b', coroutine.yield)) end) return {coroutine.resume(co)}
-- name: yield across sort
local co = coroutine.create(function() table.sort({3, 2, 1}, function(a, b) coroutine.yield() return a < b end) end) return {coroutine.resume(co)}
-- name: yield in iterator
local co = coroutine.create(function() for x in coroutine.yield do return x end end) return {coroutine.resume(co)}
-- name: yield in tail position
local co = coroutine.create(function() return coroutine.yield(1) end) return {{coroutine.resume(co)}, {coroutine.resume(co, 'a', 'b')}, {coroutine.resume(co)}}
-- name: yield from nested calls
local function deep(n) if n == 0 then return coroutine.yield('deep') end return (deep(n - 1)) end local co = coroutine.create(function() return deep(50) end) return {{coroutine.resume(co)}, {coroutine.resume(co, 'up')}}
-- name: yield of nothing and nil
local co = coroutine.create(function() coroutine.yield() coroutine.yield(nil) coroutine.yield(nil, nil) end) return {select('#', coroutine.resume(co)), select('#', coroutine.resume(co)), select('#', coroutine.resume(co)), select('#', coroutine.resume(co))}
-- name: yield in expressions
local co = coroutine.wrap(function() local t = {coroutine.yield(1), coroutine.yield(2)} return t[1] .. t[2] .. coroutine.yield(3) end) return {co(), co('a'), co('b'), co('c')}
-- name: create of no function
local ok, e = pcall(function() return coroutine.create(5) end) return e
-- name: create of builtin
local ok, e = pcall(function() return coroutine.create(math.floor) end) return e
-- name: create of nothing
local ok, e = pcall(coroutine.create) return e
-- name: wrap of nil
local ok, e = pcall(function() return coroutine.wrap(nil) end) return e
-- name: resume of no coroutine
local ok, e = pcall(function() return coroutine.resume(5) end) return e
-- name: status of no coroutine
local ok, e = pcall(function() return coroutine.status({}) end) return e
-- name: coroutines keep upvalues
local n = 0 local function counter() n = n + 1 coroutine.yield(n) return counter() end local co = coroutine.wrap(counter) return {co(), co(), co(), n}
-- name: upvalues of coroutine variables
local fs = {} local co = coroutine.create(function() for i = 1, 3 do fs[#fs+1] = function() i = i + 1 return i end coroutine.yield() end end) coroutine.resume(co) coroutine.resume(co) return {fs[1](), fs[1](), fs[2](), fs[2]()}
-- name: upvalues after an error
local f local co = coroutine.create(function() local x = 5 f = function() x = x + 1 return x end error('e') end) coroutine.resume(co) return {f(), f()}
-- name: producer and consumer
local function producer() return coroutine.create(function() for _, w in ipairs{'a', 'b', 'c'} do coroutine.yield(w) end end) end local function filter(p) return coroutine.create(function() while true do local ok, w = coroutine.resume(p) if not w then return nil end coroutine.yield(w:upper()) end end) end local r, f = {}, filter(producer()) while true do local ok, w = coroutine.resume(f) if not w then break end r[#r+1] = w end return r
-- name: permutations
local function permgen(a, n) if n <= 1 then coroutine.yield(table.concat(a)) else for i = 1, n do a[n], a[i] = a[i], a[n] permgen(a, n - 1) a[n], a[i] = a[i], a[n] end end end local r = {} for p in coroutine.wrap(function() permgen({'x', 'y', 'z'}, 3) end) do r[#r+1] = p end return r
-- name: tree walk with nested coroutines
local function walk(t) return coroutine.wrap(function() if t then for v in walk(t.l) do coroutine.yield(v) end coroutine.yield(t.v) for v in walk(t.r) do coroutine.yield(v) end end end) end local r = {} for v in walk{v = 4, l = {v = 2, l = {v = 1}, r = {v = 3}}, r = {v = 5}} do r[#r+1] = v end return r
-- name: many coroutines
local cos = {} for i = 1, 500 do cos[i] = coroutine.wrap(function() local s = i while true do s = s + coroutine.yield(s) end end) end local s = 0 for round = 1, 3 do for i = 1, 500 do s = s + cos[i](1) end end return s
-- name: deep resumes
local function nest(n) if n == 0 then return 'bottom' end return coroutine.wrap(function() return nest(n - 1) end)() end return {nest(50), select(2, pcall(nest, 250))}
-- name: deep resumes by resume
local depth = 0 local function nest() depth = depth + 1 local co = coroutine.create(nest) local ok, e = coroutine.resume(co) return e end local e = nest() return {depth, e}
-- name: wrap inside metamethod
local t = setmetatable({}, {__index = function(t, k) return coroutine.wrap(function() coroutine.yield(k) end)() end}) return t.abc
-- name: pcall inside coroutine
local co = coroutine.create(function() local ok, e = pcall(error, 'x') coroutine.yield(e) local ok, e = pcall(function() local t return t.x end) return e end) return {{coroutine.resume(co)}, {coroutine.resume(co)}}
-- name: error passes through resume only as value
local co = coroutine.create(function() local co2 = coroutine.create(function() error('inner') end) local ok, e = coroutine.resume(co2) return 'caught ' .. e end) return {coroutine.resume(co)}
-- name: stack overflow in coroutine
local co = coroutine.create(function() local function r() return 1 + r() end return r() end) return {coroutine.resume(co)}
-- name: tostring of coroutine
return {type(coroutine.create(function() end)), (tostring(coroutine.create(function() end)):match('^thread: 0x%x+$')) and 1 or 0}
-- name: coroutine compared
local a, b = coroutine.create(function() end), coroutine.create(function() end) return {tostring(a == a), tostring(a == b)}
-- name: coroutine as key
local t, co = {}, coroutine.create(function() end) t[co] = 1 return t[co]
-- name: resume passes many
local co = coroutine.create(function(...) return select('#', ...), select('#', coroutine.yield(...)) end) local n = select('#', coroutine.resume(co, unpack({}, 1, 200))) return {n, select(2, coroutine.resume(co, unpack({}, 1, 100)))}
-- name: wrap with error level 2
local f = coroutine.wrap(function() error('lvl', 2) end) local ok, e = pcall(function() f() end) return e
-- name: loop of yields
local co = coroutine.wrap(function() for i = 1, 10000 do coroutine.yield(i) end end) local s = 0 for i = 1, 10000 do s = s + co() end return s
-- name: while with yield in condition
local n = 0 local co = coroutine.wrap(function() while coroutine.yield() do n = n + 1 end return 'end' end) co() co(true) co(true) return {co(false), n}
-- name: yield with vararg function
local co = coroutine.create(function(...) local a, b = coroutine.yield(...) return a, b, ... end) return {{coroutine.resume(co, 1, 2)}, {coroutine.resume(co, 3)}}
-- name: method call yields
local o = {v = 1} function o:step() self.v = self.v + coroutine.yield(self.v) return self.v end local co = coroutine.wrap(function() return o:step() + o:step() end) return {co(), co(10), co(100)}
