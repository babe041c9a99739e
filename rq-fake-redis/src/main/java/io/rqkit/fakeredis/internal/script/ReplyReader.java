package io.rqkit.fakeredis.internal.script;

import io.rqkit.fakeredis.internal.lua.LuaState;
import io.rqkit.fakeredis.internal.lua.LuaString;
import io.rqkit.fakeredis.internal.lua.LuaTable;
import io.rqkit.fakeredis.internal.lua.Numbers;
import io.rqkit.fakeredis.internal.resp.Doubles;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes Lua values of replies, as scripts get them in RESP2 or, after redis.setresp(3), in RESP3. */
final class ReplyReader {
    private final LuaState state;

    ReplyReader(LuaState state) {
        this.state = state;
    }

    /** Returns a reply's value; it shares nothing with the reply. */
    @Nullable
    Object read(Reply reply, boolean resp3) {
        if (reply instanceof Reply.Bulk bulk) {
            return string(bulk.bytes(), 0, bulk.bytes().length);
        } else if (reply instanceof Reply.Int number) {
            return (double) number.value();
        } else if (reply instanceof Reply.Null) {
            return resp3 ? null : Boolean.FALSE;
        } else if (reply instanceof Reply.Simple simple) {
            return single("ok", LuaString.of(simple.text()));
        } else if (reply instanceof Reply.Err error) {
            return countedError(error.text());
        } else if (reply instanceof Reply.Array array) {
            return array(array.items(), resp3);
        } else if (reply instanceof Reply.Slice slice) {
            return string(slice.bytes(), slice.offset(), slice.length());
        } else if (reply instanceof Reply.Attribute attribute) {
            return read(attribute.reply(), resp3);
        }
        return resp3 ? newer(reply) : older(reply);
    }

    /** What RESP2 has for the types that RESP3 added. */
    private @Nullable Object older(Reply reply) {
        if (reply instanceof Reply.MapOf map) {
            return pairs(map.keysAndValues());
        } else if (reply instanceof Reply.SetOf set) {
            return array(set.items(), false);
        } else if (reply instanceof Reply.Dbl number) {
            return LuaString.of(Doubles.format(number.value()));
        } else if (reply instanceof Reply.DecimalText number) {
            return LuaString.of(number.text());
        } else if (reply instanceof Reply.Bool truth) {
            return truth.value() ? 1.0 : 0.0;
        } else if (reply instanceof Reply.BigNumber number) {
            return LuaString.of(number.decimal());
        } else if (reply instanceof Reply.Verbatim verbatim) {
            return string(verbatim.bytes(), 0, verbatim.bytes().length);
        }
        throw new IllegalStateException("No value for " + reply.getClass());
    }

    private @Nullable Object newer(Reply reply) {
        if (reply instanceof Reply.MapOf map) {
            return single("map", map(map.keysAndValues()));
        } else if (reply instanceof Reply.SetOf set) {
            return single("set", set(set.items()));
        } else if (reply instanceof Reply.Dbl number) {
            return single("double", number.value());
        } else if (reply instanceof Reply.DecimalText number) {
            return single("double", Numbers.parse(LuaString.of(number.text())));
        } else if (reply instanceof Reply.Bool truth) {
            return Boolean.valueOf(truth.value());
        } else if (reply instanceof Reply.BigNumber number) {
            return single("big_number", LuaString.of(number.decimal()));
        } else if (reply instanceof Reply.Verbatim verbatim) {
            LuaTable parts = state.newTable(0, 2);
            parts.put("string", string(verbatim.bytes(), 0, verbatim.bytes().length));
            parts.put("format", LuaString.of(verbatim.format()));
            return single("verbatim_string", parts);
        }
        throw new IllegalStateException("No value for " + reply.getClass());
    }

    private LuaString string(byte[] bytes, int offset, int length) {
        state.charge(length);
        return LuaString.copy(bytes, offset, offset + length);
    }

    private LuaTable single(String field, @Nullable Object value) {
        LuaTable table = state.newTable(0, 1);
        table.put(field, value);
        return table;
    }

    private LuaTable array(List<? extends Reply> items, boolean resp3) {
        // as large as it would have grown; of RESP3 there may be nil among the items, which counts for nothing
        LuaTable table = resp3 ? state.newTable() : state.newTable(grown(items.size()), 0);
        for (int i = 0; i < items.size(); i++) {
            table.put(i + 1, read(items.get(i), resp3));
        }
        return table;
    }

    /** Fields and values of a hash, whose arrays never change: unlike those of strings they need no copy. */
    private LuaTable pairs(List<? extends Reply> items) {
        LuaTable table = state.newTable(grown(items.size()), 0);
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Reply.Bulk bulk) {
                state.charge(bulk.bytes().length);
                table.put(i + 1, LuaString.wrap(bulk.bytes()));
            } else {
                table.put(i + 1, read(items.get(i), false));
            }
        }
        return table;
    }

    /** The size of the array part of a table to which so many elements were added one by one. */
    private static int grown(int elements) {
        return elements == 0 ? 0 : Integer.highestOneBit(2 * elements - 1);
    }

    private LuaTable map(List<? extends Reply> items) {
        LuaTable table = state.newTable();
        for (int i = 0; i < items.size(); i += 2) {
            put(table, read(items.get(i), true), read(items.get(i + 1), true));
        }
        return table;
    }

    private LuaTable set(List<? extends Reply> items) {
        LuaTable table = state.newTable();
        for (Reply item : items) {
            put(table, read(item, true), Boolean.TRUE);
        }
        return table;
    }

    private static void put(LuaTable table, @Nullable Object key, @Nullable Object value) {
        if (key != null) {
            table.put(key, value);
        }
    }

    /** Makes the table of an error that has been counted where it arose. */
    LuaTable countedError(String text) {
        LuaTable table = error("-" + text);
        table.put("ignore_error_stats_update", Boolean.TRUE);
        return table;
    }

    /** Makes the table of an error: a text that begins with a dash has a code of its own, any other gets ERR. */
    LuaTable error(String text) {
        int nul = text.indexOf(0);
        String shown = nul < 0 ? text : text.substring(0, nul);
        String code = "ERR";
        String message = shown;
        if (shown.startsWith("-")) {
            int blank = shown.indexOf(' ');
            code = blank < 0 ? code : shown.substring(1, blank);
            message = shown.substring(blank < 0 ? 1 : blank + 1);
        }
        return single("err", LuaString.of(code + " " + trimmed(message)));
    }

    /** Without line ends at either end. */
    static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isLineEnd(text.charAt(from))) {
            from++;
        }
        while (to > from && isLineEnd(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isLineEnd(char c) {
        return c == '\r' || c == '\n';
    }
}
