package io.rqkit.core.internal.worker;

import io.rqkit.core.internal.keys.Keys;
import io.rqkit.core.internal.time.Parker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Waits in Redis for the slots of a worker that have nothing to do, and wakes one when something waits. It takes no job
 * out of a queue: the slot that it wakes does.
 */
final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    /** Below the two seconds that a Jedis client waits for a reply unless told otherwise. */
    private static final double WAIT_SECONDS = 1;
    /** Where one connection serves several queues, none waits long for its turn. */
    private static final double TURN_SECONDS = 0.1;
    /** A client's pool has eight connections unless told otherwise. */
    private static final int MOST_CONNECTIONS = 4;

    private static final long LONGEST_BACKOFF_MILLIS = 60_000;
    private static final Duration LONG = Duration.ofDays(1);

    private final UnifiedJedis redis;
    private final Troubles troubles;
    private final String workerName;
    private final String[] queueKeys;
    private final List<Lookout> lookouts = new ArrayList<>();
    private final Deque<Seat> seats = new ArrayDeque<>();
    private int called;
    private boolean isClosed;
    /** The troubles after which all who wait were called. */
    private long mended;

    /** A driven one waits for nothing: it looks when {@link #look()} is called. */
    Watch(UnifiedJedis redis, String workerName, List<String> queues, boolean isDriven, Troubles troubles) {
        this.redis = redis;
        this.troubles = troubles;
        this.workerName = workerName;
        this.queueKeys = queues.stream().map(Keys::queue).toArray(String[]::new);
        if (isDriven) {
            return;
        }
        int connections = Math.min(queues.size(), MOST_CONNECTIONS);
        for (int i = 0; i < connections; i++) {
            List<String> share = new ArrayList<>();
            for (int queue = i; queue < queues.size(); queue += connections) {
                share.add(queues.get(queue));
            }
            lookouts.add(new Lookout(share));
        }
    }

    /** A slot that waits. */
    private static final class Seat {
        private final Parker parker;
        private boolean isCalled;

        Seat(Parker parker) {
            this.parker = parker;
        }
    }

    /** Waits until something may wait in a queue, or the watch is closed; {@link #looked()} must follow if it is true. */
    boolean await(Parker parker) throws InterruptedException {
        Seat seat = new Seat(parker);
        synchronized (this) {
            if (isClosed) {
                return false;
            }
            seats.add(seat);
            lookouts.forEach(Lookout::startOnce);
            notifyAll();
        }
        while (true) {
            parker.park(LONG);
            synchronized (this) {
                if (seat.isCalled || isClosed) {
                    seats.remove(seat);
                    return seat.isCalled;
                }
            }
        }
    }

    /** Wakes slots that wait, one after the other, as long as something waits in a queue. */
    void look() {
        boolean isMended = isMended();
        for (int waiting = waiting(); waiting > 0 && (isMended || isAnythingQueued()); waiting--) {
            call();
        }
    }

    /** Says once after trouble that all who wait are to look: what they had told Redis may be lost. */
    private synchronized boolean isMended() {
        long count = troubles.count();
        boolean isNew = count != mended;
        mended = count;
        return isNew;
    }

    private synchronized boolean wasInTrouble() {
        return troubles.count() != mended;
    }

    boolean isAnythingQueued() {
        try {
            return redis.exists(queueKeys) > 0 || wasInTrouble();
        } catch (JedisException e) {
            troubles.note();
            LOG.warn("Worker {}: could not connect to Redis instance: {}", workerName, e.getMessage());
            return false;
        }
    }

    private synchronized int waiting() {
        return seats.size();
    }

    /** Says that a slot that was called has looked into the queues. */
    synchronized void looked() {
        called--;
        notifyAll();
    }

    private synchronized boolean isWanted() throws InterruptedException {
        while (!isClosed && (seats.isEmpty() || called > 0)) {
            wait();
        }
        return !isClosed;
    }

    private void callAll() {
        for (int waiting = waiting(); waiting > 0; waiting--) {
            call();
        }
    }

    private void call() {
        Seat seat;
        synchronized (this) {
            seat = seats.poll();
            if (seat == null) {
                return;
            }
            called++;
            seat.isCalled = true;
        }
        seat.parker.wake(); // without the lock, which the slot needs, and it may run at once
    }

    private synchronized void pause(long millis) throws InterruptedException {
        if (!isClosed) {
            wait(millis);
        }
    }

    private synchronized boolean isClosed() {
        return isClosed;
    }

    /** Lets the slots that wait go on, and those to come. */
    void release() {
        List<Lookout> begun;
        List<Seat> waiting;
        synchronized (this) {
            isClosed = true;
            notifyAll();
            waiting = List.copyOf(seats);
            begun = List.copyOf(lookouts);
        }
        waiting.forEach(seat -> seat.parker.wake());
        begun.forEach(Lookout::wake);
    }

    /** Releases, and returns once nothing waits in Redis any more. */
    @Override
    public void close() {
        release();
        lookouts.forEach(Lookout::join);
    }

    /** One connection that waits, and its thread. */
    private final class Lookout implements Runnable {
        private static final long WAKE_MILLIS = 20;

        private final List<String> queues;
        private @Nullable Thread thread;
        private volatile @Nullable IdleWait waiting;
        private int turn;

        Lookout(List<String> queues) {
            this.queues = queues;
        }

        void startOnce() {
            if (thread == null) {
                Thread begun = new Thread(this, "rq-watch-" + workerName + "-" + queues.get(0));
                begun.setDaemon(true);
                thread = begun;
                begun.start();
            }
        }

        @Override
        public void run() {
            long backoff = 1000;
            try {
                while (isWanted()) {
                    try {
                        boolean isAnyQueued = look();
                        if (isMended()) {
                            callAll();
                        } else if (isAnyQueued) {
                            call();
                        }
                        backoff = 1000;
                    } catch (JedisException e) {
                        troubles.note();
                        closeConnection();
                        if (isClosed()) {
                            return;
                        }
                        LOG.error(
                                "Worker {}: could not connect to Redis instance: {} retrying in {} seconds...",
                                workerName,
                                e.getMessage(),
                                backoff / 1000);
                        pause(backoff);
                        backoff = Math.min(backoff * 2, LONGEST_BACKOFF_MILLIS);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                closeConnection();
            }
        }

        private boolean look() {
            IdleWait wait = waiting;
            if (wait == null) {
                wait = new IdleWait(redis);
                waiting = wait;
            }
            return !isClosed()
                    && wait.await(queues.get(turn++ % queues.size()), queues.size() == 1 ? WAIT_SECONDS : TURN_SECONDS);
        }

        private void closeConnection() {
            IdleWait wait = waiting;
            waiting = null;
            if (wait != null) {
                wait.close();
            }
        }

        void wake() {
            IdleWait wait = waiting;
            try {
                if (wait != null) {
                    wait.wake();
                }
            } catch (JedisException e) {
                LOG.debug("Worker {}: the wait ends by itself, since waking failed", workerName, e);
            }
        }

        void join() {
            Thread begun = thread;
            if (begun == null) {
                return;
            }
            try {
                for (begun.join(WAKE_MILLIS); begun.isAlive(); begun.join(WAKE_MILLIS)) {
                    wake();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
