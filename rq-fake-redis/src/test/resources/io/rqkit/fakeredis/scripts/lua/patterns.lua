Patterns: find, match, gmatch, gsub.
-- name: match captures
return {('hello world'):match('(%w+) (%w+)')}
-- name: match whole
return {('hello'):match('l+'), tostring(('hello'):match('x')), ('hello'):match('h.-o'), ('  x '):match('^%s*(.-)%s*$')}
-- name: match init
return {('abcabc'):match('b', 3), ('abc'):match('()', 2), tostring(('abc'):match('c', -1))}
-- name: classes
local r = {} for _, c in ipairs{'a','c','d','l','p','s','u','w','x','z','A','C','D','L','P','S','U','W','X','Z'} do local n = 0 for b = 0, 255 do if string.char(b):find('^%'..c..'$') then n = n + 1 end end r[#r+1] = c..n end return r
-- name: escaped specials
return {('a.b'):find('%.'), ('a+b'):gsub('%+', '-'), ('(x)'):match('%((.)%)'), ('50%'):match('%d+%%')}
-- name: sets
return {('hello123'):match('[a-z]+'), ('hello123'):match('[^a-z]+'), ('a-b'):match('[a%-]+'), ('x]y'):match('[]]'), ('a^b'):match('[b^]+'), ('abc'):match('[%a]+'), ('0x1F'):match('[%x]+', 3)}
-- name: set with range to end
return {('a-'):match('[a-]+'), ('-a'):match('[-a]+'), tostring(('b'):match('[a-]')), ('z'):match('[^a-y]')}
-- name: set with escape in range
return {('%'):match('[%%]'), ('a]'):match('[%]a]+'), (']'):match('[]]'), tostring(('x'):match('[^]]'))}
-- name: repetition
return {('aaa'):match('a*'), ('aaa'):match('a+'), ('aaa'):match('a-'), ('aaa'):match('a?'), ('aaab'):match('a-b'), ('b'):match('a*b'), tostring(('b'):match('a+b')), ('ab'):match('a?b')}
-- name: anchors
return {tostring(('xab'):match('^ab')), ('abx'):match('^ab'), ('xab'):match('ab$'), tostring(('abx'):match('ab$')), ('a$b'):match('a$b'), ('^a'):match('%^a'), ('a^'):match('a^')}
-- name: balanced
return {('f(a(b)c)d'):match('%b()'), ('[[x]]'):match('%b[]'), tostring(('(((' ):match('%b()')), ('x"y"z'):match('%b""')}
-- name: frontier
return {('THE (quick) fox'):find('%f[%a]%a+'), ('THE (quick) fox'):gsub('%f[%a]%a+', 'x'), ('foo.bar'):match('%f[%w]%w+$'), ('hello'):find('%f[%z]')}
-- name: back references
return {('abab'):match('(ab)%1'), ('"x\'"'):match('(["\'])(.-)%1'), tostring(('abba'):match('(a)(b)%1%2'))}
-- name: position captures
return {('hello'):match('()ll()'), ('abc'):find('()b()')}
-- name: nested captures
return {('abc'):match('((a)(b))c')}
-- name: empty captures
return {('abc'):match('(x*)'), ('abc'):match('()()')}
-- name: gsub string
return {('hello world'):gsub('o', '0')}
-- name: gsub with limit
return {('aaaa'):gsub('a', 'b', 2)}
-- name: gsub with limit 0
return {('aaaa'):gsub('a', 'b', 0)}
-- name: gsub with negative limit
return {('aaaa'):gsub('a', 'b', -1)}
-- name: gsub captures
return {('hello world'):gsub('(%w+)', '<%1>'), (('a b'):gsub('(%w) (%w)', '%2 %1')), (('abc'):gsub('%w', '%0%0')), (('abc'):gsub('b', '%%'))}
-- name: gsub %1 without capture
return {('abc'):gsub('b', '[%1]')}
-- name: gsub function
return {('abc'):gsub('%w', function(c) if c == 'b' then return nil end return c:upper() end)}
-- name: gsub function false and number
return {('abc'):gsub('%w', function(c) if c == 'a' then return false end return 5 end)}
-- name: gsub function with captures
return {('k=v;x=y'):gsub('(%w)=(%w)', function(a, b) return b..a end)}
-- name: gsub table
return {('$name is $age'):gsub('%$(%w+)', {name = 'Bob', age = 42})}
-- name: gsub table with metamethod
return {('a b'):gsub('%w', setmetatable({}, {__index = function(t, k) return k..k end}))}
-- name: gsub empty pattern
return {('abc'):gsub('', '-')}
-- name: gsub empty text
return {(''):gsub('', '-')}
-- name: gsub empty matches
return {('hello world'):gsub('%w*', 'x')}
-- name: gsub anchored
return {('aaa'):gsub('^a', 'b')}
-- name: gsub trailing anchor
return {('abc'):gsub('%w$', 'X')}
-- name: gsub with bad value
local ok, e = pcall(function() return ('abc'):gsub('b', function() return {} end) end) return e
-- name: gsub with true
local ok, e = pcall(function() return ('abc'):gsub('b', function() return true end) end) return e
-- name: gsub with bad replacement
local ok, e = pcall(function() return ('abc'):gsub('b', true) end) return e
-- name: gsub without replacement
local ok, e = pcall(function() return ('abc'):gsub('b') end) return e
-- name: gsub with number
return {('abc'):gsub('b', 12)}
-- name: gsub %2 without capture
local ok, e = pcall(function() return ('abc'):gsub('(b)', '%2') end) return e
-- name: gsub percent at end
return {('abc'):gsub('b', 'x%')}
-- name: gsub error in function
local ok, e = pcall(function() return ('abc'):gsub('b', function() error('inside') end) end) return e
-- name: gmatch
local r = {} for w in ('one two  three'):gmatch('%a+') do r[#r+1] = w end return r
-- name: gmatch pairs
local r = {} for k, v in ('a=1, b=2'):gmatch('(%w+)=(%w+)') do r[#r+1] = k..v end return r
-- name: gmatch empty matches
local r = {} for w in ('ab'):gmatch('x*') do r[#r+1] = '['..w..']' end return r
-- name: gmatch with anchor
local r = {} for w in ('aaa'):gmatch('^a') do r[#r+1] = w end return r
-- name: gfind is gmatch
return tostring(string.gfind == string.gmatch)
-- name: malformed pattern, percent at end
local ok, e = pcall(function() return ('a'):match('%') end) return e
-- name: malformed pattern, open set
local ok, e = pcall(function() return ('a'):match('[a') end) return e
-- name: malformed pattern, open set after percent
local ok, e = pcall(function() return ('a'):match('[a%') end) return e
-- name: malformed pattern, set of nothing
local ok, e = pcall(function() return ('a'):match('[]') end) return e
-- name: malformed pattern, caret set
local ok, e = pcall(function() return ('a'):match('[^]') end) return e
-- name: unfinished capture
local ok, e = pcall(function() return ('abc'):match('(a') end) return e
-- name: unfinished capture in gsub
local ok, e = pcall(function() return ('abc'):gsub('(a', 'x') end) return e
-- name: too many closes
local ok, e = pcall(function() return ('abc'):match('a)') end) return e
-- name: invalid back reference
local ok, e = pcall(function() return ('abc'):match('%1') end) return e
-- name: back reference to open capture
local ok, e = pcall(function() return ('abc'):match('(a%1)') end) return e
-- name: back reference 0
local ok, e = pcall(function() return ('abc'):match('%0') end) return e
-- name: unbalanced
local ok, e = pcall(function() return ('abc'):match('%b') end) return e
-- name: unbalanced with one
local ok, e = pcall(function() return ('abc'):match('%bx') end) return e
-- name: frontier without set
local ok, e = pcall(function() return ('abc'):match('%fa') end) return e
-- name: too many captures
local ok, e = pcall(function() return (('a'):rep(40)):match(('(a)'):rep(33)) end) return e
-- name: 32 captures
return {(('a'):rep(40)):match(('(a)'):rep(32))}
-- name: no match of 33 captures
local ok, e = pcall(function() return ('b'):match(('(a)'):rep(33)) end) return tostring(e)
-- name: zero byte in text
return {('a\0b'):match('a%zb'), ('a\0b'):match('.-b'), #('\0\0'):match('%z+')}
-- name: zero byte ends pattern
return {('abc'):match('b\0x'), (('abc'):gsub('b\0x', 'y'))}
-- name: bytes above 127
return {('\228\246'):match('[\200-\255]+'), ('\228'):match('%a') or 'none', (('x\255y'):gsub('\255', '-'))}
-- name: dash at end of pattern
return {('a-b'):match('a-'), ('a-'):find('-', 1, true), ('ab'):match('ab-')}
-- name: star at start
return {tostring(('*a'):match('*a')), tostring(('a'):match('*'))}
-- name: caret inside
return {tostring(('a^b'):match('a^b')), (('^^'):gsub('%^', 'x'))}
-- name: long backtracking
return {tostring((('a'):rep(20)..'b'):match('^a*a*a*a*c')), #(('x'):rep(5000)):match('.*')}
-- name: csv split
local r = {} for f in ('a,,b,c'):gmatch('([^,]*),?') do r[#r+1] = f end return r
-- name: url decode
return (('a%20b%2Fc'):gsub('%%(%x%x)', function(h) return string.char(tonumber(h, 16)) end))
-- name: gsub calls back with position
return {('abc'):gsub('()', function(p) return p end)}
-- name: gsub too many results
local n = select('#', ('abc'):gsub('b', 'x')) return n
-- name: match returns all captures of nothing
return select('#', ('x'):match('y'))
