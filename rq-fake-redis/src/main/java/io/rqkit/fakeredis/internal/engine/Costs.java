package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Flag;
import io.rqkit.fakeredis.internal.engine.Stats.CommandStats;
import java.util.Set;

/**
 * Takes note of how long calls took: for INFO and LATENCY HISTOGRAM, in the slow log, and as events of LATENCY.
 *
 * <p>To read the clock twice takes as long as half a GET. Of calls that never take long only some are timed, therefore,
 * and the others count as those before them, unless somebody asks for every one that takes a millisecond or less.
 */
final class Costs {
    private static final int MICROS_A_MILLI = 1000;
    /** Of so many short calls of a command, a power of two, one is timed. */
    private static final int SAMPLED = 16;

    private static final int FEW_ARGUMENTS = 4;
    /** Fast to Redis for each element, of which they may take many. */
    private static final Set<String> OF_MANY = Set.of("lpop", "rpop", "spop", "zpopmin", "zpopmax");

    private final Engine engine;

    Costs(Engine engine) {
        this.engine = engine;
    }

    /** Says whether a call that begins is to be timed. */
    boolean times(Call call) {
        if (engine.clock().isFrozen()) {
            return false;
        }
        CommandStats stats = engine.stats().find(call.command());
        if (stats == null
                || !stats.isShort
                || call.argc() > FEW_ARGUMENTS
                || engine.config().timesAll()) {
            return true;
        }
        if (stats.calls % SAMPLED == 0) {
            return true;
        }
        call.took(stats.lastNanos);
        return false;
    }

    /** Says whether no call of a command with few arguments takes long, whatever the data. */
    static boolean isShort(CommandSpec spec) {
        return (spec.is(Flag.FAST) && !OF_MANY.contains(spec.fullName()))
                || spec.fullName().equals("set");
    }

    /** Counts the end of a call. */
    void count(Call call, boolean failed) {
        CommandSpec spec = call.command().spec();
        CommandStats stats = engine.stats().of(call.command());
        stats.lastNanos = call.nanosTaken();
        long micros = micros(call, spec);
        stats.count(failed, micros, engine.config().tracksLatency());
        long slow = engine.config().slowLogMicros();
        if (slow >= 0 && micros >= slow && !spec.is(Flag.SKIP_SLOWLOG)) {
            SlowLog.of(engine).add(call, micros);
        }
        long threshold = engine.config().latencyThreshold();
        if (threshold != 0 && micros / MICROS_A_MILLI >= threshold) {
            LatencyMonitor.of(engine).add(spec.is(Flag.FAST) ? "fast-command" : "command", micros / MICROS_A_MILLI);
        }
    }

    /** DEBUG SLEEP holds everybody up in Redis; here it waits, which has to count as well. */
    private long micros(Call call, CommandSpec spec) {
        boolean slept = call.waiter() != null && spec.fullName().equals("debug");
        return slept ? (engine.nowMillis() - call.sinceMillis()) * MICROS_A_MILLI : call.microsTaken();
    }
}
