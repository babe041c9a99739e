package io.rqkit.fakeredis.internal.lua.lib;

import io.rqkit.fakeredis.internal.lua.LuaString;
import io.rqkit.fakeredis.internal.lua.LuaThread;

/** A format of the library {@code struct}, read option by option. */
final class StructFormat {
    private static final int MAX_INTEGER = 32;
    private static final int MAX_ALIGNMENT = 8;
    private final LuaThread lua;
    private final LuaString text;
    private int at;
    private char option;
    private int size;
    private boolean big;
    private int alignment = 1;

    StructFormat(LuaThread lua, LuaString text) {
        this.lua = lua;
        this.text = text;
    }

    /** Goes to the next option; false at the end. */
    boolean next() {
        // a C string ends at its first NUL
        if (peek() == 0) {
            return false;
        }
        option = (char) text.at(at++);
        size = switch (option) {
            case 'B', 'b', 'x' -> Byte.BYTES;
            case 'H', 'h' -> Short.BYTES;
            case 'L', 'l', 'T', 'd' -> Long.BYTES;
            case 'f' -> Float.BYTES;
            case 'c' -> number(1);
            case 'i', 'I' -> integerSize();
            default -> 0;
        };
        return true;
    }

    private int integerSize() {
        int wanted = number(Integer.BYTES);
        if (wanted > MAX_INTEGER) {
            throw lua.error("integral size " + wanted + " is larger than limit of " + MAX_INTEGER);
        }
        return wanted;
    }

    private int peek() {
        return at < text.length() ? text.at(at) : 0;
    }

    private boolean isDigit() {
        return peek() >= '0' && peek() <= '9';
    }

    private int number(int ifNone) {
        if (!isDigit()) {
            return ifNone;
        }
        long number = 0;
        while (isDigit()) {
            number = number * 10 + text.at(at) - '0';
            if (number > Integer.MAX_VALUE) {
                throw lua.error("integral size overflow");
            }
            at++;
        }
        return (int) number;
    }

    char option() {
        return option;
    }

    /** Returns the bytes that the option takes, as far as the format says. */
    int size() {
        return size;
    }

    boolean isBig() {
        return big;
    }

    /** Returns how many bytes stand before the option's when {@code position} are there. */
    long padding(long position) {
        if (size == 0 || option == 'c') {
            return 0;
        }
        int unit = Math.min(size, alignment);
        return (unit - (position & (unit - 1))) & (unit - 1);
    }

    /** Obeys an option that stands for no data. */
    void control() {
        switch (option) {
            case ' ' -> {
                // white space
            }
            case '>' -> big = true;
            case '<' -> big = false;
            case '!' -> align();
            default -> throw lua.argumentError(1, "invalid format option '" + option + "'");
        }
    }

    private void align() {
        int wanted = number(MAX_ALIGNMENT);
        if (Integer.bitCount(wanted) != 1) {
            throw lua.error("alignment " + wanted + " is not a power of 2");
        }
        alignment = wanted;
    }
}
