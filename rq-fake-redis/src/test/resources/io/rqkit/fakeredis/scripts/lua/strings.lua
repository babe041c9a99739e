The string library but for format and patterns.
-- name: len
return {#'', #'abc', #'a\0b', ('abc'):len(), string.len(12345)}
-- name: sub
local s = 'abcdef' return {s:sub(2), s:sub(2,3), s:sub(-2), s:sub(-3,-2), s:sub(0), s:sub(10), s:sub(3,2), s:sub(-100,2), s:sub(2,100), s:sub(2.9,3.9), s:sub(0,-1)}
-- name: sub with extreme positions
local s = 'abc' return {s:sub(1, 2^40), s:sub(-2^40), s:sub(2^63), s:sub(-2^63, 2^62)}
-- name: rep
return {('ab'):rep(3), ('x'):rep(0), ('x'):rep(-1), (''):rep(10), ('a'):rep(2.9), #('abc'):rep(1000)}
-- name: rep with huge count of nothing
return #(''):rep(2^20)
-- name: reverse upper lower
return {('abc'):reverse(), ('aBc\200\233'):upper(), ('aBC\200\233'):lower(), (''):reverse(), (12):rep and 1 or 0}
-- name: byte
return {('ABC'):byte(), ('ABC'):byte(2), ('ABC'):byte(-1), select('#', ('ABC'):byte(10)), select('#', ('ABC'):byte(1,-1)), ('\200'):byte(), select('#', (''):byte())}
-- name: byte slices
return {('hello'):byte(2, 4)}
-- name: byte of too long slice
local ok, e = pcall(function() return string.byte(('x'):rep(10000), 1, -1) end) return e
-- name: char
return {string.char(), string.char(72, 105), string.char(0, 255), string.char(65.9)}
-- name: char of 256
local ok, e = pcall(function() return string.char(65, 256) end) return e
-- name: char of -1
local ok, e = pcall(function() return string.char(-1) end) return e
-- name: find plain
local s = 'a.b.c' return {s:find('.', 1, true), (s:find('.b', 1, true)), tostring(s:find('x', 1, true)), (s:find('', 1, true)), s:find('', 10, true), (s:find('c', -1, true))}
-- name: find of nothing
return {('abc'):find('')}
-- name: find of nothing behind the end
return {(('abc'):find('', 4)), tostring(('abc'):find('', 5)), tostring(('abc'):find('', 100))}
-- name: find without specials
return {('hello world'):find('wor'), ('hello'):find('l'), (('hello'):find('l', 4))}
-- name: find with zero byte
return {('a\0b\0c'):find('\0c'), (('a\0b'):find('b')), ('a\0b'):find('\0')}
-- name: find specials after zero byte
return {(('a\0.b'):find('\0.'))}
-- name: find gives captures
return {('key=value'):find('(%w+)=(%w+)')}
-- name: find init
return {('aXbX'):find('X', 3), (('aXbX'):find('X', -1)), tostring(('aXbX'):find('a', 2))}
-- name: methods on literals
return {('%d'):format(7), ('x'):upper(), #('x'):rep(3)}
-- name: method on number fails
local ok, e = pcall(function() local n = 5 return n:rep(2) end) return e
-- name: missing method
local ok, e = pcall(function() return ('x'):nope() end) return e
-- name: index a string
return {tostring(('x').len == string.len), tostring(('x').y), tostring(('x')[1])}
-- name: set field of a string
local ok, e = pcall(function() local s = 'x' s.y = 1 end) return e
-- name: no arguments
local r = {} for _, n in ipairs{'byte', 'char', 'dump', 'find', 'format', 'gmatch', 'gsub', 'len', 'lower', 'match', 'rep', 'reverse', 'sub', 'upper'} do local ok, e = pcall(string[n]) r[#r+1] = tostring(e) end return r
-- name: no arguments, called by name
local ok, e = pcall(function() return string.rep() end) return e
-- name: rep without count
local ok, e = pcall(function() return ('x'):rep() end) return e
-- name: method with bad first argument
local ok, e = pcall(function() return ('x').rep({}, 2) end) return e
-- name: method call with bad argument
local ok, e = pcall(function() return ('x'):rep({}) end) return e
-- name: bad self
local ok, e = pcall(function() local t = {rep = string.rep} return t:rep(1) end) return e
-- name: sub with word
local ok, e = pcall(function() return ('x'):sub('a') end) return e
-- name: numbers are strings
return {(12):len and 'x' or 'y', string.sub(12345, 2, 3), string.rep(1.5, 2), string.upper(1e100)}
-- name: concat operators
return {'a' .. 'b' .. 'c', 1 .. 2, 'x' .. 1.5 .. 'y', '' .. '', 'a' .. ''}
-- name: long concat
local t = {} for i = 1, 300 do t[i] = 'x' .. i end return #table.concat(t) + #(t[1]..t[2]..t[3]..t[4]..t[5]..t[6])
-- name: escapes
return {'\a\b\f\n\r\t\v', '\\\"\'', '\65\066\0067', '\0', 'a\
b', '\x41\z', "\q"}
-- name: long strings
return {[[a]], [==[x]]y]==], [[
first newline gone]], [[a\nb]], #[[

x]]}
-- name: escape too large
return '\256'
-- name: escape 999
return '\999'
-- name: dump and load
local ok, e = pcall(function() return loadstring(string.dump(function() return 1 end)) end) return type(e)
-- name: dump a builtin
local ok, e = pcall(function() return string.dump(print or pairs) end) return e
-- name: table concat
return {table.concat({}), table.concat({1,2,3}), table.concat({1,2,3}, ', '), table.concat({'a','b','c'}, '-', 2), table.concat({'a','b','c'}, '-', 2, 3), table.concat({'a'}, 'x', 2), table.concat({1.5, 'x'}, ' '), table.concat({1,2,3}, 1)}
-- name: table concat of nil
local ok, e = pcall(function() return table.concat({1,2}, ',', 1, 3) end) return e
-- name: table concat of table
local ok, e = pcall(function() return table.concat({1,{},3}) end) return e
-- name: table concat of true
local ok, e = pcall(function() return table.concat({true}) end) return e
-- name: table concat of no table
local ok, e = pcall(function() return table.concat('x') end) return e
