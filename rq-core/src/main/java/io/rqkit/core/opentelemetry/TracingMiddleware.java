package io.rqkit.core.opentelemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.rqkit.core.Job;
import io.rqkit.core.JobDraft;
import io.rqkit.core.Middleware;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Makes a span of each step of enqueueing and of each run, and lets the second be a child of the first, in whatever
 * process it is. The trace travels in private fields of the job, such as {@code x_traceparent}. Thread-safe.
 *
 * <pre>{@code
 * TracingMiddleware tracing = new TracingMiddleware(openTelemetry);
 * Queue queue = new Queue("mail").use(tracing);
 * new Worker(queue).use(tracing).allow(Mailer.class).start();
 * }</pre>
 */
public final class TracingMiddleware implements Middleware {
    private static final String PRIVATE = "x_";
    private static final TextMapGetter<Job<Object>> FIELDS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Job<Object> job) {
            return List.of(); // those that are asked for by name are enough for a trace
        }

        @Override
        public @Nullable String get(@Nullable Job<Object> job, String key) {
            return job == null ? null : job.field(PRIVATE + key).orElse(null);
        }
    };

    private final Tracer tracer;
    private final TextMapPropagator propagator;

    /** Makes one that reports to an OpenTelemetry. */
    public TracingMiddleware(OpenTelemetry openTelemetry) {
        this.tracer = openTelemetry.getTracer("io.rqkit.core");
        this.propagator = openTelemetry.getPropagators().getTextMapPropagator();
    }

    @Override
    public void enqueue(List<JobDraft> drafts, Runnable next) {
        JobDraft first = drafts.get(0);
        Span span = tracer.spanBuilder("enqueue " + first.queueName())
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute("messaging.system", "rq")
                .setAttribute("messaging.operation.type", "send")
                .setAttribute("messaging.destination.name", first.queueName())
                .setAttribute("messaging.batch.message_count", drafts.size())
                .startSpan();
        if (drafts.size() == 1) {
            span.setAttribute("messaging.message.id", first.id());
            span.setAttribute("rq.job.name", first.call().name());
        }
        try (Scope scope = span.makeCurrent()) {
            for (JobDraft draft : drafts) {
                propagator.inject(Context.current(), draft, (job, key, value) -> {
                    if (job != null) {
                        job.field(PRIVATE + key, value);
                    }
                });
            }
            next.run();
        } catch (RuntimeException | Error e) {
            failed(span, e);
            throw e;
        } finally {
            span.end();
        }
    }

    @Override
    public @Nullable Object perform(Job<Object> job, Callable<@Nullable Object> next) throws Exception {
        Span span = tracer.spanBuilder("process " + job.origin())
                .setParent(propagator.extract(Context.current(), job, FIELDS))
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", "rq")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.name", job.origin())
                .setAttribute("messaging.message.id", job.id())
                .setAttribute("rq.job.name", job.name())
                .startSpan();
        try (Scope scope = span.makeCurrent()) {
            return next.call();
        } catch (Exception | Error e) {
            failed(span, e);
            throw e;
        } finally {
            span.end();
        }
    }

    private static void failed(Span span, Throwable error) {
        span.recordException(error);
        span.setStatus(StatusCode.ERROR, String.valueOf(error.getMessage()));
    }
}
