Tables: order, borders, library.
-- name: order of words
local t = {} for _, k in ipairs{'apple','banana','cherry','date','elderberry','fig','grape','honeydew'} do t[k] = #k end local r = {} for k, v in pairs(t) do r[#r+1] = k..v end return r
-- name: order after removal
local t = {} for i = 1, 20 do t['k'..i] = i end for i = 1, 20, 3 do t['k'..i] = nil end for i = 21, 25 do t['k'..i] = i end local r = {} for k in pairs(t) do r[#r+1] = k end return r
-- name: order of a constructor
local r = {} for k, v in pairs{x=1, y=2, z=3, 10, 20, 30, w=4, [100]=5, [-1]=6, [1.5]=7, [true]=8, [false]=9} do r[#r+1] = tostring(k)..'='..v end return r
-- name: order of numbers
local t = {} for i = -5, 5 do t[i] = i end for i = 10, 100, 10 do t[i] = i end local r = {} for k in pairs(t) do r[#r+1] = k end return r
-- name: order of floats
local t = {} for i = 1, 20 do t[i / 8] = i end local r = {} for k in pairs(t) do r[#r+1] = tostring(k) end return r
-- name: order of large numbers
local t = {} for i = 1, 12 do t[2^i * 1000003] = i end local r = {} for k in pairs(t) do r[#r+1] = tostring(k) end return r
-- name: order of long strings
local t = {} for i = 1, 20 do t[('x'):rep(i * 7)..i] = i end local r = {} for k, v in pairs(t) do r[#r+1] = v end return r
-- name: order of long strings that differ in the middle
local t = {} for i = 1, 10 do t[('a'):rep(40)..string.char(64 + i)..('b'):rep(40)] = i end local r = {} for k, v in pairs(t) do r[#r+1] = v end return r
-- name: order of many
local t = {} for i = 1, 200 do t['key:'..i] = i end local r = {} for k, v in pairs(t) do r[#r+1] = v end return r
-- name: order of mixed
local t = {} for i = 1, 30 do t[i % 2 == 0 and i or 's'..i] = i end local r = {} for k, v in pairs(t) do r[#r+1] = tostring(k) end return r
-- name: order filled backwards
local t = {} for i = 16, 1, -1 do t[i] = i end local r = {} for k in pairs(t) do r[#r+1] = k end r[#r+1] = #t return r
-- name: next
local t = {a = 1} return {next(t), tostring(next(t, 'a')), tostring(next({}))}
-- name: next with unknown key
local ok, e = pcall(function() return next({a = 1}, 'nope') end) return e
-- name: next with unknown index
local ok, e = pcall(next, {1, 2}, 5) return e
-- name: next with nil table
local ok, e = pcall(function() return next(nil) end) return e
-- name: assign while going through
local t = {a = 1, b = 2, c = 3} for k, v in pairs(t) do t[k] = v * 2 end return {t.a, t.b, t.c}
-- name: clear while going through
local t = {} for i = 1, 10 do t['k'..i] = i end local n = 0 for k in pairs(t) do t[k] = nil n = n + 1 end return {n, tostring(next(t))}
-- name: borders of holes
return {#{1,2,nil,4}, #{nil}, #{nil,nil,3}, #{1,nil,3}, #{nil,2}, #{1,2,3,nil}, #{1,2,nil,nil,5,nil}}
-- name: borders after nil
local r = {} local t = {1,2,3,4,5,6,7,8} for i = 8, 1, -1 do t[i] = nil r[#r+1] = #t end return r
-- name: borders with holes made
local t = {} for i = 1, 16 do t[i] = i end t[8] = nil local a = #t t[16] = nil local b = #t t[15] = nil local c = #t t[4] = nil return {a, b, c, #t}
-- name: borders in the hash part
local t = {} t[1] = 1 t[2] = 2 t[4] = 4 local a = #t t[3] = 3 return {a, #t}
-- name: border of many in the hash part
local t = {n = 1} for i = 1, 9 do t[i] = i end t[5] = nil return #t
-- name: border with preset size
local t = {nil, nil, nil, nil} t[1] = 1 t[2] = 2 local a = #t t[4] = 4 return {a, #t}
-- name: unbound search
local t = {} t[1] = 1 t[2] = 1 t[4] = 1 t[8] = 1 t[16] = 1 return #t
-- name: insert
local t = {1,2,3} table.insert(t, 4) table.insert(t, 1, 0) table.insert(t, 3, 'x') return t
-- name: insert far behind
local t = {1} table.insert(t, 5, 'x') return {#t, tostring(t[5]), tostring(t[2])}
-- name: insert at 0
local t = {1, 2} table.insert(t, 0, 'x') return {t[0], t[1], t[2], tostring(t[3])}
-- name: insert of nothing
local ok, e = pcall(function() table.insert({}) end) return e
-- name: insert of four
local ok, e = pcall(function() table.insert({}, 1, 2, 3) end) return e
-- name: insert at word
local ok, e = pcall(function() table.insert({}, 'x', 2) end) return e
-- name: insert nil
local t = {1} table.insert(t, nil) return #t
-- name: insert into no table
local ok, e = pcall(function() table.insert(nil, 2) end) return e
-- name: remove
local t = {1,2,3,4} local a = table.remove(t) local b = table.remove(t, 1) return {a, b, #t, t[1], t[2]}
-- name: remove of nothing
return {select('#', table.remove({})), select('#', table.remove({1}, 5)), select('#', table.remove({1}, 0))}
-- name: remove all
local t = {1,2,3} local r = {} while #t > 0 do r[#r+1] = table.remove(t, 1) end return r
-- name: maxn
return {table.maxn({1,2,3}), table.maxn({}), table.maxn({[10]=1,[5.5]=2}), table.maxn({[-1]=1}), tostring(table.maxn({[1e10]=1, x=5}))}
-- name: getn
return {table.getn({1,2,3}), table.getn({})}
-- name: setn
local ok, e = pcall(function() return table.setn({}, 5) end) return e
-- name: foreach
local r = {} table.foreach({10, 20, x = 30}, function(k, v) r[#r+1] = k..':'..v end) return r
-- name: foreach stops
return table.foreach({a = 1, b = 2}, function(k, v) return v * 10 end) > 0 and 1 or 0
-- name: foreachi
local r = {} local s = table.foreachi({10, 20, 30}, function(i, v) r[#r+1] = i..':'..v if i == 2 then return 'stop' end end) r[#r+1] = s return r
-- name: foreach without function
local ok, e = pcall(function() table.foreach({}) end) return e
-- name: sort numbers
local t = {5,2,8,1,9,3,7,4,6} table.sort(t) return t
-- name: sort strings
local t = {'pear','apple','fig','Apple','','fig2'} table.sort(t) return t
-- name: sort downwards
local t = {5,2,8,1,9} table.sort(t, function(a, b) return a > b end) return t
-- name: sort many
local t = {} local x = 7 for i = 1, 100 do x = (x * 1103515245 + 12345) % 2147483648 t[i] = x % 1000 end table.sort(t) return t
-- name: sort keeps what order function sees
local t, n = {3,1,2,5,4,9,7,8,6}, 0 local seen = {} table.sort(t, function(a, b) seen[#seen+1] = a..'<'..b return a < b end) return seen
-- name: sort equal elements
local t = {} for i = 1, 12 do t[i] = {k = i % 3, i = i} end table.sort(t, function(a, b) return a.k < b.k end) local r = {} for i, v in ipairs(t) do r[i] = v.i end return r
-- name: sort with invalid order
local t = {} for i = 1, 10 do t[i] = i end local ok, e = pcall(function() table.sort(t, function() return true end) end) return e
-- name: sort mixed
local ok, e = pcall(function() table.sort({1, 'x', 2}) end) return e
-- name: sort with nil inside
local ok, e = pcall(function() table.sort({1, nil, 3, 2}) end) return e
-- name: sort tables
local ok, e = pcall(function() table.sort({{}, {}}) end) return e
-- name: sort with error in order
local ok, e = pcall(function() table.sort({2, 1}, function() error('no order') end) end) return e
-- name: sort with bad order
local ok, e = pcall(function() table.sort({2, 1}, 5) end) return e
-- name: sort with metamethod
local mt = {__lt = function(a, b) return a.v < b.v end} local t = {} for i, v in ipairs{3, 1, 2} do t[i] = setmetatable({v = v}, mt) end table.sort(t) return {t[1].v, t[2].v, t[3].v}
-- name: sort of two and three
local a, b = {2, 1}, {3, 2, 1} table.sort(a) table.sort(b) return {a[1], a[2], b[1], b[2], b[3]}
-- name: unpack
return {unpack({1, 2, 3})}
-- name: unpack range
return {select('#', unpack({}, 1, 3)), select('#', unpack({1,2}, 2)), select('#', unpack({1}, 5)), unpack({1,2,3,4}, 2, 3)}
-- name: unpack too many
local ok, e = pcall(function() return unpack({}, 1, 1e6) end) return e
-- name: unpack at the limit
return {pcall(function() return select('#', unpack({}, 1, 7990)) end)}
-- name: unpack above the limit
return {pcall(function() return select('#', unpack({}, 1, 8000)) end)}
-- name: unpack no table
local ok, e = pcall(function() return unpack() end) return e
-- name: ipairs stops at nil
local n = 0 for i, v in ipairs{1, 2, nil, 4} do n = n + v end return n
-- name: ipairs and pairs without table
local r = {} for _, f in ipairs{ipairs, pairs} do local ok, e = pcall(f) r[#r+1] = e end return r
-- name: pairs of nil
local ok, e = pcall(function() for k in pairs(nil) do end end) return e
-- name: ipairs by name
local ok, e = pcall(function() for k in ipairs('x') do end end) return e
-- name: keys of all kinds
local t, f = {}, function() end local k = {} t[k] = 1 t[f] = 2 t[true] = 3 t[1.5] = 4 t['x'] = 5 return {t[k], t[f], t[true], t[1.5], t.x, tostring(t[{}])}
-- name: key nil
local ok, e = pcall(function() local t = {} t[nil] = 1 end) return e
-- name: key nan
local ok, e = pcall(function() local t = {} t[0/0] = 1 end) return e
-- name: read with nil and nan
local t = {} return {tostring(t[nil]), tostring(t[0/0])}
-- name: rawset nil key
return {pcall(rawset, {}, nil, 1)}
-- name: key 1 and 1.0 and '1'
local t = {} t[1] = 'a' t['1'] = 'b' t[1.0] = 'c' return {t[1], t['1'], #t}
-- name: key -0
local t = {} t[0] = 'a' t[-0] = 'b' return {t[0], t[-0]}
-- name: rawequal rawget rawset
local t = setmetatable({}, {__index = function() return 1 end, __newindex = function() end}) rawset(t, 'x', 5) return {t.x, t.y, tostring(rawget(t, 'y')), tostring(rawequal(t, t)), tostring(rawequal('a', 'a')), tostring(rawequal(1, '1'))}
-- name: rawget without key
local ok, e = pcall(function() return rawget({}) end) return e
-- name: rawset without value
local ok, e = pcall(function() return rawset({}, 1) end) return e
-- name: constructor of 120
local t = {1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,x=1,61,62,63,64,65,66,67,68,69,70} return {#t, t[50], t[51], t[70], t.x}
-- name: constructor with call at end
local function f() return 1, 2, 3 end return {f(), f()}
-- name: constructor with call in the middle
local function f() return 1, 2, 3 end local t = {f(), 'x', (f())} return {#t, t[1], t[2], t[3]}
-- name: constructor evaluates in order
local r = {} local function f(x) r[#r+1] = x return x end local t = {f(1), [f(2)] = f(3), x = f(4), f(5)} return r
-- name: constructor with repeated keys
local t = {x = 1, x = 2, [1] = 'a', 'b'} return {t.x, t[1]}
-- name: big table
local t = {} for i = 1, 100000 do t[i] = i end return {#t, t[50000], table.maxn(t)}
-- name: two dimensions
local t = {} for i = 1, 3 do t[i] = {} for j = 1, 3 do t[i][j] = i * j end end return t
-- name: order of globals of a library
local r = {} for k in pairs(table) do r[#r+1] = k end return r
-- name: order of string
local r = {} for k in pairs(string) do r[#r+1] = k end return r
-- name: order of math
local r = {} for k in pairs(math) do r[#r+1] = k end return r
-- name: order of coroutine
local r = {} for k in pairs(coroutine) do r[#r+1] = k end return r
-- name: rehash moves to array
local t = {} t[4] = 4 t[3] = 3 t[2] = 2 t[1] = 1 local r = {} for k in pairs(t) do r[#r+1] = k end return r
-- name: shrinking array
local t = {} for i = 1, 64 do t[i] = i end for i = 1, 60 do t[i] = nil end for i = 1, 40 do t['x'..i] = i end local r = {} for k in pairs(t) do r[#r+1] = tostring(k) end r[#r+1] = #t return r
