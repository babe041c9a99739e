package io.rqkit.examples.bench;

import io.rqkit.examples.bench.page.Names;

/** A Redis that a test could use. */
public enum ServerKind {
    /** The fake, without a port. */
    IN_PROCESS(Names.FAKE),
    /** The fake on a port of this machine. */
    TCP(Names.TCP),
    /** jedis-mock, which has a port always. */
    JEDIS_MOCK(Names.MOCK),
    /** Real Redis 7.0.15 on a port of this machine. */
    REAL(Names.REAL);

    private final String label;

    ServerKind(String label) {
        this.label = label;
    }

    /** Returns what the report calls it. */
    public String label() {
        return label;
    }
}
