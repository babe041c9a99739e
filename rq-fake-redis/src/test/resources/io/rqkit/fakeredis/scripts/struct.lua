-- Binary records.

-- name: pack bytes
return struct.pack('bB', -1, 255)

-- name: pack shorts
return struct.pack('<hH', -2, 65535) .. struct.pack('>hH', -2, 65535)

-- name: pack longs
return struct.pack('<lL', -3, 2^53) .. struct.pack('>lL', -3, 2^53)

-- name: pack a size
return struct.pack('T', 5)

-- name: pack integers of sizes
return struct.pack('>i1i2i3i4i5i6i7i8', 1, 2, 3, 4, 5, 6, 7, 8)

-- name: pack integers of large sizes
return struct.pack('>i16', -1) .. struct.pack('<I32', 1)

-- name: pack floats
return struct.pack('<fd', 1.5, 0.1) .. struct.pack('>fd', 1.5, 0.1)

-- name: pack text
return struct.pack('s', 'abc')

-- name: pack characters
return struct.pack('c2', 'abc') .. struct.pack('c0', 'xyz') .. struct.pack('c', 'q')

-- name: pack padding
return struct.pack('bxb', 1, 2)

-- name: pack aligned
return struct.pack('!4 b i', 1, 2) .. '|' .. struct.pack('! b d', 1, 2)

-- name: pack the default is unaligned
return #struct.pack('bi', 1, 2)

-- name: pack a fraction is cut
return struct.pack('b', 3.9) .. struct.pack('b', -3.9)

-- name: pack too large
return struct.pack('b', 300) .. struct.pack('<L', 2^64) .. struct.pack('<l', -2^70)

-- name: pack a large unsigned
return struct.pack('<L', 2^63 + 2^11)

-- name: pack infinity
return struct.pack('<l', 1/0) .. struct.pack('<l', -1/0)

-- name: pack a text number
return struct.pack('b', '7')

-- name: pack too short text
return struct.pack('c5', 'abc')

-- name: pack without value
return struct.pack('b')

-- name: pack of a table
return struct.pack('b', {})

-- name: pack a wrong option
return struct.pack('q', 1)

-- name: pack a wrong alignment
return struct.pack('!3 b', 1)

-- name: pack alignment of zero
return struct.pack('!0 b', 1)

-- name: pack too large an integer
return struct.pack('i33', 1)

-- name: pack a size that overflows
return struct.pack('i99999999999', 1)

-- name: pack without format
return struct.pack()

-- name: pack an empty format
return #struct.pack('')

-- name: unpack bytes
return {struct.unpack('bB', '\255\255')}

-- name: unpack shorts
return {struct.unpack('<hH', '\254\255\255\255')}

-- name: unpack big end
return {struct.unpack('>hHi', '\1\2\3\4\5\6\7\8')}

-- name: unpack longs
return {struct.unpack('<lL', string.rep('\255', 8) .. string.rep('\1', 8))}

-- name: unpack a large unsigned
return tostring(struct.unpack('<L', string.rep('\255', 8)))

-- name: unpack odd sizes
return {struct.unpack('>i3I3', '\255\255\254\255\255\254')}

-- name: unpack sixteen bytes
return tostring(struct.unpack('<i16', string.rep('\255', 16)))

-- name: unpack floats
local a, b = struct.unpack('<fd', struct.pack('<fd', 1.5, 0.1)) return {tostring(a), tostring(b)}

-- name: unpack text
return {struct.unpack('ss', 'ab\0cd\0')}

-- name: unpack unfinished text
return struct.unpack('s', 'abc')

-- name: unpack characters
return {struct.unpack('c2c', 'abc')}

-- name: unpack counted characters
return {struct.unpack('bc0', '\3abcdef')}

-- name: unpack counted characters without a number
return struct.unpack('c0', 'abc')

-- name: unpack counted characters after text
return struct.unpack('sc0', 'x\0abc')

-- name: unpack counted characters after text that is a number
return {struct.unpack('sc0', '2\0abc')}

-- name: unpack counted too many
return struct.unpack('bc0', '\9abc')

-- name: unpack from a position
return {struct.unpack('b', '\1\2\3', 2)}

-- name: unpack from the end
return struct.unpack('b', '\1\2\3', 4)

-- name: unpack from zero
return struct.unpack('b', '\1\2\3', 0)

-- name: unpack from before
return struct.unpack('b', '\1\2\3', -5)

-- name: unpack with padding
return {struct.unpack('bxb', '\1\2\3')}

-- name: unpack aligned
return {struct.unpack('!4 b i', '\1\0\0\0\2\0\0\0')}

-- name: unpack too short
return struct.unpack('i', 'abc')

-- name: unpack of nothing
return {struct.unpack('', '')}

-- name: unpack too many
return select('#', struct.unpack(string.rep('b', 9000), string.rep('x', 9000)))

-- name: unpack a wrong option
return struct.unpack('q', 'abc')

-- name: unpack without data
return struct.unpack('b')

-- name: size
return {struct.size('bhil'), struct.size('!bhil'), struct.size('c10x'), struct.size('fd'), struct.size('>i3')}

-- name: size of text
return struct.size('s')

-- name: size of c0
return struct.size('c0')

-- name: size of an unknown letter
return struct.size('z')

-- name: size of a wrong sign
return struct.size('?')
