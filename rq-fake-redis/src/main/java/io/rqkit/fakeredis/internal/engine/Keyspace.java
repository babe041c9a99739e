package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.Database;
import io.rqkit.fakeredis.internal.data.KeyEntry;
import io.rqkit.fakeredis.internal.data.StreamValue;
import io.rqkit.fakeredis.internal.data.Value;
import io.rqkit.fakeredis.internal.data.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * A database as commands see it: keys past their deadline are gone, and whatever changes is made known to watchers,
 * waiters and listeners. Follows db.c in Redis.
 */
public final class Keyspace {
    private final Engine engine;
    private final Database data;
    private final Usage usage;

    Keyspace(Engine engine, Database data) {
        this.engine = engine;
        this.data = data;
        this.usage = new Usage(engine.config(), engine.chance());
    }

    /** Returns the keys themselves, for what walks over all of them; some may be past their deadline. */
    public Database data() {
        return data;
    }

    public int index() {
        return data.index();
    }

    /** Returns the entry of a key that exists now, without noting a use; null when there is none. */
    public @Nullable KeyEntry find(byte[] key) {
        KeyEntry entry = data.find(key);
        if (entry == null || !isExpired(entry)) {
            if (entry != null && data.keepsImages() && engine.checkpoints().isWriting()) {
                // a command that writes changes values in place
                data.save(entry);
            }
            return entry;
        }
        if (engine.replication().isReplica()) {
            // the master says when a key goes; until then its own commands see it and clients don't
            return engine.replication().isApplying() ? entry : null;
        }
        if (engine.pause().mode() == Pause.Mode.OFF) {
            expire(entry);
        }
        return null;
    }

    /** Says whether an entry is past its deadline. */
    public boolean isExpired(KeyEntry entry) {
        long deadline = entry.expireAtMillis();
        return deadline != Database.NO_EXPIRY && deadline <= engine.nowMillis();
    }

    /** Looks a key up to read it: notes the use, counts hit or miss, tells listeners of misses. */
    public @Nullable Value read(byte[] key) {
        KeyEntry entry = peek(key);
        if (entry == null) {
            return null;
        }
        touch(entry);
        return entry.value();
    }

    /** Looks a key up to ask about it: as {@link #read}, but does not note a use. */
    public @Nullable KeyEntry peek(byte[] key) {
        KeyEntry entry = ask(key);
        if (entry == null) {
            engine.notifier().notify(KeyEvent.KEY_MISS, "keymiss", key, data.index());
        }
        return entry;
    }

    /** Looks a key up as OBJECT does: counts hit or miss, but notes no use and tells nobody. */
    public @Nullable KeyEntry ask(byte[] key) {
        KeyEntry entry = find(key);
        if (entry == null) {
            engine.stats().keyspaceMisses++;
        } else {
            engine.stats().keyspaceHits++;
        }
        return entry;
    }

    /** The same for a value of one type; another type is an error. */
    public <T extends Value> @Nullable T read(byte[] key, Class<T> type) {
        return cast(read(key), type);
    }

    /** Looks a key up to change it: notes the use. */
    public @Nullable Value write(byte[] key) {
        KeyEntry entry = use(key);
        return entry == null ? null : entry.value();
    }

    /** As {@link #write(byte[])}, for who goes on with {@link #set(byte[], KeyEntry, Value, boolean)}. */
    public @Nullable KeyEntry use(byte[] key) {
        KeyEntry entry = find(key);
        if (entry != null) {
            touch(entry);
        }
        return entry;
    }

    /** The same for a value of one type; another type is an error. */
    public <T extends Value> @Nullable T write(byte[] key, Class<T> type) {
        return cast(write(key), type);
    }

    private static <T extends Value> @Nullable T cast(@Nullable Value value, Class<T> type) {
        if (value != null && !type.isInstance(value)) {
            throw Errors.WRONG_TYPE;
        }
        return type.cast(value);
    }

    private void touch(KeyEntry entry) {
        entry.usage(usage.afterUse(entry.usage(), engine.nowMillis()));
    }

    /** Returns how many seconds ago an entry was used last; means nothing under an LFU policy. */
    public long idleSeconds(KeyEntry entry) {
        return usage.idleSeconds(entry.usage(), engine.nowMillis());
    }

    /** Returns the logarithmic counter of an entry's uses, 0 to 255; means nothing under an LRU policy. */
    public int frequency(KeyEntry entry) {
        return usage.counter(entry.usage(), engine.nowMillis());
    }

    /** Notes that a key is new. */
    void noteNew(KeyEntry entry) {
        entry.usage(usage.ofNewKey(engine.nowMillis()));
    }

