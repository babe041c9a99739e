package io.rqkit.core.internal.worker;

import io.rqkit.core.internal.lifecycle.Ending;
import io.rqkit.core.internal.lifecycle.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The last ends that Redis stored for a slot. A master that is lost may take along what it had acknowledged; the next one is
 * told again, and takes from it what it does not know. Used by the slot's thread alone.
 */
final class Past {
    private static final Logger LOG = LoggerFactory.getLogger(Past.class);
    /** Further than this a replica is seldom behind. */
    private static final Duration KEPT = Duration.ofSeconds(1);

    private static final int MOST = 64;

    private record Told(Ending ending, Instant when) {}

    private final String workerName;
    private final Troubles troubles;
    private final Deque<Told> ends = new ArrayDeque<>();
    private long troublesSeen;

    Past(String workerName, Troubles troubles) {
        this.workerName = workerName;
        this.troubles = troubles;
        this.troublesSeen = troubles.count();
    }

    /** Keeps an end, and those shortly before it. */
    void stored(@Nullable Ending ending, Instant now) {
        if (ending == null) {
            return;
        }
        ends.add(new Told(ending, now));
        while (ends.size() > MOST || ends.getFirst().when().isBefore(now.minus(KEPT))) {
            ends.removeFirst();
        }
    }

    /** After trouble, tells Redis of all ends that are kept. */
    void tellAgain(UnifiedJedis redis, InstantSource clock) {
        long seen = troubles.count();
        if (seen == troublesSeen) {
            return;
        }
        try {
            for (Told told : ends) {
                new Step(workerName, told.ending(), null, List.of()).remind(redis, clock);
            }
            troublesSeen = seen;
        } catch (JedisException e) {
            troubles.note();
            LOG.warn("Worker {}: what was told before could not be told again: {}", workerName, e.getMessage());
        }
    }
}
