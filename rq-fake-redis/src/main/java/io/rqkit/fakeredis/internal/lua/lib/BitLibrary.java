package io.rqkit.fakeredis.internal.lua.lib;

import io.rqkit.fakeredis.internal.lua.LuaLibrary;
import io.rqkit.fakeredis.internal.lua.LuaState;
import io.rqkit.fakeredis.internal.lua.LuaString;
import io.rqkit.fakeredis.internal.lua.LuaTable;
import io.rqkit.fakeredis.internal.lua.LuaThread;

/** Operations on 32 bits: the library {@code bit}, as <a href="https://bitop.luajit.org/api.html">BitOp 1.0.2</a>. */
public final class BitLibrary extends LuaLibrary {
    /** Added to a number it moves the lowest 32 bits of the rounded integer to the lowest bits of the double. */
    private static final double MAGIC = 6755399441055744.0;

    private static final int TOBIT = 0;
    private static final int BNOT = 1;
    private static final int BAND = 2;
    private static final int BOR = 3;
    private static final int BXOR = 4;
    private static final int LSHIFT = 5;
    private static final int RSHIFT = 6;
    private static final int ARSHIFT = 7;
    private static final int ROL = 8;
    private static final int ROR = 9;
    private static final int BSWAP = 10;
    private static final int TOHEX = 11;
    private static final int HEX_DIGITS = 8;
    private static final int SHIFT_MASK = 31;

    private BitLibrary() {}

    /** Makes the library's table. */
    public static LuaTable create(LuaState state) {
        LuaTable table = state.newTable();
        new BitLibrary()
                .register(
                        state, table, "tobit", "bnot", "band", "bor", "bxor", "lshift", "rshift", "arshift", "rol",
                        "ror", "bswap", "tohex");
        return table;
    }

    @Override
    protected int call(LuaThread lua, int number) {
        int bits = bits(lua, 1);
        if (number == TOHEX) {
            return lua.returns(hex(bits, lua.count() < 2 ? HEX_DIGITS : bits(lua, 2)));
        }
        int result = switch (number) {
            case TOBIT -> bits;
            case BNOT -> ~bits;
            case BAND, BOR, BXOR -> combine(lua, number, bits);
            case BSWAP -> Integer.reverseBytes(bits);
            default -> shift(number, bits, bits(lua, 2) & SHIFT_MASK);
        };
        return lua.returns((double) result);
    }

    private static int bits(LuaThread lua, int index) {
        return (int) Double.doubleToRawLongBits(lua.checkNumber(index) + MAGIC);
    }

    /** From the last argument to the second, which shows in what is complained of. */
    private static int combine(LuaThread lua, int number, int first) {
        int result = first;
        for (int i = lua.count(); i > 1; i--) {
            int next = bits(lua, i);
            result = number == BAND ? result & next : number == BOR ? result | next : result ^ next;
        }
        return result;
    }

    private static int shift(int number, int bits, int by) {
        return switch (number) {
            case LSHIFT -> bits << by;
            case RSHIFT -> bits >>> by;
            case ARSHIFT -> bits >> by;
            case ROL -> Integer.rotateLeft(bits, by);
            case ROR -> Integer.rotateRight(bits, by);
            default -> throw new IllegalArgumentException("no function " + number);
        };
    }

    /** A negative number of digits asks for capitals. */
    private static LuaString hex(int bits, int digits) {
        String all = String.format(digits < 0 ? "%08X" : "%08x", bits);
        int count = digits < 0 ? -Math.max(digits, -HEX_DIGITS) : Math.min(digits, HEX_DIGITS);
        return LuaString.of(all.substring(HEX_DIGITS - count));
    }
}
