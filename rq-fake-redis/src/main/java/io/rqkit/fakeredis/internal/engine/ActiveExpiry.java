package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.data.KeyEntry;

/** Removes keys at their deadline, whether or not anybody looks at them. Follows expire.c in Redis. */
public final class ActiveExpiry {
    private final Engine engine;
    private final Keyspace[] keyspaces;
    private boolean enabled = true;

    ActiveExpiry(Engine engine, Keyspace[] keyspaces) {
        this.engine = engine;
        this.keyspaces = keyspaces;
    }

    /** Says whether keys are removed at their deadline, or only when somebody looks at them. */
    public void enable(boolean yes) {
        enabled = yes;
        resumed();
    }

    /** Tells the timer of keys whose deadlines it did not look at for a while. */
    public void resumed() {
        engine.deadlineAt(nextMillis());
    }

    /** Nothing expires by itself while clients are paused, nor in a copy. */
    private boolean isOn() {
        return enabled && !engine.replication().isReplica() && engine.pause().mode() == Pause.Mode.OFF;
    }

    /** Returns when the next key is due, in milliseconds since the epoch, or {@link Long#MAX_VALUE}. */
    long nextMillis() {
        long next = Long.MAX_VALUE;
        if (!isOn()) {
            return next;
        }
        for (Keyspace keyspace : keyspaces) {
            KeyEntry entry = keyspace.data().earliest();
            if (entry != null) {
                next = Math.min(next, entry.expireAtMillis());
            }
        }
        return next;
    }

    /** Removes keys past their deadline, over all databases in due order. */
    void runDue() {
        LatencyMonitor.of(engine).measure("expire-cycle", this::removeDue);
    }

    private void removeDue() {
        while (isOn()) {
            Keyspace first = null;
            KeyEntry due = null;
            for (Keyspace keyspace : keyspaces) {
                KeyEntry entry = keyspace.data().earliest();
                if (entry != null && (due == null || entry.expireAtMillis() < due.expireAtMillis())) {
                    first = keyspace;
                    due = entry;
                }
            }
            if (first == null || due == null || due.expireAtMillis() > engine.nowMillis()) {
                return;
            }
            first.expire(due);
        }
    }
}
