package io.rqkit.core;

import io.rqkit.core.internal.encoding.Json;
import io.rqkit.core.internal.encoding.RqTime;
import io.rqkit.core.internal.keys.Field;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What RQ's tools read of a cron job; section 6.8 of the protocol. */
final class CronRecord {
    private static final Object NULL = Json.tree(null);

    private CronRecord() {}

    static Map<String, Object> of(CronJob when, JobDraft draft, @Nullable Instant latest, @Nullable Instant next) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("func_name", draft.call().name());
        record.put("queue_name", draft.queueName());
        record.put(
                "args", draft.call().args().isEmpty() ? NULL : json(draft.call().args()));
        record.put(
                "kwargs",
                draft.call().kwargs().isEmpty() ? NULL : json(draft.call().kwargs()));
        record.put("interval", when.interval() == null ? NULL : when.interval().toSeconds());
        record.put("cron", when.expression() == null ? NULL : when.expression());
        record.put("latest_enqueue_time", date(latest));
        record.put("next_enqueue_time", date(next));
        number(record, "job_timeout", draft, Field.TIMEOUT);
        number(record, "result_ttl", draft, Field.RESULT_TTL);
        number(record, "ttl", draft, Field.TTL);
        number(record, "failure_ttl", draft, Field.FAILURE_TTL);
        String meta = draft.hash().text(Field.META);
        if (meta != null) {
            record.put("meta", meta);
        }
        return record;
    }

    /** Returns the list as RQ stores it. */
    static String text(List<Map<String, Object>> records) {
        return Json.text(Json.tree(records));
    }

    /** JSON inside JSON, as RQ does. */
    private static Object json(Object value) {
        return Json.text(Json.tree(value));
    }

    private static Object date(@Nullable Instant time) {
        return time == null ? NULL : RqTime.date(time);
    }

    private static void number(Map<String, Object> record, String name, JobDraft draft, String field) {
        Long number = draft.hash().number(field);
        if (number != null) {
            record.put(name, number);
        }
    }
}
