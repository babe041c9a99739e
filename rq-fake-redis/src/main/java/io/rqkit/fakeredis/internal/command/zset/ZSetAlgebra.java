package io.rqkit.fakeredis.internal.command.zset;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.Limits;
import io.rqkit.fakeredis.internal.data.ZSetValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Unions, intersections and differences: zunionInterDiffGenericCommand in t_zset.c. */
final class ZSetAlgebra {
    private static final CommandException WEIGHT = new CommandException("ERR weight value is not a float");
    private static final CommandException NEGATIVE_LIMIT = new CommandException("ERR LIMIT can't be negative");

    /** What a command lets stand behind its keys. */
    private enum Form {
        REPLY,
        REPLY_DIFFERENCE,
        STORE,
        STORE_DIFFERENCE,
        COUNT;

        boolean aggregates() {
            return this == REPLY || this == STORE;
        }

        boolean shows() {
            return this == REPLY || this == REPLY_DIFFERENCE;
        }

        int numKeysIndex() {
            return this == STORE || this == STORE_DIFFERENCE ? 2 : 1;
        }
    }

    private final Call call;
    private final Limits limits;
    private final List<Source> sources = new ArrayList<>();
    private Aggregate aggregate = Aggregate.SUM;
    private boolean withScores;
    private long limit = Long.MAX_VALUE;

    private ZSetAlgebra(Call call, Form form) {
        this.call = call;
        this.limits = call.limits();
        int first = form.numKeysIndex() + 1;
        int numKeys = numKeys(first - 1);
        for (int i = first; i < first + numKeys; i++) {
            sources.add(Source.of(call.keyspace().read(call.arg(i))));
        }
        // Redis looks the keys up before it reads what stands behind them
        Args args = call.args(first + numKeys);
        while (args.hasNext()) {
            option(args, form);
        }
    }

    static Reply zunion(Call call) {
        ZSetAlgebra algebra = new ZSetAlgebra(call, Form.REPLY);
        return algebra.reply(algebra.union());
    }

    static Reply zunionstore(Call call) {
        ZSetAlgebra algebra = new ZSetAlgebra(call, Form.STORE);
        return algebra.store(algebra.union(), "zunionstore");
    }

    static Reply zinter(Call call) {
        ZSetAlgebra algebra = new ZSetAlgebra(call, Form.REPLY);
        return algebra.reply(algebra.intersection());
    }

    static Reply zinterstore(Call call) {
        ZSetAlgebra algebra = new ZSetAlgebra(call, Form.STORE);
        return algebra.store(algebra.intersection(), "zinterstore");
    }

    static Reply zintercard(Call call) {
        ZSetAlgebra algebra = new ZSetAlgebra(call, Form.COUNT);
        return Reply.of(Math.min(algebra.limit, algebra.intersection().size()));
    }

    static Reply zdiff(Call call) {
        ZSetAlgebra algebra = new ZSetAlgebra(call, Form.REPLY_DIFFERENCE);
        return algebra.reply(algebra.difference());
    }

    static Reply zdiffstore(Call call) {
        ZSetAlgebra algebra = new ZSetAlgebra(call, Form.STORE_DIFFERENCE);
        return algebra.store(algebra.difference(), "zdiffstore");
    }

    private int numKeys(int index) {
        long numKeys = call.longArg(index);
        if (numKeys < 1) {
            throw new CommandException("ERR at least 1 input key is needed for '"
                    + call.command().spec().fullName() + "' command");
        }
        if (numKeys > call.argc() - (index + 1)) {
            throw Errors.SYNTAX;
        }
        return (int) numKeys;
    }

    private void option(Args args, Form form) {
        if (form.aggregates() && args.skip("WEIGHTS", sources.size())) {
            sources.replaceAll(source -> source.withWeight(args.nextDouble(WEIGHT)));
        } else if (form.aggregates() && args.skip("AGGREGATE", 1)) {
            aggregate = Aggregate.of(args.next());
        } else if (form.shows() && args.skip("WITHSCORES")) {
            withScores = true;
        } else if (form == Form.COUNT && args.skip("LIMIT", 1)) {
            long given = args.nextLong(NEGATIVE_LIMIT);
            if (given < 0) {
                throw NEGATIVE_LIMIT;
            }
            limit = given == 0 ? Long.MAX_VALUE : given;
        } else {
            throw Errors.SYNTAX;
        }
    }

    /** Starts a result, never in the compact encoding, which knows no -0. */
    private static ZSetValue newResult() {
        ZSetValue result = new ZSetValue();
        result.leaveCompact();
        return result;
    }

    /** Sums of doubles depend on the order: the smallest input comes first. */
    private List<Source> bySize() {
        List<Source> sorted = new ArrayList<>(sources);
        sorted.sort(Comparator.comparingInt(Source::size));
        return sorted;
    }

    private ZSetValue union() {
        Map<ByteBuffer, Double> scores = new HashMap<>();
        for (Source source : bySize()) {
            source.forEach((member, score) -> {
                double weighted = Aggregate.notNaN(source.weight() * score);
                scores.merge(ByteBuffer.wrap(member), weighted, aggregate::of);
            });
        }
        ZSetValue union = newResult();
        scores.forEach((member, score) -> union.add(member.array(), score, limits));
        return union;
    }

    private ZSetValue intersection() {
        List<Source> others = bySize();
        Source smallest = others.remove(0);
        ZSetValue intersection = newResult();
        smallest.forEach((member, score) -> {
            double sum = Aggregate.notNaN(smallest.weight() * score);
            for (Source other : others) {
                double found = other.score(member);
                if (Double.isNaN(found)) {
                    return;
                }
                sum = aggregate.of(sum, found * other.weight());
            }
            intersection.add(member, sum, limits);
        });
        return intersection;
    }

    private ZSetValue difference() {
        Source first = sources.get(0);
        List<Source> others = sources.subList(1, sources.size());
        ZSetValue difference = newResult();
        first.forEach((member, score) -> {
            if (others.stream().allMatch(other -> Double.isNaN(other.score(member)))) {
                difference.add(member, score, limits);
            }
        });
        return difference;
    }

    private Reply reply(ZSetValue result) {
        EntryReply reply = EntryReply.of(call, withScores);
        result.forEach(reply::add);
        return reply.toReply();
    }

    private Reply store(ZSetValue result, String event) {
        result.compactIfSmall(limits);
        return Results.store(call, result, event);
    }
}
