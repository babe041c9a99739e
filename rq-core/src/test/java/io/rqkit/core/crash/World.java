package io.rqkit.core.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.Job;
import io.rqkit.core.JobStatus;
import io.rqkit.core.Jobs;
import io.rqkit.core.Queue;
import io.rqkit.core.Worker;
import io.rqkit.fakeredis.FakeRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** A server with a clock that stands still, the queues of one scenario, and the count of what ran. */
final class World implements AutoCloseable {
    private static final int ROUNDS = 6;
    private static final List<String> MOVING = List.of("queue", "started", "scheduled");

    final FakeRedis redis = FakeRedis.create();
    final UnifiedJedis healthy;
    final List<String> queueNames;
    private final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();

    private BiConsumer<World, UnifiedJedis> healer = (world, client) -> {};

    record Note(String id, int failures) {}

    World(int queues) {
        redis.clock().freeze();
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setJmxEnabled(false);
        ConnectionFactory factory = new ConnectionFactory(
                redis::socket, DefaultJedisClientConfig.builder().build());
        healthy = RedisClient.builder()
                .connectionProvider(new PooledConnectionProvider(factory, pool))
                .build();
        queueNames = List.of("a", "b", "c").subList(0, queues);
    }

    Queue queue(UnifiedJedis client, int number) {
        return new Queue(queueNames.get(number % queueNames.size()), client);
    }

    /** A worker whose jobs count their runs, and fail as often as they are told. */
    Worker worker(UnifiedJedis client) {
        Jobs jobs = new Jobs().register("note", Note.class, note -> {
            if (count(note.id()) <= note.failures()) {
                throw new IllegalStateException("told to fail");
            }
        });
        Queue[] queues =
                queueNames.stream().map(name -> new Queue(name, client)).toArray(Queue[]::new);
        return new Worker(queues).register(jobs).withScheduler();
    }

    private int count(String id) {
        return runs.computeIfAbsent(id, key -> new AtomicInteger()).incrementAndGet();
    }

    int runs(String id) {
        AtomicInteger count = runs.get(id);
        return count == null ? 0 : count.get();
    }

    void pass(Duration time) {
        redis.clock().advance(time);
    }

    /** Lets time pass and others work until nothing more happens. */
    void heal() {
        for (int round = 0; round < ROUNDS && !(round > 0 && isAtRest()); round++) {
            pass(Duration.ofSeconds(130));
            healer.accept(this, healthy);
            worker(healthy).burst();
        }
    }

    /** Adds what others do when they heal. */
    void alsoHealBy(BiConsumer<World, UnifiedJedis> healer) {
        this.healer = healer;
    }

    private boolean isAtRest() {
        return places().values().stream().flatMap(List::stream).noneMatch(MOVING::contains);
    }

    /** Returns every place that lists a job, as often as it does, by job. */
    Map<String, List<String>> places() {
        Map<String, List<String>> places = new TreeMap<>();
        for (String key : healthy.keys("rq:job:*")) {
            String id = key.substring("rq:job:".length());
            if (id.indexOf(':') < 0) {
                places.put(id, new ArrayList<>());
            }
        }
        for (String queue : queueNames) {
            healthy.lrange("rq:queue:" + queue, 0, -1).forEach(id -> add(places, id, "queue"));
            healthy.zrange("rq:wip:" + queue, 0, -1).forEach(run -> add(places, run.split(":")[0], "started"));
            for (String registry : List.of("finished", "failed", "deferred", "scheduled", "canceled")) {
                healthy.zrange("rq:" + registry + ":" + queue, 0, -1).forEach(id -> add(places, id, registry));
            }
        }
        return places;
    }

    private static void add(Map<String, List<String>> places, String id, String place) {
        places.computeIfAbsent(id, key -> new ArrayList<>()).add(place);
    }

    /** Checks that each job is in one place and has the status of that place. */
    void isWhole(String when) {
        places().forEach((id, places) -> {
            String status = healthy.hget("rq:job:" + id, "status");
            List<String> own = new ArrayList<>(places);
            boolean goesOn = own.size() == 2 && !"finished".equals(status);
            if (goesOn) {
                own.remove("finished"); // a job that repeats is listed there too, as RQ does
            }
            String expected = "queued".equals(status) ? "queue" : String.valueOf(status);
            assertThat(own)
                    .as("%s: the places of %s, which is %s", when, id, status)
                    .containsExactly(expected);
        });
    }

    JobStatus status(String id) {
        return JobStatus.of(healthy.hget("rq:job:" + id, "status"));
    }

    Job<?> job(String id) {
        return Job.fetch(id, healthy);
    }

    @Override
    public void close() {
        healthy.close();
        redis.close();
    }
}
