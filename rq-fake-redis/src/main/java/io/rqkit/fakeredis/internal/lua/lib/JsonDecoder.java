package io.rqkit.fakeredis.internal.lua.lib;

import io.rqkit.fakeredis.internal.lua.LuaString;
import io.rqkit.fakeredis.internal.lua.LuaTable;
import io.rqkit.fakeredis.internal.lua.LuaThread;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Reads JSON, with the nesting on a stack of its own. */
final class JsonDecoder {
    private static final int ARRAY_SLOTS = 1;
    private static final int OBJECT_SLOTS = 2;
    private final LuaThread lua;
    private final JsonConfig config;
    private final JsonTokens tokens;
    private final Deque<Open> open = new ArrayDeque<>();
    private int slots = 1;

    JsonDecoder(LuaThread lua, JsonConfig config, LuaString text) {
        this.lua = lua;
        this.config = config;
        this.tokens = new JsonTokens(text, config.decodeInvalid);
    }

    /** An array or object that is being read. */
    private static final class Open {
        final LuaTable table;
        final boolean array;
        int count;
        LuaString key = LuaString.EMPTY;

        Open(LuaTable table, boolean array) {
            this.table = table;
            this.array = array;
        }

        void add(Object value) {
            if (array) {
                table.put(++count, value);
            } else {
                table.put(key, value);
            }
        }
    }

    Object decode() {
        tokens.next();
        Object value = value();
        while (value == null) {
            value = afterItem();
        }
        tokens.next();
        if (tokens.type() != JsonTokens.Type.END) {
            throw expected("the end");
        }
        return value;
    }

    /**
     * Reads a value that begins with the present token; null when it is an array or object with items, of which the first
     * is read next.
     */
    private @Nullable Object value() {
        return switch (tokens.type()) {
            case STRING -> tokens.text();
            case NUMBER -> tokens.number();
            case BOOLEAN -> tokens.truth();
            case NULL -> JsonConfig.NULL;
            case ARRAY_BEGIN -> begin(true);
            case OBJECT_BEGIN -> begin(false);
            default -> throw expected("value");
        };
    }

    private @Nullable Object begin(boolean array) {
        int depth = open.size() + 1;
        int taken = array ? ARRAY_SLOTS : OBJECT_SLOTS;
        if (depth > config.decodeMaxDepth || slots + taken + 1 > JsonConfig.MAX_STACK) {
            throw lua.error("Found too many nested data structures (" + depth + ") at character " + tokens.position());
        }
        Open begun = new Open(lua.state().newTable(), array);
        tokens.next();
        if (tokens.type() == (array ? JsonTokens.Type.ARRAY_END : JsonTokens.Type.OBJECT_END)) {
            return begun.table;
        }
        slots += taken;
        open.push(begun);
        return null;
    }

    /** Reads one item of the innermost array or object and what follows it; returns the whole when it is complete. */
    private @Nullable Object afterItem() {
        Open current = open.element();
        if (!current.array) {
            key(current);
        }
        Object item = value();
        while (item != null) {
            current = open.element();
            current.add(item);
            tokens.next();
            if (tokens.type() != (current.array ? JsonTokens.Type.ARRAY_END : JsonTokens.Type.OBJECT_END)) {
                break;
            }
            item = current.table;
            open.pop();
            slots -= current.array ? ARRAY_SLOTS : OBJECT_SLOTS;
            if (open.isEmpty()) {
                return item;
            }
        }
        if (item != null) {
            if (tokens.type() != JsonTokens.Type.COMMA) {
                throw expected(current.array ? "comma or array end" : "comma or object end");
            }
            tokens.next();
        }
        return null;
    }

    private void key(Open object) {
        if (tokens.type() != JsonTokens.Type.STRING) {
            throw expected("object key string");
        }
        object.key = tokens.text();
        tokens.next();
        if (tokens.type() != JsonTokens.Type.COLON) {
            throw expected("colon");
        }
        tokens.next();
    }

    private RuntimeException expected(String what) {
        return lua.error("Expected " + what + " but found " + tokens.found() + " at character " + tokens.index());
    }
}
