string.format and friends.
-- name: integers
return string.format('%d|%5d|%-5d|%05d|%+d|% d|%i', 42, 42, 42, 42, 42, 42, 42)
-- name: integers cut
return string.format('%d %d %d %d', 3.99, -3.99, 2^31, 2^53)
-- name: integers out of range
return string.format('%d %d %d', 2^63, -2^63, 1e300)
-- name: integers with precision
return string.format('%.3d|%.0d|%6.3d|%-6.3d|%06.3d', 5, 0, 5, 5, 5)
-- name: unsigned
return string.format('%u %u %u', 42, -1, 2^63)
-- name: hex and octal
return string.format('%x %X %#x %o %#o %08x %x %#X', 255, 255, 255, 8, 8, 255, -1, 255)
-- name: hex of zero
return string.format('%#x %#o %.0x %x', 0, 0, 0, 0)
-- name: unsigned of large
return string.format('%x %x %u', 2^63, 2^64 - 2048, 2^64)
-- name: floats
return string.format('%f|%.2f|%10.3f|%-10.3f|%+.1f|% .1f|%010.2f', 3.14159, 3.14159, 3.14159, 3.14159, 3.14159, 3.14159, 3.14159)
-- name: floats without fraction
return string.format('%.0f|%#.0f|%.0e|%#.0e|%.0g|%#.0g', 3, 3, 3, 3, 3, 3)
-- name: scientific
return string.format('%e|%.2e|%E|%12.4e|%-12.4e|%e|%e', 12345.678, 12345.678, 12345.678, 12345.678, 12345.678, 0, 1e-10)
-- name: exponents of three digits
return string.format('%e %g %G', 1e200, 1e-200, 1e-200)
-- name: general
return string.format('%g|%g|%g|%g|%g|%g', 100000, 1000000, 0.0001, 0.00001, 123456789, 0)
-- name: general with precision
return string.format('%.3g|%.10g|%.14g|%.17g|%10.3g|%#g|%#.3g', 1234.5, 1234.5, 0.1, 0.1, 0.1, 1.5, 100)
-- name: general rounds up to a power
return string.format('%g %.3g %.1g', 999999.5, 999.9, 9.5)
-- name: specials
return string.format('%f %e %g %F', 1/0, -1/0, 0/0, 1)
-- name: specials lower
return string.format('%f %e %g %d %5.1f|%-6g|%+f|%06f', 1/0, -1/0, 0/0, 1/0, 1/0, 1/0, 1/0, 1/0)
-- name: specials upper
return string.format('%G %E %G', 1/0, -1/0, 0/0)
-- name: large f
return string.format('%f', 1e22)
-- name: very large f
return string.format('%.1f', 1e300)
-- name: small f
return string.format('%.30f', 1e-20)
-- name: strings
return string.format('%s|%5s|%-5s|%.2s|%5.1s|%s', 'ab', 'ab', 'ab', 'abc', 'abc', 12)
-- name: string with zero byte
return {string.format('%s|', 'a\0b'), string.format('%5s|', 'a\0b'), #string.format('%s', ('x'):rep(120)..'\0y')}
-- name: long string with width
return {#string.format('%200s', ('x'):rep(99)), 1}
-- name: long string
return #string.format('%99s|%s', ('y'):rep(150), ('z'):rep(99))
-- name: characters
return string.format('%c%c%5c|%-5c|', 65, 66, 67, 68)
-- name: character zero
return {string.format('a%cb', 0), string.format('a%3cb', 0), string.format('%c', 256 + 65)}
-- name: quoted
return string.format('%q', 'a\n"b"\\c\r\0d\t\200')
-- name: quoted number
return string.format('%q', 12)
-- name: percent
return string.format('100%% %d%%', 5)
-- name: number from string
return string.format('%d %5.1f %s', '42', '2.25', 7.5)
-- name: missing argument
local ok, e = pcall(function() return string.format('%d') end) return e
-- name: word for number
local ok, e = pcall(function() return string.format('%d', 'x') end) return e
-- name: nil for string
local ok, e = pcall(function() return string.format('%s', nil) end) return e
-- name: table for string
local ok, e = pcall(function() return string.format('%s', {}) end) return e
-- name: true for string
local ok, e = pcall(function() return string.format('%s', true) end) return e
-- name: second argument wrong
local ok, e = pcall(function() return ('%d %d'):format(1, {}) end) return e
-- name: unknown option
local ok, e = pcall(function() return string.format('%y', 1) end) return e
-- name: unknown option at end
local ok, e = pcall(function() return string.format('%', 1) end) return e
-- name: unknown option after width
local ok, e = pcall(function() return string.format('%5', 1) end) return e
-- name: repeated flags
local ok, e = pcall(function() return string.format('%------d', 1) end) return e
-- name: five flags
return string.format('%-+ #0d', 1)
-- name: width too long
local ok, e = pcall(function() return string.format('%100d', 1) end) return e
-- name: precision too long
local ok, e = pcall(function() return string.format('%.100f', 1) end) return e
-- name: width 99 and precision 99
return string.format('%99.99f', -1e10)
-- name: star
local ok, e = pcall(function() return string.format('%*d', 5, 1) end) return e
-- name: p
local ok, e = pcall(function() return string.format('%p', {}) end) return e
-- name: point alone
return string.format('%.d|%.f|%.s|%.g', 5, 2.5, 'abc', 2.5)
-- name: zero flag with strings
return string.format('%05s|%-05d|%+05d|% 05d', 'ab', 42, 42, 42)
-- name: plus with hex
return string.format('%+x %+u % x', 10, 10, 10)
-- name: extra arguments
return string.format('%d', 1, 2, 3)
-- name: no items
return string.format('plain')
-- name: format of a number
return string.format(5)
-- name: tostring
return {tostring(nil), tostring(true), tostring(false), tostring('x'), tostring(12.5)}
-- name: tostring of objects
return {tostring({}), tostring(print or function() end), tostring(coroutine.create(function() end))}
-- name: tostring with metamethod
return tostring(setmetatable({}, {__tostring = function(t) return 'me' end}))
-- name: tostring with metamethod that gives a number
return type(tostring(setmetatable({}, {__tostring = function(t) return 5 end})))
-- name: tostring without argument
local ok, e = pcall(function() return tostring() end) return e
