-- Operations on 32 bits.

-- name: tobit
return {bit.tobit(0), bit.tobit(1), bit.tobit(-1), bit.tobit(2^31), bit.tobit(2^32), bit.tobit(2^32 + 5), bit.tobit(-2^31 - 1)}

-- name: tobit of fractions
return {bit.tobit(1.4), bit.tobit(1.5), bit.tobit(2.5), bit.tobit(-1.5), bit.tobit(-0.4)}

-- name: tobit of large numbers
return {bit.tobit(2^40 + 7), bit.tobit(1e15), bit.tobit(2^51), bit.tobit(2^52)}

-- name: tobit of very large numbers
return {bit.tobit(2^53), bit.tobit(1e20), bit.tobit(1/0), bit.tobit(0/0)}

-- name: bnot
return {bit.bnot(0), bit.bnot(1), bit.bnot(0xffffffff)}

-- name: band
return {bit.band(0xff, 0x0f), bit.band(0xff, 0x3c, 0x18), bit.band(5)}

-- name: bor
return {bit.bor(1, 2, 4), bit.bor(0x80000000, 1)}

-- name: bxor
return {bit.bxor(0xff, 0x0f), bit.bxor(1, 1, 1)}

-- name: lshift
return {bit.lshift(1, 0), bit.lshift(1, 31), bit.lshift(1, 32), bit.lshift(1, 33), bit.lshift(0xffffffff, 4)}

-- name: rshift
return {bit.rshift(256, 8), bit.rshift(-1, 28), bit.rshift(1, 32), bit.rshift(-256, 8)}

-- name: arshift
return {bit.arshift(256, 8), bit.arshift(-256, 8), bit.arshift(-1, 31)}

-- name: rol
return {bit.rol(0x12345678, 12), bit.rol(1, 32), bit.rol(1, 31)}

-- name: ror
return {bit.ror(0x12345678, 12), bit.ror(1, 1), bit.ror(1, -1)}

-- name: bswap
return {bit.bswap(0x12345678), bit.bswap(0x78563412)}

-- name: tohex
return {bit.tohex(1), bit.tohex(-1), bit.tohex(0xdeadbeef)}

-- name: tohex of digits
return {bit.tohex(0xdeadbeef, 4), bit.tohex(0xdeadbeef, -4), bit.tohex(0xdeadbeef, 0), bit.tohex(0xdeadbeef, 100), bit.tohex(0xdeadbeef, -100)}

-- name: a text number
return {bit.band('255', '15'), bit.tohex('16')}

-- name: without argument
return bit.tobit()

-- name: with a table
return bit.band({}, 1)

-- name: with a wrong second
return bit.band(1, {}, 'x')

-- name: with nil
return bit.lshift(1)

-- name: with a boolean
return bit.bor(1, true)
