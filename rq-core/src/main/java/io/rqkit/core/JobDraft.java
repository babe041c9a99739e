package io.rqkit.core;

import com.fasterxml.jackson.databind.JsonNode;
import io.rqkit.core.internal.encoding.JobData;
import io.rqkit.core.internal.encoding.Json;
import io.rqkit.core.internal.encoding.PythonRepr;
import io.rqkit.core.internal.encoding.RqTime;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.lifecycle.JobHash;
import io.rqkit.core.internal.lifecycle.NewJob;
import io.rqkit.core.internal.lifecycle.NewJob.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A job that is about to be enqueued, as a {@link Middleware} sees it. */
public final class JobDraft {
    /** What the names of private fields begin with; RQ's readers leave such fields alone. */
    private static final String PRIVATE = "x_";

    private static final List<String> EMPTY_AT_FIRST = List.of(
            Field.SUCCESS_CALLBACK,
            Field.FAILURE_CALLBACK,
            Field.STOPPED_CALLBACK,
            Field.STARTED_AT,
            Field.ENDED_AT,
            Field.LAST_HEARTBEAT,
            Field.WORKER_NAME,
            Field.GROUP_ID);

    private final JobHash hash;
    private final JobCall call;
    private final String queueName;
    private final EnqueueOptions options;

    JobDraft(JobCall call, String queueName, EnqueueOptions options, long maxCallBytes, Instant now) {
        JobData data = data(call);
        this.call = call;
        this.queueName = queueName;
        this.options = options;
        this.hash = JobHash.create(options.idOrRandom())
                .set(Field.CREATED_AT, RqTime.date(now))
                .set(Field.DATA, data.encode(maxCallBytes));
        EMPTY_AT_FIRST.forEach(field -> hash.set(field, ""));
        hash.set(Field.ORIGIN, queueName).set(Field.DESCRIPTION, PythonRepr.call(data));
        options.writeTo(hash);
    }

    private static JobData data(JobCall call) {
        try {
            List<JsonNode> args = new ArrayList<>(call.args().size());
            call.args().forEach(argument -> args.add(Json.tree(argument)));
            Map<String, JsonNode> kwargs = new LinkedHashMap<>();
            call.kwargs().forEach((keyword, value) -> kwargs.put(keyword, Json.tree(value)));
            return new JobData(call.name(), args, kwargs);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "an argument of " + call.name() + " has no JSON form: " + e.getMessage(), e);
        }
    }

    /** Returns the id it will have. */
    public String id() {
        return hash.id();
    }

    /** Returns the name of its queue. */
    public String queueName() {
        return queueName;
    }

    /** Returns what it calls. */
    public JobCall call() {
        return call;
    }

    /** Returns the text for people. */
    public String description() {
        return hash.textOrEmpty(Field.DESCRIPTION);
    }

    /** Returns a private field; empty when there is none. */
    public Optional<String> field(String name) {
        return Optional.ofNullable(hash.text(privateName(name)));
    }

    /**
     * Sets a private field, which {@link Job#field} returns to whoever runs the job.
     *
     * @param name begins with {@code x_}
     * @throws IllegalArgumentException when it does not
     */
    public JobDraft field(String name, String value) {
        hash.set(privateName(name), value);
        return this;
    }

    static String privateName(String name) {
        if (!name.startsWith(PRIVATE)) {
            throw new IllegalArgumentException("a private field's name begins with x_, not as in " + name);
        }
        return name;
    }

    EnqueueOptions options() {
        return options;
    }

    JobHash hash() {
        return hash;
    }

    NewJob newJob(boolean isListed, Instant now) {
        Dependency dependency = options.dependency();
        Place place = !isListed ? Place.NOWHERE : options.isAtFront() ? Place.FRONT : Place.BACK;
        if (options.isUnique() && !options.hasId()) {
            throw new IllegalArgumentException("unique=True requires an explicit job_id: give one with id(...)");
        }
        if (options.isUnique() && dependency != null) {
            throw new IllegalArgumentException("unique=True is not supported with job dependencies");
        }
        if (options.isAtFront() && (dependency != null || options.isScheduled())) {
            hash.set(Field.ENQUEUE_AT_FRONT, "1"); // it is pushed later, by somebody else
        }
        return new NewJob(
                hash,
                queueName,
                place,
                options.due(now),
                options.isUnique(),
                options.group(),
                dependency == null ? List.of() : dependency.ids(),
                dependency != null && dependency.allowsFailure(),
                options.rateLimit() != null);
    }
}
