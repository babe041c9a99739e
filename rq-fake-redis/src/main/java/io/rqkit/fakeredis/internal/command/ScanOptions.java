package io.rqkit.fakeredis.internal.command;

import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The options that SCAN, HSCAN, SSCAN and ZSCAN share, and how they use them (scanGenericCommand in db.c).
 *
 * <p>Redis reads the cursor, then looks the key up, and only then reads the options; so does
 *
 * <pre>{@code
 * long cursor = ScanOptions.cursor(call.arg(2));
 * SetValue set = call.read(call.arg(1), SetValue.class);
 * if (set == null) {
 *     return ScanOptions.reply(0, List.of());
 * }
 * ScanOptions options = ScanOptions.parse(call.args(3));
 * List<byte[]> seen = new ArrayList<>();
 * long next = options.walk(cursor, c -> set.scan(c, seen::add), seen::size);
 * return ScanOptions.reply(next, seen.stream().filter(options::accepts).map(Reply::bulk).toList());
 * }</pre>
 *
 * @param count about how many elements to visit, at least 1
 * @param pattern what names must match, or null
 * @param type the type of SCAN's keys, in any case of letters, or null
 */
public record ScanOptions(
        long count, byte @Nullable [] pattern, @Nullable String type) {
    private static final CommandException INVALID_CURSOR = new CommandException("ERR invalid cursor");
    private static final long DEFAULT_COUNT = 10;
    private static final int STEPS_A_COUNT = 10;
    private static final int DECIMAL = 10;

    /**
     * Reads a cursor as C's strtoul does: a sign is allowed and nothing at all is 0.
     *
     * @throws CommandException "invalid cursor"
     */
    public static long cursor(byte[] argument) {
        String text = Args.latin1(argument);
        int end = text.indexOf(0);
        String digits = end < 0 ? text : text.substring(0, end);
        if (digits.isEmpty()) {
            return 0;
        }
        boolean negative = digits.charAt(0) == '-';
        if (negative || digits.charAt(0) == '+') {
            digits = digits.substring(1);
        }
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw INVALID_CURSOR;
        }
        try {
            long value = Long.parseUnsignedLong(digits, DECIMAL);
            return negative ? -value : value;
        } catch (NumberFormatException tooLargeOrEmpty) {
            throw INVALID_CURSOR;
        }
    }

    /** Reads COUNT and MATCH, the options of a collection. */
    public static ScanOptions parse(Args args) {
        return parse(args, false);
    }

    /** Reads COUNT, MATCH and TYPE, the options of SCAN. */
    public static ScanOptions parseForKeys(Args args) {
        return parse(args, true);
    }

    private static ScanOptions parse(Args args, boolean ofKeys) {
        long count = DEFAULT_COUNT;
        byte[] pattern = null;
        String type = null;
        while (args.hasNext()) {
            if (args.skip("COUNT", 1)) {
                count = args.nextLong();
                if (count < 1) {
                    throw Errors.SYNTAX;
                }
            } else if (args.skip("MATCH", 1)) {
                pattern = args.next();
            } else if (ofKeys && args.skip("TYPE", 1)) {
                type = Args.latin1(args.next());
            } else {
                throw Errors.SYNTAX;
            }
        }
        return new ScanOptions(count, pattern, type);
    }

    /** Says whether a key, field or member matches the pattern. */
    public boolean accepts(byte[] name) {
        return pattern == null || Glob.isStar(pattern) || Glob.matches(pattern, name);
    }

    /**
     * Repeats a step of a scan until enough was visited, the end was reached or the table turns out to be sparse.
     *
     * @param step scans from a cursor and returns the next one, 0 at the end
     * @param visited how many elements were visited so far, matching or not
     * @return the cursor to reply
     */
    public long walk(long cursor, LongUnaryOperator step, IntSupplier visited) {
        long stepsLeft = count > Long.MAX_VALUE / STEPS_A_COUNT ? Long.MAX_VALUE : count * STEPS_A_COUNT;
        long at = cursor;
        do {
            at = step.applyAsLong(at);
        } while (at != 0 && stepsLeft-- > 0 && visited.getAsInt() < count);
        return at;
    }

    /** Returns the reply: the next cursor and the items found. */
    public static Reply reply(long cursor, List<? extends Reply> items) {
        return Reply.array(Reply.bulk(Long.toUnsignedString(cursor)), Reply.array(items));
    }
}
