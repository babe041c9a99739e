package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.clock.RedisClock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What must happen at certain times: keys expire, clients give up waiting, pauses end, replicas speak up. */
final class Agenda implements RedisClock.Deadlines {
    private static final int MICROS_A_MILLI = 1000;
    private final Engine engine;
    private final ReentrantLock lock;

    Agenda(Engine engine, ReentrantLock lock) {
        this.engine = engine;
        this.lock = lock;
    }

    @Override
    public long nextMicros() {
        lock.lock();
        try {
            if (engine.scripts().isBusy()) {
                return NEVER;
            }
            long next = Math.min(engine.blocking().nextMillis(), engine.pause().nextMillis());
            next = Math.min(next, engine.replication().nextMillis());
            next = Math.min(next, engine.snapshots().nextMillis());
            next = Math.min(next, engine.activeExpiry().nextMillis());
            next = Math.min(next, engine.clientLimits().nextMillis());
            next = Math.min(next, engine.tapped().holds().nextMillis());
            return next > NEVER / MICROS_A_MILLI ? NEVER : next * MICROS_A_MILLI;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void runDue() {
        Session[] served = meet();
        if (served != null) {
            for (Session session : served) {
                session.outbox().awaitSent();
            }
        }
    }

    @Override
    public void autoAdvance(boolean on) {
        engine.tapped().autoAdvance().turn(on);
    }

    /** Does what is due, and leaves it to others to send the replies; returns to whom, or null. */
    Session @Nullable [] meet() {
        Session[] served = null;
        lock.lock();
        try {
            if (!engine.scripts().isBusy()) {
                meetDeadlines();
            }
        } finally {
            served = engine.leave(null);
        }
        long next = nextMicros();
        if (next != NEVER) {
            engine.deadlineAt(next / MICROS_A_MILLI);
        }
        return served;
    }

    private void meetDeadlines() {
        engine.sampleTime();
        engine.activeExpiry().runDue();
        engine.propagation().endUnit();
        engine.replication().runDue();
        engine.clientLimits().runDue();
        engine.blocking().expire(engine.nowMillis());
        engine.tapped().holds().expire(engine.nowMillis());
        if (engine.pause().nextMillis() <= engine.nowMillis()) {
            engine.pause().end();
        }
        engine.blocking().serveReady();
    }
}
