package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.KeyEntry;
import io.rqkit.fakeredis.internal.data.ValueType;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/**
 * Calls that wait for a key or for time to pass. Follows blocked.c in Redis.
 *
 * <p>When a key becomes ready the oldest waiter's call runs again with that key, then the next one's, and so on until
 * nothing changes any more; all this before the command that made the key ready returns.
 */
public final class Blocking {
    private static final long PATIENCE_SECONDS = 10;
    private final Engine engine;
    /** Signalled when a session begins to wait. */
    private final Condition begun;

    private final Map<KeyName, Set<Waiter>> waiters = new HashMap<>();
    private final TreeSet<Waiter> deadlines = new TreeSet<>(new ByDeadline());
    private final int[] waitersByType = new int[ValueType.values().length];
    private Set<KeyName> ready = new LinkedHashSet<>();
    /** How many sessions each of those awaits who wait for so many. */
    private final List<Integer> wishes = new ArrayList<>(0);

    private boolean serving;

    private static final class ByDeadline implements Comparator<Waiter> {
        @Override
        public int compare(Waiter one, Waiter other) {
            int byTime = Long.compare(one.deadlineMillis(), other.deadlineMillis());
            return byTime != 0
                    ? byTime
                    : Long.compare(one.session().id(), other.session().id());
        }
    }

    Blocking(Engine engine, Condition begun) {
        this.engine = engine;
        this.begun = begun;
    }

    /** Lets a session wait. */
    void add(Waiter waiter) {
        waiter.session().waiter(waiter);
        begun.signalAll();
        count(waiter, 1);
        for (KeyName key : waiter.keys()) {
            waiters.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(waiter);
        }
        if (waiter.deadlineMillis() > 0) {
            deadlines.add(waiter);
            engine.deadlineAt(waiter.deadlineMillis());
        }
    }

    private void remove(Waiter waiter) {
        for (KeyName key : waiter.keys()) {
            Set<Waiter> ofKey = waiters.get(key);
            if (ofKey != null && ofKey.remove(waiter) && ofKey.isEmpty()) {
                waiters.remove(key);
            }
        }
        deadlines.remove(waiter);
        waiter.session().waiter(null);
        count(waiter, -1);
    }

    private void count(Waiter waiter, int change) {
        ValueType type = waiter.type();
        if (type != null) {
            waitersByType[type.ordinal()] += change;
        }
    }

    /**
     * Notes that a key came to hold what somebody may wait for, or for a stream that it is gone. As in 7.0, the note is
     * lost when nobody waits for a value of that type, under whatever key.
     */
    public void signalReady(int database, byte[] key, ValueType type) {
        if (waitersByType[type.ordinal()] > 0) {
            KeyName name = KeyName.of(database, key);
            if (waiters.containsKey(name)) {
                ready.add(name);
            }
        }
    }

    /** Notes that every key of a database that somebody waits for may be ready or gone, as SWAPDB and FLUSHDB do. */
    public void signalAllReady(int database) {
        for (KeyName name : waiters.keySet()) {
            if (name.database() == database) {
                ready.add(name);
            }
        }
    }

    /** Runs the calls of those who wait for ready keys, until quiet. */
    void serveReady() {
        if (ready.isEmpty() || serving || engine.scripts().running() != null) {
            return;
        }
        serving = true;
        try {
            while (!ready.isEmpty()) {
                // as in Redis, a key may have expired since the command that made it ready began
                engine.sampleTime();
                Set<KeyName> round = ready;
                ready = new LinkedHashSet<>();
                round.forEach(this::serve);
            }
        } finally {
            serving = false;
        }
    }

    private void serve(KeyName name) {
        for (Waiter waiter : List.copyOf(waiters.getOrDefault(name, Set.of()))) {
            if (waiter.session().waiter() != waiter) {
                continue;
            }
            KeyEntry entry = engine.keyspace(name.database()).find(name.bytes());
            Reply ifGone = waiter.ifGone();
            if (entry != null && entry.value().type() == waiter.type()) {
                engine.tracking().serving(waiter.session(), () -> runAgain(waiter, name));
            } else if (ifGone != null) {
                finish(waiter, ifGone);
            }
        }
    }

    private void runAgain(Waiter waiter, KeyName name) {
        Session session = waiter.session();
        int selected = session.database();
        session.select(waiter.database());
        Reply reply = engine.dispatcher().runAgain(waiter.call(), name.bytes());
        session.select(selected);
        if (reply != Call.PENDING) {
            finish(waiter, reply);
        }
    }

    private void finish(Waiter waiter, Reply reply) {
        Session session = waiter.session();
        remove(waiter);
        int start = session.outputLength();
        session.reply(reply);
        engine.tapped().settle(session, start);
        engine.resume(session);
    }

    /** Ends a wait from outside, as CLIENT UNBLOCK does: with an error, or as if the time had run out. */
    public void unblock(Waiter waiter, boolean withError) {
        giveUp(
                waiter,
                withError ? Reply.error(Errors.UNBLOCKED) : waiter.atDeadline().get());
    }

    /** Ends the waits of all sessions, and the sessions with them once they have that reply. */
    public void endAll(Reply reply) {
        for (Session session : List.copyOf(engine.sessions())) {
            if (session.waiter() != null) {
                end(session, reply);
                session.closeAfterReply();
            }
        }
    }

    /** Ends the wait of a session, which must wait, with a reply. */
    public void end(Session session, Reply reply) {
        Waiter waiter = session.waiter();
        if (waiter != null) {
            giveUp(waiter, reply);
        }
    }

    private void giveUp(Waiter waiter, Reply reply) {
        engine.dispatcher().count(waiter.call(), reply);
        finish(waiter, reply);
    }

    /** Ends the wait of a session that goes. */
    void forget(Session session) {
        Waiter waiter = session.waiter();
        if (waiter != null) {
            remove(waiter);
        }
    }

    /** Returns the earliest deadline in milliseconds, or {@link Long#MAX_VALUE}. */
    long nextMillis() {
        return deadlines.isEmpty() ? Long.MAX_VALUE : deadlines.first().deadlineMillis();
    }

    /** Ends the waits whose time has run out. */
    void expire(long nowMillis) {
        while (!deadlines.isEmpty() && deadlines.first().deadlineMillis() <= nowMillis) {
            Waiter waiter = deadlines.first();
            giveUp(waiter, waiter.atDeadline().get());
        }
    }

    /**
     * Waits, in real time, until so many sessions wait. Called with the server's lock held.
     *
     * @throws IllegalStateException when there are fewer after ten seconds
     */
    public void await(int wanted) {
        long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        Integer wish = wanted;
        wishes.add(wish);
        try {
            while (count() < wanted && left > 0) {
                left = begun.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            wishes.remove(wish);
        }
        if (count() < wanted) {
            throw new IllegalStateException("Of " + wanted + " clients to wait in a blocking command there are "
                    + count() + " after " + PATIENCE_SECONDS + " seconds.");
        }
    }

    /** Says whether somebody who awaited so many sessions has them and is about to go on. */
    boolean hasMetWish() {
        return !wishes.isEmpty() && Collections.min(wishes) <= count();
    }

    /** Returns the number of sessions that wait. */
    public int count() {
        Set<Waiter> all = new LinkedHashSet<>(deadlines);
        waiters.values().forEach(all::addAll);
        return all.size();
    }
}
