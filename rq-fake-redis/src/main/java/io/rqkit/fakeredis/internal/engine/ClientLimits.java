package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.resp.ByteSink;
import io.rqkit.fakeredis.internal.resp.Reply;
import io.rqkit.fakeredis.internal.resp.ReplyEncoder;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends clients that sit idle for longer than {@code timeout}, and those that don't take what they are sent, as {@code
 * client-output-buffer-limit} says. Follows timeout.c and networking.c in Redis.
 */
final class ClientLimits {
    private static final int MILLIS_A_SECOND = 1000;
    private static final int WORDS = 4;
    /** More than this is not kept for who is told what others do, whatever the limits: they may be beyond this JVM. */
    private static final long MAX_TOLD = Runtime.getRuntime().maxMemory() / 8;
    /** In an array of more items than this it is looked now and then how much has been written. */
    static final int LONG_REPLY = 1000;
    /** No array of bytes holds much more than twice this. */
    private static final int MOST_AT_ONCE = 1 << 30;

    private static final OutputLimit NONE = new OutputLimit(0, 0, 0);

    private final Engine engine;
    private OutputLimit normal = NONE;
    private OutputLimit replica = NONE;
    private OutputLimit pubSub = NONE;
    private long timeoutMillis;

    /** Bytes not yet taken that end a client at once, or after a while; 0 for no limit. */
    private record OutputLimit(long hard, long soft, long softMillis) {
        boolean isNone() {
            return hard == 0 && soft == 0;
        }
    }

    ClientLimits(Engine engine) {
        this.engine = engine;
        configChanged();
    }

    /** Takes over changed parameters. */
    void configChanged() {
        timeoutMillis = engine.config().timeoutSeconds() * MILLIS_A_SECOND;
        String[] words = engine.config().outputBufferLimits().split(" ");
        normal = limit(words, 0);
        replica = limit(words, WORDS);
        pubSub = limit(words, 2 * WORDS);
        if (timeoutMillis > 0) {
            engine.deadlineAt(nextMillis());
        }
    }

    private static OutputLimit limit(String[] words, int at) {
        return new OutputLimit(
                Long.parseUnsignedLong(words[at + 1]),
                Long.parseUnsignedLong(words[at + 2]),
                Long.parseLong(words[at + 3]) * MILLIS_A_SECOND);
    }

    /** Says whether even a client that only asks and reads has a limit. */
    boolean limitsNormal() {
        return !normal.isNone();
    }

    private OutputLimit of(Session session) {
        if (session.isReplica() || engine.monitors().contains(session)) {
            return replica;
        }
        return session.isSubscribed() ? pubSub : normal;
    }

    /** Looks at a session that was just handed output, and ends it if it has too much. */
    void check(Session session) {
        OutputLimit limit = of(session);
        boolean told = session.isSubscribed() || engine.monitors().contains(session);
        if (session.isClosed() || (limit.isNone() && !told)) {
            return;
        }
        long pending = session.outbox().pending();
        if (told && pending > MAX_TOLD) {
            engine.drop(session);
            return;
        }
        if (limit.soft == 0 || pending < limit.soft) {
            session.overSoftLimitSince(0);
        } else if (session.overSoftLimitSince() == 0) {
            session.overSoftLimitSince(engine.nowMillis());
            engine.deadlineAt(softDeadline(session, limit));
        }
        boolean soft = session.overSoftLimitSince() != 0 && engine.nowMillis() >= softDeadline(session, limit);
        if (soft || (limit.hard != 0 && pending >= limit.hard)) {
            engine.drop(session);
        }
    }

    /** Writes an array until it is too much for the session to take, which is ended then. */
    void write(List<? extends Reply> items, Session session, ByteSink output) {
        ReplyEncoder.beginArray(items.size(), output);
        for (int i = 0; i < items.size(); i++) {
            ReplyEncoder.encode(items.get(i), session.resp(), output);
            if (i % LONG_REPLY == 0 && isTooMuch(session, output.length())) {
                engine.drop(session);
                return;
            }
        }
    }

    private boolean isTooMuch(Session session, int more) {
        long hard = of(session).hard;
        return more > MOST_AT_ONCE || (hard != 0 && session.outbox().pending() + more >= hard);
    }

    /** Redis counts whole seconds, and ends a client when more than the limit have passed. */
    private static long softDeadline(Session session, OutputLimit limit) {
        return session.overSoftLimitSince() + limit.softMillis + MILLIS_A_SECOND;
    }

    private boolean mayBeIdle(Session session) {
        return session.waiter() != null
                || session.isSubscribed()
                || session.isReplica()
                || session.isMaster()
                || engine.monitors().contains(session);
    }

    private long idleDeadline(Session session) {
        return (session.lastUsedMillis() / MILLIS_A_SECOND + 1) * MILLIS_A_SECOND + timeoutMillis;
    }

    /** Returns when the next client may have to go, in milliseconds since the epoch. */
    long nextMillis() {
        long next = Long.MAX_VALUE;
        for (Session session : engine.sessions()) {
            if (session.overSoftLimitSince() != 0) {
                next = Math.min(next, softDeadline(session, of(session)));
            }
            if (timeoutMillis > 0 && !mayBeIdle(session)) {
                next = Math.min(next, idleDeadline(session));
            }
        }
        return next;
    }

    /** Tells the timer of a client that has come. */
    void connected(Session session) {
        if (timeoutMillis > 0) {
            engine.deadlineAt(idleDeadline(session));
        }
    }

    /** Ends the clients whose time has come. */
    void runDue() {
        List<Session> all = new ArrayList<>(engine.sessions());
        for (Session session : all) {
            if (timeoutMillis > 0 && !mayBeIdle(session) && engine.nowMillis() >= idleDeadline(session)) {
                engine.close(session);
            } else if (session.overSoftLimitSince() != 0) {
                check(session);
            }
        }
    }
}
