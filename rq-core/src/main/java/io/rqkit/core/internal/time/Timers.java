package io.rqkit.core.internal.time;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/** What a worker schedules with. */
public interface Timers extends AutoCloseable {

    /** Runs something short, which never waits for Redis, after a while. */
    Future<?> later(Duration delay, Runnable task);

    /** Runs something that talks to Redis again and again; one at a time, and none once closed. */
    Future<?> every(Duration interval, Runnable task);

    /** Runs something that talks to Redis, in turn with what is run again and again. */
    void soon(Runnable task);

    /**
     * Looks for something each second of a driven time, and runs a task when it is there. Those who look for the same
     * on one time share one look. Where time is not driven nothing happens.
     *
     * @param what names what is looked for
     */
    void watchFor(Object what, BooleanSupplier isThere, Runnable task);

    /** Ends everything that is scheduled; returns when nothing runs any more. */
    @Override
    void close();
}
