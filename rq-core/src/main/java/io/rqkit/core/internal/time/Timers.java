package io.rqkit.core.internal.time;

import java.time.Duration;
import java.util.concurrent.Future;

/** What a worker schedules with. */
public interface Timers extends AutoCloseable {

    /** Runs something short, which never waits for Redis, after a while. */
    Future<?> later(Duration delay, Runnable task);

    /** Runs something that talks to Redis again and again; one at a time, and none once closed. */
    Future<?> every(Duration interval, Runnable task);

    /** Runs something that talks to Redis, in turn with what is run again and again. */
    void soon(Runnable task);

    /** Ends everything that is scheduled; returns when nothing runs any more. */
    @Override
    void close();
}
