package io.rqkit.fakeredis.internal.command.zset;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.ZSetValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.resp.Reply;

/** ZADD and ZINCRBY, which are one command in Redis: zaddGenericCommand in t_zset.c. */
final class Scores {
    private static final CommandException NX_AND_XX =
            new CommandException("ERR XX and NX options at the same time are not compatible");
    private static final CommandException GT_LT_NX =
            new CommandException("ERR GT, LT, and/or NX options at the same time are not compatible");
    private static final CommandException SINGLE_INCREMENT =
            new CommandException("ERR INCR option supports a single increment-element pair");
    private static final CommandException RESULT_IS_NAN =
            new CommandException("ERR resulting score is not a number (NaN)");

    private boolean ifNew;
    private boolean ifPresent;
    private boolean ifGreater;
    private boolean ifLess;
    private boolean countsChanged;
    private boolean increments;
    private int added;
    private int updated;

    private Scores() {}

    static Reply zadd(Call call) {
        return new Scores().run(call);
    }

    /** It reads options too, which nobody can use: they leave no room for a member. */
    static Reply zincrby(Call call) {
        Scores scores = new Scores();
        scores.increments = true;
        return scores.run(call);
    }

    private Reply run(Call call) {
        int first = parse(call.args(2));
        double[] scores = new double[(call.argc() - first) / 2];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = call.doubleArg(first + 2 * i);
        }
        byte[] key = call.arg(1);
        ZSetValue zset = call.write(key, ZSetValue.class);
        if (zset == null) {
            if (ifPresent) {
                return increments ? Reply.NULL : Reply.ZERO;
            }
            zset = new ZSetValue();
            call.keyspace().add(key, zset);
        }
        double result = Double.NaN;
        for (int i = 0; i < scores.length; i++) {
            result = put(call, zset, call.arg(first + 2 * i + 1), scores[i]);
        }
        if (added + updated > 0) {
            call.keyspace().changed(key, KeyEvent.ZSET, increments ? "zincr" : "zadd");
        }
        if (increments) {
            return Double.isNaN(result) ? Reply.NULL : new Reply.Dbl(result);
        }
        return Reply.of(countsChanged ? added + updated : added);
    }

    /** Reads the options; returns the index of the first score. */
    private int parse(Args args) {
        while (args.hasNext() && option(args)) {
            continue;
        }
        int left = args.remaining();
        if (left == 0 || left % 2 != 0) {
            throw Errors.SYNTAX;
        }
        if (ifNew && ifPresent) {
            throw NX_AND_XX;
        }
        if (ifGreater && ifNew || ifLess && ifNew || ifGreater && ifLess) {
            throw GT_LT_NX;
        }
        if (increments && left > 2) {
            throw SINGLE_INCREMENT;
        }
        return args.index();
    }

    private boolean option(Args args) {
        if (args.skip("NX")) {
            ifNew = true;
        } else if (args.skip("XX")) {
            ifPresent = true;
        } else if (args.skip("CH")) {
            countsChanged = true;
        } else if (args.skip("INCR")) {
            increments = true;
        } else if (args.skip("GT")) {
            ifGreater = true;
        } else if (args.skip("LT")) {
            ifLess = true;
        } else {
            return false;
        }
        return true;
    }

    /** Adds or changes one member; returns its score, or NaN when an option forbade it. */
    private double put(Call call, ZSetValue zset, byte[] member, double given) {
        double current = zset.score(member);
        if (Double.isNaN(current)) {
            if (ifPresent) {
                return Double.NaN;
            }
            zset.add(member, given, call.limits());
            added++;
            return given;
        }
        if (ifNew) {
            return Double.NaN;
        }
        double score = increments ? current + given : given;
        if (Double.isNaN(score)) {
            throw RESULT_IS_NAN;
        }
        if (ifLess && score >= current || ifGreater && score <= current) {
            return Double.NaN;
        }
        if (score != current) {
            zset.add(member, score, call.limits());
            updated++;
        }
        return score;
    }
}
