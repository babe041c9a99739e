package io.rqkit.fakeredis.internal.command.zset;

import io.rqkit.fakeredis.internal.command.ScanOptions;
import io.rqkit.fakeredis.internal.data.LexRange;
import io.rqkit.fakeredis.internal.data.ScoreRange;
import io.rqkit.fakeredis.internal.data.ZSetValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Doubles;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands that ask about a sorted set: sizes, scores and ranks. */
final class Lookups {
    private static final double LARGEST_STORED_INTEGER = 0x1p62;

    private Lookups() {}

    private static @Nullable ZSetValue zset(Call call) {
        return call.read(call.arg(1), ZSetValue.class);
    }

    static Reply zcard(Call call) {
        ZSetValue zset = zset(call);
        return Reply.of(zset == null ? 0 : zset.size());
    }

    static Reply zcount(Call call) {
        ScoreRange range = Bounds.scores(call.arg(2), call.arg(3));
        ZSetValue zset = zset(call);
        return Reply.of(zset == null ? 0 : zset.ranks(range).size());
    }

    static Reply zlexcount(Call call) {
        LexRange range = Bounds.members(call.arg(2), call.arg(3));
        ZSetValue zset = zset(call);
        return Reply.of(zset == null ? 0 : zset.ranks(range).size());
    }

    static Reply zscore(Call call) {
        return score(zset(call), call.arg(2));
    }

    static Reply zmscore(Call call) {
        ZSetValue zset = zset(call);
        List<Reply> scores = new ArrayList<>(call.argc() - 2);
        for (int i = 2; i < call.argc(); i++) {
            scores.add(score(zset, call.arg(i)));
        }
        return Reply.array(scores);
    }

    private static Reply score(@Nullable ZSetValue zset, byte[] member) {
        double score = zset == null ? Double.NaN : zset.score(member);
        return Double.isNaN(score) ? Reply.NULL : new Reply.Dbl(score);
    }

    static Reply zrank(Call call) {
        ZSetValue zset = zset(call);
        long rank = zset == null ? -1 : zset.rank(call.arg(2));
        return rank < 0 ? Reply.NULL : Reply.of(rank);
    }

    static Reply zrevrank(Call call) {
        ZSetValue zset = zset(call);
        long rank = zset == null ? -1 : zset.rank(call.arg(2));
        return zset == null || rank < 0 ? Reply.NULL : Reply.of(zset.size() - 1 - rank);
    }

    static Reply zscan(Call call) {
        long cursor = ScanOptions.cursor(call.arg(2));
        ZSetValue zset = zset(call);
        if (zset == null) {
            return ScanOptions.reply(0, List.of());
        }
        ScanOptions options = ScanOptions.parse(call.args(3));
        List<Reply> found = new ArrayList<>();
        int[] visited = new int[1];
        boolean compact = zset.encoding().equals("listpack");
        long next = options.walk(
                cursor,
                at -> zset.scan(at, entry -> {
                    visited[0]++;
                    if (options.accepts(entry.member())) {
                        found.add(Reply.bulk(entry.member()));
                        found.add(Reply.bulk(scanned(entry.score(), compact)));
                    }
                }),
                () -> visited[0]);
        return ScanOptions.reply(next, found);
    }

    /** ZSCAN shows what a listpack stores, where integers have all their digits; other replies never do. */
    private static String scanned(double score, boolean compact) {
        boolean isInteger = Math.abs(score) <= LARGEST_STORED_INTEGER && score == Math.rint(score);
        return compact && isInteger ? Long.toString((long) score) : Doubles.format(score);
    }
}
