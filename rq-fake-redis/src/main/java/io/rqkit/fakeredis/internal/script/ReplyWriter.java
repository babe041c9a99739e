package io.rqkit.fakeredis.internal.script;

import io.rqkit.fakeredis.internal.lua.LuaString;
import io.rqkit.fakeredis.internal.lua.LuaTable;
import io.rqkit.fakeredis.internal.lua.Numbers;
import io.rqkit.fakeredis.internal.resp.ByteSink;
import io.rqkit.fakeredis.internal.resp.Reply;
import io.rqkit.fakeredis.internal.resp.ReplyEncoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a reply of what a script returned. Follows luaReplyToRedisReply in Redis's script_lua.c, which ends at a depth that
 * its use of Lua's stack decides; what is nested deeper than a reply can well be is written without recursion.
 */
final class ReplyWriter {
    private static final int MAX_STACK = 8000;
    private static final int NEEDED_SLOTS = 4;
    /** The error handler and the result itself. */
    private static final int FIRST_SLOT = 2;
    /** To this depth a reply is a tree, as of any other command. */
    private static final int TREE_DEPTH = 64;

    private static final LuaString ERR = LuaString.of("err");
    private static final LuaString OK = LuaString.of("ok");
    private static final LuaString DOUBLE = LuaString.of("double");
    private static final LuaString BIG_NUMBER = LuaString.of("big_number");
    private static final LuaString VERBATIM_STRING = LuaString.of("verbatim_string");
    private static final LuaString FORMAT = LuaString.of("format");
    private static final LuaString STRING = LuaString.of("string");
    private static final LuaString MAP = LuaString.of("map");
    private static final LuaString SET = LuaString.of("set");

    private static final Reply STACK_LIMIT = Reply.error("ERR reached lua stack limit");

    private final boolean scriptResp3;
    private final int resp;
    private boolean tooDeep;

    /** Creates a writer for what a script returns that speaks RESP3, or not, to a client that speaks {@code resp}. */
    ReplyWriter(boolean scriptResp3, int resp) {
        this.scriptResp3 = scriptResp3;
        this.resp = resp;
    }

    Reply write(@Nullable Object value) {
        Reply tree = tree(value, 0, FIRST_SLOT);
        return tooDeep ? encoded(value) : tree;
    }

    /** What a value becomes: a reply without others in it, or the values of those that are. */
    private record Shape(@Nullable Reply leaf, Kind kind, List<@Nullable Object> items, int[] slots) {}

    private enum Kind {
        ARRAY,
        MAP,
        SET
    }

    private Reply tree(@Nullable Object value, int depth, int slot) {
        if (value instanceof LuaString text && slot + NEEDED_SLOTS <= MAX_STACK) {
            return Reply.bulk(text.bytes());
        }
        Shape shape = shape(value, slot);
        if (shape.leaf != null) {
            return shape.leaf;
        }
        if (depth >= TREE_DEPTH) {
            tooDeep = true;
            return Reply.NULL;
        }
        List<Reply> items = new ArrayList<>(shape.items.size());
        for (int i = 0; i < shape.items.size() && !tooDeep; i++) {
            items.add(tree(shape.items.get(i), depth + 1, slot + shape.slots[i % shape.slots.length]));
        }
        return switch (shape.kind) {
            case ARRAY -> Reply.array(items);
            case MAP -> new Reply.MapOf(items);
            case SET -> new Reply.SetOf(items);
        };
    }

    /** An array, map or set of which a part has been written. */
    private static final class Open {
        final Shape shape;
        final int slot;
        int at;

        Open(Shape shape, int slot) {
            this.shape = shape;
            this.slot = slot;
        }
    }

    private Reply encoded(@Nullable Object value) {
        ByteSink out = new ByteSink();
        Deque<Open> open = new ArrayDeque<>();
        begin(value, FIRST_SLOT, open, out);
        while (!open.isEmpty()) {
            Open current = open.element();
            List<@Nullable Object> items = current.shape.items;
            if (current.at == items.size()) {
                open.pop();
            } else {
                int slots = current.shape.slots[current.at % current.shape.slots.length];
                begin(items.get(current.at++), current.slot + slots, open, out);
            }
        }
        return new Reply.Encoded(out.toByteArray());
    }

