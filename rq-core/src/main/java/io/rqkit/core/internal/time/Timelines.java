package io.rqkit.core.internal.time;

import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import redis.clients.jedis.UnifiedJedis;

/** Which time a connection has: the system's, unless it was given another. Thread-safe. */
public final class Timelines {
    private static final Timeline SYSTEM = Timeline.system();
    /** By identity, since a client has no equality of its own. Belongs to the documented connection stack. */
    private static final Map<UnifiedJedis, Timeline> GIVEN = Collections.synchronizedMap(new WeakHashMap<>());

    private static volatile boolean isAnyGiven;

    private Timelines() {}

    /** Returns the time of a connection. */
    public static Timeline of(UnifiedJedis redis) {
        return isAnyGiven ? GIVEN.getOrDefault(redis, SYSTEM) : SYSTEM;
    }

    /** Gives a connection another time. */
    public static void give(UnifiedJedis redis, Timeline timeline) {
        GIVEN.put(redis, timeline);
        isAnyGiven = true;
    }

    /** Returns a time that waits as the system does and tells what a clock tells. */
    public static Timeline told(InstantSource clock) {
        return clock.equals(InstantSource.system()) ? SYSTEM : SystemTimeline.of(clock);
    }
}
