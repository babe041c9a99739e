How numbers read, print and compute.
-- name: a third
return tostring(1/3)
-- name: large integers
return {tostring(1e14), tostring(1e15), tostring(1e100), tostring(99999999999999), tostring(100000000000000), tostring(2^53), tostring(-2^53), tostring(123456789012345)}
-- name: small numbers
return {tostring(0.1), tostring(1e-5), tostring(0.0001), tostring(0.00001234), tostring(1e-300), tostring(5e-324), tostring(-0.5)}
-- name: rounding to 14 digits
return {tostring(0.123456789012345), tostring(1.000000000000005), tostring(99999999999999.5), tostring(9.99999999999995), tostring(2/3), tostring(1e15/3), tostring(123456.7890123456)}
-- name: specials
return {tostring(1/0), tostring(-1/0), tostring(0/0), tostring(-(0/0)), tostring(-0), tostring(0), tostring(0*-1)}
-- name: nan is not itself
local n = 0/0 return {n == n and 1 or 0, n ~= n and 1 or 0, n < n and 1 or 0, n >= n and 1 or 0}
-- name: negative zero
local z = -0 return {tostring(-z), tostring(0/-1), 1/(0*-1) < 0 and 1 or 0, tostring(z == 0)}
-- name: constants 0 and -0 are one
return {tostring(0), tostring(-0), tostring(0)}
-- name: constants -0 and 0 the other way
return {tostring(-0), tostring(0), tostring(-0)}
-- name: hexadecimal
return {0x10, 0xff, 0xFFFFFFFF, 0x7fffffffffffffff, tostring(0x1p4 == nil)}
-- name: hexadecimal numerals
return {0xA, 0Xa, tostring(0xffffffffffffffff)}
-- name: exponents
return {1e2, 1E2, tostring(1e-2), tostring(.5), tostring(5.), 3e+2}
-- name: malformed 3x
return 3x
-- name: malformed 1e
return 1e
-- name: malformed 1..2
return 1..2
-- name: malformed 0x
return 0x
-- name: malformed 1e+
return 1e+
-- name: malformed 1.2.3
return 1.2.3
-- name: hex float in source
return 0xA.8p0
-- name: underscore
return 1_000
-- name: tonumber of texts
local r = {} for _, s in ipairs{'10', ' 10 ', '1e1', '0x10', '0X1F', '-5', '- 5', '+5', '', ' ', '1e', 'e1', '.5', '5.', '.', '1 2', '0x', '0xg', 'inf', '-inf', 'nan', '-nan', 'infinity', 'INF', 'NaN', 'nan(x)', '1e400', '-1e400', '1e-400', '0x1p4', '0x.8', '0x1.8p1', '1\0', '10\0x', '\t7\n', '1_0', '0b1', '1f', '1d', '1L'} do r[#r+1] = s..'='..tostring(tonumber(s)) end return r
-- name: tonumber with base
local r = {} for _, p in ipairs{{'ff',16},{'0xff',16},{'zz',36},{'12',3},{'777',8},{'8',8},{'',10},{' 11 ',2},{'-11',2},{'+11',2},{'1e1',16},{'99999999999999999999',16},{'ffffffffffffffff',16},{'-1',16},{'7fffffffffffffff',16},{'0x',16},{'1.5',16},{'abc',11}} do r[#r+1] = p[1]..'/'..p[2]..'='..tostring(tonumber(p[1],p[2])) end return r
-- name: tonumber of others
return {tostring(tonumber(nil)), tostring(tonumber({})), tostring(tonumber(true)), tonumber(5), tostring(tonumber('x', 10))}
-- name: tonumber without argument
return {pcall(tonumber)}
-- name: tonumber with bad base
return {pcall(tonumber, '1', 1)}
-- name: tonumber with base 37
local ok, e = pcall(function() return tonumber('1', 37) end) return e
-- name: tonumber of table with base
local ok, e = pcall(function() return tonumber({}, 16) end) return e
-- name: tonumber of number with base
return {tonumber(10, 16), tonumber(7, 8)}
-- name: arithmetic on strings
return {'10' + 5, '3' * '4', tostring('0x10' + 0), tostring(10 .. 20), '7' % 4, -'2', tostring('1e1' / 4)}
-- name: modulo signs
return {tostring(5 % 3), tostring(-5 % 3), tostring(5 % -3), tostring(-5 % -3), tostring(5.5 % 2), tostring(-0.5 % 1), tostring(5 % math.huge), tostring(-5 % math.huge), tostring(5 % 0), tostring(0 % 5)}
-- name: powers
return {tostring(2^10), tostring(2^0.5), tostring((-8)^(1/3)), tostring(0^0), tostring(2^-1), tostring(10^308*10), tostring((-2)^3), tostring(-2^2), tostring(2^3^2), tostring(1^(0/0)), tostring((-1)^math.huge)}
-- name: division by zero is not folded
return {tostring(1/0), tostring(0/0), tostring(1%0), tostring(-1/0)}
-- name: truncated replies
return {3.99, -3.99, 0.5, -0.5, 1e18, 9007199254740993}
-- name: replies out of range
return {2^63, -2^63, 2^64, 1/0, -1/0, 0/0, 1e300}
-- name: comparisons of numbers
return {tostring(1 < 2), tostring(1 <= 1), tostring(2 > 1), tostring(1 >= 2), tostring(1 == 1.0), tostring(1 ~= 2), tostring('1' == 1)}
-- name: comparisons of strings
return {tostring('a' < 'b'), tostring('a' < 'A'), tostring('' < 'a'), tostring('a' < 'aa'), tostring('10' < '9'), tostring('a\0b' < 'a\0c'), tostring('a\0' > 'a'), tostring('\200' > 'z')}
-- name: math functions
return {tostring(math.floor(-3.5)), tostring(math.ceil(-3.5)), tostring(math.abs(-2)), tostring(math.sqrt(2)), tostring(math.exp(1)), tostring(math.log(10)), tostring(math.log10(1000)), tostring(math.pow(2, 0.5)), tostring(math.fmod(-5, 3)), tostring(math.fmod(5, -3)), tostring(math.mod(7, 3))}
-- name: trigonometry
return {tostring(math.sin(1)), tostring(math.cos(1)), tostring(math.tan(1)), tostring(math.asin(0.5)), tostring(math.acos(0.5)), tostring(math.atan(1)), tostring(math.atan2(-1, -1)), tostring(math.sinh(1)), tostring(math.cosh(1)), tostring(math.tanh(0.5)), tostring(math.deg(1)), tostring(math.rad(180))}
-- name: frexp and ldexp
local r = {} for _, x in ipairs{1, 0.5, 10, -3.75, 0, 1e-310} do local m, e = math.frexp(x) r[#r+1] = tostring(m)..','..tostring(e) end r[#r+1] = tostring(math.ldexp(0.5, 4)) r[#r+1] = tostring(math.ldexp(1, 2000)) r[#r+1] = tostring(math.ldexp(1, -1074)) return r
-- name: modf
local r = {} for _, x in ipairs{3.7, -3.7, 5, -0.5, 1/0, -1/0} do local w, f = math.modf(x) r[#r+1] = tostring(w)..','..tostring(f) end return r
-- name: max and min
return {math.max(1, 5, 3), math.min(4, 2, 8), tostring(math.max(1.5)), tostring(math.max(0/0, 1)), tostring(math.min(1, 0/0))}
-- name: max of nothing
return {pcall(math.max)}
-- name: constants
return {tostring(math.pi), tostring(math.huge), tostring(-math.huge)}
-- name: math of a word
local ok, e = pcall(function() return math.floor('x') end) return e
-- name: math of a numeral
return math.floor('3.7')
-- name: random after a seed
math.randomseed(1) return {math.random(1000), math.random(1000), math.random(1000), tostring(math.random()), math.random(5, 10), math.random(-10, -5)}
-- name: random after negative seed
math.randomseed(-7) return {math.random(1000000), tostring(math.random()), tostring(math.random())}
-- name: random seeds by their low bits
math.randomseed(2^32 + 5) local a = math.random(1000000) math.randomseed(5) return {a, math.random(1000000)}
-- name: random of empty interval
local ok, e = pcall(function() return math.random(0) end) return e
-- name: random of wrong interval
local ok, e = pcall(function() return math.random(5, 1) end) return e
-- name: random of three
local ok, e = pcall(function() return math.random(1, 2, 3) end) return e
-- name: for with float steps
local r = {} for i = 1, 2, 0.25 do r[#r+1] = tostring(i) end return r
-- name: for downwards
local r = {} for i = 5, 1, -2 do r[#r+1] = i end return r
-- name: for without turns
local n = 0 for i = 1, 0 do n = n + 1 end for i = 1, 2, -1 do n = n + 1 end return n
-- name: for with step 0
local n = 0 for i = 1, 3, 0 do n = n + 1 if n > 4 then break end end return n
-- name: for with strings
local r = {} for i = '1', '3' do r[#r+1] = i end return r
-- name: for with nil limit
local ok, e = pcall(function() for i = 1, nil do end end) return e
-- name: for with table start
local ok, e = pcall(function() for i = {}, 1 do end end) return e
-- name: for with bad step
local ok, e = pcall(function() for i = 1, 2, 'x' do end end) return e
-- name: for index is a copy
local r = {} for i = 1, 3 do r[#r+1] = i i = 10 end return r
-- name: numbers joined
return 1 .. '|' .. 1.5 .. '|' .. 1e16 .. '|' .. -0 .. '|' .. 1e-7
-- name: exact decimals
return {string.format('%.17g', 0.1), string.format('%.20f', 0.1), string.format('%.0f', 0.5), string.format('%.0f', 1.5), string.format('%.0f', 2.5), string.format('%.3f', 2.0005)}
