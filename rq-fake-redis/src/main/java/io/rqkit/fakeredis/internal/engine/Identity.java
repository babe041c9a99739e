package io.rqkit.fakeredis.internal.engine;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** The ids by which a server is told from another: of its run, and of its data's history. */
public final class Identity {
    private static final int BYTES = 20;
    private static final String NONE = "0".repeat(2 * BYTES);
    private static final HexFormat HEX = HexFormat.of();
    private final RandomGenerator chance;
    private final String runId;
    private String replicationId;
    /** The history that this one continues, for replicas that know it up to a position; nought for none. */
    private String formerId = NONE;

    private long formerEnd = -1;

    Identity(RandomGenerator chance) {
        this.chance = chance;
        this.runId = next();
        this.replicationId = next();
    }

    private String next() {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < BYTES; i++) {
            hex.append(HEX.toHexDigits((byte) chance.nextInt()));
        }
        return hex.toString();
    }

    /** Returns 40 hexadecimal digits that stay the same. */
    public String runId() {
        return runId;
    }

    /** Returns 40 hexadecimal digits that {@link #changeReplicationId()} changes. */
    public String replicationId() {
        return replicationId;
    }

    public void changeReplicationId() {
        replicationId = next();
    }

    /** Begins a history that continues no other. */
    public void beginHistory() {
        replicationId = next();
        formerId = NONE;
        formerEnd = -1;
    }

    /** Begins a history that continues the present one, whose next byte would have had that position. */
    public void continueHistory(long position) {
        formerId = replicationId;
        formerEnd = position;
        replicationId = next();
    }

    /** Takes over the history of another server, after a copy of all its data. */
    public void adoptHistory(String id) {
        replicationId = id;
        formerId = NONE;
        formerEnd = -1;
    }

    /** Notes that the master goes on under a new id, from a position. */
    public void followHistory(String id, long position) {
        if (!id.equals(replicationId)) {
            formerId = replicationId;
            formerEnd = position;
            replicationId = id;
        }
    }

    /** Says whether a history is this one, or the one before as far as they are the same. */
    public boolean isHistory(String id, long position) {
        return id.equalsIgnoreCase(replicationId) || (id.equalsIgnoreCase(formerId) && position <= formerEnd);
    }

    /** Returns the id of the history before, or noughts. */
    public String formerId() {
        return formerId;
    }

    /** Returns the position up to which the history before is this one's; -1 when there is none. */
    public long formerEnd() {
        return formerEnd;
    }

    /** Returns 40 characters that no data have by accident. */
    public String nextMark() {
        return next();
    }
}
