package io.rqkit.core.internal.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rqkit.core.DeserializationException;
import io.rqkit.core.JobStatus;
import io.rqkit.core.internal.encoding.JobData;
import io.rqkit.core.internal.encoding.Json;
import io.rqkit.core.internal.encoding.RqTime;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.keys.Keys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;

/** The fields of one job as they were read, those included that this release does not know. Not thread-safe. */
public final class JobHash {
    /** RQ's limit where a hash names none. */
    public static final long DEFAULT_TIMEOUT_SECONDS = 180;

    /** Room enough for the fields of most jobs. */
    private static final int ROOM = 32;

    private static final byte[] EMPTY = {};

    private final String id;
    private final Map<String, byte[]> fields;

    private JobHash(String id, Map<String, byte[]> fields) {
        this.id = id;
        this.fields = fields;
    }

    /** Starts the hash of a job that is not in Redis yet. */
    public static JobHash create(String id) {
        return new JobHash(id, new LinkedHashMap<>(ROOM));
    }

    /** Reads a job, or returns null when there is none. */
    public static @Nullable JobHash read(UnifiedJedis redis, String id) {
        Map<byte[], byte[]> stored = redis.hgetAll(Keys.job(id).getBytes(UTF_8));
        if (stored.isEmpty()) {
            return null;
        }
        return of(id, stored);
    }

    /** Reads jobs in one round trip, in the order of the ids, without those that do not exist. */
    public static List<JobHash> readAll(UnifiedJedis redis, List<String> ids) {
        List<Response<Map<byte[], byte[]>>> stored = new ArrayList<>(ids.size());
        try (AbstractPipeline pipeline = redis.pipelined()) {
            ids.forEach(id -> stored.add(pipeline.hgetAll(Keys.job(id).getBytes(UTF_8))));
            pipeline.sync();
        }
        List<JobHash> hashes = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Map<byte[], byte[]> fields = stored.get(i).get();
            if (!fields.isEmpty()) {
                hashes.add(of(ids.get(i), fields));
            }
        }
        return hashes;
    }

    private static JobHash of(String id, Map<byte[], byte[]> stored) {
        JobHash hash = create(id);
        stored.forEach((field, value) -> hash.fields.put(new String(field, UTF_8), value));
        return hash;
    }

    public String id() {
        return id;
    }

    public JobHash set(String field, String value) {
        fields.put(field, value.isEmpty() ? EMPTY : value.getBytes(UTF_8));
        return this;
    }

    public JobHash set(String field, byte[] value) {
        fields.put(field, value);
        return this;
    }

    /** Returns the text of a field; null when it is absent. */
    public @Nullable String text(String field) {
        byte[] value = fields.get(field);
        return value == null ? null : new String(value, UTF_8);
    }

    public byte @Nullable [] bytes(String field) {
        return fields.get(field);
    }

    /** Returns the text of a field; empty when it is absent, since RQ writes empty for absent. */
    public String textOrEmpty(String field) {
        String text = text(field);
        return text == null ? "" : text;
    }

    public @Nullable Instant date(String field) {
        return RqTime.parseDate(text(field));
    }

    /** Returns a number; null when the field is absent, empty or not a number. */
    public @Nullable Long number(String field) {
        String text = text(field);
        try {
            return text == null || text.isEmpty() ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Returns the strings of a JSON array; empty when the field is absent or holds something else. */
    public List<String> texts(String field) {
        try {
            List<String> texts = new ArrayList<>();
            byte[] value = fields.get(field);
            if (value != null) {
                Json.parse(value).forEach(element -> texts.add(element.asText()));
            }
            return texts;
        } catch (Json.DeserializationFailure e) {
            return List.of();
        }
    }

    public JobStatus status() {
        return JobStatus.of(text(Field.STATUS));
    }

    /** Returns the seconds the job may run; negative for no limit. */
    public long timeoutSeconds() {
        Long timeout = number(Field.TIMEOUT);
        return timeout == null ? DEFAULT_TIMEOUT_SECONDS : timeout;
    }

    /**
     * Returns what is to be called.
     *
     * @throws DeserializationException when that cannot be read
     */
    public JobData data() {
        byte[] data = fields.get(Field.DATA);
        if (data == null) {
            throw new DeserializationException("job " + id + " has no data");
        }
        return JobData.decode(data);
    }

    /** Returns how many fields there are. */
    public int size() {
        return fields.size();
    }

    /** Hands over all fields, each with its value. */
    public void forEach(BiConsumer<String, byte[]> action) {
        fields.forEach(action);
    }

    /** Takes over the fields of a later reading. */
    public void replaceWith(JobHash other) {
        fields.clear();
        fields.putAll(other.fields);
    }
}
