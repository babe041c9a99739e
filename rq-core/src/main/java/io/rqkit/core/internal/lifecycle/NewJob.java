package io.rqkit.core.internal.lifecycle;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job that is about to be enqueued.
 *
 * @param job all fields but the status and the time of enqueueing
 * @param queue the queue's name
 * @param place where in the queue it goes
 * @param due when it is to be enqueued; null for now
 * @param isUnique whether it is refused while its id exists
 * @param group the group it joins; null for none
 * @param parents the jobs it waits for, may be empty
 * @param allowsFailure whether a failed parent counts as met
 * @param isLimited whether it carries a rate limit
 */
public record NewJob(
        JobHash job,
        String queue,
        Place place,
        @Nullable Instant due,
        boolean isUnique,
        @Nullable String group,
        List<String> parents,
        boolean allowsFailure,
        boolean isLimited) {

    /** Where in a queue a job goes. */
    public enum Place {
        FRONT("L"),
        BACK("R"),
        /** It is run by its caller and never listed. */
        NOWHERE("N");

        final String text;

        Place(String text) {
            this.text = text;
        }
    }

    /** Tells whether nothing has to be looked at first, so that a transaction does. */
    boolean isPlain() {
        return !isUnique && parents.isEmpty() && !isLimited;
    }
}
