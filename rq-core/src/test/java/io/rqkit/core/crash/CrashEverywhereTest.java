package io.rqkit.core.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.Cron;
import io.rqkit.core.CronJob;
import io.rqkit.core.Dependency;
import io.rqkit.core.EnqueueOptions;
import io.rqkit.core.Job;
import io.rqkit.core.JobStatus;
import io.rqkit.core.Queue;
import io.rqkit.core.RateLimit;
import io.rqkit.core.Repeat;
import io.rqkit.core.Retry;
import io.rqkit.core.crash.World.Note;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/**
 * A process dies just before and just after each thing that it sends, in every transition, with one queue and with
 * three: no job is lost, none is in two places, none is stuck, and no body runs more often than once plus the crash.
 * What was tried is written to {@code target/crash-table.txt}.
 */
class CrashEverywhereTest {
    private static final int MOST_POINTS = 200;

    /**
     * One transition.
     *
     * @param prepare what is there before, made by a process that lives
     * @param act what the process does that dies
     * @param expected how each job must end; of a job that may not even have come to be the set holds UNKNOWN too
     * @param runs how often each body runs without a crash
     */
    private record Scenario(
            String name,
            Consumer<World> prepare,
            BiConsumer<World, UnifiedJedis> act,
            Map<String, Set<JobStatus>> expected,
            int runs) {}

    private static final BiConsumer<World, UnifiedJedis> WORK =
            (world, client) -> world.worker(client).burst();

    private static void enqueue(World world, int queue, String id, int failures, Consumer<EnqueueOptions> options) {
        enqueue(world.queue(world.healthy, queue), id, failures, options);
    }

    private static void enqueue(Queue queue, String id, int failures, Consumer<EnqueueOptions> options) {
        queue.with(o -> options.accept(o.id(id).keepResult())).enqueue("note", new Note(id, failures));
    }

    private static Map<String, Set<JobStatus>> all(JobStatus status, String... ids) {
        Map<String, Set<JobStatus>> expected = new LinkedHashMap<>();
        for (String id : ids) {
            expected.put(id, Set.of(status));
        }
        return expected;
    }

    private static Map<String, Set<JobStatus>> finishedOrNever(String... ids) {
        Map<String, Set<JobStatus>> expected = new LinkedHashMap<>();
        for (String id : ids) {
            expected.put(id, Set.of(JobStatus.FINISHED, JobStatus.UNKNOWN));
        }
        return expected;
    }

    private static List<Scenario> running() {
        return List.of(
                new Scenario(
                        "three jobs that end well",
                        w -> List.of("1", "2", "3").forEach(id -> enqueue(w, Integer.parseInt(id), id, 0, o -> {})),
                        WORK,
                        all(JobStatus.FINISHED, "1", "2", "3"),
                        1),
                new Scenario(
                        "a job that fails", w -> enqueue(w, 0, "1", 9, o -> {}), WORK, all(JobStatus.FAILED, "1"), 1),
                new Scenario(
                        "a job that is tried again at once",
                        w -> enqueue(w, 1, "1", 2, o -> o.retry(Retry.max(3))),
                        WORK,
                        all(JobStatus.FINISHED, "1"),
                        3),
                new Scenario(
                        "a job that is tried again after a pause",
                        w -> enqueue(w, 1, "1", 1, o -> o.retry(Retry.max(2).intervals(Duration.ofSeconds(60)))),
                        WORK,
                        all(JobStatus.FINISHED, "1"),
                        2),
                new Scenario(
                        "a job that repeats at once",
                        w -> enqueue(w, 1, "1", 0, o -> o.repeat(Repeat.times(2))),
                        WORK,
                        all(JobStatus.FINISHED, "1"),
                        3),
                new Scenario(
                        "a job that repeats after a pause",
                        w -> enqueue(w, 2, "1", 0, o -> o.repeat(Repeat.times(1).intervals(Duration.ofSeconds(60)))),
                        WORK,
                        all(JobStatus.FINISHED, "1"),
                        2),
                new Scenario(
                        "a scheduled job that is due",
                        w -> {
                            enqueue(w, 2, "1", 0, o -> o.in(Duration.ofSeconds(5)));
                            w.pass(Duration.ofSeconds(10));
                        },
                        WORK,
                        all(JobStatus.FINISHED, "1"),
                        1),
                new Scenario(
                        "two jobs of a limit of one at a time",
                        w -> {
                            enqueue(w, 0, "1", 0, o -> o.rateLimit(RateLimit.atOnce("k", 1)));
                            enqueue(w, 1, "2", 0, o -> o.rateLimit(RateLimit.atOnce("k", 1)));
                        },
                        WORK,
                        all(JobStatus.FINISHED, "1", "2"),
                        1),
                dependents(),
                dependentsOfAFailure(),
                recovery(),
                cron());
    }

