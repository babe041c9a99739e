package io.rqkit.core;

import io.rqkit.core.internal.encoding.RqTime;
import io.rqkit.core.internal.keys.WorkerField;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a worker, Java's or Python's, tells of itself; as of the moment of reading. Immutable.
 *
 * <p>A worker of several slots shows as so many workers.
 */
public final class WorkerInfo {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final String name;
    private final Map<String, String> fields;

    WorkerInfo(String name, Map<String, String> fields) {
        this.name = name;
        this.fields = Map.copyOf(fields);
    }

    /** Returns the name. */
    public String name() {
        return name;
    }

    /** Returns the names of its queues, most urgent first. */
    public List<String> queueNames() {
        String queues = fields.getOrDefault(WorkerField.QUEUES, "");
        return queues.isEmpty() ? List.of() : List.of(queues.split(","));
    }

    /** Returns what it does; {@link WorkerState#UNKNOWN} when it does not say. */
    public WorkerState state() {
        return WorkerState.of(fields.get(WorkerField.STATE));
    }

    /** Returns the id of the job that it runs. */
    public Optional<String> currentJobId() {
        return text(WorkerField.CURRENT_JOB);
    }

    /** Returns the id of its process; empty when it is no number. */
    public Optional<Long> pid() {
        return number(WorkerField.PID);
    }

    /** Returns the name of its host. */
    public Optional<String> hostname() {
        return text(WorkerField.HOSTNAME);
    }

    /** Returns the address, host and port, that Redis sees. */
    public Optional<String> ipAddress() {
        return text(WorkerField.IP_ADDRESS);
    }

    /** Returns the version of RQ, or of this library with its name before it. */
    public Optional<String> version() {
        return text(WorkerField.VERSION);
    }

    /** Returns the version of Python, or of Java with its name before it. */
    public Optional<String> pythonVersion() {
        return text(WorkerField.PYTHON_VERSION);
    }

    /** Returns when it began. */
    public Optional<Instant> birth() {
        return date(WorkerField.BIRTH);
    }

    /** Returns when it last said that it lives. */
    public Optional<Instant> lastHeartbeat() {
        return date(WorkerField.LAST_HEARTBEAT);
    }

    /** Returns when it was asked to stop while it ran a job. */
    public Optional<Instant> shutdownRequestedAt() {
        return date(WorkerField.SHUTDOWN_REQUESTED);
    }

    /** Returns when it ended; such a worker is not listed any more. */
    public Optional<Instant> death() {
        return date(WorkerField.DEATH);
    }

    /** Returns how many of its jobs ended well. */
    public long successfulJobCount() {
        return number(WorkerField.SUCCESSFUL_JOB_COUNT).orElse(0L);
    }

    /** Returns how many of its runs failed, those included that were tried again. */
    public long failedJobCount() {
        return number(WorkerField.FAILED_JOB_COUNT).orElse(0L);
    }

    /** Returns how long it ran jobs. */
    public Duration totalWorkingTime() {
        try {
            double seconds = Double.parseDouble(fields.getOrDefault(WorkerField.TOTAL_WORKING_TIME, "0"));
            return Duration.ofNanos(Math.round(seconds * MICROS_PER_SECOND) * 1000);
        } catch (NumberFormatException e) {
            return Duration.ZERO;
        }
    }

    private Optional<String> text(String field) {
        return Optional.ofNullable(fields.get(field)).filter(text -> !text.isEmpty());
    }

    private Optional<Instant> date(String field) {
        @Nullable Instant date = RqTime.parseDate(fields.get(field));
        return Optional.ofNullable(date);
    }

    private Optional<Long> number(String field) {
        try {
            return text(field).map(Long::valueOf);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "WorkerInfo(" + name + ", " + state().text() + ")";
    }
}
