package io.rqkit.fakeredis.internal.engine.replication;

import io.rqkit.fakeredis.internal.engine.Session;
import io.rqkit.fakeredis.internal.resp.ByteSink;
import org.jspecify.annotations.Nullable;

/** A session whose client copies this server's data, or prepares to. Not thread-safe: used under the engine's lock. */
public final class Replica {
    /** How far the copying has come. */
    public enum State {
        /** Has told something of itself by REPLCONF, no more. */
        NONE,
        /** Takes the stream of changes. */
        ONLINE,
        /** Wanted the data once, without the changes after them. */
        FILE_ONLY
    }

    private final Session session;
    private State state = State.NONE;
    private int listeningPort;
    private @Nullable String announcedAddress;
    private boolean knowsEndMark;
    private boolean knowsNewIds;
    private boolean acknowledges = true;
    private boolean wantsFileOnly;
    private boolean wantsData = true;
    private boolean wantsFunctions = true;
    private long ackOffset;
    private long ackMillis;
    /** What must not be sent before the client has found the end of the data; null when nothing is held back. */
    private @Nullable ByteSink held;

    /** Creates the record of a session that has not asked for data yet. */
    public Replica(Session session) {
        this.session = session;
    }

    public Session session() {
        return session;
    }

    public State state() {
        return state;
    }

    /** Says whether data were asked for. */
    public boolean isAttached() {
        return state != State.NONE;
    }

    public boolean isOnline() {
        return state == State.ONLINE;
    }

    /** Sets the port on which the replica itself takes clients. */
    public void listeningPort(int port) {
        listeningPort = port;
    }

    public int listeningPort() {
        return listeningPort;
    }

    /** Sets the address that is shown in place of that of the connection. */
    public void announcedAddress(String address) {
        announcedAddress = address;
    }

    /** Returns the host where clients find the replica. */
    public String host() {
        String address = session.address();
        int colon = address.lastIndexOf(':');
        return announcedAddress != null ? announcedAddress : colon < 0 ? address : address.substring(0, colon);
    }

    /** Notes that the replica can find the end of data whose length it was not told. */
    public void learnEndMark() {
        knowsEndMark = true;
    }

    /** Notes that the replica takes a new id of the history when it goes on. */
    public void learnNewIds() {
        knowsNewIds = true;
    }

    boolean knowsEndMark() {
        return knowsEndMark;
    }

    boolean knowsNewIds() {
        return knowsNewIds;
    }

    /** Notes an old client, which never acknowledges anything. */
    public void acknowledgesNothing() {
        acknowledges = false;
    }

    boolean acknowledges() {
        return acknowledges;
    }

    /** Says whether the data are wanted without the changes after them. */
    public void wantsFileOnly(boolean yes) {
        wantsFileOnly = yes;
    }

    boolean wantsFileOnly() {
        return wantsFileOnly;
    }

    /** Restricts what the file has. */
    public void filter(boolean data, boolean functions) {
        wantsData = data;
        wantsFunctions = functions;
    }

    /** Says whether some of the data are not wanted. */
    public boolean isFiltered() {
        return !wantsData || !wantsFunctions;
    }

    /** Says whether a filtered file can be sent. */
    public boolean canBeFiltered() {
        return knowsEndMark;
    }

    boolean wantsData() {
        return wantsData;
    }

    boolean wantsFunctions() {
        return wantsFunctions;
    }

    void attach(State newState, long nowMillis) {
        state = newState;
        ackMillis = nowMillis;
    }

    void holdBack() {
        held = new ByteSink();
    }

    /** Takes bytes of the stream. */
    void send(byte[] bytes) {
        if (held != null) {
            held.put(bytes);
        } else {
            session.raw(bytes);
        }
    }

    /** Notes how much of the stream the replica has applied. */
    void acknowledge(long offset, long nowMillis) {
        ackOffset = Math.max(ackOffset, offset);
        ackMillis = nowMillis;
        if (held != null) {
            session.raw(held.toByteArray());
            held = null;
        }
    }

    /** Returns how much of the stream the replica says it has applied. */
    public long ackOffset() {
        return ackOffset;
    }

    /** Returns when the replica was heard of last. */
    public long ackMillis() {
        return ackMillis;
    }
}