    private static Scenario cron() {
        return new Scenario(
                "cron",
                w -> w.alsoHealBy(CrashEverywhereTest::tick),
                (w, client) -> {
                    tick(w, client);
                    w.worker(client).burst();
                },
                all(JobStatus.FINISHED, "1"),
                1);
    }

    private static void tick(World world, UnifiedJedis client) {
        new Cron("shop", client)
                .register(
                        CronJob.every("daily", Duration.ofDays(1)),
                        world.queue(client, 1),
                        batch ->
                                batch.with(o -> o.id("1").unique().keepResult()).enqueue("note", new Note("1", 0)))
                .tick();
    }

    private static Scenario dependents() {
        return new Scenario(
                "two parents and their dependents",
                w -> {
                    enqueue(w, 0, "p1", 0, o -> {});
                    enqueue(w, 1, "p2", 1, o -> o.retry(Retry.max(1)));
                    enqueue(w, 2, "c1", 0, o -> o.dependsOn(Dependency.onIds("p1")));
                    enqueue(w, 0, "c2", 0, o -> o.dependsOn(Dependency.onIds("p1", "p2")));
                    enqueue(w, 0, "g", 0, o -> o.dependsOn(Dependency.onIds("c2")));
                },
                WORK,
                all(JobStatus.FINISHED, "p1", "p2", "c1", "c2", "g"),
                2);
    }

    private static Scenario dependentsOfAFailure() {
        Map<String, Set<JobStatus>> expected = all(JobStatus.FINISHED, "c1");
        expected.putAll(all(JobStatus.FAILED, "p"));
        expected.putAll(all(JobStatus.DEFERRED, "c2"));
        return new Scenario(
                "dependents of a job that fails",
                w -> {
                    enqueue(w, 0, "p", 9, o -> {});
                    enqueue(
                            w,
                            1,
                            "c1",
                            0,
                            o -> o.dependsOn(Dependency.onIds("p").allowFailure()));
                    enqueue(w, 2, "c2", 0, o -> o.dependsOn(Dependency.onIds("p")));
                },
                WORK,
                expected,
                1);
    }

    private static Scenario recovery() {
        return new Scenario(
                "recovery of a lost job",
                w -> {
                    enqueue(w, 0, "1", 0, o -> {});
                    new Claimed(w.healthy).claim("a");
                    w.pass(Duration.ofSeconds(200));
                },
                WORK,
                all(JobStatus.FINISHED, "1"),
                1);
    }

