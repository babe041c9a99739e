package io.rqkit.fakeredis.internal.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What Redis does with byte strings: order, hash, and integers written as text. */
public final class ByteArrays {
    /** The empty byte string. */
    public static final byte[] EMPTY = {};

    /** The longest text of a 64-bit integer, {@code -9223372036854775808}. */
    private static final int MAX_LONG_LENGTH = 20;

    /** Odd, and with about as many bits set as not, at no regular distance. */
    private static final long MIX_BLOCK = 0x9e3779b97f4a7c15L;

    private static final long MIX_LAST = 0xd6e8feb86659fd93L;
    private static final long MIX_LENGTH = 0xa0761d6478bd642fL;

    private ByteArrays() {}

    /** Compares as memcmp does, byte by byte and unsigned; a prefix is less than the whole. */
    public static int compare(byte[] a, byte[] b) {
        return Arrays.compareUnsigned(a, b);
    }

    /** Returns whether both hold the same bytes. */
    public static boolean equals(byte[] a, byte[] b) {
        return Arrays.equals(a, b);
    }

    /** Returns a well-mixed 32-bit hash of the bytes under the seed; as Murmur's do, it takes eight bytes at a time. */
    public static int hash(byte[] bytes, int seed) {
        int length = bytes.length;
        long h = seed ^ length * MIX_LENGTH;
        int at = 0;
        if (length >= Long.BYTES) {
            // no VarHandle, the first of which costs a fresh JVM milliseconds
            ByteBuffer blocks = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            for (; at + Long.BYTES <= length; at += Long.BYTES) {
                h = mix(h ^ blocks.getLong(at));
            }
        }
        if (at < length) {
            h = mix(h ^ rest(bytes, at));
        }
        h *= MIX_LAST;
        return (int) (h ^ h >>> 32);
    }

    private static long mix(long block) {
        long h = block * MIX_BLOCK;
        return h ^ h >>> 32;
    }

    /** The last one to seven bytes as a number. */
    private static long rest(byte[] bytes, int from) {
        long rest = 0;
        for (int i = bytes.length - 1; i >= from; i--) {
            rest = rest << Byte.SIZE | bytes[i] & 0xff;
        }
        return rest;
    }

    /** Returns the bytes of an ASCII text; each character becomes one byte. */
    public static byte[] fromAscii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns one character a byte, so that every byte string survives the way there and back. */
    public static String toAscii(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /**
     * Returns whether the bytes are a 64-bit integer in canonical form: no sign but a minus, no leading zero, no space,
     * and not {@code -0}. It is what Redis's string2ll accepts.
     */
    public static boolean isLong(byte[] bytes) {
        return isLong(bytes, bytes.length);
    }

    /** Returns whether the first {@code length} bytes are a canonical 64-bit integer. */
    static boolean isLong(byte[] bytes, int length) {
        if (length == 0 || length > MAX_LONG_LENGTH) {
            return false;
        }
        if (length == 1 && bytes[0] == '0') {
            return true;
        }
        boolean negative = bytes[0] == '-';
        int i = negative ? 1 : 0;
        if (i == length || bytes[i] < '1' || bytes[i] > '9') {
            return false;
        }
        long limit = negative ? Long.MIN_VALUE : -Long.MAX_VALUE;
        // summed up below zero, where Long.MIN_VALUE has room
        long value = 0;
        for (; i < length; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || value < limit / 10 || value * 10 < limit + digit) {
                return false;
            }
            value = value * 10 - digit;
        }
        return true;
    }

    /**
     * Returns the integer that {@link #isLong(byte[])} accepted.
     *
     * @throws NumberFormatException if the bytes are no canonical 64-bit integer
     */
    public static long toLong(byte[] bytes) {
        return toLong(bytes, bytes.length);
    }

    /** Returns the integer in the first {@code length} bytes. */
    static long toLong(byte[] bytes, int length) {
        if (!isLong(bytes, length)) {
            throw new NumberFormatException("not a canonical 64-bit integer: " + toAscii(bytes));
        }
        boolean negative = bytes[0] == '-';
        long value = 0;
        for (int i = negative ? 1 : 0; i < length; i++) {
            value = value * 10 - (bytes[i] - '0');
        }
        return negative ? value : -value;
    }

    /** Returns the canonical text of the integer. */
    public static byte[] fromLong(long value) {
        byte[] text = new byte[digits(value)];
        // below zero, where Long.MIN_VALUE has room
        long rest = value < 0 ? value : -value;
        int at = text.length;
        do {
            text[--at] = (byte) ('0' - rest % 10);
            rest /= 10;
        } while (rest != 0);
        if (value < 0) {
            text[0] = '-';
        }
        return text;
    }

    /** Returns the length of the canonical text of the integer, its sign included. */
    static int digits(long value) {
        int count = value < 0 ? 2 : 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            count++;
        }
        return count;
    }
}
