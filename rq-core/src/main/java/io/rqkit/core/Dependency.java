package io.rqkit.core;

import io.rqkit.core.internal.encoding.Json;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.lifecycle.JobHash;
import java.util.Arrays;
import java.util.List;

/**
 * The jobs that another job waits for. Immutable.
 *
 * <p>A parent that does not exist counts as finished. A parent that failed keeps the job waiting unless failure is
 * allowed; it is let go when the parent is requeued and ends well.
 *
 * <pre>{@code
 * queue.with(o -> o.dependsOn(Dependency.on(first, second).allowFailure())).enqueue(Reports::build, 2026);
 * }</pre>
 *
 * @param ids the ids of the parents, at least one
 * @param allowsFailure whether a failed parent lets the job go too
 * @param isAtFront whether the job is put before those that wait when it is let go
 */
public record Dependency(List<String> ids, boolean allowsFailure, boolean isAtFront) {

    /** Checks and copies. */
    public Dependency {
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("jobs: cannot be empty.");
        }
        ids.forEach(EnqueueOptions::checkedId);
        ids = List.copyOf(ids);
    }

    /**
     * Returns a dependency on jobs.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Dependency on(Job<?>... jobs) {
        return new Dependency(Arrays.stream(jobs).map(Job::id).toList(), false, false);
    }

    /**
     * Returns a dependency on jobs of these ids.
     *
     * @throws IllegalArgumentException when there is none, or an id holds what no id may hold
     */
    public static Dependency onIds(String... ids) {
        return new Dependency(Arrays.asList(ids), false, false);
    }

    /** Returns this, satisfied by a failed parent too. */
    public Dependency allowFailure() {
        return new Dependency(ids, true, isAtFront);
    }

    /** Returns this for a job that is put before those that wait. */
    public Dependency atFront() {
        return new Dependency(ids, allowsFailure, true);
    }

    void writeTo(JobHash job) {
        job.set(Field.DEPENDENCY_ID, ids.get(0)).set(Field.DEPENDENCY_IDS, Json.text(Json.tree(ids)));
        if (allowsFailure || isAtFront) { // both or none, as RQ does
            job.set(Field.ALLOW_DEPENDENCY_FAILURES, allowsFailure ? "1" : "0");
            job.set(Field.ENQUEUE_AT_FRONT, isAtFront ? "1" : "0");
        }
    }
}
