package io.rqkit.fakeredis.internal.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sessions that have output which their transports have not got yet. */
final class Outputs {
    private final List<Session> pending = new ArrayList<>();

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
            own.deliver();
            if (limits.limitsNormal()) {
                limits.check(own);
            }
            return null;
        }
        Session[] all = pending.toArray(Session[]::new);
        pending.clear();
        for (Session session : all) {
            session.deliver();
            limits.check(session);
        }
        return all;
    }
}
