package io.rqkit.core;

import io.rqkit.core.internal.encoding.Json;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.lifecycle.JobHash;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the jobs of one {@link Queue#with} are enqueued. Whole seconds count, fractions are cut off.
 *
 * <pre>{@code
 * queue.with(o -> o.timeout(Duration.ofMinutes(3)).resultTtl(Duration.ofHours(1)).atFront())
 *     .enqueue(Reports::build, 2026);
 * }</pre>
 */
public final class EnqueueOptions {
    private static final String FOREVER = "-1";

    private final Map<String, String> fields = new LinkedHashMap<>();
    private @Nullable String id;
    private boolean isAtFront;

    EnqueueOptions() {
        fields.put(Field.TIMEOUT, Long.toString(JobHash.DEFAULT_TIMEOUT_SECONDS));
    }

    /**
     * Names the job; a random UUID otherwise. An id names one job: use such options once.
     *
     * @throws IllegalArgumentException when it holds anything but letters, digits, underscores and dashes
     */
    public EnqueueOptions id(String id) {
        this.id = checkedId(id);
        return this;
    }

    /** Sets the text that people see; the call as Python prints it otherwise. */
    public EnqueueOptions description(String description) {
        fields.put(Field.DESCRIPTION, description);
        return this;
    }

    /**
     * Limits how long the job may run; three minutes otherwise.
     *
     * @throws IllegalArgumentException when that is less than a second
     */
    public EnqueueOptions timeout(Duration timeout) {
        if (timeout.toSeconds() == 0) {
            throw new IllegalArgumentException("0 timeout is not allowed. Use -1 for infinite timeout");
        }
        fields.put(Field.TIMEOUT, seconds("timeout", timeout, "noTimeout()"));
        return this;
    }

    /** Lets the job run as long as it wants. */
    public EnqueueOptions noTimeout() {
        fields.put(Field.TIMEOUT, FOREVER);
        return this;
    }

    /**
     * Limits how long the job may wait; it vanishes afterwards. No limit otherwise.
     *
     * @throws IllegalArgumentException when that is less than a second
     */
    public EnqueueOptions ttl(Duration ttl) {
        if (ttl.toSeconds() <= 0) {
            throw new IllegalArgumentException("Job ttl must be greater than 0");
        }
        fields.put(Field.TTL, Long.toString(ttl.toSeconds()));
        return this;
    }

    /** Sets how long a finished job and its result are kept; 500 seconds otherwise, zero keeps nothing. */
    public EnqueueOptions resultTtl(Duration ttl) {
        fields.put(Field.RESULT_TTL, seconds("result ttl", ttl, "keepResult()"));
        return this;
    }

    /** Keeps a finished job and its result for ever. */
    public EnqueueOptions keepResult() {
        fields.put(Field.RESULT_TTL, FOREVER);
        return this;
    }

    /** Sets how long a failed job is kept; a year otherwise, zero keeps nothing but its id for a while. */
    public EnqueueOptions failureTtl(Duration ttl) {
        fields.put(Field.FAILURE_TTL, seconds("failure ttl", ttl, "keepFailure()"));
        return this;
    }

    /** Keeps a failed job for ever. */
    public EnqueueOptions keepFailure() {
        fields.put(Field.FAILURE_TTL, FOREVER);
        return this;
    }

    /** Attaches values for people and tools; they must have a JSON form. An empty map attaches nothing. */
    public EnqueueOptions meta(Map<String, ? extends @Nullable Object> meta) {
        if (meta.isEmpty()) {
            fields.remove(Field.META);
        } else {
            fields.put(Field.META, Json.text(Json.tree(meta)));
        }
        return this;
    }

    /** Puts the job before those that wait already. */
    public EnqueueOptions atFront() {
        isAtFront = true;
        return this;
    }

    String idOrRandom() {
        return id != null ? id : UUID.randomUUID().toString();
    }

    boolean isAtFront() {
        return isAtFront;
    }

    void writeTo(JobHash job) {
        fields.forEach(job::set);
    }

    static String checkedId(String id) {
        if (!id.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("Job ID must only contain letters, numbers, underscores and dashes");
        }
        return id;
    }

    private static String seconds(String what, Duration duration, String instead) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(what + " must not be negative, is " + duration + "; use " + instead);
        }
        return Long.toString(duration.toSeconds());
    }
}
