package io.rqkit.fakeredis.internal.command.stream;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.StreamId;
import io.rqkit.fakeredis.internal.data.StreamTrim;
import io.rqkit.fakeredis.internal.data.StreamValue;
import io.rqkit.fakeredis.internal.engine.Call;
import org.jspecify.annotations.Nullable;

/** The options that XADD and XTRIM share; streamParseAddOrTrimArgsOrReply in t_stream.c. */
final class TrimOptions {
    private static final CommandException TWO_STRATEGIES =
            new CommandException("ERR syntax error, MAXLEN and MINID options at the same time are not compatible");
    private static final CommandException MAXLEN_NEGATIVE =
            new CommandException("ERR The MAXLEN argument must be >= 0.");
    private static final CommandException LIMIT_NEGATIVE = new CommandException("ERR The LIMIT argument must be >= 0.");
    private static final CommandException LIMIT_ALONE =
            new CommandException("ERR syntax error, LIMIT cannot be used without specifying a trimming strategy");
    private static final CommandException NO_STRATEGY =
            new CommandException("ERR syntax error, XTRIM must be called with a trimming strategy");
    private static final CommandException LIMIT_EXACT =
            new CommandException("ERR syntax error, LIMIT cannot be used without the special ~ option");
    /** Unless told otherwise, approximate trimming removes no more than so many nodes at once. */
    private static final long NODES_AT_ONCE = 100;

    private static final long DEFAULT_LIMIT = 10_000;
    private static final long GREATEST_LIMIT = 1_000_000;

    private final Args args;
    private final long nodeMaxEntries;
    private boolean approximate;
    /** Where the strategy's number or id stands; its sign stands before it. */
    private int strategyIndex;

    private long maxLength = -1;
    /** Whether a master or a file says so, where an exact trimming stands for what the limit came to. */
    private final boolean obeyed;

    private @Nullable StreamId minId;
    private @Nullable Long limit;
    private boolean noMakeStream;
    private Ids.@Nullable Partial id;

    private TrimOptions(Call call) {
        this.args = call.args(2);
        this.nodeMaxEntries = call.limits().streamNodeMaxEntries;
        this.obeyed = call.session().isMaster();
    }

    /** Parses XTRIM's options; there is something to trim. */
    static TrimOptions ofTrim(Call call) {
        TrimOptions options = new TrimOptions(call);
        while (options.args.hasNext()) {
            if (!options.parseShared()) {
                throw Errors.SYNTAX;
            }
        }
        options.requireStrategyOfLimit();
        if (!options.hasStrategy()) {
            throw NO_STRATEGY;
        }
        options.requireApproximateLimit();
        return options;
    }

    /** Has replicas trim to what an approximate trimming left, since their nodes may be cut otherwise. */
    void propagate(Call call, StreamValue stream) {
        if (approximate && call.isPropagated()) {
            call.propagateArg(strategyIndex - 1, "=");
            call.propagateArg(strategyIndex, minId == null ? stream.size() : stream.firstId());
        }
    }

    /** Parses XADD's options up to and with the id. */
    static TrimOptions ofAdd(Call call) {
        TrimOptions options = new TrimOptions(call);
        Args args = options.args;
        while (args.hasNext()) {
            if (args.skip("*")) {
                break;
            }
            if (args.skip("NOMKSTREAM")) {
                options.noMakeStream = true;
            } else if (!options.parseShared()) {
                options.id = Ids.parsePartial(args.next());
                break;
            }
        }
        options.requireStrategyOfLimit();
        options.requireApproximateLimit();
        return options;
    }

    private boolean parseShared() {
        if (args.skip("MAXLEN", 1)) {
            beginStrategy();
            strategyIndex = args.index();
            maxLength = args.nextLong();
            if (maxLength < 0) {
                throw MAXLEN_NEGATIVE;
            }
        } else if (args.skip("MINID", 1)) {
            beginStrategy();
            strategyIndex = args.index();
            minId = Ids.parse(args.next());
        } else if (args.skip("LIMIT", 1)) {
            limit = args.nextLong();
            if (limit < 0) {
                throw LIMIT_NEGATIVE;
            }
        } else {
            return false;
        }
        return true;
    }

    private void beginStrategy() {
        if (hasStrategy()) {
            throw TWO_STRATEGIES;
        }
        approximate = args.skip("~", 1);
        if (!approximate) {
            args.skip("=", 1);
        }
    }

    private boolean hasStrategy() {
        return maxLength >= 0 || minId != null;
    }

    private void requireStrategyOfLimit() {
        if (limit != null && limit != 0 && !hasStrategy()) {
            throw LIMIT_ALONE;
        }
    }

    private void requireApproximateLimit() {
        if (limit != null && !approximate && !obeyed) {
            throw LIMIT_EXACT;
        }
    }

    /** Returns what to trim, or null for nothing. */
    @Nullable
    StreamTrim trim() {
        return hasStrategy() ? new StreamTrim(Math.max(0, maxLength), minId, approximate, effectiveLimit()) : null;
    }

    private long effectiveLimit() {
        if (obeyed) {
            return 0;
        }
        if (limit != null || !approximate) {
            return limit == null ? 0 : limit;
        }
        long byNodes = NODES_AT_ONCE * nodeMaxEntries;
        return byNodes <= 0 ? DEFAULT_LIMIT : Math.min(byNodes, GREATEST_LIMIT);
    }

    /** Says whether a stream that does not exist stays so. */
    boolean isNoMakeStream() {
        return noMakeStream;
    }

    /** Returns the id, or null for one made by the stream. */
    Ids.@Nullable Partial id() {
        return id;
    }

    /** Returns the index of the argument after the id. */
    int next() {
        return args.index();
    }
}
