Functions, closures and what else is basic.
-- name: closures share variables
local function make() local n = 0 return function() n = n + 1 return n end, function() return n end end local inc, get = make() inc() inc() return {get(), inc(), get()}
-- name: closures of a loop
local fs = {} for i = 1, 3 do fs[i] = function() i = i + 10 return i end end return {fs[1](), fs[1](), fs[2](), fs[3]()}
-- name: closures of while
local fs, i = {}, 1 while i <= 3 do local j = i fs[i] = function() return j end i = i + 1 end return {fs[1](), fs[2](), fs[3]()}
-- name: closures of generic for
local fs = {} for k, v in ipairs{'a', 'b'} do fs[k] = function() return k .. v end end return {fs[1](), fs[2]()}
-- name: upvalues of upvalues
local function a(x) return function(y) return function(z) x = x + 1 return x + y + z end end end local f = a(1)(10) return {f(100), f(100)}
-- name: parameters as upvalues
local function f(a, b) local function g() a, b = b, a return a, b end return g end local g = f(1, 2) g() return {g()}
-- name: recursion through upvalue
local odd local function even(n) if n == 0 then return true end return odd(n - 1) end function odd(n) if n == 0 then return false end return even(n - 1) end return {tostring(even(10)), tostring(even(7))}
-- name: many upvalues
local a, b, c, d, e = 1, 2, 3, 4, 5 local function f() a = a + 1 return function() b = b + a return c + d + e + a + b end end return {f()(), f()()}
-- name: closure after scope
local f do local x = 'inner' f = function() return x end end return f()
-- name: closure with break
local f for i = 1, 10 do local x = i * 2 f = function() return x end if i == 3 then break end end return f()
-- name: closure with goto like continue
local fs = {} for i = 1, 4 do repeat if i % 2 == 0 then break end local x = i fs[#fs+1] = function() return x end until true end return {fs[1](), fs[2]()}
-- name: function equality
local function f() end local g = f return {tostring(f == g), tostring(f == function() end)}
-- name: immediately called
return (function(...) return select('#', ...) end)(1, 2, 3)
-- name: returns cut in the middle
local function f() return 1, 2 end return {f(), f(), (f())}
-- name: argument lists grow
local function f(...) return ... end return {select('#', f(1, f(2, f(3, 4))))}
-- name: tail call with many
local function f(...) return ... end local function g(...) return f(...) end return {g(1, 2, 3)}
-- name: tail call of builtin
local function f(t) return unpack(t) end return {f{1, 2, 3}}
-- name: tail call of method
local o = {} function o:f(n) if n == 0 then return 'end' end return self:f(n - 1) end return o:f(1000)
-- name: mutual tail calls
local a, b function a(n) if n == 0 then return 'a' end return b(n - 1) end function b(n) if n == 0 then return 'b' end return a(n - 1) end return {a(1000), a(1001)}
-- name: vararg with nils
local function f(...) return select('#', ...), (select(2, ...)) end return {f(nil, 5, nil)}
-- name: vararg stored
local function f(...) local t = {...} return #t, t[1], t[3] end return {f(1, 2, 3)}
-- name: vararg passed on in the middle
local function f(...) return select('#', ...) end local function g(...) return f(..., 'x'), f('x', ...) end return {g(1, 2, 3)}
-- name: vararg in loops
local function sum(...) local s = 0 for i = 1, select('#', ...) do s = s + (select(i, ...)) end return s end return sum(1, 2, 3, 4)
-- name: vararg closure
local function f(...) local a = {...} return function() return unpack(a) end end return {f(1, 2)()}
-- name: default parameters
local function f(a, b) a = a or 1 b = b == nil and 2 or b return a + b end return {f(), f(5), f(5, 6)}
-- name: named arguments
local function f(o) return o.x .. o.y end return f{x = 1, y = 2}
-- name: string buffers
local t = {} for i = 1, 1000 do t[#t+1] = i end return #table.concat(t, ',')
-- name: fibonacci
local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end return fib(20)
-- name: ackermann
local function ack(m, n) if m == 0 then return n + 1 elseif n == 0 then return ack(m - 1, 1) else return ack(m - 1, ack(m, n - 1)) end end return ack(2, 5)
-- name: hanoi
local n = 0 local function hanoi(k, a, b, c) if k > 0 then hanoi(k - 1, a, c, b) n = n + 1 hanoi(k - 1, c, b, a) end end hanoi(10, 'a', 'b', 'c') return n
-- name: sieve
local N = 200 local p, r = {}, {} for i = 2, N do p[i] = true end for i = 2, N do if p[i] then r[#r+1] = i for j = i * i, N, i do p[j] = false end end end return r
-- name: queens
local n, count = 6, 0 local cols = {} local function safe(r, c) for i = 1, r - 1 do if cols[i] == c or math.abs(cols[i] - c) == r - i then return false end end return true end local function place(r) if r > n then count = count + 1 return end for c = 1, n do if safe(r, c) then cols[r] = c place(r + 1) end end end place(1) return count
-- name: word count
local c = {} for w in ('the cat and the dog and the bird'):gmatch('%a+') do c[w] = (c[w] or 0) + 1 end local r = {} for w, n in pairs(c) do r[#r+1] = w .. n end return r
-- name: matrix
local function mul(a, b) local r = {} for i = 1, #a do r[i] = {} for j = 1, #b[1] do local s = 0 for k = 1, #b do s = s + a[i][k] * b[k][j] end r[i][j] = s end end return r end return mul({{1, 2}, {3, 4}}, {{5, 6}, {7, 8}})
-- name: linked list
local list = nil for i = 1, 5 do list = {next = list, v = i} end local r = {} while list do r[#r+1] = list.v list = list.next end return r
-- name: queue and stack
local q, first, last = {}, 0, -1 for i = 1, 5 do last = last + 1 q[last] = i end local r = {} while first <= last do r[#r+1] = q[first] q[first] = nil first = first + 1 end return r
-- name: crc like bits by arithmetic
local h = 5381 for c in ('hello world'):gmatch('.') do h = (h * 33 + c:byte()) % 4294967296 end return h
-- name: roman numerals
local function roman(n) local r = '' for _, p in ipairs{{1000, 'M'}, {900, 'CM'}, {500, 'D'}, {400, 'CD'}, {100, 'C'}, {90, 'XC'}, {50, 'L'}, {40, 'XL'}, {10, 'X'}, {9, 'IX'}, {5, 'V'}, {4, 'IV'}, {1, 'I'}} do while n >= p[1] do r = r .. p[2] n = n - p[1] end end return r end return {roman(1994), roman(2026)}
-- name: memoize
local function memo(f) local c = {} return function(n) local v = c[n] if v == nil then v = f(n) c[n] = v end return v end end local fib fib = memo(function(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end) return tostring(fib(80))
-- name: json like text
local function ser(v) if type(v) == 'table' then local r = {} for i, x in ipairs(v) do r[i] = ser(x) end return '[' .. table.concat(r, ',') .. ']' end return type(v) == 'string' and string.format('%q', v) or tostring(v) end return ser{1, 'two', {3, {4.5}}, true}
-- name: sliding window
local now, window, limit = 100, 10, 3 local hits = {85, 91, 95, 99} local n = 0 for _, t in ipairs(hits) do if t > now - window then n = n + 1 end end return n >= limit and 0 or 1
-- name: collectgarbage
return {collectgarbage(), collectgarbage('collect'), type(collectgarbage('count')), type(gcinfo()), collectgarbage('stop'), collectgarbage('restart')}
-- name: collectgarbage of pauses
return {collectgarbage('setpause', 200), collectgarbage('setstepmul', 200)}
-- name: collectgarbage with unknown option
local ok, e = pcall(function() return collectgarbage('nope') end) return e
-- name: collectgarbage with number
local ok, e = pcall(function() return collectgarbage(5) end) return e
-- name: version
return _VERSION
-- name: G is the table of globals
return {tostring(_G._G == _G), type(_G.string), tostring(_G == _G._G)}
-- name: environment of loaded code
local ok, e = pcall(loadstring('y = 5')) return e
-- name: loaded code reads globals
return loadstring('return type(string) .. #KEYS')()
-- name: getfenv
return {tostring(getfenv() == _G), tostring(getfenv(1) == _G), tostring(getfenv(string.len) == _G), tostring(getfenv(0) == _G)}
-- name: setfenv
local f = function() return x end setfenv(f, {x = 5}) return f()
-- name: setfenv of level
local function f() setfenv(1, {y = 7}) return y end return f()
-- name: setfenv of level 2
local function g() setfenv(2, {z = 8}) end local function f() g() return z end return f()
-- name: setfenv is kept by closures made after
local function f() setfenv(1, {w = 9}) return function() return w end end return f()()
-- name: setfenv of loaded code
local f = loadstring('a = 1 b = a + 1 return b') local env = {} setfenv(f, env) return {f(), env.a, env.b}
-- name: setfenv returns the function
local f = function() end return tostring(setfenv(f, {}) == f)
-- name: setfenv of builtin
local ok, e = pcall(function() return setfenv(string.len, {}) end) return e
-- name: setfenv without table
local ok, e = pcall(function() return setfenv(1) end) return e
-- name: getfenv of level too high
local ok, e = pcall(function() return getfenv(100) end) return e
-- name: getfenv of negative level
local ok, e = pcall(function() return getfenv(-1) end) return e
-- name: setfenv with bad first
local ok, e = pcall(function() return setfenv('x', {}) end) return e
-- name: getfenv of tail call
local function f() return getfenv(2) end local function g() return f() end local ok, e = pcall(function() local x = g() return x end) return tostring(e)
-- name: newproxy
local p = newproxy() return {type(p), tostring(getmetatable(p)), (tostring(p):match('^userdata: 0x%x+$')) and 1 or 0}
-- name: newproxy with metatable
local p = newproxy(true) getmetatable(p).__index = function(t, k) return k .. '!' end getmetatable(p).__len = function() return 42 end return {p.x, #p}
-- name: newproxy of a proxy
local p = newproxy(true) local q = newproxy(p) return {tostring(getmetatable(p) == getmetatable(q)), tostring(p == q)}
-- name: newproxy of a table
local ok, e = pcall(function() return newproxy({}) end) return e
-- name: newproxy events
local p = newproxy(true) local mt = getmetatable(p) mt.__add = function(a, b) return 'add' end mt.__eq = function() return true end mt.__call = function(self, x) return x end mt.__tostring = function() return 'proxy' end mt.__concat = function() return 'cat' end local q = newproxy(p) return {p + 1, tostring(p == q), p(5), tostring(p), p .. 'x'}
-- name: newproxy indexed
local ok, e = pcall(function() local p = newproxy() return p.x end) return e
-- name: xpcall with traceback missing
return type(rawget(_G, 'debug'))
-- name: what is not there
local r = {} for _, n in ipairs{'print', 'dofile', 'loadfile', 'require', 'module', 'io', 'os', 'package', 'debug'} do r[#r+1] = type(rawget(_G, n)) end return r
-- name: names with underscores and digits
local _, _1, a_b, __x = 1, 2, 3, 4 return _ + _1 + a_b + __x
-- name: long variable names
local a_very_long_name_indeed_that_goes_on_and_on_for_quite_a_while_0123456789 = 5 return a_very_long_name_indeed_that_goes_on_and_on_for_quite_a_while_0123456789
-- name: nested tables returned
return {1, {2, {3, {4}}}, 'x'}
-- name: table with holes returned
return {1, 2, nil, 4}
-- name: hash returned
return {a = 1}
-- name: ok and err
return {{ok = 'fine'}, {err = 'ERR bad'}}
-- name: while true with return
local n = 0 while true do n = n + 1 if n == 100 then return n end end
-- name: many locals and temporaries
local a, b, c, d, e, f, g, h = 1, 2, 3, 4, 5, 6, 7, 8 return {((a + b) * (c + d)) - ((e + f) * (g + h)), (a .. b) .. (c .. d), {a, {b, {c}}}}
-- name: numeric edge of loop
local n = 0 for i = 2^53, 2^53 + 2 do n = n + 1 if n > 5 then break end end return n
-- name: loop with fractions that do not add up
local n = 0 for i = 0, 1, 0.1 do n = n + 1 end return n
-- name: big strings
local s = ('x'):rep(1000000) return {#s, #(s .. s), s:sub(999999), (s:find('y', 1, true)) or 'none'}
-- name: string keys of numbers
local t = {} t[10] = 'n' t['10'] = 's' return {t[10], t['10'], tostring(t[10.0])}
