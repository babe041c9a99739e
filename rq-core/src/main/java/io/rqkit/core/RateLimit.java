package io.rqkit.core;

import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.lifecycle.JobHash;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many jobs of one key, of all queues together, may be queued and running, or may be enqueued in a while. Immutable.
 *
 * <p>Jobs above the limit are held back and enqueued, oldest first, when there is room: a job above a number at a time
 * when another of its key ends, a job above a number per window when its time has come, by a worker with a scheduler.
 * All jobs of a key should carry the same limit; the latest one counts.
 *
 * <pre>{@code
 * queue.with(o -> o.rateLimit(RateLimit.atOnce("api", 2))).enqueue(Api::call, "a");
 * queue.with(o -> o.rateLimit(RateLimit.perWindow("api", 100, Duration.ofMinutes(1)))).enqueue(Api::call, "b");
 * }</pre>
 *
 * <h2>Differs</h2>
 *
 * RQ has the first form after 2.10, with the status {@code rate_limited}. RQ 2.10 cannot read that, so a job that is
 * held back is deferred here, and listed as such. The second form is not known to RQ: such a job is scheduled.
 *
 * @param key names what is limited
 * @param count how many
 * @param window in how long a time; null for at once
 */
public record RateLimit(String key, int count, @Nullable Duration window) {

    /** Checks. */
    public RateLimit {
        if (key.isBlank()) {
            throw new IllegalArgumentException("a rate limit needs a key, such as api");
        }
        if (count < 1) {
            throw new IllegalArgumentException("a rate limit must let one job or more through, not " + count);
        }
        if (window != null && window.toSeconds() < 1) {
            throw new IllegalArgumentException("a rate limit's window must be a second or more, is " + window);
        }
    }

    /** Returns a limit of so many jobs queued and running at a time. */
    public static RateLimit atOnce(String key, int count) {
        return new RateLimit(key, count, null);
    }

    /** Returns a limit of so many jobs enqueued in any window of this length, in whole seconds. */
    public static RateLimit perWindow(String key, int count, Duration window) {
        return new RateLimit(key, count, window);
    }

    void writeTo(JobHash job) {
        job.set(Field.RATE_LIMIT_KEY, key);
        if (window == null) {
            job.set(Field.RATE_LIMIT_CONCURRENCY, Integer.toString(count));
        } else {
            job.set(Field.X_RATE_LIMIT_COUNT, Integer.toString(count));
            job.set(Field.X_RATE_LIMIT_WINDOW, Long.toString(window.toSeconds()));
        }
    }
}
