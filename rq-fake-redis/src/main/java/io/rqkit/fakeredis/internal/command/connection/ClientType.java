package io.rqkit.fakeredis.internal.command.connection;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.engine.Session;

/** The types of clients that CLIENT LIST and CLIENT KILL choose by. */
enum ClientType {
    NORMAL,
    REPLICA,
    PUBSUB,
    MASTER;

    /** Reads a type; fails with an error that quotes what was given. */
    static ClientType parse(byte[] name) {
        for (ClientType type : values()) {
            if (Args.is(name, type.name())) {
                return type;
            }
        }
        if (Args.is(name, "SLAVE")) {
            return REPLICA;
        }
        throw Errors.quoting("ERR Unknown client type '", name, "'");
    }

    /** Says whether a session is of this type. */
    boolean has(Session session) {
        return this == of(session);
    }

    private static ClientType of(Session session) {
        if (session.isMaster()) {
            return MASTER;
        }
        if (session.isReplica()) {
            return REPLICA;
        }
        return session.isSubscribed() ? PUBSUB : NORMAL;
    }
}
