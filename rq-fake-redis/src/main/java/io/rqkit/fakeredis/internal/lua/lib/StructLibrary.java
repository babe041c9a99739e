package io.rqkit.fakeredis.internal.lua.lib;

import io.rqkit.fakeredis.internal.lua.LuaLibrary;
import io.rqkit.fakeredis.internal.lua.LuaState;
import io.rqkit.fakeredis.internal.lua.LuaString;
import io.rqkit.fakeredis.internal.lua.LuaTable;
import io.rqkit.fakeredis.internal.lua.LuaThread;
import io.rqkit.fakeredis.internal.lua.Numbers;
import java.util.ArrayList;
import java.util.List;

/** Binary records: the library {@code struct}, as Redis's lua_struct.c has it, on a 64-bit machine of little end. */
public final class StructLibrary extends LuaLibrary {
    private static final int PACK = 0;
    private static final int UNPACK = 1;
    private static final int MAX_STACK = 8000;

    private StructLibrary() {}

    /** Makes the library's table. */
    public static LuaTable create(LuaState state) {
        LuaTable table = state.newTable();
        new StructLibrary().register(state, table, "pack", "unpack", "size");
        return table;
    }

    @Override
    protected int call(LuaThread lua, int number) {
        StructFormat format = new StructFormat(lua, lua.checkString(1));
        return switch (number) {
            case PACK -> pack(lua, format);
            case UNPACK -> unpack(lua, format);
            default -> size(lua, format);
        };
    }

    private static int pack(LuaThread lua, StructFormat format) {
        ByteBuilder out = new ByteBuilder();
        // the library in C marks the end of the arguments so, which shows in what it says of a missing one
        lua.push(null);
        int argument = 2;
        while (format.next()) {
            for (long pad = format.padding(out.length()); pad > 0; pad--) {
                out.put(0);
            }
            int size = format.size();
            switch (format.option()) {
                case 'b', 'B', 'h', 'H', 'l', 'L', 'T', 'i', 'I' ->
                    putInteger(unsigned(lua.checkNumber(argument++)), size, format.isBig(), out);
                case 'x' -> out.put(0);
                case 'f' ->
                    putInteger(Float.floatToRawIntBits((float) lua.checkNumber(argument++)), size, format.isBig(), out);
                case 'd' ->
                    putInteger(Double.doubleToRawLongBits(lua.checkNumber(argument++)), size, format.isBig(), out);
                case 'c', 's' -> putString(lua, format, argument++, out);
                default -> format.control();
            }
        }
        return lua.returns(out.toLuaString());
    }

    /** What C's casts to a 64-bit integer make of a number on x86. */
    private static long unsigned(double n) {
        if (n < 0x1p63 || Double.isNaN(n)) {
            return Numbers.toLong(n);
        }
        return Numbers.toLong(n - 0x1p63) ^ Long.MIN_VALUE;
    }

    private static void putInteger(long value, int size, boolean big, ByteBuilder out) {
        for (int i = 0; i < size; i++) {
            int at = big ? size - 1 - i : i;
            // beyond the eighth byte there are zeros, of a negative number too
            out.put(at >= Long.BYTES ? 0 : (int) (value >>> (at * 8)));
        }
    }

    private static void putString(LuaThread lua, StructFormat format, int argument, ByteBuilder out) {
        LuaString text = lua.checkString(argument);
        int size = format.size() == 0 ? text.length() : format.size();
        if (text.length() < size) {
            // the argument after the one that is meant, as in lua_struct.c
            throw lua.argumentError(argument + 1, "string too short");
        }
        out.put(text.bytes(), 0, size);
        if (format.option() == 's') {
            out.put(0);
        }
    }

    private static int unpack(LuaThread lua, StructFormat format) {
        LuaString data = lua.checkString(2);
        long position = lua.optLong(3, 1);
        if (position == 0) {
            throw lua.argumentError(3, "offset must be 1 or greater");
        }
        position--;
        List<Object> results = new ArrayList<>();
        while (format.next()) {
            int size = format.size();
            position += format.padding(position);
            requireData(lua, data, position, size);
            if (lua.count() + results.size() + 2 > MAX_STACK) {
                throw lua.error("stack overflow (too many results)");
            }
            int at = (int) position;
            switch (format.option()) {
                case 'b', 'B', 'h', 'H', 'l', 'L', 'T', 'i', 'I', 'f', 'd' -> results.add(number(data, at, format));
                case 'c' -> {
                    size = size == 0 ? previous(lua, results, data, position) : size;
                    results.add(LuaString.copy(data.bytes(), at, at + size));
                }
                case 's' -> {
                    int end = endOfString(lua, data, at);
                    results.add(LuaString.copy(data.bytes(), at, end));
                    size = end - at + 1;
                }
                case 'x' -> {
                    // a byte of no meaning
                }
                default -> format.control();
            }
            position += size;
        }
        results.forEach(lua::push);
        lua.push((double) (position + 1));
        return results.size() + 1;
    }

    private static void requireData(LuaThread lua, LuaString data, long position, long size) {
        // a negative offset is a huge one to C, which has it without a sign
        if (size > data.length() || position < 0 || position > data.length() - size) {
            throw lua.argumentError(2, "data string too short");
        }
    }

    private static Object number(LuaString data, int at, StructFormat format) {
        int size = format.size();
        long bits = 0;
        for (int i = 0; i < size; i++) {
            bits = bits << 8 | data.at(format.isBig() ? at + i : at + size - 1 - i);
        }
        return switch (format.option()) {
            case 'f' -> (double) Float.intBitsToFloat((int) bits);
            case 'd' -> Double.longBitsToDouble(bits);
            case 'b', 'h', 'l', 'i' -> (double) signed(bits, size);
            default -> unsignedValue(bits);
        };
    }

    private static long signed(long bits, int size) {
        long mask = -1L << (size * 8 - 1);
        return (bits & mask) == 0 ? bits : bits | mask;
    }

    private static double unsignedValue(long bits) {
        // halved, with the lowest bit kept for rounding
        return bits >= 0 ? bits : (double) (bits >>> 1 | bits & 1) * 2;
    }

    /** The size of {@code c0} is the number read before it. */
    private static int previous(LuaThread lua, List<Object> results, LuaString data, long position) {
        Double size = null;
        if (!results.isEmpty()) {
            Object last = results.remove(results.size() - 1);
            size = last instanceof LuaString text ? Numbers.parse(text) : (Double) last;
        }
        if (size == null) {
            throw lua.error("format 'c0' needs a previous size");
        }
        long bytes = unsigned(size);
        requireData(lua, data, position, bytes < 0 ? Long.MAX_VALUE : bytes);
        return (int) bytes;
    }

    private static int endOfString(LuaThread lua, LuaString data, int from) {
        for (int i = from; i < data.length(); i++) {
            if (data.at(i) == 0) {
                return i;
            }
        }
        throw lua.error("unfinished string in data");
    }

    private static int size(LuaThread lua, StructFormat format) {
        long size = 0;
        while (format.next()) {
            size += format.padding(size);
            if (format.option() == 's') {
                throw lua.argumentError(1, "option 's' has no fixed size");
            }
            if (format.option() == 'c' && format.size() == 0) {
                throw lua.argumentError(1, "option 'c0' has no fixed size");
            }
            if (!Character.isLetterOrDigit(format.option()) || format.option() > 'z') {
                format.control();
            }
            size += format.size();
        }
        return lua.returns((double) size);
    }
}
