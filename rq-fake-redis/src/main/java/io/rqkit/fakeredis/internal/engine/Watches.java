package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.data.Database;
import io.rqkit.fakeredis.internal.data.KeyEntry;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who watches which keys, and whose transaction must fail. Follows multi.c in Redis. */
public final class Watches {
    private final Engine engine;
    private final Map<KeyName, Set<Session>> watchers = new HashMap<>();

    Watches(Engine engine) {
        this.engine = engine;
    }

    /** Lets a session watch a key of its database. */
    public void watch(Session session, byte[] key) {
        KeyName name = KeyName.of(session.database(), key);
        if (session.watched().containsKey(name)) {
            return;
        }
        KeyEntry entry = engine.keyspace(session.database()).data().find(key);
        boolean expiredAlready =
                entry != null && engine.keyspace(session.database()).isExpired(entry);
        session.watched().put(name, expiredAlready);
        watchers.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(session);
    }

    /** Ends all watching of a session. */
    public void unwatchAll(Session session) {
        for (KeyName name : session.watched().keySet()) {
            Set<Session> sessions = watchers.get(name);
            if (sessions != null && sessions.remove(session) && sessions.isEmpty()) {
                watchers.remove(name);
            }
        }
        session.watched().clear();
    }

    /** Says whether a key that a session watches has expired since it began to watch. */
    public boolean hasExpired(Session session) {
        for (Map.Entry<KeyName, Boolean> watched : session.watched().entrySet()) {
            KeyName name = watched.getKey();
            Keyspace keyspace = engine.keyspace(name.database());
            KeyEntry entry = keyspace.data().find(name.bytes());
            if (!watched.getValue() && entry != null && keyspace.isExpired(entry)) {
                return true;
            }
        }
        return false;
    }

    void modified(int database, byte[] key) {
        if (watchers.isEmpty()) {
            return;
        }
        KeyName name = KeyName.of(database, key);
        Set<Session> sessions = watchers.get(name);
        if (sessions != null) {
            KeyEntry entry = engine.keyspace(database).data().find(key);
            for (Session session : sessions) {
                touch(session, name, entry);
            }
        }
    }

    /** The removal of a key that had expired before it was watched is no change. */
    private static void touch(Session session, KeyName name, @Nullable KeyEntry entry) {
        if (Boolean.TRUE.equals(session.watched().get(name)) && entry == null) {
            session.watched().put(name, false);
            return;
        }
        session.transaction().markDirty();
    }

    /** All keys of a database are about to go. */
    void flushed(Database data) {
        replaced(data, null);
    }

    /** The contents of two databases are about to change places. */
    public void swapped(Database one, Database other) {
        replaced(one, other);
        replaced(other, one);
    }

    private void replaced(Database data, @Nullable Database by) {
        for (KeyName name : List.copyOf(watchers.keySet())) {
            if (name.database() == data.index()) {
                byte[] key = name.bytes();
                KeyEntry before = data.find(key);
                KeyEntry after = by == null ? null : by.find(key);
                if (before != null || after != null) {
                    for (Session session : watchers.getOrDefault(name, Set.of())) {
                        replaced(session, name, before, after);
                    }
                }
            }
        }
    }

    /** A key past its deadline is as good as none: one for the other is no change. */
    private void replaced(Session session, KeyName name, @Nullable KeyEntry before, @Nullable KeyEntry after) {
        boolean afterExpired = after != null && engine.keyspace(name.database()).isExpired(after);
        if (Boolean.TRUE.equals(session.watched().get(name))) {
            if (after == null) {
                session.watched().put(name, false);
                return;
            }
            if (afterExpired) {
                return;
            }
        } else if (before == null && afterExpired) {
            session.watched().put(name, true);
            return;
        }
        session.transaction().markDirty();
    }
}
