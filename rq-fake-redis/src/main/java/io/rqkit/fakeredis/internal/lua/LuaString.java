package io.rqkit.fakeredis.internal.lua;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A Lua string: bytes of any value, never changed once made.
 *
 * <p>The hash is that of Lua 5.1 as Redis builds it, over all bytes (plain Lua skips some of strings longer than 31), because
 * the order of {@code pairs} follows from it.
 */
public final class LuaString {
    /** The string without bytes. */
    public static final LuaString EMPTY = new LuaString(new byte[0]);

    final byte[] bytes;
    private int hash;

    /** The round of {@link MemoryMeter} that saw this string last; a chunk's strings may be seen by several states. */
    int markedIn;

    private LuaString(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Wraps bytes that the caller never changes afterwards. */
    public static LuaString wrap(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new LuaString(bytes);
    }

    /** Copies a range of bytes. */
    public static LuaString copy(byte[] bytes, int from, int to) {
        return from == to ? EMPTY : new LuaString(Arrays.copyOfRange(bytes, from, to));
    }

    /** Returns the string whose bytes are the chars, each 0 to 255. */
    public static LuaString of(String latin1) {
        return wrap(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Returns the number of bytes. */
    public int length() {
        return bytes.length;
    }

    /** Returns the byte at an index from 0, as 0 to 255. */
    public int at(int index) {
        return bytes[index] & 0xff;
    }

    /** Returns the bytes themselves, which nobody may change. */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns the hash. Zero doubles as "not yet computed"; computing it again is harmless. */
    int luaHash() {
        int h = hash;
        if (h == 0) {
            h = computeHash(bytes);
            hash = h;
        }
        return h;
    }

    private static int computeHash(byte[] bytes) {
        int h = bytes.length;
        for (int i = bytes.length - 1; i >= 0; i--) {
            h ^= (h << 5) + (h >>> 2) + (bytes[i] & 0xff);
        }
        return h;
    }

    /** Says whether both hold the same bytes. */
    boolean same(LuaString other) {
        if (this == other) {
            return true;
        }
        // a hash that is not known yet takes longer than to compare
        boolean mayBe = bytes.length == other.bytes.length && (hash == other.hash || hash == 0 || other.hash == 0);
        return mayBe && Arrays.equals(bytes, other.bytes);
    }

    /** Compares as unsigned bytes, a prefix first: the order of {@code <} in the C locale. */
    int compare(LuaString other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LuaString string && same(string);
    }

    @Override
    public int hashCode() {
        return luaHash();
    }

    /** Returns one char a byte. */
    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
