package io.rqkit.fakeredis.internal.engine;

/** Counters that INFO shows; CONFIG RESETSTAT clears them. */
public final class Stats {
    long connectionsReceived;
    long commandsProcessed;
    long expiredKeys;
    long keyspaceHits;
    long keyspaceMisses;
    long errorReplies;
    long rejectedConnections;
    long dirty;

    public long connectionsReceived() {
        return connectionsReceived;
    }

    public long commandsProcessed() {
        return commandsProcessed;
    }

    public long expiredKeys() {
        return expiredKeys;
    }

    public long keyspaceHits() {
        return keyspaceHits;
    }

    public long keyspaceMisses() {
        return keyspaceMisses;
    }

    public long errorReplies() {
        return errorReplies;
    }

    public long rejectedConnections() {
        return rejectedConnections;
    }

    /** Returns the number of changes since the data was last saved. */
    public long dirty() {
        return dirty;
    }

    /** Clears all counters but {@link #dirty()}. */
    public void reset() {
        connectionsReceived = 0;
        commandsProcessed = 0;
        expiredKeys = 0;
        keyspaceHits = 0;
        keyspaceMisses = 0;
        errorReplies = 0;
        rejectedConnections = 0;
    }
}
