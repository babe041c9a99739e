package io.rqkit.fakeredis.internal.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sessions that have output which their transports have not got yet. */
final class Outputs {
    private final Serving serving;
    private final List<Session> pending = new ArrayList<>();

    Outputs(Serving serving) {
        this.serving = serving;
    }

    /** Notes a session that has its first output. */
    void note(Session session) {
        pending.add(session);
    }

    void forget(Session session) {
        pending.remove(session);
    }

    /** Hands all output over, and ends whom it is too much. Returns whose transports are to send it, or null where that is only {@code own}. */
    Session @Nullable [] deliver(@Nullable Session own, ClientLimits limits) {
        if (pending.isEmpty()) {
            return null;
        }
        if (pending.size() == 1 && pending.get(0) == own) {
            pending.clear();
            if (limits.limitsNormal()) {
                handOver(own, limits);
            } else {
                handOver(own);
            }
            return null;
        }
        Session[] all = pending.toArray(Session[]::new);
        pending.clear();
        for (Session session : all) {
            handOver(session, limits);
        }
        return all;
    }

    private void handOver(Session session, ClientLimits limits) {
        handOver(session);
        limits.check(session);
    }

    private void handOver(Session session) {
        try {
            session.deliver();
        } catch (OutOfMemoryError tooMuch) {
            serving.abandon(session, tooMuch);
        }
    }
}
