package io.rqkit.fakeredis.internal.engine;

/** A part of the server whose state belongs to a snapshot. */
public interface Restorable {
    /** Notes the state, and returns what brings it back; may be called several times, and not at all. */
    Runnable checkpoint();

    /** Brings back the state at the start. */
    void reset();
}
