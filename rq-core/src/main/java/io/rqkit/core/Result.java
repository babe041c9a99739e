package io.rqkit.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.rqkit.core.internal.encoding.Json;
import io.rqkit.core.internal.encoding.Zlib;
import io.rqkit.core.internal.keys.Field;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.resps.StreamEntry;

/** How one run of a job ended, as the result stream keeps it. Immutable. */
public final class Result {
    private final String jobId;
    private final StreamEntry entry;
    private final Map<String, String> fields;

    Result(String jobId, StreamEntry entry) {
        this.jobId = jobId;
        this.entry = entry;
        this.fields = entry.getFields();
    }

    /** Returns the id of the job. */
    public String jobId() {
        return jobId;
    }

    /** Returns how the run ended. */
    public ResultType type() {
        return ResultType.of(fields.getOrDefault(Field.TYPE, ""));
    }

    /** Returns when the result was stored, by Redis's clock, to the millisecond. */
    public Instant createdAt() {
        return Instant.ofEpochMilli(entry.getID().getTime());
    }

    /**
     * Returns what the job returned, as maps, lists, strings, numbers and booleans; empty for null.
     *
     * @throws DeserializationException when it is no JSON
     */
    public Optional<Object> returnValue() {
        return Optional.ofNullable(returnValueAs(Object.class));
    }

    /**
     * Returns what the job returned; empty for null.
     *
     * @throws DeserializationException when it is no JSON or does not fit the type
     */
    public <T> Optional<T> returnValue(Class<T> type) {
        @SuppressWarnings("unchecked") // a primitive class converts to its box, which cast() would refuse
        T value = (T) returnValueAs(type);
        return Optional.ofNullable(value);
    }

    @Nullable
    Object returnValueAs(Type type) {
        String encoded = fields.get(Field.RETURN_VALUE);
        if (encoded == null || encoded.isEmpty()) {
            return null;
        }
        try {
            JsonNode node = Json.parse(Base64.getDecoder().decode(encoded));
            return Json.convert(node, type == void.class ? Void.class : type);
        } catch (Json.DeserializationFailure | IllegalArgumentException e) {
            throw new DeserializationException("the result of job " + jobId + " cannot be read: " + e.getMessage());
        }
    }

    /** Returns the text of the error with its stack; empty when the run ended well. */
    public Optional<String> excString() {
        return present(Field.EXC_STRING)
                .map(encoded -> new String(Zlib.inflateOrRaw(Base64.getDecoder().decode(encoded)), UTF_8));
    }

    /** Returns the name of the worker; empty where it is not known. */
    public Optional<String> workerName() {
        return present(Field.WORKER_NAME);
    }

    /** Returns the id of the execution; empty where it is not known, as with results of older releases. */
    public Optional<String> executionId() {
        return present(Field.EXECUTION_ID);
    }

    private Optional<String> present(String field) {
        return Optional.ofNullable(fields.get(field)).filter(text -> !text.isEmpty());
    }

    @Override
    public String toString() {
        return "Result(" + jobId + ", " + type() + ")";
    }
}
