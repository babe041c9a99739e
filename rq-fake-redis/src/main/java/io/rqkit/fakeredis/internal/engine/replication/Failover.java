package io.rqkit.fakeredis.internal.engine.replication;

import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.engine.Pause;
import org.jspecify.annotations.Nullable;

/**
 * FAILOVER: writes are put off until a replica has everything; then the two change roles. Follows replication.c in Redis.
 */
public final class Failover {
    private static final long NEVER = Long.MAX_VALUE;
    private final Engine engine;
    private final Replication replication;
    private State state = State.NONE;
    private @Nullable Target target;
    private long endMillis;
    private boolean forced;

    /** How far it is, with the word by which INFO names it. */
    public enum State {
        NONE("no-failover"),
        WAITING("waiting-for-sync"),
        CHANGING("failover-in-progress");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** Returns the state as INFO names it. */
        public String word() {
            return word;
        }
    }

    /** Where a replica takes clients. */
    public record Target(String host, int port) {
        /** Says whether a replica is this one. */
        boolean is(Replica replica) {
            return replica.host().equalsIgnoreCase(host) && replica.listeningPort() == port;
        }
    }

    Failover(Engine engine, Replication replication) {
        this.engine = engine;
        this.replication = replication;
    }

    public State state() {
        return state;
    }

    /** Says whether a failover is under way. */
    public boolean isUnderWay() {
        return state != State.NONE;
    }

    /**
     * Begins.
     *
     * @param wanted the replica to be master, or null for the first that has everything
     * @param untilMillis when to give up waiting, in milliseconds since the epoch; 0 for never
     * @param force whether to change roles at that time nevertheless
     */
    public void begin(@Nullable Target wanted, long untilMillis, boolean force) {
        target = wanted;
        endMillis = untilMillis;
        forced = force;
        state = State.WAITING;
        engine.pause().begin(Pause.Mode.WRITE, NEVER);
        // the reply to FAILOVER comes before anything changes, as the check is made by a timer in Redis
        replication.deadlinesChanged();
    }

    /** Stops; a server that gave its role away already takes it back. */
    public void abort() {
        boolean changing = state == State.CHANGING;
        clear();
        if (changing) {
            replication.lead();
        }
    }

    private void clear() {
        state = State.NONE;
        target = null;
        engine.pause().end();
    }

    /** Is told whether the replica took over. */
    void answered(boolean tookOver) {
        if (state == State.CHANGING) {
            if (tookOver) {
                clear();
            } else {
                abort();
            }
        }
    }

    /** Returns when to look again; at once while a replica has everything. */
    long nextMillis() {
        if (state != State.WAITING) {
            return NEVER;
        }
        if (ready() != null) {
            return engine.nowMillis();
        }
        return endMillis == 0 ? NEVER : endMillis;
    }

    void runDue() {
        if (state != State.WAITING) {
            return;
        }
        Target ready = ready();
        Target wanted = target;
        if (endMillis != 0 && endMillis <= engine.nowMillis()) {
            if (forced && wanted != null) {
                change(wanted);
            } else {
                abort();
            }
        } else if (ready != null) {
            change(ready);
        }
    }

    private @Nullable Target ready() {
        for (Replica replica : replication.replicas()) {
            Target wanted = target;
            if (replica.isOnline()
                    && replica.ackOffset() == replication.offset()
                    && (wanted == null || wanted.is(replica))) {
                return new Target(replica.host(), replica.listeningPort());
            }
        }
        return null;
    }

    private void change(Target master) {
        state = State.CHANGING;
        replication.follow(master.host(), master.port(), true);
    }
}
