package io.rqkit.fakeredis.internal.resp;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a command answers, before it is known how the session speaks.
 *
 * <p>A reply may share arrays with the data it came from; it is valid until the next command changes them, and is
 * therefore encoded at once. Types that RESP2 lacks are encoded there as Redis does: a map as a flat array, a double as
 * text, a boolean as 0 or 1. Follows <a href="https://redis.io/docs/reference/protocol-spec/">the protocol
 * specification</a>.
 */
public sealed interface Reply {
    Reply OK = new Simple("OK");
    Reply QUEUED = new Simple("QUEUED");
    Reply PONG = new Simple("PONG");
    /** A missing bulk string: {@code $-1} in RESP2. */
    Reply NULL = new Null(false);
    /** A missing array: {@code *-1} in RESP2. */
    Reply NULL_ARRAY = new Null(true);

    Reply EMPTY_ARRAY = new Array(List.of());
    Reply EMPTY_MAP = new MapOf(List.of());
    Reply EMPTY_SET = new SetOf(List.of());
    Reply EMPTY_BULK = new Bulk(new byte[0]);
    Reply ZERO = new Int(0);
    Reply ONE = new Int(1);
    Reply MINUS_ONE = new Int(-1);
    Reply MINUS_TWO = new Int(-2);
    /** Nothing is sent. */
    Reply NONE = new Several(List.of());

    /** A status. */
    record Simple(String text) implements Reply {}

    /** An error, its code included, the dash not. */
    record Err(String text) implements Reply {}

    /** A number. */
    record Int(long value) implements Reply {}

    /** A string of bytes. */
    record Bulk(byte[] bytes) implements Reply {}

    /** A part of an array as a string of bytes. */
    record Slice(byte[] bytes, int offset, int length) implements Reply {}

    /** Nothing; {@code array} says which of RESP2's two nulls it is. */
    record Null(boolean array) implements Reply {}

    /** Replies in order. */
    record Array(List<? extends Reply> items) implements Reply {}

    /** Keys and values in turn; a flat array in RESP2. */
    record MapOf(List<? extends Reply> keysAndValues) implements Reply {}

    /** An unordered collection; an array in RESP2. */
    record SetOf(List<? extends Reply> items) implements Reply {}

    /** A floating-point number; text in RESP2. */
    record Dbl(double value) implements Reply {}

    /** A floating-point number with digits of its own; text in RESP2. */
    record DecimalText(String text) implements Reply {}

    /** True or false; 1 or 0 in RESP2. */
    record Bool(boolean value) implements Reply {}

    /** An integer of any size, in decimal; a string in RESP2. */
    record BigNumber(String decimal) implements Reply {}

    /** Text with a three-letter format; a plain string in RESP2. */
    record Verbatim(String format, byte[] bytes) implements Reply {}

    /** Out-of-band data; an array in RESP2. */
    record Push(List<? extends Reply> items) implements Reply {}

    /** Keys and values about the reply that follows; RESP2 has the reply only. */
    record Attribute(List<? extends Reply> keysAndValues, Reply reply) implements Reply {}

    /** Several replies one after the other, as SUBSCRIBE with more than one channel sends them. */
    record Several(List<? extends Reply> replies) implements Reply {}

    /** A reply in bytes already, for the session that asked: one nested too deeply for a tree of replies. */
    record Encoded(byte[] bytes) implements Reply {}

    /** Returns a number, shared where it is small. */
    static Reply of(long value) {
        if (value == 0) {
            return ZERO;
        }
        return value == 1 ? ONE : new Int(value);
    }

    /** Returns 1 for true and 0 for false, in both protocols. */
    static Reply flag(boolean value) {
        return value ? ONE : ZERO;
    }

    static Reply bulk(byte[] bytes) {
        return new Bulk(bytes);
    }

    /** Returns text as a string of UTF-8 bytes. */
    static Reply bulk(String text) {
        return new Bulk(text.getBytes(StandardCharsets.UTF_8));
    }

    static Reply simple(String text) {
        return new Simple(text);
    }

    static Reply error(String text) {
        return new Err(text);
    }

    static Reply array(List<? extends Reply> items) {
        return new Array(items);
    }

    static Reply array(Reply... items) {
        return new Array(List.of(items));
    }

    /** Returns an array of strings. */
    static Reply bulks(List<byte[]> items) {
        return new Array(items.stream().map(Bulk::new).toList());
    }
}
