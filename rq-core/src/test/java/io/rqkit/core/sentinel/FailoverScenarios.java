package io.rqkit.core.sentinel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.DuplicateJobException;
import io.rqkit.core.Job;
import io.rqkit.core.JobContext;
import io.rqkit.core.JobStatus;
import io.rqkit.core.Jobs;
import io.rqkit.core.Queue;
import io.rqkit.core.Worker;
import io.rqkit.core.Workers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** What workers and callers go through when the master is lost. */
@Timeout(120)
abstract class FailoverScenarios {
    private static final int JOBS = 2000;
    private static final int WORKERS = 4;
    private static final int CALLERS = 2;
    private static final Duration PAUSE = Duration.ofMillis(2);
    private static final int NAP_EACH = 10;

    /** The argument of all jobs here. */
    record Work(int number) {}

    private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();
    private final Map<Integer, Integer> runs = new ConcurrentHashMap<>();

    abstract SentinelSystem system();

    @AfterEach
    final void closeAll() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
        SentinelSystem system = system();
        if (system != null) { // where it could be started
            system.close();
        }
    }

    private UnifiedJedis connect(String name) {
        UnifiedJedis client = system().connect(name);
        opened.add(client);
        return client;
    }

    private Queue queue(String clientName) {
        return new Queue("work", connect(clientName));
    }

    private Worker start(String name, Jobs jobs) {
        Worker worker = new Worker(queue(name)).name(name).register(jobs);
        opened.add(worker);
        return worker.start();
    }

    private Jobs counting() {
        return new Jobs().register("work", Work.class, work -> {
            if (work.number() % NAP_EACH == 0) {
                JobContext.current().sleep(PAUSE);
            }
            runs.merge(work.number(), 1, Integer::sum);
        });
    }

    /** Enqueues under the same id until it runs: what the old master takes as long as it can, it takes along. */
    private void enqueue(Queue queue, String id, String name) {
        system().await("the run", () -> {
            try {
                queue.with(options -> options.id(id).unique()).enqueue(name, new Work(1));
            } catch (DuplicateJobException isThere) {
                // since before
            } catch (JedisException away) {
                return false;
            }
            return runs.containsKey(1);
        });
    }

    private static long finished(Queue queue) {
        try {
            return queue.finished().size();
        } catch (RuntimeException away) {
            return -1;
        }
    }

    @Test
    void noJobIsLostWhenTheMasterIsKilled() {
        List<Worker> workers = IntStream.range(0, WORKERS)
                .mapToObj(i -> start("worker-" + i, counting()))
                .toList();
        Queue queue = queue("observer");
        List<Caller> callers = new ArrayList<>();
        AtomicBoolean isKilled = new AtomicBoolean(); // before then they do half
        for (int i = 0; i < CALLERS; i++) {
            int share = JOBS / CALLERS;
            Caller caller = new Caller(queue("caller-" + i), i * share, (i + 1) * share);
            callers.add(caller);
            system().again(PAUSE, () -> caller.isHalfDone() && !isKilled.get() || caller.step());
        }
        system().await("a quarter performed", () -> runs.size() > JOBS / 4);
        assertThat(callers).noneMatch(Caller::isDone);

        system().killMaster();
        isKilled.set(true);

        system().await("all enqueued", () -> callers.stream().allMatch(Caller::isDone));
        system().await("all finished", () -> finished(queue) == JOBS);
        assertThat(runs).hasSize(JOBS);
        List<String> ids = IntStream.range(0, JOBS).mapToObj(Caller::id).toList();
        assertThat(Job.fetchMany(ids, queue.connection()))
                .hasSize(JOBS)
                .allMatch(job -> job.status() == JobStatus.FINISHED);
        assertThat(queue.jobIds()).isEmpty();
        assertThat(queue.started().ids()).isEmpty();
        assertThat(workers).allMatch(Worker::isRunning);
        assertThat(Workers.all(queue.connection())).hasSize(WORKERS);
        assertThat(queue.awaitReplicas(1, PAUSE)).as("replicas left").isZero();
    }

    private List<String> clients() {
        try (UnifiedJedis master = system().toMaster()) {
            byte[] list = (byte[]) master.sendCommand(Protocol.Command.CLIENT, "LIST");
            return new String(list, StandardCharsets.UTF_8).lines().toList();
        }
    }

    private void assertThatAllBearWhatTheyShould(String name) {
        assertThat(clients().stream().filter(client -> client.contains(" name=" + name + " ")))
                .isNotEmpty()
                .allSatisfy(client -> assertThat(client)
                        .contains(" user=" + SentinelSystem.USER + " ", " db=" + SentinelSystem.DATABASE + " "));
    }

    @Test
    void aWorkerThatWaitsGoesOnAtTheNewMaster() {
        start("idle", counting());
        Queue before = queue("caller");
        system().await("the worker", () -> Workers.count(before.connection()) == 1);

        system().killMaster();

        enqueue(before, "job-1", "work");
        system().await("it is finished", () -> finished(before) == 1);
        assertThat(runs).isEqualTo(Map.of(1, 1));
        assertThatAllBearWhatTheyShould("idle");
        assertThatAllBearWhatTheyShould("caller");
    }

    @Test
    void aRunThatOutlastsItsMasterIsStoredAtTheNextOne() {
        Queue queue = queue("caller");
        queue.with(options -> options.id("long")).enqueue("nap", new Work(1));
        start("napping", new Jobs().register("nap", Work.class, work -> {
                    runs.merge(work.number(), 1, Integer::sum);
                    JobContext.current().sleep(Duration.ofSeconds(6));
                }));
        system().await("the run", () -> runs.containsKey(1));
        system().await("a replica that knows of it", () -> queue.awaitReplicas(1, Duration.ofSeconds(1)) == 1);

        system().killMaster();

        system().await("its end", () -> finished(queue) == 1);
        assertThat(Job.fetch("long", queue.connection()).status()).isEqualTo(JobStatus.FINISHED);
        assertThat(runs).isEqualTo(Map.of(1, 1));
        assertThatAllBearWhatTheyShould("napping");
    }

    @Test
    void commandsAreHeardThroughTheNewMaster() {
        start("listening", new Jobs().register("nap", Work.class, work -> {
                    runs.merge(work.number(), 1, Integer::sum);
                    JobContext.current().sleep(Duration.ofHours(1));
                }));
        Queue queue = queue("caller");
        String channel = "rq:pubsub:listening";
        system().await("a listener", () -> listeners(channel) == 1);
        String before = runId();

        system().failover();

        system().await("another master", () -> !runId().equals(before));
        system().await("a listener at the new master", () -> listeners(channel) == 1);
        enqueue(queue, "long", "nap");
        Workers.stopJob(queue.connection(), "long");
        system().await("its end", () -> Job.fetch("long", queue.connection()).status() == JobStatus.STOPPED);
        assertThatAllBearWhatTheyShould("listening");
    }

    private String runId() {
        try (UnifiedJedis master = system().toMaster()) {
            return master.info("server")
                    .lines()
                    .filter(line -> line.startsWith("run_id"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private long listeners(String channel) {
        try (UnifiedJedis master = system().toMaster()) {
            List<?> counts = (List<?>) master.sendCommand(Protocol.Command.PUBSUB, "NUMSUB", channel);
            return (Long) counts.get(1);
        } catch (JedisException away) {
            return -1;
        }
    }
}
