package io.rqkit.fakeredis.internal.engine;

/** Who decides when a thread may send something in-process. */
public interface Gate {
    /** Called by a thread that is about to send something; returns when it may. */
    void pass();

    /** Called by a thread that is about to wait for a reply. */
    void waits();

    /** Called, by whatever thread, when there is something to read for one that waits. */
    void wakes(Thread waiting);

    /** Called by a thread that was woken. */
    void goesOn();
}