    private void begin(@Nullable Object value, int slot, Deque<Open> open, ByteSink out) {
        Shape shape = shape(value, slot);
        if (shape.leaf != null) {
            ReplyEncoder.encode(shape.leaf, resp, out);
            return;
        }
        int size = shape.items.size();
        switch (shape.kind) {
            case ARRAY -> ReplyEncoder.beginArray(size, out);
            case MAP -> ReplyEncoder.beginMap(size / 2, resp, out);
            case SET -> ReplyEncoder.beginSet(size, resp, out);
        }
        open.push(new Open(shape, slot));
    }

    private static final int[] ARRAY_SLOTS = {1};
    private static final int[] MAP_SLOTS = {4, 3};
    private static final int[] SET_SLOTS = {3};

    private Shape shape(@Nullable Object value, int slot) {
        if (slot + NEEDED_SLOTS > MAX_STACK) {
            return leaf(STACK_LIMIT);
        }
        if (value instanceof LuaTable table) {
            return shape(table);
        } else if (value instanceof LuaString text) {
            return leaf(Reply.bulk(text.bytes()));
        } else if (value instanceof Double number) {
            return leaf(Reply.of(Numbers.toLong(number)));
        } else if (value instanceof Boolean truth) {
            return leaf(truth(truth));
        }
        return leaf(Reply.NULL);
    }

    private static Shape leaf(Reply reply) {
        return new Shape(reply, Kind.ARRAY, List.of(), ARRAY_SLOTS);
    }

    private Reply truth(boolean value) {
        if (scriptResp3) {
            return new Reply.Bool(value);
        }
        return value ? Reply.ONE : Reply.NULL;
    }

    private static Shape shape(LuaTable table) {
        if (table.get(ERR) instanceof LuaString error) {
            return leaf(Reply.error(errorText(error)));
        }
        if (table.get(OK) instanceof LuaString ok) {
            return leaf(Reply.simple(oneLine(cString(ok))));
        }
        if (table.get(DOUBLE) instanceof Double number) {
            return leaf(new Reply.Dbl(number));
        }
        if (table.get(BIG_NUMBER) instanceof LuaString number) {
            return leaf(new Reply.BigNumber(oneLine(number.toString())));
        }
        if (table.get(VERBATIM_STRING) instanceof LuaTable parts
                && parts.get(FORMAT) instanceof LuaString format
                && parts.get(STRING) instanceof LuaString text) {
            return leaf(new Reply.Verbatim((cString(format) + "   ").substring(0, 3), text.bytes()));
        }
        if (table.get(MAP) instanceof LuaTable map) {
            return new Shape(null, Kind.MAP, entries(map, true), MAP_SLOTS);
        }
        if (table.get(SET) instanceof LuaTable set) {
            return new Shape(null, Kind.SET, entries(set, false), SET_SLOTS);
        }
        List<@Nullable Object> items = new ArrayList<>(table.length());
        for (Object item = table.get(1); item != null; item = table.get(items.size() + 1)) {
            items.add(item);
        }
        return new Shape(null, Kind.ARRAY, items, ARRAY_SLOTS);
    }

    private static List<@Nullable Object> entries(LuaTable table, boolean withValues) {
        List<@Nullable Object> items = new ArrayList<>();
        for (int cursor = table.next(-1); cursor >= 0; cursor = table.next(cursor)) {
            items.add(table.keyAt(cursor));
            if (withValues) {
                items.add(table.valueAtCursor(cursor));
            }
        }
        return items;
    }

    /** An error's text for the wire: one line, its code included. */
    static String errorText(LuaString text) {
        return oneLine(ReplyReader.trimmed(cString(text)));
    }

    private static String cString(LuaString text) {
        String whole = text.toString();
        int nul = whole.indexOf(0);
        return nul < 0 ? whole : whole.substring(0, nul);
    }

    private static String oneLine(String text) {
        return text.replace('\r', ' ').replace('\n', ' ');
    }
}
