package io.rqkit.fakeredis.internal.engine;

import org.jspecify.annotations.Nullable;

/** Ends the sessions that take most memory while all together take more than maxmemory-clients. */
final class ClientEviction {
    private static final int PERCENT = 100;

    private final Engine engine;

    ClientEviction(Engine engine) {
        this.engine = engine;
    }

    void run() {
        long limit = limit();
        if (limit <= 0) {
            return;
        }
        long sum = 0;
        for (Session session : engine.sessions()) {
            // those that may not be ended count as well
            boolean counts = !session.isReplica() && !session.isMaster();
            sum += counts ? ClientInfo.memory(engine, session) : 0;
        }
        while (sum >= limit) {
            Session largest = largest();
            if (largest == null) {
                return;
            }
            sum -= ClientInfo.memory(engine, largest);
            engine.close(largest);
            engine.stats().evictedClients++;
        }
    }

    /** A negative number is a part of maxmemory, in percent. */
    private long limit() {
        long configured = engine.config().maxmemoryClients();
        return configured >= 0 ? configured : engine.config().maxmemory() * -configured / PERCENT;
    }

    private static boolean isCounted(Session session) {
        return !session.isNoEvict() && !session.isReplica() && !session.isMaster();
    }

    private @Nullable Session largest() {
        Session largest = null;
        long most = -1;
        for (Session session : engine.sessions()) {
            long bytes = isCounted(session) ? ClientInfo.memory(engine, session) : -1;
            if (bytes > most) {
                most = bytes;
                largest = session;
            }
        }
        return largest;
    }
}