    /** Notes so many seconds without use, unless an LFU policy counts instead. */
    public void noteIdle(KeyEntry entry, long seconds) {
        if (!engine.config().maxmemoryPolicy().isLfu()) {
            entry.usage(usage.idleFor(seconds, engine.nowMillis()));
        }
    }

    /** Sets the counter of uses, if an LFU policy counts them. */
    public void noteFrequency(KeyEntry entry, int frequency) {
        if (engine.config().maxmemoryPolicy().isLfu()) {
            entry.usage(usage.withCounter(frequency, engine.nowMillis()));
        }
    }

    /** Adds a key that does not exist, and wakes who waits for it. */
    public void add(byte[] key, Value value) {
        KeyEntry entry = data.add(key, value);
        noteNew(entry);
        engine.blocking().signalReady(data.index(), key, value.type());
        engine.notifier().notify(KeyEvent.NEW, "new", key, data.index());
    }

    /** Sets a key whatever it held, and tells watchers. The old deadline goes unless {@code keepTtl}. */
    public void set(byte[] key, Value value, boolean keepTtl) {
        set(key, use(key), value, keepTtl);
    }

    /** The same for a key whose entry is known, or known not to be there, by {@link #use}. */
    public void set(byte[] key, @Nullable KeyEntry entry, Value value, boolean keepTtl) {
        if (entry == null) {
            add(key, value);
        } else {
            if (entry.value() instanceof StreamValue) {
                // in 7.0 whoever waits for another type is not woken when a key is overwritten
                engine.blocking().signalReady(data.index(), key, ValueType.STREAM);
            }
            data.replace(entry, value);
            if (!keepTtl && entry.expireAtMillis() != Database.NO_EXPIRY) {
                data.expireAt(entry, Database.NO_EXPIRY);
            }
        }
        touched(key);
        engine.stats().dirty++;
    }

    /** Removes a key and says whether it was there; tells nobody but who waits for it to go. */
    public boolean delete(byte[] key) {
        return find(key) != null && remove(key);
    }

    private boolean remove(byte[] key) {
        KeyEntry entry = data.remove(key);
        if (entry != null && entry.value() instanceof StreamValue) {
            engine.blocking().signalReady(data.index(), key, ValueType.STREAM);
        }
        return entry != null;
    }

    /** Sets a deadline in milliseconds since the epoch; {@link Database#NO_EXPIRY} takes it away. */
    public void expireAt(byte[] key, long millis) {
        KeyEntry entry = find(key);
        if (entry != null) {
            data.expireAt(entry, millis);
            if (millis != Database.NO_EXPIRY) {
                engine.deadlineAt(millis);
            }
        }
    }

    /** Tells watchers and caching clients that a key changed. */
    public void modified(byte[] key) {
        KeyEntry entry = data.find(key);
        if (entry != null) {
            data.changed(entry);
        }
        touched(key);
        engine.stats().dirty++;
    }

    /** Tells watchers and caching clients of a change that counts as none. */
    public void touched(byte[] key) {
        engine.watches().modified(data.index(), key);
        engine.tracking().modified(key);
    }

    /** Counts a change that watchers are not told of, such as one of a consumer group. */
    public void countChange() {
        engine.stats().dirty++;
    }

    /** Tells watchers that a key changed and listeners what happened to it. */
    public void changed(byte[] key, KeyEvent kind, String event) {
        modified(key);
        engine.notifier().notify(kind, event, key, data.index());
    }

    /** Tells listeners what happened to a key. */
    public void notify(byte[] key, KeyEvent kind, String event) {
        engine.notifier().notify(kind, event, key, data.index());
    }

    /** Removes a key whose value became empty, and tells listeners. */
    public void deleteEmptied(byte[] key) {
        data.remove(key);
        engine.notifier().notify(KeyEvent.GENERIC, "del", key, data.index());
    }

    /** Removes all keys; returns how many there were. */
    public long flush() {
        long count = data.size();
        engine.watches().flushed(data);
        engine.blocking().signalAllReady(data.index());
        data.clear();
        engine.stats().dirty += count;
        return count;
    }

    /** Removes a key to make room. */
    void evict(KeyEntry entry) {
        byte[] key = entry.key;
        remove(key);
        engine.stats().evictedKeys++;
        touched(key);
        engine.notifier().notify(KeyEvent.EVICTED, "evicted", key, data.index());
        engine.propagation().add(data.index(), engine.config().deletionOfEvicted(), key);
    }

    /** Removes a key that is past its deadline. */
    void expire(KeyEntry entry) {
        byte[] key = entry.key;
        remove(key);
        engine.stats().expiredKeys++;
        engine.notifier().notify(KeyEvent.EXPIRED, "expired", key, data.index());
        touched(key);
        engine.propagation().add(data.index(), engine.config().deletionOfExpired(), key);
    }
}
