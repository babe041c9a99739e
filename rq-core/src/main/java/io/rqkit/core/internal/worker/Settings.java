package io.rqkit.core.internal.worker;

import io.rqkit.core.DequeueStrategy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a worker was told.
 *
 * @param name its name; with several slots each adds a number
 * @param queues the names of the queues, most urgent first
 * @param slots how many jobs it runs at a time
 * @param strategy which queue is looked into first
 * @param isBurst whether it ends when nothing waits
 * @param maxJobs after how many jobs it ends; null for no limit
 * @param maxIdleTime how long it waits for a job before it ends; null for no limit
 * @param maintenanceInterval how often it cleans up after others
 * @param resultTtlSeconds how long a result is kept whose job does not say
 * @param lostLimit how often a lost job is put back
 * @param onVirtualThreads whether jobs run on virtual threads where there are any
 */
public record Settings(
        String name,
        List<String> queues,
        int slots,
        DequeueStrategy strategy,
        boolean isBurst,
        @Nullable Integer maxJobs,
        @Nullable Duration maxIdleTime,
        Duration maintenanceInterval,
        long resultTtlSeconds,
        int lostLimit,
        boolean onVirtualThreads) {

    /** Returns the name of the record of a slot, 0 for the first. */
    public String slotName(int slot) {
        return slots == 1 ? name : name + "-" + (slot + 1);
    }
}
