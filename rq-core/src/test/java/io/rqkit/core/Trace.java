package io.rqkit.core;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import redis.clients.jedis.UnifiedJedis;

/** What jobs and callbacks that are static methods leave for the test that enqueued them, whose connection they run on. */
final class Trace {
    private static final Map<UnifiedJedis, Trace> ALL = Collections.synchronizedMap(new WeakHashMap<>());

    /** What ran. */
    final List<String> seen = new CopyOnWriteArrayList<>();
    /** Ended by a job that waits. */
    final CountDownLatch started = new CountDownLatch(1);
    /** Awaited by a job that waits. */
    final CountDownLatch release = new CountDownLatch(1);

    private Trace() {}

    static Trace of(UnifiedJedis redis) {
        return ALL.computeIfAbsent(redis, any -> new Trace());
    }

    /** Returns that of the job that runs on this thread. */
    static Trace here() {
        return of(Objects.requireNonNull(Connections.current(), "no job runs here"));
    }
}
