package io.rqkit.core;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The states of a worker, as the field {@code state} of its hash spells them. */
public enum WorkerState {
    /** Registered, and has not looked for jobs yet. */
    STARTED,
    /** Waits for a job. */
    IDLE,
    /** Runs a job. */
    BUSY,
    /** Takes no job until work is resumed. */
    SUSPENDED,
    /** Has a state that this release does not know, or none. */
    UNKNOWN;

    /** Returns the text that stands in Redis. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the state of a text, {@link #UNKNOWN} for one that is null or not known. */
    public static WorkerState of(@Nullable String text) {
        for (WorkerState state : values()) {
            if (state.text().equals(text)) {
                return state;
            }
        }
        return UNKNOWN;
    }
}
