package io.rqkit.core.internal.worker;

import java.time.Duration;

/** What a job may ask of its run. */
public interface RunControl {

    /** Tells whether the worker was asked to end after this job. */
    boolean isStopRequested();

    /** Waits, by the worker's time. */
    void sleep(Duration duration) throws InterruptedException;
}
