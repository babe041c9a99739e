package io.rqkit.fakeredis.internal.sentinel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A master and all about it, as one sentinel sees them. Used under the lock of {@link Sentinels}. */
final class MasterView {
    /** How far a failover is; the words are those of SENTINEL MASTER. */
    enum Stage {
        NONE,
        WAIT_START,
        SELECT_SLAVE,
        SEND_SLAVEOF_NOONE,
        WAIT_PROMOTION,
        RECONF_SLAVES,
        UPDATE_CONFIG
    }

    private final String name;
    private final Map<Address, Instance> replicas = new LinkedHashMap<>();
    /** The other sentinels, by their ids. */
    private final Map<String, Instance> sentinels = new LinkedHashMap<>();

    Instance master;
    int quorum;
    long downAfterMillis = 30_000;
    long failoverTimeoutMillis = 180_000;
    int parallelSyncs = 1;
    long configEpoch;
    /** Since when enough sentinels take the master for down; 0 when they don't. */
    long objectivelyDownSinceMillis;

    Stage stage = Stage.NONE;
    boolean forced;
    long failoverEpoch;
    long failoverStartMillis;
    long stageMillis;

    @Nullable
    Instance promoted;
    /** For whom this sentinel has voted, and when. */
    String leader = "";

    long leaderEpoch;

    MasterView(String name, Address address, int quorum, long nowMillis) {
        this.name = name;
        this.quorum = quorum;
        this.master = new Instance(Kind.MASTER, name, address, nowMillis);
    }

    String name() {
        return name;
    }

    Map<Address, Instance> replicas() {
        return replicas;
    }

    Map<String, Instance> sentinels() {
        return sentinels;
    }

    boolean isFailingOver() {
        return stage != Stage.NONE;
    }

    boolean isObjectivelyDown() {
        return objectivelyDownSinceMillis != 0;
    }

    /** Returns where clients are to go: to the replica that takes over, as soon as it has. */
    Address currentAddress() {
        Instance next = promoted;
        return next != null && (stage == Stage.RECONF_SLAVES || stage == Stage.UPDATE_CONFIG)
                ? next.address()
                : master.address();
    }

    void begin(Stage next, long nowMillis) {
        stage = next;
        stageMillis = nowMillis;
    }

    /** Ends a failover, come to what it may. */
    void endFailover() {
        stage = Stage.NONE;
        forced = false;
        Instance chosen = promoted;
        if (chosen != null) {
            chosen.promoted = false;
        }
        promoted = null;
        replicas.values().forEach(replica -> replica.reconfiguration = Instance.Reconfiguration.NONE);
    }

    /** Takes another server for the master; the old one becomes a replica to be. */
    void switchTo(Address address, long nowMillis) {
        endFailover();
        Address old = master.address();
        Map<Address, Instance> known = new LinkedHashMap<>(replicas);
        replicas.clear();
        known.values().forEach(replica -> {
            if (!replica.address().equals(address)) {
                addReplica(replica.address(), nowMillis);
            }
        });
        if (!old.equals(address)) {
            addReplica(old, nowMillis);
        }
        master = new Instance(Kind.MASTER, name, address, nowMillis);
        objectivelyDownSinceMillis = 0;
    }

    Instance addSentinel(String id, Address address, long nowMillis) {
        Instance peer = new Instance(Kind.SENTINEL, id, address, nowMillis);
        peer.runId = id;
        sentinels.put(id, peer);
        return peer;
    }

    Instance addReplica(Address address, long nowMillis) {
        Instance replica = new Instance(Kind.SLAVE, address.toString(), address, nowMillis);
        replicas.put(address, replica);
        return replica;
    }
}
