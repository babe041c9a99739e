package io.rqkit.fakeredis.internal.sentinel;

import io.rqkit.fakeredis.clock.RedisClock;
import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.engine.OwnInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * All sentinels of a system, and its heart: every second of the clock, or ten times as often while something is going on,
 * each sentinel looks at its servers. While the clock runs a thread sees to it; a clock that stands does so when it is
 * moved.
 */
public final class Sentinels implements RedisClock.Deadlines, AutoCloseable {
    private static final long PERIOD_MICROS = 1_000_000;
    private static final long BUSY_PERIOD_MICROS = 100_000;
    private static final int MOST_STEPS = 100;
    private final Network network;
    private final List<Sentinel> sentinels = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock ticking = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long lastTickMicros;
    private boolean closed;
    private @Nullable Thread thread;

    /** Creates the heart of a system without sentinels. */
    public Sentinels(Network network) {
        this.network = network;
        this.lastTickMicros = network.clock().micros();
    }

    /** Begins to beat. */
    public void start() {
        network.clock().attach(this);
        Thread started = new Thread(this::beat, "fake-sentinels");
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    /** Adds a sentinel, which {@code crash} ends as a kill does. */
    public Sentinel add(Address address, String id, Engine engine, Runnable crash) {
        Sentinel sentinel = new Sentinel(this, address, id, engine, crash);
        engine.part(Questions.class, any -> new Questions(sentinel));
        engine.part(OwnInfo.class, any -> new SentinelInfo(sentinel));
        sentinels.add(sentinel);
        network.add(address, engine);
        return sentinel;
    }

    /** Has all sentinels watch a master, and know of one another. */
    public void monitor(String name, Address master, int quorum, long downAfterMillis, long failoverTimeoutMillis) {
        locked(() -> {
            for (Sentinel sentinel : sentinels) {
                MasterView view = new MasterView(name, master, quorum, nowMillis());
                view.downAfterMillis = downAfterMillis;
                view.failoverTimeoutMillis = failoverTimeoutMillis;
                for (Sentinel other : sentinels) {
                    if (other != sentinel) {
                        view.addSentinel(other.id(), other.address(), nowMillis());
                    }
                }
                sentinel.masters().put(name, view);
            }
        });
        // the first look finds the replicas, the second what they say
        tick();
        tick();
    }

    List<Sentinel> sentinels() {
        return sentinels;
    }

    Network network() {
        return network;
    }

    long nowMillis() {
        return network.clock().millis();
    }

    @Nullable
    Sentinel find(String id) {
        for (Sentinel sentinel : sentinels) {
            if (sentinel.id().equals(id)) {
                return sentinel;
            }
        }
        return null;
    }

    /** Runs something under the common lock; nothing in it may take a server's. */
    void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    /** Has every sentinel that runs look, decide and act. To be called without any lock. */
    public void tick() {
        ticking.lock();
        try {
            network.carry();
            locked(() -> lastTickMicros = network.clock().micros());
            for (Sentinel sentinel : sentinels) {
                if (network.isRunning(sentinel.address())) {
                    sentinel.tick();
                    network.settle();
                }
            }
        } finally {
            ticking.unlock();
        }
    }

    /** Looks again and again, without any time passing, until no failover is under way. */
    public void finishFailover() {
        for (int i = 0; i < MOST_STEPS; i++) {
            tick();
            if (!isFailingOver()) {
                tick();
                return;
            }
        }
        throw new IllegalStateException("The failover comes to no end: is a replica left that can be reached?");
    }

    /** Has the first sentinel that runs begin a failover. */
    public void failover(String name) {
        locked(() -> {
            Sentinel leader = sentinels.stream()
                    .filter(sentinel -> network.isRunning(sentinel.address()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No sentinel runs that could lead a failover."));
            MasterView view = leader.masters().get(name);
            if (view == null || Failover.choose(view) == null) {
                throw new IllegalStateException("No replica can take over from '" + name + "' now.");
            }
            if (!view.isFailingOver()) {
                new Failover(leader, view, nowMillis()).start(true);
            }
        });
    }

    /** Returns the address to which most sentinels that run send clients, or null without sentinels. */
    public @Nullable Address masterAddress(String name) {
        Map<Address, Integer> votes = new LinkedHashMap<>();
        locked(() -> {
            for (Sentinel sentinel : sentinels) {
                MasterView view = sentinel.masters().get(name);
                if (view != null && network.isRunning(sentinel.address())) {
                    votes.merge(view.currentAddress(), 1, Integer::sum);
                }
            }
        });
        return votes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private boolean isFailingOver() {
        lock.lock();
        try {
            return sentinels.stream()
                    .filter(sentinel -> network.isRunning(sentinel.address()))
                    .flatMap(sentinel -> sentinel.masters().values().stream())
                    .anyMatch(MasterView::isFailingOver);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long nextMicros() {
        lock.lock();
        try {
            boolean busy = sentinels.stream().anyMatch(Sentinel::isBusy);
            long next = lastTickMicros + (busy ? BUSY_PERIOD_MICROS : PERIOD_MICROS);
            return sentinels.isEmpty() ? network.nextMicros() : Math.min(next, network.nextMicros());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void runDue() {
        network.carry();
        boolean due;
        lock.lock();
        try {
            boolean busy = sentinels.stream().anyMatch(Sentinel::isBusy);
            due = !closed
                    && lastTickMicros + (busy ? BUSY_PERIOD_MICROS : PERIOD_MICROS)
                            <= network.clock().micros();
        } finally {
            lock.unlock();
        }
        if (due) {
            tick();
        }
    }

    private void beat() {
        while (awaitBeat()) {
            if (!network.clock().isFrozen()) {
                runDue();
            }
        }
    }

    /** Waits for a tenth of a second; returns false when that was all. */
    private boolean awaitBeat() {
        lock.lock();
        try {
            if (!closed) {
                changed.await(BUSY_PERIOD_MICROS, TimeUnit.MICROSECONDS);
            }
            return !closed;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the thread and waits for it. */
    @Override
    public void close() {
        network.clock().detach(this);
        locked(() -> {
            closed = true;
            changed.signalAll();
        });
        Thread beating = thread;
        if (beating != null && beating != Thread.currentThread()) {
            try {
                beating.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
