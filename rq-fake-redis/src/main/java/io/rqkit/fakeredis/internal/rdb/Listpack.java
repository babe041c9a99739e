package io.rqkit.fakeredis.internal.rdb;

import io.rqkit.fakeredis.internal.data.ByteArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A listpack: strings one after the other in few bytes, integers among them shorter still, each with its length behind
 * it to walk backward.
 */
final class Listpack {
    private static final int END = 0xff;
    private static final int UNKNOWN_COUNT = 0xffff;
    private static final int STRING_6 = 0x80;
    private static final int INT_13 = 0xc0;
    private static final int STRING_12 = 0xe0;
    private static final int STRING_32 = 0xf0;
    private static final int INT_16 = 0xf1;
    private static final int INT_24 = 0xf2;
    private static final int INT_32 = 0xf3;
    private static final int INT_64 = 0xf4;
    private static final int HEADER = 6;

    private final RdbWriter body = new RdbWriter();
    private int size = HEADER + 1;
    private int count;

    /** Returns the listpack of these elements. */
    static byte[] of(List<byte[]> elements) {
        Listpack listpack = new Listpack();
        elements.forEach(listpack::add);
        return listpack.toByteArray();
    }

    /** Returns the bytes of the listpack so far. */
    int size() {
        return size;
    }

    int count() {
        return count;
    }

    void add(byte[] element) {
        int before = size;
        if (ByteArrays.isLong(element)) {
            addInteger(ByteArrays.toLong(element));
        } else {
            addString(element);
        }
        int length = size - before;
        addBackLength(length);
        count++;
    }

    void add(long value) {
        int before = size;
        addInteger(value);
        addBackLength(size - before);
        count++;
    }

    private void addInteger(long value) {
        if (value >= 0 && value <= 127) {
            put(value, 1);
        } else if (value >= -4096 && value <= 4095) {
            put(INT_13 | value >> Byte.SIZE & 0x1f | (value & 0xff) << Byte.SIZE, 2);
        } else if (value == (short) value) {
            put(INT_16, 1);
            put(value, 2);
        } else if (value >= -(1 << 23) && value < 1 << 23) {
            put(INT_24, 1);
            put(value, 3);
        } else if (value == (int) value) {
            put(INT_32, 1);
            put(value, 4);
        } else {
            put(INT_64, 1);
            put(value, 8);
        }
    }

    private void addString(byte[] element) {
        int length = element.length;
        if (length < 1 << 6) {
            put(STRING_6 | length, 1);
        } else if (length < 1 << 12) {
            put(STRING_12 | length >> Byte.SIZE | (length & 0xff) << Byte.SIZE, 2);
        } else {
            put(STRING_32, 1);
            put(length, 4);
        }
        body.raw(element);
        size += length;
    }

    private void put(long value, int bytes) {
        body.littleEndian(value, bytes);
        size += bytes;
    }

    /** Seven bits a byte, the highest first; all bytes but the first are marked, because they are read from behind. */
    private void addBackLength(int length) {
        int bytes = backLengthBytes(length);
        for (int i = bytes - 1; i >= 0; i--) {
            int seven = length >> 7 * i & 0x7f;
            put(i == bytes - 1 ? seven : seven | 0x80, 1);
        }
    }

    /** The limits between are one less than they could be in Redis. */
    private static int backLengthBytes(int length) {
        if (length <= 127) {
            return 1;
        }
        if (length < 16_383) {
            return 2;
        }
        if (length < 2_097_151) {
            return 3;
        }
        return length < 268_435_455 ? 4 : 5;
    }

    byte[] toByteArray() {
        RdbWriter whole = new RdbWriter();
        whole.littleEndian(size, Integer.BYTES);
        whole.littleEndian(Math.min(count, UNKNOWN_COUNT), Short.BYTES);
        whole.raw(body.toByteArray());
        whole.oneByte(END);
        return whole.toByteArray();
    }

    /** Returns the elements, integers as text. */
    static List<byte[]> elements(byte[] listpack) {
        List<byte[]> elements = elementsOfAnyCount(listpack);
        long count =
                new RdbReader(Arrays.copyOfRange(listpack, HEADER - Short.BYTES, HEADER)).littleEndian(Short.BYTES);
        if (count != UNKNOWN_COUNT && count != elements.size()) {
            throw new CorruptRdbException("a listpack does not hold as many elements as it says");
        }
        return elements;
    }

    /** Returns the elements, however many the listpack says that it has. */
    static List<byte[]> elementsOfAnyCount(byte[] listpack) {
        RdbReader in = new RdbReader(listpack);
        long size = in.littleEndian(Integer.BYTES);
        in.littleEndian(Short.BYTES);
        List<byte[]> elements = new ArrayList<>();
        int start = in.position();
        for (int first = in.oneByte(); first != END; first = in.oneByte()) {
            elements.add(element(in, first));
            int length = in.position() - start;
            if (backLength(in.raw(backLengthBytes(length))) != length) {
                throw new CorruptRdbException("an element of a listpack is not as long as stands behind it");
            }
            start = in.position();
        }
        if (size != listpack.length || in.position() != listpack.length) {
            throw new CorruptRdbException("a listpack is not as long as it says");
        }
        return elements;
    }

    /** Reads from behind as far as bytes are marked; -1 when they go on beyond these. */
    private static long backLength(byte[] bytes) {
        long length = 0;
        for (int i = bytes.length - 1, shift = 0; i >= 0; i--, shift += 7) {
            length |= (long) (bytes[i] & 0x7f) << shift;
            if ((bytes[i] & 0x80) == 0) {
                return i == 0 ? length : -1;
            }
        }
        return -1;
    }

    private static byte[] element(RdbReader in, int first) {
        if (first < STRING_6) {
            return ByteArrays.fromLong(first);
        }
        if (first < INT_13) {
            return in.raw(first & 0x3f);
        }
        if (first < STRING_12) {
            return ByteArrays.fromLong(signed((first & 0x1f) << Byte.SIZE | in.oneByte(), 13));
        }
        if (first < STRING_32) {
            return in.raw((first & 0x0f) << Byte.SIZE | in.oneByte());
        }
        return switch (first) {
            case STRING_32 -> in.raw(in.littleEndian(4));
            case INT_16 -> ByteArrays.fromLong(signed(in.littleEndian(2), 16));
            case INT_24 -> ByteArrays.fromLong(signed(in.littleEndian(3), 24));
            case INT_32 -> ByteArrays.fromLong(signed(in.littleEndian(4), 32));
            case INT_64 -> ByteArrays.fromLong(in.littleEndian(8));
            default -> throw new CorruptRdbException("unknown element of a listpack " + first);
        };
    }

    private static long signed(long value, int bits) {
        return value << Long.SIZE - bits >> Long.SIZE - bits;
    }
}
