package io.rqkit.fakeredis.internal.command.zset;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Numbers;
import io.rqkit.fakeredis.internal.data.LexRange;
import io.rqkit.fakeredis.internal.data.Ranks;
import io.rqkit.fakeredis.internal.data.ScoreRange;
import java.util.Arrays;

/** The ends of ranges, as arguments name them. */
final class Bounds {
    private static final CommandException NOT_A_SCORE = new CommandException("ERR min or max is not a float");
    private static final CommandException NOT_A_MEMBER =
            new CommandException("ERR min or max not valid string range item");

    private Bounds() {}

    /** Reads scores; {@code (} in front leaves the bound itself out. */
    static ScoreRange scores(byte[] min, byte[] max) {
        return new ScoreRange(score(min), isExclusive(min), score(max), isExclusive(max));
    }

    private static boolean isExclusive(byte[] bound) {
        return bound.length > 0 && bound[0] == '(';
    }

    private static double score(byte[] bound) {
        byte[] number = isExclusive(bound) ? Arrays.copyOfRange(bound, 1, bound.length) : bound;
        return Numbers.parseCDouble(number, NOT_A_SCORE);
    }

    /** Reads {@code [member}, {@code (member}, {@code -} and {@code +}. */
    static LexRange members(byte[] min, byte[] max) {
        return new LexRange(member(min), member(max));
    }

    private static LexRange.Bound member(byte[] bound) {
        if (bound.length == 0) {
            throw NOT_A_MEMBER;
        }
        return switch (bound[0]) {
            case '[' -> LexRange.Bound.inclusive(Arrays.copyOfRange(bound, 1, bound.length));
            case '(' -> LexRange.Bound.exclusive(Arrays.copyOfRange(bound, 1, bound.length));
            case '-' -> alone(bound, LexRange.Bound.LOWEST);
            case '+' -> alone(bound, LexRange.Bound.HIGHEST);
            default -> throw NOT_A_MEMBER;
        };
    }

    /** A C string ends at its first NUL, so that one may follow. */
    private static LexRange.Bound alone(byte[] bound, LexRange.Bound meant) {
        if (bound.length > 1 && bound[1] != 0) {
            throw NOT_A_MEMBER;
        }
        return meant;
    }

    /** Cuts a range of ranks, which count from the end when negative, to a size. */
    static Ranks ranks(long start, long stop, int size) {
        long first = Math.max(0, start < 0 ? size + start : start);
        long last = Math.min(size - 1L, stop < 0 ? size + stop : stop);
        return first > last ? new Ranks(0, 0) : new Ranks((int) first, (int) last + 1);
    }
}
