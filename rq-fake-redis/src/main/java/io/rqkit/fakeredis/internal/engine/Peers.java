package io.rqkit.fakeredis.internal.engine;

/** Where clients come from. */
final class Peers {
    private Peers() {}

    /** Says whether a client is on this machine, as far as Redis goes to find that out: at one address, or the other. */
    static boolean isLocal(Session session) {
        String address = session.address();
        return address.startsWith("127.0.0.1:") || address.startsWith("[0:0:0:0:0:0:0:1]:") || isUnix(session);
    }

    /** Says whether a client came by a Unix domain socket, both of whose ends are named after its file. */
    static boolean isUnix(Session session) {
        return session.address().endsWith(":0") && session.address().equals(session.localAddress());
    }
}
