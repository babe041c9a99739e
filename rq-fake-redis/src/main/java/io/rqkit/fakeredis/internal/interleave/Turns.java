package io.rqkit.fakeredis.internal.interleave;

import io.rqkit.fakeredis.internal.engine.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The threads of one run: who runs, who stands at the gate, who waits for a reply. */
final class Turns implements Gate {
    /** A thread that has not moved for so long in real time waits for something else than the server. */
    private static final long STILL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Player> players = new ArrayList<>();
    private boolean over;

    private enum State {
        RUNS,
        AT_GATE,
        WAITS,
        DONE
    }

    /** A task on its thread. */
    private static final class Player {
        private final Thread thread;
        private State state = State.RUNS;
        private boolean granted;
        /** There is something to read for it, and it has not gone on yet: the system lets it run late. */
        private boolean woken;

        Player(Thread thread) {
            this.thread = thread;
        }
    }

    /** Notes a thread that is about to start; their order counts. */
    void add(Thread thread) {
        players.add(new Player(thread));
    }

    private @Nullable Player player(Thread thread) {
        for (Player player : players) {
            if (player.thread == thread) {
                return player;
            }
        }
        return null;
    }

    @Override
    public void pass() {
        lock.lock();
        try {
            Player player = player(Thread.currentThread());
            if (player == null || over) {
                return;
            }
            player.woken = false;
            player.state = State.AT_GATE;
            changed.signalAll();
            while (!player.granted && !over) {
                changed.awaitUninterruptibly();
            }
            player.granted = false;
            player.state = State.RUNS;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void waits() {
        move(Thread.currentThread(), State.WAITS);
    }

    @Override
    public void wakes(Thread waiting) {
        lock.lock();
        try {
            Player player = player(waiting);
            if (player != null) {
                player.woken = true;
                player.state = State.RUNS;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void goesOn() {
        move(Thread.currentThread(), State.RUNS);
    }

    /** Notes that a thread has come to its end. */
    void done() {
        move(Thread.currentThread(), State.DONE);
    }

    private void move(Thread thread, State state) {
        lock.lock();
        try {
            Player player = player(thread);
            if (player != null) {
                player.woken = false;
                player.state = state;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nobody runs, and returns who stands at the gate, counted from 0. */
    List<Integer> atGate() throws InterruptedException {
        lock.lock();
        try {
            long left = PATIENCE_NANOS;
            while (anyRuns() && left > 0) {
                long before = changed.awaitNanos(STILL_NANOS);
                left -= STILL_NANOS - Math.max(0, before);
                if (before <= 0 && allRunnersStand() && (has(State.AT_GATE) || left <= 0)) {
                    break;
                }
            }
            List<Integer> found = new ArrayList<>();
            for (int i = 0; i < players.size(); i++) {
                if (players.get(i).state == State.AT_GATE) {
                    found.add(i);
                }
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    private boolean anyRuns() {
        return has(State.RUNS);
    }

    private boolean has(State state) {
        return players.stream().anyMatch(player -> player.state == state);
    }

    /** They wait for each other, by a lock or a latch that we know nothing of. */
    private boolean allRunnersStand() {
        return players.stream()
                .filter(player -> player.state == State.RUNS)
                .noneMatch(
                        player -> player.granted || player.woken || player.thread.getState() == Thread.State.RUNNABLE);
    }

    boolean allDone() {
        lock.lock();
        try {
            return players.stream().allMatch(player -> player.state == State.DONE);
        } finally {
            lock.unlock();
        }
    }

    /** Lets one that stands at the gate go on. */
    void grant(int index) {
        lock.lock();
        try {
            Player player = players.get(index);
            player.granted = true;
            player.state = State.RUNS;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets everybody go on without order. */
    void end() {
        lock.lock();
        try {
            over = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
