package io.rqkit.core.sentinel;

import io.rqkit.core.DuplicateJobException;
import io.rqkit.core.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Enqueues numbered jobs so that none is lost and none is there twice, whatever happens to the master: an attempt that failed
 * is repeated under the same id, and so is everything that no replica was seen to have.
 */
final class Caller {
    private static final int BATCH = 25;
    private static final Duration LIMIT = Duration.ofMillis(500);
    private static final int LONGEST_PAUSE = 100;

    private final Queue queue;
    private final int middle;
    private final int end;
    private final List<Integer> unconfirmed = new ArrayList<>();
    private int next;
    private boolean isInDoubt;
    private int pause = 1;
    private int turns;
    private volatile boolean isDone;

    Caller(Queue queue, int first, int end) {
        this.queue = queue;
        this.next = first;
        this.middle = (first + end) / 2;
        this.end = end;
    }

    static String id(int number) {
        return "job-" + number;
    }

    /** Says whether the first half was sent; to be asked by whoever has it step. */
    boolean isHalfDone() {
        return next >= middle;
    }

    boolean isDone() {
        return isDone;
    }

    /** Enqueues the next job, or all that is in doubt; after failures only now and then. Returns false after the last. */
    boolean step() {
        if (turns-- > 0) {
            return true;
        }
        try {
            if (isInDoubt) {
                for (int number : unconfirmed) {
                    enqueue(number);
                }
                isInDoubt = false;
                pause = 1;
            }
            if (next < end) {
                unconfirmed.add(next);
                enqueue(next++);
            }
            if ((next % BATCH == 0 || next == end) && isSafe()) {
                unconfirmed.clear();
            }
        } catch (JedisException lost) {
            isInDoubt = true;
            turns = pause;
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
        isDone = next == end && !isInDoubt;
        return !isDone;
    }

    private boolean isSafe() {
        String[] ids = unconfirmed.stream().map(Caller::id).toArray(String[]::new);
        return queue.awaitReplicas(1, LIMIT, ids) > 0;
    }

    private void enqueue(int number) {
        try {
            queue.with(options -> options.id(id(number)).unique()).enqueue("work", new FailoverScenarios.Work(number));
        } catch (DuplicateJobException isThere) {
            // by an attempt whose reply was lost
        }
    }
}
