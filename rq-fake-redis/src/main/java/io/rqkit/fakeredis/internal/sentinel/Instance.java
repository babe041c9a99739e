package io.rqkit.fakeredis.internal.sentinel;

import org.jspecify.annotations.Nullable;

/** A server as a sentinel sees it. Used under the lock of {@link Sentinels}. */
final class Instance {
    /** How far a replica is with following a new master. */
    enum Reconfiguration {
        NONE,
        SENT,
        IN_PROGRESS,
        DONE
    }

    private final Kind kind;
    private final String name;
    private final Address address;
    String runId = "";
    /** When it answered last, in milliseconds since the epoch. */
    long okMillis;

    /** When it said last what it is, as to INFO; 0 before. */
    long infoMillis;

    boolean disconnected;
    /** Since when it is taken for down by this sentinel; 0 when it is not. */
    long downSinceMillis;

    boolean promoted;
    Reconfiguration reconfiguration = Reconfiguration.NONE;
    /** Since when it says that it is what it says it is. */
    long roleMillis;

    boolean saysMaster;

    @Nullable
    Observation last;

    Instance(Kind kind, String name, Address address, long nowMillis) {
        this.kind = kind;
        this.name = name;
        this.address = address;
        this.okMillis = nowMillis;
        this.roleMillis = nowMillis;
        this.saysMaster = kind == Kind.MASTER;
    }

    Kind kind() {
        return kind;
    }

    String name() {
        return name;
    }

    Address address() {
        return address;
    }

    boolean isDown() {
        return downSinceMillis != 0;
    }

    /** Takes what it says of itself. */
    void observe(Observation observation, long nowMillis) {
        infoMillis = nowMillis;
        runId = observation.runId();
        last = observation;
        boolean says = observation.master() == null;
        if (says != saysMaster) {
            saysMaster = says;
            roleMillis = nowMillis;
        }
    }
}
