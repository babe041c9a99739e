package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Flag;

/** Takes note of how long calls took: for INFO and LATENCY HISTOGRAM, in the slow log, and as events of LATENCY. */
final class Costs {
    private static final int MICROS_A_MILLI = 1000;

    private final Engine engine;
    private final SlowLog slowLog;
    private final LatencyMonitor latencyMonitor;

    Costs(Engine engine) {
        this.engine = engine;
        this.slowLog = SlowLog.of(engine);
        this.latencyMonitor = LatencyMonitor.of(engine);
    }

    /** Counts the end of a call. */
    void count(Call call, boolean failed) {
        CommandSpec spec = call.command().spec();
        long micros = micros(call, spec);
        engine.stats().countCall(call.command(), failed, micros, engine.config().tracksLatency());
        if (!spec.is(Flag.SKIP_SLOWLOG)) {
            slowLog.add(call, micros);
        }
        latencyMonitor.add(spec.is(Flag.FAST) ? "fast-command" : "command", micros / MICROS_A_MILLI);
    }

    /** DEBUG SLEEP holds everybody up in Redis; here it waits, which has to count as well. */
    private long micros(Call call, CommandSpec spec) {
        boolean slept = call.waiter() != null && spec.fullName().equals("debug");
        return slept ? (engine.nowMillis() - call.sinceMillis()) * MICROS_A_MILLI : call.microsTaken();
    }
}
