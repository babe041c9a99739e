package io.rqkit.fakeredis.internal.command.zset;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.command.Numbers;
import io.rqkit.fakeredis.internal.data.LexRange;
import io.rqkit.fakeredis.internal.data.Ranks;
import io.rqkit.fakeredis.internal.data.ScoreRange;
import io.rqkit.fakeredis.internal.data.ZSetEntry;
import io.rqkit.fakeredis.internal.data.ZSetValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** ZRANGE, ZRANGESTORE and the older commands of one kind of range each: zrangeGenericCommand in t_zset.c. */
final class Ranges {
    private static final CommandException LIMIT_BY_RANK = new CommandException(
            "ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX");
    private static final CommandException SCORES_BY_LEX =
            new CommandException("ERR syntax error, WITHSCORES not supported in combination with BYLEX");

    private final Call call;
    private final int keyIndex;
    private @Nullable RangeBy by;
    private @Nullable Boolean reverse;
    private boolean withScores;
    private long offset;
    private long limit = -1;

    private Ranges(Call call, int keyIndex, @Nullable RangeBy by, @Nullable Boolean reverse) {
        this.call = call;
        this.keyIndex = keyIndex;
        this.by = by;
        this.reverse = reverse;
    }

    static Reply zrange(Call call) {
        return new Ranges(call, 1, null, null).reply();
    }

    /** A command whose name says what the ends of the range are, and the direction. */
    static Reply oldForm(Call call, RangeBy by, boolean reverse) {
        return new Ranges(call, 1, by, reverse).reply();
    }

    static Reply zrangestore(Call call) {
        Ranges ranges = new Ranges(call, 2, null, null);
        Walk walk = ranges.parse(true);
        ZSetValue source = call.read(call.arg(2), ZSetValue.class);
        ZSetValue result = new ZSetValue();
        if (source != null) {
            walk.over(source, entry -> result.add(entry.member(), entry.score(), call.limits()));
        }
        return Results.store(call, result, "zrangestore");
    }

    private Reply reply() {
        Walk walk = parse(false);
        ZSetValue zset = call.read(call.arg(keyIndex), ZSetValue.class);
        EntryReply reply = EntryReply.of(call, withScores);
        if (zset != null) {
            walk.over(zset, reply::add);
        }
        return reply.toReply();
    }

    /** Shows the entries of a range. */
    private interface Walk {
        void over(ZSetValue zset, Consumer<ZSetEntry> visit);
    }

    /** Reads the options behind the range first, then the range. */
    private Walk parse(boolean stores) {
        Args args = call.args(keyIndex + 3);
        while (args.hasNext()) {
            option(args, stores);
        }
        RangeBy kind = by == null ? RangeBy.RANK : by;
        boolean down = reverse != null && reverse;
        if (limit != -1 && kind == RangeBy.RANK) {
            throw LIMIT_BY_RANK;
        }
        if (withScores && kind == RangeBy.LEX) {
            throw SCORES_BY_LEX;
        }
        byte[] one = call.arg(keyIndex + 1);
        byte[] other = call.arg(keyIndex + 2);
        // a descending range of scores or members is given with its upper end first
        byte[] min = down ? other : one;
        byte[] max = down ? one : other;
        return switch (kind) {
            case RANK -> byRank(one, other, down);
            case SCORE -> byScore(Bounds.scores(min, max), down);
            case LEX -> byLex(Bounds.members(min, max), down);
        };
    }

    private void option(Args args, boolean stores) {
        if (!stores && args.skip("WITHSCORES")) {
            withScores = true;
        } else if (args.skip("LIMIT", 2)) {
            offset = args.nextLong();
            limit = args.nextLong();
        } else if (reverse == null && args.skip("REV")) {
            reverse = true;
        } else if (by == null && args.skip("BYLEX")) {
            by = RangeBy.LEX;
        } else if (by == null && args.skip("BYSCORE")) {
            by = RangeBy.SCORE;
        } else {
            throw Errors.SYNTAX;
        }
    }

    private static Walk byRank(byte[] one, byte[] other, boolean down) {
        long start = Numbers.parseLong(one, Errors.NOT_AN_INTEGER);
        long stop = Numbers.parseLong(other, Errors.NOT_AN_INTEGER);
        return (zset, visit) -> {
            int size = zset.size();
            Ranks ranks = Bounds.ranks(start, stop, size);
            Iterator<ZSetEntry> entries =
                    down ? zset.descending(size - 1 - ranks.first()) : zset.ascending(ranks.first());
            for (int i = 0; i < ranks.size(); i++) {
                visit.accept(entries.next());
            }
        };
    }

    private Walk byScore(ScoreRange range, boolean down) {
        return (zset, visit) -> {
            Ranks ranks = zset.ranks(range);
            if (down) {
                walkDown(zset, ranks, entry -> range.isAboveMin(entry.score()), visit);
            } else {
                walkUp(zset, ranks, entry -> range.isBelowMax(entry.score()), visit);
            }
        };
    }

    private Walk byLex(LexRange range, boolean down) {
        return (zset, visit) -> {
            if (down) {
                walkDown(zset, zset.ranksFromHighest(range), entry -> range.isAboveMin(entry.member()), visit);
            } else {
                walkUp(zset, zset.ranks(range), entry -> range.isBelowMax(entry.member()), visit);
            }
        };
    }

    private void walkUp(ZSetValue zset, Ranks ranks, Predicate<ZSetEntry> within, Consumer<ZSetEntry> visit) {
        if (!ranks.isEmpty() && offset >= 0 && offset < zset.size() - ranks.first()) {
            walk(zset.ascending(ranks.first() + (int) offset), within, visit);
        }
    }

    private void walkDown(ZSetValue zset, Ranks ranks, Predicate<ZSetEntry> within, Consumer<ZSetEntry> visit) {
        if (!ranks.isEmpty() && offset >= 0 && offset <= ranks.last()) {
            walk(zset.descending(ranks.last() - (int) offset), within, visit);
        }
    }

    /** What the offset skips is not looked at; that shows in a range of members when scores differ. */
    private void walk(Iterator<ZSetEntry> entries, Predicate<ZSetEntry> within, Consumer<ZSetEntry> visit) {
        long left = limit;
        while (left-- != 0 && entries.hasNext()) {
            ZSetEntry entry = entries.next();
            if (!within.test(entry)) {
                return;
            }
            visit.accept(entry);
        }
    }
}
