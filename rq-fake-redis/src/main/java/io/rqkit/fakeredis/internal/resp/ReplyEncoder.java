package io.rqkit.fakeredis.internal.resp;

import java.util.List;

/** Writes replies as bytes, in RESP2 or RESP3. */
public final class ReplyEncoder {
    private ReplyEncoder() {}

    /** Appends {@code reply} to {@code out} as protocol version {@code resp}, 2 or 3, has it. */
    public static void encode(Reply reply, int resp, ByteSink out) {
        boolean three = resp == 3;
        if (reply instanceof Reply.Bulk bulk) {
            bulk(bulk.bytes(), 0, bulk.bytes().length, out);
        } else if (reply == Reply.OK) {
            out.put("+OK\r\n");
        } else if (reply instanceof Reply.Simple simple) {
            line('+', simple.text(), out);
        } else if (reply instanceof Reply.Int number) {
            number(':', number.value(), out);
        } else if (reply instanceof Reply.Null missing) {
            out.put(three ? "_\r\n" : missing.array() ? "*-1\r\n" : "$-1\r\n");
        } else if (reply instanceof Reply.Err error) {
            line('-', error.text(), out);
        } else if (reply instanceof Reply.Slice slice) {
            bulk(slice.bytes(), slice.offset(), slice.length(), out);
        } else if (reply instanceof Reply.Array array) {
            aggregate('*', array.items().size(), array.items(), resp, out);
        } else if (reply instanceof Reply.Several several) {
            each(several.replies(), resp, out);
        } else {
            encodeNewer(reply, resp, three, out);
        }
    }

    /** The types that RESP3 added. */
    private static void encodeNewer(Reply reply, int resp, boolean three, ByteSink out) {
        if (reply instanceof Reply.MapOf map) {
            List<? extends Reply> items = map.keysAndValues();
            aggregate(three ? '%' : '*', three ? items.size() / 2 : items.size(), items, resp, out);
        } else if (reply instanceof Reply.SetOf set) {
            aggregate(three ? '~' : '*', set.items().size(), set.items(), resp, out);
        } else if (reply instanceof Reply.Push push) {
            aggregate(three ? '>' : '*', push.items().size(), push.items(), resp, out);
        } else if (reply instanceof Reply.Dbl number) {
            decimal(Doubles.format(number.value()), three, out);
        } else if (reply instanceof Reply.DecimalText number) {
            decimal(number.text(), three, out);
        } else if (reply instanceof Reply.Bool bool) {
            out.put(three ? (bool.value() ? "#t\r\n" : "#f\r\n") : (bool.value() ? ":1\r\n" : ":0\r\n"));
        } else if (reply instanceof Reply.BigNumber number) {
            if (three) {
                line('(', number.decimal(), out);
            } else {
                text(number.decimal(), out);
            }
        } else if (reply instanceof Reply.Verbatim verbatim) {
            verbatim(verbatim, three, out);
        } else if (reply instanceof Reply.Encoded encoded) {
            out.put(encoded.bytes());
        } else if (reply instanceof Reply.Attribute attribute) {
            if (three) {
                List<? extends Reply> about = attribute.keysAndValues();
                aggregate('|', about.size() / 2, about, resp, out);
            }
            encode(attribute.reply(), resp, out);
        } else {
            throw new IllegalStateException("No encoding for " + reply.getClass());
        }
    }

    /** Begins an array whose items the caller encodes one by one. */
    public static void beginArray(int size, ByteSink out) {
        number('*', size, out);
    }

    /** Begins a map whose keys and values, in turn, the caller encodes one by one. */
    public static void beginMap(int pairs, int resp, ByteSink out) {
        number(resp == 3 ? '%' : '*', resp == 3 ? pairs : pairs * 2L, out);
    }

    /** Begins a set whose members the caller encodes one by one. */
    public static void beginSet(int size, int resp, ByteSink out) {
        number(resp == 3 ? '~' : '*', size, out);
    }

    private static void aggregate(char type, int size, List<? extends Reply> items, int resp, ByteSink out) {
        number(type, size, out);
        each(items, resp, out);
    }

    private static void each(List<? extends Reply> items, int resp, ByteSink out) {
        for (int i = 0; i < items.size(); i++) {
            encode(items.get(i), resp, out);
        }
    }

    private static void decimal(String text, boolean three, ByteSink out) {
        if (three) {
            line(',', text, out);
        } else {
            text(text, out);
        }
    }

    private static void verbatim(Reply.Verbatim verbatim, boolean three, ByteSink out) {
        byte[] bytes = verbatim.bytes();
        if (!three) {
            bulk(bytes, 0, bytes.length, out);
            return;
        }
        number('=', bytes.length + 4L, out);
        out.put(verbatim.format());
        out.put(':');
        out.put(bytes);
        out.crlf();
    }

    private static void number(char type, long value, ByteSink out) {
        out.put(type);
        out.decimal(value);
        out.crlf();
    }

    private static void line(char type, String text, ByteSink out) {
        out.put(type);
        out.put(text);
        out.crlf();
    }

    private static void text(String text, ByteSink out) {
        number('$', text.length(), out);
        out.put(text);
        out.crlf();
    }

    private static void bulk(byte[] bytes, int offset, int length, ByteSink out) {
        number('$', length, out);
        out.put(bytes, offset, length);
        out.crlf();
    }
}