    private static List<Scenario> changing() {
        return List.of(
                new Scenario(
                        "enqueueing",
                        w -> {},
                        (w, client) -> enqueue(w.queue(client, 0), "1", 0, o -> {}),
                        finishedOrNever("1"),
                        1),
                new Scenario(
                        "enqueueing many",
                        w -> {},
                        (w, client) -> w.queue(client, 1)
                                .enqueueMany(batch -> List.of("1", "2", "3")
                                        .forEach(id -> batch.with(o -> o.id(id).keepResult())
                                                .enqueue("note", new Note(id, 0)))),
                        finishedOrNever("1", "2", "3"),
                        1),
                new Scenario(
                        "enqueueing a dependent",
                        w -> enqueue(w, 0, "p", 0, o -> {}),
                        (w, client) -> enqueue(w.queue(client, 1), "c", 0, o -> o.dependsOn(Dependency.onIds("p"))),
                        finishedOrNever("p", "c"),
                        1),
                new Scenario(
                        "enqueueing a unique job",
                        w -> {},
                        (w, client) -> enqueue(w.queue(client, 0), "1", 0, EnqueueOptions::unique),
                        finishedOrNever("1"),
                        1),
                new Scenario(
                        "scheduling",
                        w -> {},
                        (w, client) -> enqueue(w.queue(client, 2), "1", 0, o -> o.in(Duration.ofSeconds(30))),
                        finishedOrNever("1"),
                        1),
                new Scenario(
                        "cancelling",
                        w -> enqueue(w, 0, "1", 0, o -> {}),
                        (w, client) -> Job.fetch("1", client).cancel(),
                        Map.of("1", Set.of(JobStatus.CANCELED, JobStatus.FINISHED)),
                        1),
                new Scenario(
                        "requeueing",
                        w -> {
                            enqueue(w, 0, "1", 1, o -> {});
                            w.worker(w.healthy).burst();
                        },
                        (w, client) -> Job.fetch("1", client).requeue(),
                        Map.of("1", Set.of(JobStatus.FAILED, JobStatus.FINISHED)),
                        2),
                new Scenario(
                        "deleting",
                        w -> enqueue(w, 0, "1", 0, o -> {}),
                        (w, client) -> Job.fetch("1", client).delete(),
                        finishedOrNever("1"),
                        1),
                new Scenario(
                        "emptying",
                        w -> List.of("1", "2").forEach(id -> enqueue(w, 0, id, 0, o -> {})),
                        (w, client) -> w.queue(client, 0).empty(),
                        finishedOrNever("1", "2"),
                        1));
    }

    @Test
    void whereverAProcessDiesNothingIsLostOrDoubledOrStuck() throws IOException {
        List<String> table = new ArrayList<>();
        table.add(String.format("%-45s %6s %6s %6s %9s", "transition", "queues", "points", "runs", "most runs"));
        List<Scenario> scenarios = new ArrayList<>(running());
        scenarios.addAll(changing());
        for (Scenario scenario : scenarios) {
            for (int queues : new int[] {1, 3}) {
                table.add(dieEverywhere(scenario, queues));
            }
        }
        table.add("");
        table.add("points: things sent, each died before and after; runs: processes that died; most runs: of one body");
        Path file = Path.of("target", "crash-table.txt");
        Files.createDirectories(file.getParent());
        Files.write(file, table);
    }

    private static String dieEverywhere(Scenario scenario, int queues) {
        int died = 0;
        int most = 0;
        int point = 1;
        for (boolean isReached = true; isReached; point++) {
            assertThat(point).isLessThan(MOST_POINTS);
            isReached = false;
            for (boolean before : new boolean[] {true, false}) {
                try (World world = new World(queues)) {
                    boolean hasDied = die(world, scenario, point, before);
                    String when = scenario.name() + ", " + queues + " queues, died " + (before ? "before " : "after ")
                            + "sending no. " + point;
                    world.isWhole(when + ", at once");
                    world.heal();
                    world.isWhole(when + ", later");
                    most = Math.max(most, check(world, scenario, when, hasDied ? 1 : 0));
                    isReached |= hasDied;
                    died += hasDied ? 1 : 0;
                }
            }
        }
        return String.format(
                "%-45s %6d %6d %6d %5d of %d", scenario.name(), queues, point - 2, died, most, scenario.runs() + 1);
    }

    private static boolean die(World world, Scenario scenario, int point, boolean before) {
        scenario.prepare().accept(world);
        try (MortalProcess process = new MortalProcess(world.redis, point, before)) {
            try {
                scenario.act().accept(world, process.client());
            } catch (MortalProcess.Died e) {
                assertThat(process.isDead()).isTrue();
            }
            return process.isDead();
        }
    }

    private static int check(World world, Scenario scenario, String when, int crashes) {
        int most = 0;
        for (Map.Entry<String, Set<JobStatus>> job : scenario.expected().entrySet()) {
            assertThat(world.status(job.getKey()))
                    .as("%s: the end of job %s", when, job.getKey())
                    .isIn(job.getValue());
            int runs = world.runs(job.getKey());
            assertThat(runs)
                    .as("%s: runs of job %s", when, job.getKey())
                    .isLessThanOrEqualTo(scenario.runs() + crashes);
            most = Math.max(most, runs);
        }
        return most;
    }
}
