package io.rqkit.fakeredis.internal.sentinel;

import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.engine.Session;
import java.util.List;

/** Ends sessions of a server; called within {@link Engine#execute}. */
public final class Clients {
    private Clients() {}

    /** Ends the sessions of all clients and replicas. */
    public static void endAll(Engine engine) {
        for (Session session : List.copyOf(engine.sessions())) {
            if (!session.isMaster()) {
                engine.close(session);
            }
        }
    }

    /** Ends the sessions of all clients, who then look for the master anew. */
    static void endOrdinary(Engine engine) {
        for (Session session : List.copyOf(engine.sessions())) {
            if (!session.isReplica() && !session.isMaster()) {
                engine.close(session);
            }
        }
    }
}
