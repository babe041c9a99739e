package io.rqkit.fakeredis.internal.lua;

import java.util.Arrays;

/** Collects the bytes of a string to be; each growth is charged, so that a result without end meets the limit of memory. */
final class ByteSink {
    private static final int MAX_SIZE = Integer.MAX_VALUE - 16;

    private final LuaState state;
    private byte[] bytes = new byte[32];
    private int length;

    ByteSink(LuaState state) {
        this.state = state;
    }

    private void grow(int more) {
        long needed = (long) length + more;
        if (needed > MAX_SIZE) {
            throw LuaError.memory();
        }
        int size = (int) Math.min(MAX_SIZE, Math.max(needed, 2L * bytes.length));
        state.meter.charge(size);
        bytes = Arrays.copyOf(bytes, size);
    }

    void add(int c) {
        if (length == bytes.length) {
            grow(1);
        }
        bytes[length++] = (byte) c;
    }

    void add(byte[] from, int start, int end) {
        int count = end - start;
        if (count > bytes.length - length) {
            grow(count);
        }
        System.arraycopy(from, start, bytes, length, count);
        length += count;
    }

    void add(LuaString string) {
        add(string.bytes, 0, string.bytes.length);
    }

    /** Adds the chars of a text, each a byte. */
    void add(String latin1) {
        for (int i = 0; i < latin1.length(); i++) {
            add(latin1.charAt(i));
        }
    }

    /** Adds a byte as often as a count says, which may be negative for not at all. */
    void fill(int c, int count) {
        for (int i = 0; i < count; i++) {
            add(c);
        }
    }

    /** Returns how many digits a number has that is not negative. */
    static int digits(long value) {
        int count = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            count++;
        }
        return count;
    }

    /** Adds the digits of a number that is not negative. */
    void addDecimal(long value) {
        int count = digits(value);
        if (count > bytes.length - length) {
            grow(count);
        }
        long rest = value;
        for (int i = length + count - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
    }

    LuaString string() {
        state.meter.charge(40L + length);
        return LuaString.copy(bytes, 0, length);
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }
}
