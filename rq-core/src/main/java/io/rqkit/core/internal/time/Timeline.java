package io.rqkit.core.internal.time;

import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/** The time of one connection: the system's, or one that is moved by hand together with the server's. */
public interface Timeline {

    /** Returns what tells the time. */
    InstantSource clock();

    /** Tells whether time moves by hand, so that nothing may wait for it but by {@link Parker} and {@link Timers}. */
    boolean isDriven();

    /** Opens what a worker schedules with; to be closed by it. */
    Timers timers(String name);

    /** Starts a thread that waits by the parker that it is given. */
    void start(ThreadFactory threads, Body body);

    /** What a thread does. */
    @FunctionalInterface
    interface Body {
        void run(Parker parker);
    }

    /** The system's time. */
    static Timeline system() {
        return SystemTimeline.of(InstantSource.system());
    }

    /** A time of its own, whose tasks are run by whoever moves it. */
    static Timeline driven(InstantSource clock, ScheduledExecutorService timer) {
        return new DrivenTimeline(clock, timer);
    }
}
