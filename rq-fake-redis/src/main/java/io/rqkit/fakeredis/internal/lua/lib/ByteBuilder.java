package io.rqkit.fakeredis.internal.lua.lib;

import io.rqkit.fakeredis.internal.lua.LuaString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing string of bytes. */
final class ByteBuilder {
    private static final int INITIAL = 64;
    private byte[] bytes = new byte[INITIAL];
    private int length;

    void put(int b) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = (byte) b;
    }

    void put(byte[] more, int from, int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(length * 2, length + count));
        }
        System.arraycopy(more, from, bytes, length, count);
        length += count;
    }

    void put(String latin1) {
        byte[] more = latin1.getBytes(StandardCharsets.ISO_8859_1);
        put(more, 0, more.length);
    }

    /** Appends the lowest {@code count} bytes of a number, the highest of them first. */
    void bigEndian(long value, int count) {
        for (int shift = (count - 1) * 8; shift >= 0; shift -= 8) {
            put((int) (value >>> shift));
        }
    }

    int length() {
        return length;
    }

    LuaString toLuaString() {
        return LuaString.copy(bytes, 0, length);
    }
}
