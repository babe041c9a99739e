package io.rqkit.fakeredis.internal.command.stream;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.data.ByteArrays;
import io.rqkit.fakeredis.internal.data.StreamId;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ids as arguments; streamGenericParseIDOrReply in t_stream.c. */
final class Ids {
    /** What stands for the sequence of an incomplete id that ends a range. */
    static final long LAST_SEQUENCE = -1;

    private static final int LONGEST = 127;
    /** What C's strtoull takes, though not what writes a number in the usual way. */
    private static final Pattern UNUSUAL = Pattern.compile("[ \\t\\n\\x0B\\f\\r]*[+-]?[0-9]+");

    private Ids() {}

    /** An id of XADD; its sequence may be left to the stream. */
    record Partial(long millis, long sequence, boolean hasSequence) {}

    /** Parses an id that may not be {@code -} or {@code +}; a missing sequence is 0. */
    static StreamId parse(byte[] argument) {
        StreamId id = parseOrNull(argument);
        if (id == null) {
            throw StreamErrors.INVALID_ID;
        }
        return id;
    }

    /** Returns null for what is no id. */
    static @Nullable StreamId parseOrNull(byte[] argument) {
        String text = text(argument);
        return text.equals("-") || text.equals("+") ? null : parse(text, 0);
    }

    /** Parses an id where {@code -} and {@code +} stand for the least and the greatest. */
    static StreamId parseOrEdge(byte[] argument, long missingSequence) {
        String text = text(argument);
        if (text.equals("-") || text.equals("+")) {
            return text.equals("-") ? StreamId.MIN : StreamId.MAX;
        }
        StreamId id = parse(text, missingSequence);
        if (id == null) {
            throw StreamErrors.INVALID_ID;
        }
        return id;
    }

    /** Parses the start of a range; after {@code (} it is exclusive. */
    static StreamId parseStart(byte[] argument) {
        if (!isExclusive(argument)) {
            return parseOrEdge(argument, 0);
        }
        StreamId id = parse(Arrays.copyOfRange(argument, 1, argument.length));
        if (id.equals(StreamId.MAX)) {
            throw StreamErrors.INVALID_START;
        }
        return id.next();
    }

    /** Parses the end of a range; after {@code (} it is exclusive. */
    static StreamId parseEnd(byte[] argument) {
        if (!isExclusive(argument)) {
            return parseOrEdge(argument, LAST_SEQUENCE);
        }
        byte[] rest = Arrays.copyOfRange(argument, 1, argument.length);
        if (rest.length == 1 && (rest[0] == '-' || rest[0] == '+')) {
            throw StreamErrors.INVALID_ID;
        }
        StreamId id = parseOrEdge(rest, LAST_SEQUENCE);
        if (id.equals(StreamId.MIN)) {
            throw StreamErrors.INVALID_END;
        }
        return id.previous();
    }

    /** Parses an id of XADD, which may be {@code millis-*}. */
    static Partial parsePartial(byte[] argument) {
        String text = text(argument);
        if (text.endsWith("-*") && text.indexOf('-') == text.length() - 2) {
            Long millis = unsigned(text.substring(0, text.length() - 2));
            if (millis == null) {
                throw StreamErrors.INVALID_ID;
            }
            return new Partial(millis, 0, false);
        }
        StreamId id = parse(argument);
        return new Partial(id.millis(), id.sequence(), true);
    }

    private static boolean isExclusive(byte[] argument) {
        return argument.length > 1 && argument[0] == '(';
    }

    private static @Nullable StreamId parse(String text, long missingSequence) {
        int dash = text.indexOf('-');
        Long millis = unsigned(dash < 0 ? text : text.substring(0, dash));
        Long sequence = dash < 0 ? Long.valueOf(missingSequence) : unsigned(text.substring(dash + 1));
        return millis == null || sequence == null ? null : new StreamId(millis, sequence);
    }

    /** As string2ull in Redis's util.c: a canonical number first, and else whatever strtoull makes of the text. */
    private static @Nullable Long unsigned(String text) {
        byte[] bytes = ByteArrays.fromAscii(text);
        if (ByteArrays.isLong(bytes)) {
            long value = ByteArrays.toLong(bytes);
            return value < 0 ? null : Long.valueOf(value);
        }
        if (!UNUSUAL.matcher(text).matches()) {
            return null;
        }
        BigInteger value = new BigInteger(text.strip());
        return value.abs().bitLength() > Long.SIZE ? null : Long.valueOf(value.longValue());
    }

    /** Returns what C sees of the argument; one too long is no id, as the empty text is none. */
    private static String text(byte[] argument) {
        if (argument.length > LONGEST) {
            return "";
        }
        String text = Args.latin1(argument);
        int end = text.indexOf(0);
        return end < 0 ? text : text.substring(0, end);
    }
}
