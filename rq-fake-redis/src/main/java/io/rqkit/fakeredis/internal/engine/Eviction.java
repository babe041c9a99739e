package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.data.Database;
import io.rqkit.fakeredis.internal.data.KeyEntry;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the server within maxmemory: before each command, keys go until what is left fits, chosen as maxmemory-policy says.
 * Follows evict.c: some keys are drawn and the best of them kept in a pool, from which the very best goes.
 */
public final class Eviction {
    private final Engine engine;
    private final EvictionPool pool = new EvictionPool();
    private final ClientEviction clients;
    private int nextDatabase;
    private boolean outOfMemory;
    private long knownLimit;
    private boolean due;

    Eviction(Engine engine) {
        this.engine = engine;
        this.clients = new ClientEviction(engine);
    }

    /** Ends sessions while all together take too much memory. */
    void limitClients() {
        if (engine.config().maxmemoryClients() != 0) {
            clients.run();
        }
    }

    /** Takes note of a new maxmemory: keys go at once, not only with the next command. */
    void configChanged() {
        due = engine.config().maxmemory() != knownLimit;
        knownLimit = engine.config().maxmemory();
    }

    /** Frees memory if maxmemory has been changed, which Redis does in the background. */
    void runDue() {
        if (due) {
            due = false;
            lacksMemory();
        }
    }

    /** Says whether the last command began with more in use than could be freed; scripts go by it to their end. */
    public boolean isOutOfMemory() {
        return outOfMemory;
    }

    /** Frees memory if need be, and says whether too little of it could be freed. */
    boolean lacksMemory() {
        if (engine.scripts().running() != null) {
            // nothing may go while a script runs
            return outOfMemory;
        }
        outOfMemory = false;
        long limit = engine.config().maxmemory();
        if (limit == 0 || !mayRemove()) {
            return false;
        }
        MemoryUse memory = MemoryUse.of(engine);
        long evicted = engine.stats().evictedKeys;
        if (Long.compareUnsigned(memory.usedLately(), limit) > 0) {
            LatencyMonitor.of(engine).measure("eviction-cycle", () -> evict(memory, limit));
        }
        if (engine.stats().evictedKeys != evicted) {
            engine.propagation().endUnit();
        }
        return outOfMemory;
    }

    /** While clients are paused nothing goes, nor on a replica, which does as its master does. */
    private boolean mayRemove() {
        return engine.pause().mode() == Pause.Mode.OFF
                && !(engine.replication().isReplica()
                        && engine.config().value("replica-ignore-maxmemory").equals("yes"));
    }

    private void evict(MemoryUse memory, long limit) {
        while (!outOfMemory && Long.compareUnsigned(memory.usedLately(), limit) > 0) {
            outOfMemory = !evictOne();
        }
    }

    private boolean evictOne() {
        EvictionPolicy policy = engine.config().maxmemoryPolicy();
        EvictionPool.Victim victim = switch (policy) {
            case NOEVICTION -> null;
            case ALLKEYS_RANDOM, VOLATILE_RANDOM -> anyKey(policy);
            case VOLATILE_LRU, VOLATILE_LFU, VOLATILE_TTL, ALLKEYS_LRU, ALLKEYS_LFU -> bestKey(policy);
        };
        if (victim == null) {
            return false;
        }
        Keyspace keyspace = engine.keyspace(victim.database());
        KeyEntry entry = keyspace.data().find(victim.key());
        if (entry != null) {
            keyspace.evict(entry);
        }
        return true;
    }

    /** Databases take turns. */
    private EvictionPool.@Nullable Victim anyKey(EvictionPolicy policy) {
        for (int i = 0; i < engine.databases(); i++) {
            nextDatabase = (nextDatabase + 1) % engine.databases();
            Database data = engine.keyspace(nextDatabase).data();
            if (candidates(data, policy) > 0) {
                KeyEntry entry =
                        policy.isOfAllKeys() ? data.random(engine.chance()) : data.randomVolatile(engine.chance());
                return new EvictionPool.Victim(nextDatabase, entry.key, 0);
            }
        }
        return null;
    }

    private EvictionPool.@Nullable Victim bestKey(EvictionPolicy policy) {
        while (true) {
            long keys = 0;
            for (int i = 0; i < engine.databases(); i++) {
                Database data = engine.keyspace(i).data();
                int candidates = candidates(data, policy);
                if (candidates > 0) {
                    keys += candidates;
                    fillPool(i, data, policy);
                }
            }
            if (keys == 0) {
                return null;
            }
            EvictionPool.Victim victim = pool.takeBest(v -> isStillThere(v, policy));
            if (victim != null) {
                return victim;
            }
        }
    }

    private void fillPool(int database, Database data, EvictionPolicy policy) {
        int samples = engine.config().maxmemorySamples();
        List<KeyEntry> drawn = policy.isOfAllKeys()
                ? data.some(samples, engine.chance())
                : data.someVolatile(samples, engine.chance());
        for (KeyEntry entry : drawn) {
            pool.offer(new EvictionPool.Victim(database, entry.key, merit(database, entry, policy)));
        }
    }

    /** Returns how well an entry does for a victim: the higher, the sooner it goes. */
    private long merit(int database, KeyEntry entry, EvictionPolicy policy) {
        if (policy == EvictionPolicy.VOLATILE_TTL) {
            return -entry.expireAtMillis();
        }
        Keyspace keyspace = engine.keyspace(database);
        return policy.isLfu() ? -keyspace.frequency(entry) : keyspace.idleSeconds(entry);
    }

    private static int candidates(Database data, EvictionPolicy policy) {
        return policy.isOfAllKeys() ? data.size() : data.volatileSize();
    }

    private boolean isStillThere(EvictionPool.Victim victim, EvictionPolicy policy) {
        KeyEntry now = engine.keyspace(victim.database()).data().find(victim.key());
        return now != null && (policy.isOfAllKeys() || now.expireAtMillis() != Database.NO_EXPIRY);
    }

    /** Returns what says whether so many bytes more are within the limit. */
    LongPredicate room() {
        return new Room();
    }

    /** A class and no lambda, since a fresh JVM takes long to make the first. */
    private final class Room implements LongPredicate {
        @Override
        public boolean test(long bytes) {
            return MemoryUse.of(engine).hasRoomFor(bytes);
        }
    }
}
