What the compiler refuses, and how it says so.
-- name: unexpected symbol
return +
-- name: end missing
if true then
-- name: end missing later
if true then

local x = 1
-- name: end missing on the same line
while true do local x = 1
-- name: function without end
function f()
  return 1
-- name: expected equals
goto done
-- name: goto is a name
local goto = 5 return goto
-- name: do without end
do
-- name: repeat without until
repeat local x = 1
-- name: then missing
if true return 1 end
-- name: do missing
while true return 1 end
-- name: parenthesis missing
return (1 + 2
-- name: parenthesis missing later
return (1 +
2
-- name: bracket missing
local t = {} return t[1
-- name: brace missing
local t = {1, 2
-- name: brace missing later
local t = {1,
2
-- name: two statements in an expression
return 1 2
-- name: statement after return
return 1 local x
-- name: statement after break
while true do break local x end
-- name: break outside loop
break
-- name: break in function in loop
while true do local f = function() break end end
-- name: stray end
end
-- name: stray else
else
-- name: stray until
until true
-- name: unfinished string
return 'abc
-- name: unfinished string at end
return "abc
-- name: unfinished string with escape
return 'abc\
-- name: unfinished long string
return [[abc
-- name: unfinished long string of level 2
return [==[abc]]
-- name: unfinished long comment
--[[ abc
-- name: invalid long string delimiter
return [=abc
-- name: nested long string
return [[a [[b]] c]]
-- name: character
return @
-- name: character with context
local x = $y
-- name: control character
return 
-- name: byte above 127
return é
-- name: exclamation mark
if !x then end
-- name: not equal in C
if 1 != 2 then end
-- name: plus equals
local x = 1 x += 1
-- name: plus plus
local x = 1 x++
-- name: ternary
return true ? 1 : 2
-- name: reserved word as name
local end = 1
-- name: reserved word as field
local t = {} t.end = 1
-- name: number as name
local 1 = 2
-- name: assign to call
f() = 1
-- name: assign to number
1 = 2
-- name: assign to parentheses
(a) = 1
-- name: assign to string
'x' = 1
-- name: expression statement
1 + 2
-- name: name alone
x
-- name: field alone
x.y
-- name: two names
x y
-- name: comma missing
local a b = 1
-- name: local without name
local
-- name: local function without name
local function () end
-- name: function with dots in local
local function a.b() end
-- name: function name with colon and dot
function a:b.c() end
-- name: parameters
function f(a,) end
-- name: parameter number
function f(1) end
-- name: vararg not last
function f(..., a) end
-- name: vararg outside
function f() return ... end
-- name: vararg in nested function
local function f(...) return function() return ... end end
-- name: for without in
for x do end
-- name: for with two names and equals
for a, b = 1, 2 do end
-- name: for without limit
for i = 1 do end
-- name: for with four
for i = 1, 2, 3, 4 do end
-- name: for without do
for i = 1, 2 print(i) end
-- name: for with number
for 1 = 1, 2 do end
-- name: ambiguous call
local f = type
local x = f
(1)
-- name: method without call
local t = {} return t:f
-- name: method with number
local t = {} t:5()
-- name: field with number
local t = {} return t.5
-- name: double colon
::label::
-- name: semicolons
;
-- name: two semicolons
local x = 1;; return x
-- name: integer division
return 5 // 2
-- name: bit operators
return 5 & 3
-- name: shift
return 1 << 2
-- name: not equals
return 1 ~ 2
-- name: bare tilde
return ~1
-- name: comments
-- a comment
--[[ long
comment ]] --[==[ another ]] ]==]
return 'ok' -- the end
-- name: comment at end without newline
return 1 --
-- name: empty
-- name: only comment
-- nothing here
-- name: escape too large in text
return 'x\300y'
-- name: too many locals
local f, e = loadstring('local a0' .. (function() local t = {} for i = 1, 200 do t[i] = ', a' .. i end return table.concat(t) end)()) return e
-- name: 200 locals
local f, e = loadstring('local a0' .. (function() local t = {} for i = 1, 199 do t[i] = ', a' .. i end return table.concat(t) end)()) return type(f)
-- name: too many locals in function
local f, e = loadstring('\n\nfunction f() local a0' .. (function() local t = {} for i = 1, 200 do t[i] = ', a' .. i end return table.concat(t) end)() .. ' end') return e
-- name: too many upvalues
local s = '' for i = 1, 61 do s = s .. 'local a' .. i .. '\n' end s = s .. 'return function() return a1' for i = 2, 61 do s = s .. ', a' .. i end local f, e = loadstring(s .. ' end') return e
-- name: 60 upvalues
local s = '' for i = 1, 60 do s = s .. 'local a' .. i .. '\n' end s = s .. 'return function() return a1' for i = 2, 60 do s = s .. ', a' .. i end local f, e = loadstring(s .. ' end') return type(f)
-- name: nesting of parentheses
local f, e = loadstring('return ' .. ('('):rep(201) .. '1' .. (')'):rep(201)) return e
-- name: nesting of parentheses at the limit
local r = {} for n = 190, 202 do local f, e = loadstring('return ' .. ('('):rep(n) .. '1' .. (')'):rep(n)) r[#r+1] = n .. type(f) end return r
-- name: nesting of blocks
local f, e = loadstring(('do '):rep(201) .. ('end '):rep(201)) return e
-- name: nesting of blocks at the limit
local r = {} for n = 190, 202 do local f, e = loadstring(('do '):rep(n) .. ('end '):rep(n)) r[#r+1] = n .. type(f) end return r
-- name: nesting of tables
local f, e = loadstring('return ' .. ('{'):rep(250) .. ('}'):rep(250)) return e
-- name: nesting of functions
local f, e = loadstring(('return function() '):rep(150) .. ('end '):rep(150)) return e
-- name: long chains of operators
local f, e = loadstring('return ' .. ('1 + '):rep(5000) .. '1') return f()
-- name: long chains of concat
local f, e = loadstring('return ' .. ('"a" .. '):rep(150) .. '"b"') return #f()
-- name: too long chains of concat
local f, e = loadstring('return ' .. ('"a" .. '):rep(300) .. '"b"') return e
-- name: too many registers
local f, e = loadstring('return {' .. ('f('):rep(260) .. (')'):rep(260) .. '}') return e
-- name: function or expression too complex
local s = 'local a; return a(' .. ('a, '):rep(260) .. 'a)' local f, e = loadstring(s) return e
-- name: many arguments
local s = 'return select("#", ' .. ('1, '):rep(240) .. '1)' local f, e = loadstring(s) return f and f() or e
-- name: many returns
local s = 'return ' .. ('1, '):rep(260) .. '1' local f, e = loadstring(s) return e
-- name: many constants
local t = {} for i = 1, 3000 do t[i] = 'x' .. i end local s = 'return #{"' .. table.concat(t, '","') .. '"}' return loadstring(s)()
-- name: many constants as operands
local t = {} for i = 1, 400 do t[i] = 'r = r + ' .. i .. '.5' end local s = 'local r = 0 ' .. table.concat(t, ' ') .. ' return r' return loadstring(s)()
-- name: many fields with constant keys
local t = {} for i = 1, 400 do t[i] = 'k' .. i .. ' = ' .. i end local s = 'local t = {' .. table.concat(t, ',') .. '} return t.k1 + t.k300 + t.k400' return loadstring(s)()
-- name: many assignments
local s = ('a,'):rep(250) .. 'a = 1' local f, e = loadstring(s) return e
-- name: variables in assignment at the limit
local r = {} for n = 190, 200 do local f, e = loadstring(('a,'):rep(n) .. 'a = 1') r[#r+1] = n .. type(f) end return r
-- name: else if chains
local s = 'local x = ... if x == 0 then return 0 ' for i = 1, 300 do s = s .. 'elseif x == ' .. i .. ' then return ' .. i * 2 .. ' ' end return loadstring(s .. 'end')(250)
-- name: lines of a long chunk
local f, e = loadstring(('\n'):rep(1000) .. 'x x') return e
-- name: carriage returns
local f, e = loadstring('\r\n\r\n\n\rx x') return e
-- name: near a long token
local f, e = loadstring('x ' .. ('y'):rep(200)) return e
-- name: near a string
return 1 'abc'
-- name: near a number
return x 12.5e3
-- name: near a string with zero byte
local f, e = loadstring('x "a\0b"') return e
-- name: near zero byte
local f, e = loadstring('x = 1 \0 y') return e
-- name: near a long string
local f, e = loadstring('x [[abc\ndef]]') return e
-- name: near bytes
local f, e = loadstring('x = \1') return e
-- name: near byte 200
local f, e = loadstring('x = \200') return e
-- name: shebang inside loadstring
local f, e = loadstring('#!lua\nreturn 1') return e
-- name: chunk name in brackets
local f, e = loadstring('return return') return e
-- name: chunk name of two lines
local f, e = loadstring('local x\nreturn return') return e
-- name: chunk name long
local f, e = loadstring('local a_rather_long_variable_name_that_does_not_fit_into_sixty = return') return e
-- name: chunk name given long
local f, e = loadstring('return return', '@' .. ('n'):rep(100)) return e
-- name: chunk name given with equals long
local f, e = loadstring('return return', '=' .. ('n'):rep(100)) return e
-- name: operators and their order
return {1 + 2 * 3, (1 + 2) * 3, 2 ^ 3 ^ 2, -2 ^ 2, 7 - 3 - 2, 2 * 3 % 4, 'a' .. 'b' == 'ab' and 1 or 0, not nil == true and 1 or 0, 1 < 2 == true and 1 or 0, #'abc' + 1, -'2' + 0, 1 .. 2 + 3}
-- name: and or values
return {tostring(nil and 1), tostring(false or nil), tostring(1 and 2), tostring(nil or 'x'), tostring(false and error()), tostring(1 or error()), tostring(not 0), tostring(nil == false)}
-- name: and or as conditions
local r = {} for _, a in ipairs{1, 2, 3} do if a == 1 or a == 3 and not (a == 2) then r[#r+1] = a end end return r
-- name: comparison chains as values
local a, b = 1, 2 local x = a < b local y = not (a < b) local z = a == b or b > a return {tostring(x), tostring(y), tostring(z), tostring(a ~= b), tostring(not (a ~= b))}
-- name: string call syntax
return {type'x', type{}, type[[y]], #{type'x'}}
-- name: chained calls
local function f(x) return function(y) return function(z) return x .. y .. z end end end return f'a''b'[[c]]
-- name: shadowing
local x = 1 local x = x + 1 do local x = x + 1 end return x
-- name: scope of loop variables
local x = 5 for x = 1, 3 do end return x
-- name: repeat sees its locals
local n = 0 repeat local done = n >= 3 n = n + 1 until done return n
-- name: repeat with closure
local fs = {} local i = 0 repeat local j = i fs[#fs+1] = function() return j end i = i + 1 until j >= 2 return {fs[1](), fs[2](), fs[3]()}
-- name: while with break and closure
local fs = {} local i = 0 while true do local j = i fs[#fs+1] = function() j = j + 1 return j end i = i + 1 if i == 3 then break end end return {fs[1](), fs[1](), fs[2](), fs[3]()}
-- name: nested break
local r = {} for i = 1, 3 do for j = 1, 3 do if j == 2 then break end r[#r+1] = i * 10 + j end end return r
-- name: multiple assignment
local a, b, c = 1, 2 a, b = b, a return {a, b, tostring(c)}
-- name: assignment evaluates before it assigns
local i, t = 1, {} i, t[i] = i + 1, 20 return {i, t[1], tostring(t[2])}
-- name: assignment with conflict
local a = {} local b = a a.x, a = 1, nil return {b.x, tostring(a)}
-- name: assignment of too many
local a, b = 1, 2, 3 return {a, b}
-- name: assignment of a call
local function f() return 1, 2, 3 end local a, b, c, d = f() local e, g = f(), 10 return {a, b, c, tostring(d), e, g}
-- name: varargs
local function f(...) local a, b = ... return select('#', ...), a, b end return {f(1, nil, 3)}
-- name: varargs in a table
local function f(...) return #{...}, (select('#', ...)) end return {f(1, 2, 3)}
-- name: varargs cut
local function f(...) return ..., 'x' end return {f(1, 2)}
-- name: arg
local function f(...) return arg.n, arg[1], #arg end return {f('a', nil, 'c')}
-- name: arg is not there with dots used
local function f(...) local x = ... return tostring(pcall(function() return arg end)) end return f(1)
-- name: arg in main chunk
return arg
-- name: named vararg with parameters
local function f(a, b, ...) return a, b, arg.n, arg[1] end return {f(1, 2, 3, 4)}
-- name: missing parameters
local function f(a, b) return tostring(a) .. tostring(b) end return {f(), f(1), f(1, 2, 3)}
-- name: recursion of local function
local function fact(n) return n <= 1 and 1 or n * fact(n - 1) end return fact(10)
-- name: local f = function does not see itself
local f = function(n) return f end local ok, e = pcall(f) return e
-- name: methods
local o = {n = 5} function o:get(x) return self.n + x end function o.static(x) return x end return {o:get(1), o.static(2), o.get({n = 10}, 1)}
-- name: nested functions in tables
local a = {b = {c = {}}} function a.b.c.f(x) return x * 2 end function a.b.c:g() return self == a.b.c end return {a.b.c.f(4), tostring(a.b.c:g())}
-- name: returns of none and one and many
local function none() end local function two() return 1, 2 end return {select('#', none()), select('#', (none())), select('#', two()), select('#', (two())), select('#', two(), two())}
-- name: nil in the middle of returns
return {1, nil, 3}
-- name: return of false
return {1, false, 3}
-- name: return of nothing
return
-- name: return many
return 1, 2, 3
-- name: do return end
do return 5 end
-- name: return with semicolon
return 5;
-- name: comparison with constants on the left
local x = 5 return {tostring(3 < x), tostring(10 <= x), tostring(5 == x), tostring(nil == x), tostring('5' == x), tostring(x == 5), tostring(x ~= 5)}
-- name: folded constants
return {1 + 2, 2 * 3.5, 10 / 4 == 2.5 and 1, 7 % 3, 2 ^ 3, -(3), - -3, tostring(not not nil)}
-- name: constants in conditions
local r = {} if nil then r[1] = 'nil' else r[1] = 'else' end if 0 then r[2] = '0' end if '' then r[3] = 'empty' end while false do r[4] = 'x' end return r
