package io.rqkit.fakeredis.internal.lua.lib;

import io.rqkit.fakeredis.internal.lua.LuaState;
import io.rqkit.fakeredis.internal.lua.LuaString;
import io.rqkit.fakeredis.internal.lua.LuaTable;
import io.rqkit.fakeredis.internal.lua.LuaThread;
import io.rqkit.fakeredis.internal.lua.Numbers;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Writes a Lua value as JSON, with the nesting on a stack of its own. */
final class JsonEncoder {
    private static final String ESCAPED = "\"\\/\b\t\n\f\r";
    private static final String ESCAPES = "\"\\/btnfr";
    private static final int ARRAY_SLOTS = 1;
    private static final int OBJECT_SLOTS = 2;
    private static final int NEEDED_SLOTS = 3;
    private final LuaThread lua;
    private final JsonConfig config;
    private final ByteBuilder out = new ByteBuilder();
    private final Deque<Open> open = new ArrayDeque<>();
    private int slots = 1;

    JsonEncoder(LuaThread lua, JsonConfig config) {
        this.lua = lua;
        this.config = config;
    }

    /** An array or object that is being written. */
    private static final class Open {
        final LuaTable table;
        /** Of an array its length, of an object 0. */
        final int length;

        /** Of an array the last index written, of an object the last cursor. */
        int at;

        Open(LuaTable table, int length) {
            this.table = table;
            this.length = length;
            this.at = length > 0 ? 0 : -1;
        }

        boolean isArray() {
            return length > 0;
        }
    }

    LuaString encode(@Nullable Object value) {
        value(value);
        while (!open.isEmpty()) {
            step(open.element());
        }
        return out.toLuaString();
    }

    /** Writes the next item, or the end, of an array or object. */
    private void step(Open current) {
        if (current.isArray()) {
            if (current.at == current.length) {
                close(']', ARRAY_SLOTS);
                return;
            }
            if (current.at++ > 0) {
                out.put(',');
            }
            value(current.table.get(current.at));
            return;
        }
        boolean first = current.at < 0;
        current.at = current.table.next(current.at);
        if (current.at < 0) {
            close('}', OBJECT_SLOTS);
            return;
        }
        if (!first) {
            out.put(',');
        }
        key(current.table.keyAt(current.at));
        value(current.table.valueAtCursor(current.at));
    }

    private void close(char bracket, int freed) {
        out.put(bracket);
        open.pop();
        slots -= freed;
    }

    private void key(Object key) {
        if (key instanceof LuaString text) {
            string(text);
            out.put(':');
        } else if (key instanceof Double number) {
            out.put('"');
            number(number);
            out.put("\":");
        } else {
            throw refuse(key, "table key must be a number or string");
        }
    }

    private void value(@Nullable Object value) {
        if (value instanceof LuaString text) {
            string(text);
        } else if (value instanceof Double number) {
            number(number);
        } else if (value instanceof Boolean truth) {
            out.put(truth ? "true" : "false");
        } else if (value instanceof LuaTable table) {
            begin(table);
        } else if (value == null || value.equals(JsonConfig.NULL)) {
            out.put("null");
        } else {
            throw refuse(value, "type not supported");
        }
    }

    private void begin(LuaTable table) {
        int depth = open.size() + 1;
        if (depth > config.encodeMaxDepth || slots + NEEDED_SLOTS > JsonConfig.MAX_STACK) {
            throw lua.error("Cannot serialise, excessive nesting (" + depth + ")");
        }
        int length = arrayLength(table);
        out.put(length > 0 ? '[' : '{');
        slots += length > 0 ? ARRAY_SLOTS : OBJECT_SLOTS;
        open.push(new Open(table, length));
    }

    /** Returns the largest index when all keys are indexes, else a number that is not positive. */
    private int arrayLength(LuaTable table) {
        int max = 0;
        int items = 0;
        for (int cursor = table.next(-1); cursor >= 0; cursor = table.next(cursor)) {
            if (!(table.keyAt(cursor) instanceof Double key) || Math.floor(key) != key || key < 1) {
                return -1;
            }
            if (key > max) {
                // a key too large for C's int becomes the smallest one, as on x86
                max = key <= Integer.MAX_VALUE ? key.intValue() : Integer.MIN_VALUE;
            }
            items++;
        }
        if (config.sparseRatio > 0 && max > items * config.sparseRatio && max > config.sparseSafe) {
            if (!config.sparseConvert) {
                throw refuse(table, "excessively sparse array");
            }
            return -1;
        }
        return max;
    }

    private void string(LuaString text) {
        out.put('"');
        for (int i = 0; i < text.length(); i++) {
            int c = text.at(i);
            int escape = ESCAPED.indexOf(c);
            if (escape >= 0) {
                out.put('\\');
                out.put(ESCAPES.charAt(escape));
            } else if (c < ' ' || c == 0x7f) {
                out.put("\\u00");
                out.put(Character.forDigit(c >> 4, 16));
                out.put(Character.forDigit(c & 15, 16));
            } else {
                out.put(c);
            }
        }
        out.put('"');
    }

    private void number(double number) {
        boolean invalid = Double.isNaN(number) || Double.isInfinite(number);
        if (!invalid) {
            out.put(Numbers.general(number, config.precision));
            return;
        }
        switch (config.encodeInvalid) {
            case OFF -> throw refuse(number, "must not be NaN or Inf");
            case ON -> out.put(Double.isNaN(number) ? "nan" : Numbers.general(number, config.precision));
            case NULL -> out.put("null");
        }
    }

    private RuntimeException refuse(Object value, String reason) {
        return lua.error("Cannot serialise " + LuaState.typeName(value) + ": " + reason);
    }
}
