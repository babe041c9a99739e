package io.rqkit.fakeredis.testing;

import java.util.List;

/**
 * One reply as it stood on the wire, RESP2 or RESP3.
 *
 * <p>Two values are equal only if their bytes were: a null bulk, a null array and RESP3's null are three things, and a
 * double keeps its spelling. Texts are byte strings, one char (0 to 255) a byte.
 */
public sealed interface RespValue {

    /** {@code +text}. */
    record Simple(String text) implements RespValue {
        @Override
        public String toString() {
            return text;
        }
    }

    /** {@code -text}, the prefix included. */
    record Error(String text) implements RespValue {
        @Override
        public String toString() {
            return "(error) " + text;
        }
    }

    /** {@code :value}. */
    record Int(long value) implements RespValue {
        @Override
        public String toString() {
            return "(integer) " + value;
        }
    }

    /** {@code $length}, then the bytes. */
    record Bulk(String text) implements RespValue {
        @Override
        public String toString() {
            return RedisCli.quote(text);
        }
    }

    /** {@code $-1}. */
    record NullBulk() implements RespValue {
        @Override
        public String toString() {
            return "(nil)";
        }
    }

    /** {@code *-1}. */
    record NullArray() implements RespValue {
        @Override
        public String toString() {
            return "(nil array)";
        }
    }

    /** {@code _}, RESP3's null. */
    record Null3() implements RespValue {
        @Override
        public String toString() {
            return "(null)";
        }
    }

    /** {@code *count}, then the elements. */
    record Array(List<RespValue> elements) implements RespValue {
        @Override
        public String toString() {
            return RespText.list("array", elements);
        }
    }

    /** {@code %count}, then keys and values in turn, as they came. */
    record Map(List<RespValue> keysAndValues) implements RespValue {
        @Override
        public String toString() {
            return RespText.list("map", keysAndValues);
        }
    }

    /** {@code ~count}, then the members in the order in which they came. */
    record Set(List<RespValue> elements) implements RespValue {
        @Override
        public String toString() {
            return RespText.list("set", elements);
        }
    }

    /** {@code ,text}: the spelling decides, not the number. */
    record Double(String text) implements RespValue {
        @Override
        public String toString() {
            return "(double) " + text;
        }
    }

    /** {@code #t} or {@code #f}. */
    record Bool(boolean value) implements RespValue {
        @Override
        public String toString() {
            return "(" + value + ")";
        }
    }

    /** {@code (digits}. */
    record BigNumber(String digits) implements RespValue {
        @Override
        public String toString() {
            return "(big number) " + digits;
        }
    }

    /** {@code =length}, then a format of three letters, a colon and the text. */
    record Verbatim(String format, String text) implements RespValue {
        @Override
        public String toString() {
            return "(" + format + ") " + RedisCli.quote(text);
        }
    }

    /** {@code >count}: out of band, belongs to no command. */
    record Push(List<RespValue> elements) implements RespValue {
        @Override
        public String toString() {
            return RespText.list("push", elements);
        }
    }

    /** {@code |count}, keys and values in turn, then the reply they describe. */
    record Attribute(List<RespValue> keysAndValues, RespValue value) implements RespValue {
        @Override
        public String toString() {
            return RespText.list("attribute", keysAndValues) + "\n" + value;
        }
    }

    /** Says whether this is an error reply. */
    default boolean isError() {
        return this instanceof Error;
    }

    /** Returns the elements of an array, map, set or push as they came, otherwise an empty list. */
    default List<RespValue> children() {
        if (this instanceof Array array) {
            return array.elements();
        }
        if (this instanceof Map map) {
            return map.keysAndValues();
        }
        if (this instanceof Set set) {
            return set.elements();
        }
        return this instanceof Push push ? push.elements() : List.of();
    }

    /** Returns the bare text of a simple string, bulk, error or integer, otherwise {@link #toString}. */
    default String text() {
        if (this instanceof Bulk bulk) {
            return bulk.text();
        }
        if (this instanceof Simple simple) {
            return simple.text();
        }
        if (this instanceof Error error) {
            return error.text();
        }
        return this instanceof Int number ? Long.toString(number.value()) : toString();
    }
}
