package io.rqkit.core;

import io.rqkit.core.internal.encoding.Json;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.lifecycle.JobHash;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A web address that is called once a job has finished or has failed for good. Immutable.
 *
 * <p>GET has no body; POST sends JSON with {@code job_id}, {@code func_name}, {@code status}, {@code enqueued_at},
 * {@code ended_at} and, after a failure, {@code exc_info}. An error of the call is logged and changes nothing.
 *
 * @param url where, http or https
 * @param status {@link JobStatus#FINISHED} or {@link JobStatus#FAILED}
 * @param method {@code GET} or {@code POST}
 * @param headers what is sent along, may be empty
 * @param timeout how long the call may take, in whole seconds
 */
public record Webhook(URI url, JobStatus status, String method, Map<String, String> headers, Duration timeout) {
    /** RQ's limit where none is given. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /** Checks and copies. */
    public Webhook {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
            throw new IllegalArgumentException("a webhook needs an http or https address, not " + url);
        }
        if (status != JobStatus.FINISHED && status != JobStatus.FAILED) {
            throw new IllegalArgumentException("a webhook is called for finished or failed, not for " + status.text());
        }
        if (!(method.equals("GET") || method.equals("POST"))) {
            throw new IllegalArgumentException("a webhook's method is GET or POST, not " + method);
        }
        if (timeout.toSeconds() < 1) {
            throw new IllegalArgumentException("a webhook's timeout must be a second or more, is " + timeout);
        }
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** Returns a GET for jobs that finished. */
    public static Webhook onFinished(String url) {
        return new Webhook(URI.create(url), JobStatus.FINISHED, "GET", Map.of(), DEFAULT_TIMEOUT);
    }

    /** Returns a GET for jobs that failed for good. */
    public static Webhook onFailed(String url) {
        return new Webhook(URI.create(url), JobStatus.FAILED, "GET", Map.of(), DEFAULT_TIMEOUT);
    }

    /** Returns this as a POST, which tells of the job. */
    public Webhook post() {
        return new Webhook(url, status, "POST", headers, timeout);
    }

    /** Returns this with one more header. */
    public Webhook header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Webhook(url, status, method, more, timeout);
    }

    /** Returns this with another limit than ten seconds. */
    public Webhook timeout(Duration timeout) {
        return new Webhook(url, status, method, headers, timeout);
    }

    static void write(List<Webhook> webhooks, JobHash job) {
        if (!webhooks.isEmpty()) {
            job.set(
                    Field.WEBHOOKS,
                    Json.text(Json.tree(webhooks.stream().map(Webhook::stored).toList())));
        }
    }

    private Map<String, Object> stored() {
        Map<String, Object> stored = new LinkedHashMap<>();
        stored.put("url", url.toString());
        stored.put("job_status", status.text());
        stored.put("method", method);
        stored.put("headers", headers.isEmpty() ? Json.tree(null) : headers);
        stored.put("timeout", timeout.toSeconds());
        return stored;
    }
}
