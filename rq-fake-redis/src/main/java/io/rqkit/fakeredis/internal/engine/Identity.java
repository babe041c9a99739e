package io.rqkit.fakeredis.internal.engine;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** The ids by which a server is told from another: of its run, and of its data's history. */
public final class Identity {
    private static final int BYTES = 20;
    private static final HexFormat HEX = HexFormat.of();
    private final RandomGenerator chance;
    private final String runId;
    private String replicationId;

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
}
