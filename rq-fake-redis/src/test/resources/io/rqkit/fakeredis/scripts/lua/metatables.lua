Metatables and their events.
-- name: index function
local t = setmetatable({a = 1}, {__index = function(t, k) return k .. '!' end}) return {t.a, t.b, t[5]}
-- name: index table
local t = setmetatable({}, {__index = {x = 5}}) return {t.x, tostring(t.y), tostring(rawget(t, 'x'))}
-- name: index chain
local a = setmetatable({}, {__index = setmetatable({p = 1}, {__index = setmetatable({q = 2}, {__index = function(t, k) return 'deep ' .. k end})})}) return {a.p, a.q, a.r}
-- name: index gets the table asked
local inner = setmetatable({}, {__index = function(t, k) return t end}) local outer = setmetatable({}, {__index = inner}) return {tostring(outer.x == inner), tostring(outer.x == outer)}
-- name: newindex function
local log = {} local t = setmetatable({a = 1}, {__newindex = function(t, k, v) log[#log+1] = k .. '=' .. tostring(v) rawset(t, k, v) end}) t.a = 2 t.b = 3 t.b = 4 t.c = nil return log
-- name: newindex table
local store = {} local t = setmetatable({}, {__newindex = store}) t.x = 1 return {store.x, tostring(rawget(t, 'x'))}
-- name: newindex chain
local last = {} local t = setmetatable({}, {__newindex = setmetatable({}, {__newindex = last})}) t.x = 5 return last.x
-- name: newindex keeps a place in the table
local t = setmetatable({}, {__newindex = function() end}) for i = 1, 10 do t['k' .. i] = i end return {tostring(next(t)), #t}
-- name: arithmetic events
local mt = {} for _, n in ipairs{'add', 'sub', 'mul', 'div', 'mod', 'pow'} do mt['__' .. n] = function(a, b) return n end end local t = setmetatable({}, mt) return {t + 1, 1 - t, t * t, t / 2, 2 % t, t ^ 2}
-- name: unary minus event
local t = setmetatable({}, {__unm = function(a, b) return tostring(rawequal(a, b)) end}) return -t
-- name: arithmetic with string and table
local t = setmetatable({}, {__add = function(a, b) return type(a) .. type(b) end}) return {t + 'x', 'x' + t, '5' + t}
-- name: left handler first
local a = setmetatable({}, {__add = function() return 'a' end}) local b = setmetatable({}, {__add = function() return 'b' end}) return {a + b, b + a, a + 1, 1 + b}
-- name: arithmetic handler gives many
local t = setmetatable({}, {__add = function() return 1, 2, 3 end}) return {t + t, select('#', t + t)}
-- name: arithmetic handler gives none
local t = setmetatable({}, {__add = function() end}) return tostring(t + t)
-- name: concat event
local t = setmetatable({}, {__concat = function(a, b) return (type(a) == 'table' and 'T' or a) .. '~' .. (type(b) == 'table' and 'T' or b) end}) return {t .. 'x', 'x' .. t, 'a' .. 'b' .. t, t .. 'a' .. 'b', 1 .. t, t .. t}
-- name: concat event in the middle
local t = setmetatable({}, {__concat = function(a, b) return 'C' end}) return {'a' .. t .. 'b', 'a' .. 'b' .. t .. 'c' .. 'd'}
-- name: length event is for tables ignored
local t = setmetatable({1, 2}, {__len = function() return 42 end}) return #t
-- name: eq event
local mt = {__eq = function(a, b) return true end} local a, b = setmetatable({}, mt), setmetatable({}, mt) return {tostring(a == b), tostring(a ~= b), tostring(a == {}), tostring(rawequal(a, b)), tostring(a == 1)}
-- name: eq event of different tables
local f = function() return true end local a, b = setmetatable({}, {__eq = f}), setmetatable({}, {__eq = f}) local c = setmetatable({}, {__eq = function() return true end}) return {tostring(a == b), tostring(a == c)}
-- name: eq not asked for same
local n = 0 local t = setmetatable({}, {__eq = function() n = n + 1 return false end}) return {tostring(t == t), n}
-- name: eq gives truth values
local mt = {__eq = function() return 5 end} local a, b = setmetatable({}, mt), setmetatable({}, mt) return {tostring(a == b), tostring(a ~= b)}
-- name: lt and le
local mt = {__lt = function(a, b) return a.v < b.v end, __le = function(a, b) return a.v <= b.v end} local a, b = setmetatable({v = 1}, mt), setmetatable({v = 2}, mt) return {tostring(a < b), tostring(a > b), tostring(a <= b), tostring(a >= b)}
-- name: le by lt
local calls = {} local mt = {__lt = function(a, b) calls[#calls+1] = a.v .. '<' .. b.v return a.v < b.v end} local a, b = setmetatable({v = 1}, mt), setmetatable({v = 2}, mt) local r = {tostring(a <= b), tostring(b <= a), tostring(a >= b), tostring(a <= a)} for _, c in ipairs(calls) do r[#r+1] = c end return r
-- name: lt with different handlers
local a, b = setmetatable({}, {__lt = function() return true end}), setmetatable({}, {__lt = function() return true end}) local ok, e = pcall(function() return a < b end) return e
-- name: lt of table and number
local a = setmetatable({}, {__lt = function() return true end}) local ok, e = pcall(function() return a < 1 end) return e
-- name: call event
local t = setmetatable({}, {__call = function(self, a, b) return type(self), a, b end}) return {t(1, 2)}
-- name: call event in tail position
local t = setmetatable({}, {__call = function(self, a) return a * 2 end}) return t(21)
-- name: call event chain
local t = setmetatable({}, {__call = setmetatable({}, {__call = function() return 'x' end})}) local ok, e = pcall(function() return t() end) return e
-- name: call event in pcall
local t = setmetatable({}, {__call = function(self, a) return a end}) return {pcall(t, 5)}
-- name: call event in for
local n = 0 local t = setmetatable({}, {__call = function(self, s, c) n = n + 1 if n < 4 then return n end end}) local r = {} for i in t do r[#r+1] = i end return r
-- name: call event with method syntax
local t = {f = setmetatable({}, {__call = function(self, o, a) return tostring(o.n) .. a end}), n = 5} return t:f('x')
-- name: tostring event
return tostring(setmetatable({}, {__tostring = function() return 'T' end}))
-- name: tostring event not used by concat
local ok, e = pcall(function() return 'x' .. setmetatable({}, {__tostring = function() return 'T' end}) end) return e
-- name: metatable field
local t = setmetatable({}, {__metatable = 'locked'}) return {getmetatable(t), select(2, pcall(setmetatable, t, {}))}
-- name: metatable field false
local t = setmetatable({}, {__metatable = false}) return {tostring(getmetatable(t)), tostring((pcall(setmetatable, t, {})))}
-- name: metatable set by name fails
local t = setmetatable({}, {__metatable = 1}) local ok, e = pcall(function() setmetatable(t, {}) end) return e
-- name: getmetatable
return {tostring(getmetatable({})), tostring(getmetatable(5)), type(getmetatable('x')), tostring(getmetatable('').__index == string), tostring(getmetatable(nil))}
-- name: remove a metatable
local t = setmetatable({}, {__index = {x = 1}}) local a = t.x setmetatable(t, nil) return {a, tostring(t.x)}
-- name: setmetatable gives its table
local t = {} return tostring(setmetatable(t, {}) == t)
-- name: events set later count
local mt = {} local t = setmetatable({}, mt) local a = tostring(t.x) mt.__index = function() return 'now' end local b = t.x mt.__index = nil return {a, b, tostring(t.x)}
-- name: events set by rawset count
local mt = {} local t = setmetatable({}, mt) local a = tostring(t.x) rawset(mt, '__index', function() return 'now' end) return {a, t.x}
-- name: newindex set later counts
local mt = {} local t = setmetatable({}, mt) t.a = 1 mt.__newindex = function(t, k, v) rawset(t, k, v * 2) end t.b = 5 t.a = 3 return {t.a, t.b}
-- name: eq set later counts
local mt = {} local a, b = setmetatable({}, mt), setmetatable({}, mt) local r = {tostring(a == b)} mt.__eq = function() return true end r[2] = tostring(a == b) return r
-- name: metatable with its own metatable
local mt = setmetatable({}, {__index = function(t, k) if k == '__index' then return function() return 'meta' end end end}) local t = setmetatable({}, mt) return tostring(t.x)
-- name: index is a string
local t = setmetatable({}, {__index = 'abc'}) return {tostring(t.len == string.len), tostring(t.x)}
-- name: index is a number
local t = setmetatable({}, {__index = 5}) local ok, e = pcall(function() return t.x end) return e
-- name: newindex is a number
local t = setmetatable({}, {__newindex = 5}) local ok, e = pcall(function() t.x = 1 end) return e
-- name: classes
local A = {} A.__index = A function A.new(v) return setmetatable({v = v}, A) end function A:get() return self.v end local B = setmetatable({}, {__index = A}) B.__index = B function B:twice() return self:get() * 2 end local b = setmetatable({v = 4}, B) return {A.new(3):get(), b:get(), b:twice()}
-- name: default values
local t = setmetatable({}, {__index = function() return 0 end}) for _, w in ipairs{'a', 'b', 'a'} do t[w] = t[w] + 1 end return {t.a, t.b, t.c}
-- name: proxies
local log = {} local real = {x = 1} local p = setmetatable({}, {__index = function(_, k) log[#log+1] = 'get ' .. k return real[k] end, __newindex = function(_, k, v) log[#log+1] = 'set ' .. k real[k] = v end}) p.y = p.x p.x = p.y return log
-- name: weak tables
local t = setmetatable({}, {__mode = 'k'}) local k = {} t[k] = 1 collectgarbage() return t[k]
-- name: gc is ignored for tables
local t = setmetatable({}, {__gc = function() error('never') end}) t = nil collectgarbage() return 'ok'
-- name: index event in method call
local t = setmetatable({}, {__index = function(t, k) return function(self, a) return k .. a end end}) return t:hello('!')
-- name: length of strings by event
local ok, e = pcall(function() return #setmetatable({}, {}) end) return {tostring(ok), e}
-- name: arithmetic error with metatable without event
local t = setmetatable({}, {}) local ok, e = pcall(function() return t + 1 end) return e
-- name: comparison in sort by event
local mt = {__lt = function(a, b) return a[1] > b[1] end} local t = {} for i = 1, 5 do t[i] = setmetatable({i}, mt) end table.sort(t) local r = {} for i, v in ipairs(t) do r[i] = v[1] end return r
-- name: table functions are raw
local t = setmetatable({}, {__index = function(t, i) return i <= 3 and i * 10 or nil end, __newindex = function() error('no') end}) table.insert(t, 5) return {#t, t[1], table.concat(t, ','), select('#', unpack(t, 1, 3)), (select(2, unpack(t, 1, 3)))}
-- name: ipairs is raw
local t = setmetatable({1}, {__index = function(t, i) return i <= 3 and i or nil end}) local n = 0 for i in ipairs(t) do n = n + 1 end return n
-- name: pairs ignores events
local t = setmetatable({1, 2}, {__pairs = function() error('no') end}) local n = 0 for k in pairs(t) do n = n + 1 end return n
-- name: yield in a metamethod
local t = setmetatable({}, {__index = function(t, k) return coroutine.yield(k) end}) local co = coroutine.create(function() return t.x end) return {coroutine.resume(co)}
-- name: string metatable index by number
return tostring(('abc')[2])
-- name: readonly library table
local ok, e = pcall(function() string.x = 1 end) return e
-- name: readonly library by rawset
local ok, e = pcall(rawset, string, 'x', 1) return e
-- name: readonly library by setmetatable
local ok, e = pcall(setmetatable, string, {}) return e
-- name: readonly library by insert
local ok, e = pcall(table.insert, table, 1) return e
-- name: readonly library by remove
local ok, e = pcall(function() return table.remove(table) end) return tostring(e)
-- name: readonly library by assignment in function
local ok, e = pcall(function() math.pi = 3 end) return e
-- name: readonly by metatable
local t = setmetatable({}, {__newindex = string}) local ok, e = pcall(function() t.x = 1 end) return e
