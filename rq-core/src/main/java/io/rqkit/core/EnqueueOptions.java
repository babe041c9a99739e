package io.rqkit.core;

import io.rqkit.core.internal.encoding.Json;
import io.rqkit.core.internal.encoding.RqDuration;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.lifecycle.JobHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
    private boolean isUnique;
    private @Nullable Instant time;
    private @Nullable Duration delay;
    private @Nullable String group;
    private @Nullable Retry retry;
    private @Nullable Repeat repeat;
    private @Nullable Dependency dependency;
    private @Nullable RateLimit rateLimit;
    private final List<Webhook> webhooks = new ArrayList<>();

    EnqueueOptions() {
        // the producer's limit stands in the hash, since a worker of RQ has another one
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

    /**
     * Limits how long the job may run, in RQ's form: {@code 90}, {@code 10m}, {@code 2h}, or {@code -1} for no limit.
     *
     * @throws IllegalArgumentException when it has another form, or is zero
     */
    public EnqueueOptions timeout(String text) {
        long seconds = RqDuration.seconds(text);
        return seconds == -1 ? noTimeout() : timeout(Duration.ofSeconds(seconds));
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

    /**
     * Refuses the job with {@link DuplicateJobException} while another of its id exists: waiting, running, or ended and
     * not expired yet. Needs {@link #id}, and no dependency.
     */
    public EnqueueOptions unique() {
        isUnique = true;
        return this;
    }

    /** Runs the job again when it throws. */
    public EnqueueOptions retry(Retry retry) {
        this.retry = retry;
        return this;
    }

    /** Runs the job again after it ended well. */
    public EnqueueOptions repeat(Repeat repeat) {
        this.repeat = repeat;
        return this;
    }

    /**
     * Lets the job wait until these have finished.
     *
     * @throws IllegalArgumentException when there is none
     */
    public EnqueueOptions dependsOn(Job<?>... jobs) {
        return dependsOn(Dependency.on(jobs));
    }

    /** Lets the job wait for others. */
    public EnqueueOptions dependsOn(Dependency dependency) {
        this.dependency = dependency;
        return this;
    }

    /** Calls back when the job has ended well. */
    public EnqueueOptions onSuccess(Callback callback) {
        return callback(Field.SUCCESS_CALLBACK, Field.SUCCESS_CALLBACK_TIMEOUT, callback);
    }

    /** Calls back when the job has thrown. */
    public EnqueueOptions onFailure(Callback callback) {
        return callback(Field.FAILURE_CALLBACK, Field.FAILURE_CALLBACK_TIMEOUT, callback);
    }

    /** Calls back when the job was stopped. */
    public EnqueueOptions onStopped(Callback callback) {
        return callback(Field.STOPPED_CALLBACK, Field.STOPPED_CALLBACK_TIMEOUT, callback);
    }

    private EnqueueOptions callback(String nameField, String timeoutField, Callback callback) {
        fields.put(nameField, callback.name());
        fields.put(timeoutField, Long.toString(callback.timeout().toSeconds()));
        return this;
    }

    /** Calls a web address when the job has ended; may be called for several. */
    public EnqueueOptions webhook(Webhook webhook) {
        webhooks.add(webhook);
        return this;
    }

    /**
     * Makes the job a member of a group; a job is a member until it is gone.
     *
     * @throws IllegalArgumentException when the name is blank
     */
    public EnqueueOptions group(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a group needs a name");
        }
        group = name;
        return this;
    }

    /** Holds the job back while there are too many of its kind. */
    public EnqueueOptions rateLimit(RateLimit limit) {
        rateLimit = limit;
        return this;
    }

    /** Schedules the job for a time, to the second; a worker's scheduler puts it into its queue then. */
    public EnqueueOptions at(Instant time) {
        this.time = time;
        this.delay = null;
        return this;
    }

    /**
     * Schedules the job for a time from when it is enqueued, to the second.
     *
     * @throws IllegalArgumentException when that is negative
     */
    public EnqueueOptions in(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("a delay must not be negative, is " + delay);
        }
        this.delay = delay;
        this.time = null;
        return this;
    }

    boolean isScheduled() {
        return time != null || delay != null;
    }

    @Nullable
    Instant due(Instant now) {
        return delay == null ? time : now.plus(delay);
    }

    EnqueueOptions copy() {
        EnqueueOptions copy = new EnqueueOptions();
        copy.fields.putAll(fields);
        copy.id = id;
        copy.isAtFront = isAtFront;
        copy.isUnique = isUnique;
        copy.time = time;
        copy.delay = delay;
        copy.group = group;
        copy.retry = retry;
        copy.repeat = repeat;
        copy.dependency = dependency;
        copy.rateLimit = rateLimit;
        copy.webhooks.addAll(webhooks);
        return copy;
    }

    boolean hasId() {
        return id != null;
    }

    boolean isUnique() {
        return isUnique;
    }

    @Nullable
    String group() {
        return group;
    }

    @Nullable
    Dependency dependency() {
        return dependency;
    }

    @Nullable
    RateLimit rateLimit() {
        return rateLimit;
    }

    String idOrRandom() {
        return id != null ? id : UUID.randomUUID().toString();
    }

    boolean isAtFront() {
        return isAtFront;
    }

    void writeTo(JobHash job) {
        fields.forEach(job::set);
        if (group != null) {
            job.set(Field.GROUP_ID, group);
        }
        if (retry != null) {
            retry.writeTo(job);
        }
        if (repeat != null) {
            repeat.writeTo(job);
        }
        if (dependency != null) {
            dependency.writeTo(job);
        }
        if (rateLimit != null) {
            rateLimit.writeTo(job);
        }
        Webhook.write(webhooks, job);
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
