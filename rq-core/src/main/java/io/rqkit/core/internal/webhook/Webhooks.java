package io.rqkit.core.internal.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.rqkit.core.JobStatus;
import io.rqkit.core.internal.encoding.Json;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.lifecycle.JobHash;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the calls that jobs ask for, beside the worker's own threads. Thread-safe.
 *
 * <p>Addresses come from Redis, so there are limits: http and https only, redirects are not followed, answers are not
 * kept, {@value #MOST_OF_A_JOB} calls a job, {@value #MOST_AT_ONCE} calls at a time, a minute each. What is above them,
 * and what fails, is logged.
 */
public final class Webhooks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final int MOST_AT_ONCE = 64;
    private static final int MOST_OF_A_JOB = 10;
    private static final long DEFAULT_SECONDS = 10;
    private static final long LONGEST_SECONDS = 60;
    /** As Python prints a date with a zone. */
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

    private final Semaphore room = new Semaphore(MOST_AT_ONCE);
    private @Nullable HttpClient client;

    /** Sends what a job that finished or failed asks for; returns at once, and throws nothing. */
    public void ended(JobHash job, JobStatus status, Instant endedAt, @Nullable String error) {
        byte[] stored = job.bytes(Field.WEBHOOKS);
        if (stored == null || stored.length == 0) {
            return;
        }
        try {
            JsonNode webhooks = Json.parse(stored);
            int count = 0;
            for (JsonNode webhook : webhooks) {
                if (webhook.path("job_status").asText().equals(status.text()) && count++ < MOST_OF_A_JOB) {
                    send(job, request(webhook, job, status, endedAt, error));
                }
            }
        } catch (Json.DeserializationFailure | RuntimeException e) {
            LOG.warn("the webhooks of job {} cannot be called: {}", job.id(), e.getMessage());
        }
    }

    private void send(JobHash job, HttpRequest request) {
        if (!room.tryAcquire()) {
            LOG.warn("webhook {} of job {} is left out, too many are under way", request.uri(), job.id());
            return;
        }
        try {
            client().sendAsync(request, BodyHandlers.discarding()).whenComplete((response, failure) -> {
                room.release();
                if (failure != null) {
                    LOG.warn("webhook {} of job {} failed: {}", request.uri(), job.id(), failure.toString());
                } else if (response.statusCode() >= 300) {
                    LOG.warn("webhook {} of job {} replied {}", request.uri(), job.id(), response.statusCode());
                }
            });
        } catch (RuntimeException e) {
            room.release();
            throw e;
        }
    }

    private synchronized HttpClient client() {
        HttpClient open = client;
        if (open == null) {
            open = HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(DEFAULT_SECONDS))
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            client = open;
        }
        return open;
    }

    private static HttpRequest request(
            JsonNode webhook, JobHash job, JobStatus status, Instant endedAt, @Nullable String error) {
        URI uri = URI.create(webhook.path("url").asText());
        if (!("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("no http or https address: " + uri);
        }
        long seconds =
                Math.min(LONGEST_SECONDS, Math.max(1, webhook.path("timeout").asLong(DEFAULT_SECONDS)));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(seconds));
        webhook.path("headers")
                .properties()
                .forEach(header ->
                        request.setHeader(header.getKey(), header.getValue().asText()));
        if (webhook.path("method").asText("GET").equals("POST")) {
            request.setHeader("Content-Type", "application/json");
            request.POST(BodyPublishers.ofByteArray(body(job, status, endedAt, error)));
        }
        return request.build();
    }

    private static byte[] body(JobHash job, JobStatus status, Instant endedAt, @Nullable String error) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("job_id", job.id());
        body.put("func_name", job.data().name());
        body.put("status", status.text());
        body.put("enqueued_at", date(job.date(Field.ENQUEUED_AT)));
        body.put("ended_at", date(endedAt));
        if (error != null) {
            body.put("exc_info", error);
        }
        return Json.bytes(Json.tree(body));
    }

    private static Object date(@Nullable Instant time) {
        return time == null ? Json.tree(null) : ISO.format(time);
    }

    /** Waits until the calls that are under way have ended, each in its own time. */
    @Override
    public void close() {
        try {
            if (room.tryAcquire(MOST_AT_ONCE, LONGEST_SECONDS, TimeUnit.SECONDS)) {
                room.release(MOST_AT_ONCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
