package io.rqkit.core.internal.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.rqkit.core.internal.encoding.Json;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.lifecycle.Ending;
import io.rqkit.core.internal.lifecycle.Execution;
import io.rqkit.core.internal.lifecycle.JobHash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Decides about the next try where a job says more than Redis's side knows of: exceptions without retry, and jitter. */
final class Tries {
    private Tries() {}

    static Ending after(Execution execution, Throwable error, String trace, Random chance) {
        JobHash job = execution.job();
        if (isNeverTriedAgain(job, error)) {
            return Ending.failedForGood(execution, trace);
        }
        String jitter = job.textOrEmpty(Field.X_RETRY_JITTER);
        Long left = job.number(Field.RETRIES_LEFT);
        List<JsonNode> pauses = array(job.textOrEmpty(Field.RETRY_INTERVALS));
        if (jitter.isEmpty() || left == null || left <= 0 || pauses.isEmpty()) {
            return Ending.failed(execution, trace);
        }
        long seconds = pauses.get((int) Math.max(pauses.size() - left, 0)).asLong();
        double factor = 1 + parse(jitter) * (2 * chance.nextDouble() - 1);
        return seconds <= 0
                ? Ending.failed(execution, trace)
                : Ending.failed(execution, trace, Duration.ofSeconds(Math.max(1, Math.round(seconds * factor))));
    }

    private static boolean isNeverTriedAgain(JobHash job, Throwable error) {
        List<String> names = array(job.textOrEmpty(Field.X_RETRY_NEVER)).stream()
                .map(JsonNode::asText)
                .toList();
        for (Class<?> type = error.getClass(); type != null && !names.isEmpty(); type = type.getSuperclass()) {
            if (names.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }

    private static double parse(String jitter) {
        try {
            return Double.parseDouble(jitter);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static List<JsonNode> array(String text) {
        List<JsonNode> elements = new ArrayList<>();
        if (text.isEmpty()) {
            return elements;
        }
        try {
            Json.parse(text.getBytes(StandardCharsets.UTF_8)).forEach(elements::add);
        } catch (Json.DeserializationFailure e) {
            return List.of(); // another producer's odd field is no reason to fail the job differently
        }
        return elements;
    }
}
