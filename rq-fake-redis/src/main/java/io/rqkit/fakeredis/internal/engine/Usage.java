package io.rqkit.fakeredis.internal.engine;

import java.util.random.RandomGenerator;

/**
 * What the eviction policy notes of a key's use, in one number: under LRU policies the second of the last use, under LFU
 * ones the minute in which the counter was last decayed and the logarithmic counter. Follows evict.c and object.c.
 */
final class Usage {
    private static final int MILLIS_A_SECOND = 1000;
    private static final int MILLIS_A_MINUTE = 60 * MILLIS_A_SECOND;
    private static final int MINUTES_MASK = 0xffff;
    private static final int COUNTER_BITS = 8;
    private static final int MAX_COUNTER = 255;
    /** A new key starts here, so that it is not the first to go. */
    private static final int INITIAL_COUNTER = 5;

    private final Config config;
    private final RandomGenerator chance;

    Usage(Config config, RandomGenerator chance) {
        this.config = config;
        this.chance = chance;
    }

    int ofNewKey(long nowMillis) {
        return config.maxmemoryPolicy().isLfu() ? withCounter(INITIAL_COUNTER, nowMillis) : idleFor(0, nowMillis);
    }

    int afterUse(int usage, long nowMillis) {
        if (!config.maxmemoryPolicy().isLfu()) {
            return idleFor(0, nowMillis);
        }
        int counter = counter(usage, nowMillis);
        int above = Math.max(0, counter - INITIAL_COUNTER);
        boolean grows = chance.nextDouble() < 1.0 / ((double) above * config.lfuLogFactor() + 1);
        return withCounter(grows ? Math.min(MAX_COUNTER, counter + 1) : counter, nowMillis);
    }

    /** The number of an LRU policy for a key last used so many seconds ago. */
    int idleFor(long seconds, long nowMillis) {
        return (int) (nowMillis / MILLIS_A_SECOND - seconds);
    }

    long idleSeconds(int usage, long nowMillis) {
        return Math.max(0, nowMillis / MILLIS_A_SECOND - usage);
    }

    /** The number of an LFU policy for a key with that counter. */
    int withCounter(int counter, long nowMillis) {
        return minute(nowMillis) << COUNTER_BITS | counter;
    }

    /** The counter less what time has taken. */
    int counter(int usage, long nowMillis) {
        int counter = usage & MAX_COUNTER;
        int minutes = minute(nowMillis) - (usage >>> COUNTER_BITS) & MINUTES_MASK;
        int periods = config.lfuDecayTime() == 0 ? 0 : minutes / config.lfuDecayTime();
        return Math.max(0, counter - periods);
    }

    private static int minute(long nowMillis) {
        return (int) (nowMillis / MILLIS_A_MINUTE) & MINUTES_MASK;
    }
}
