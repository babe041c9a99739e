package io.rqkit.fakeredis.internal.lua.lib;

import io.rqkit.fakeredis.internal.lua.LuaString;
import io.rqkit.fakeredis.internal.lua.LuaTable;
import org.jspecify.annotations.Nullable;

/** Writes Lua values as MessagePack. What can't be written, and tables nested too deeply, become nil. */
final class MessagePacker {
    private static final int MAX_NESTING = 16;
    private static final long NEGATIVE_NAN = 0xfff8000000000000L;
    private static final int NIL = 0xc0;
    private static final int FALSE = 0xc2;
    private static final int TRUE = 0xc3;
    private static final int FLOAT = 0xca;
    private static final int DOUBLE = 0xcb;
    private static final int UNSIGNED = 0xcc;
    private static final int SIGNED = 0xd0;
    private static final int RAW = 0xd9;
    private static final int ARRAY = 0xdc;
    private static final int MAP = 0xde;
    private final ByteBuilder out = new ByteBuilder();

    LuaString result() {
        return out.toLuaString();
    }

    /** Appends a value; {@code level} is the number of tables around it. */
    void pack(@Nullable Object value, int level) {
        if (value instanceof LuaString text) {
            string(text);
        } else if (value instanceof Boolean truth) {
            out.put(truth ? TRUE : FALSE);
        } else if (value instanceof Double number) {
            number(number);
        } else if (value instanceof LuaTable table && level < MAX_NESTING) {
            table(table, level);
        } else {
            out.put(NIL);
        }
    }

    private void string(LuaString text) {
        int length = text.length();
        if (length < 32) {
            out.put(0xa0 | length);
        } else if (length <= 0xff) {
            head(RAW, length, 1);
        } else if (length <= 0xffff) {
            head(RAW + 1, length, 2);
        } else {
            head(RAW + 2, length, 4);
        }
        out.put(text.bytes(), 0, length);
    }

    private void head(int type, long value, int bytes) {
        out.put(type);
        out.bigEndian(value, bytes);
    }

    private void number(double number) {
        // 2^63 itself does not fit, and Java's cast would make it seem so
        if (number >= -0x1p63 && number < 0x1p63 && (long) number == number) {
            integer((long) number);
        } else if ((float) number == number) {
            head(FLOAT, Float.floatToRawIntBits((float) number), Float.BYTES);
        } else {
            head(DOUBLE, Double.isNaN(number) ? nanBits(number) : Double.doubleToRawLongBits(number), Double.BYTES);
        }
    }

    private static long nanBits(double nan) {
        return Double.doubleToRawLongBits(nan) | NEGATIVE_NAN;
    }

    private void integer(long n) {
        if (n >= -32 && n <= 127) {
            out.put((int) n);
        } else if (n >= 0) {
            int size = n <= 0xff ? 0 : n <= 0xffff ? 1 : n <= 0xffffffffL ? 2 : 3;
            head(UNSIGNED + size, n, 1 << size);
        } else {
            int size = n >= Byte.MIN_VALUE ? 0 : n >= Short.MIN_VALUE ? 1 : n >= Integer.MIN_VALUE ? 2 : 3;
            head(SIGNED + size, n, 1 << size);
        }
    }

    private void table(LuaTable table, int level) {
        if (isArray(table)) {
            int length = table.length();
            collection(length, 0x90, ARRAY);
            for (int i = 1; i <= length; i++) {
                pack(table.get(i), level + 1);
            }
            return;
        }
        int count = 0;
        for (int cursor = table.next(-1); cursor >= 0; cursor = table.next(cursor)) {
            count++;
        }
        collection(count, 0x80, MAP);
        for (int cursor = table.next(-1); cursor >= 0; cursor = table.next(cursor)) {
            pack(table.keyAt(cursor), level + 1);
            pack(table.valueAtCursor(cursor), level + 1);
        }
    }

    private void collection(int count, int small, int large) {
        if (count <= 15) {
            out.put(small | count);
        } else if (count <= 0xffff) {
            head(large, count, 2);
        } else {
            head(large + 1, count, 4);
        }
    }

    /** Says whether the keys are 1 to n, without a gap. */
    private static boolean isArray(LuaTable table) {
        int count = 0;
        int max = 0;
        for (int cursor = table.next(-1); cursor >= 0; cursor = table.next(cursor)) {
            if (!(table.keyAt(cursor) instanceof Double key) || key <= 0 || key.intValue() != key) {
                return false;
            }
            max = Math.max(max, key.intValue());
            count++;
        }
        return max == count;
    }
}
