package io.rqkit.core;

import io.rqkit.core.internal.lifecycle.NewJob;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects jobs that are enqueued in one step; see {@link Queue#enqueueMany}. A job that is returned from here is in
 * Redis once the step is done; another one of the same batch may depend on it. Not thread-safe.
 */
public final class Batch extends Enqueuer {
    private final Queue queue;
    private final List<JobDraft> drafts = new ArrayList<>();
    private final List<Job<?>> jobs = new ArrayList<>();

    Batch(Queue queue) {
        this.queue = queue;
    }

    @Override
    <T extends @Nullable Object> Job<T> enqueue(JobCall call, EnqueueOptions options, Type resultType) {
        JobDraft draft = queue.draft(call, options);
        Job<T> job = queue.job(draft.hash(), resultType);
        drafts.add(draft);
        jobs.add(job);
        return job;
    }

    List<JobDraft> drafts() {
        return drafts;
    }

    List<Job<?>> jobs() {
        return List.copyOf(jobs);
    }

    static List<NewJob> newJobs(List<JobDraft> drafts, boolean areListed, Instant now) {
        return drafts.stream().map(draft -> draft.newJob(areListed, now)).toList();
    }
}
