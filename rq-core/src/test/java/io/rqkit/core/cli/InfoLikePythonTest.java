package io.rqkit.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.Jobs;
import io.rqkit.core.PythonRq;
import io.rqkit.core.Queue;
import io.rqkit.core.Worker;
import io.rqkit.core.backend.RedisTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code rq info} says of one Redis what Python's own says, but for what RQ 2.x has added at the ends of lines. */
class InfoLikePythonTest extends RedisTest {
    private static PythonRq python;

    /** The arguments of jobs that have none. */
    record Nothing() {}

    @BeforeAll
    static void findPython() throws InterruptedException {
        python = PythonRq.find();
    }

    private String url() {
        return "redis://127.0.0.1:" + backend.port() + "/0";
    }

    private String ours(String... options) {
        StringWriter out = new StringWriter();
        int code = Rq.commandLine().setOut(new PrintWriter(out, true)).execute(command(options));
        assertThat(code).isEqualTo(ExitCodes.OK);
        return out.toString();
    }

    private String[] command(String... options) {
        String[] all = new String[options.length + 3];
        System.arraycopy(new String[] {"info", "-u", url()}, 0, all, 0, 3);
        System.arraycopy(options, 0, all, 3, options.length);
        return all;
    }

    /** What 1.13 prints too, in an order of its own: Python lists sets as they come. */
    private static List<String> lines(String printed) {
        return printed.lines()
                .filter(line -> !line.startsWith("Updated: "))
                .map(line -> line.replaceFirst("(?<=\\d), \\d+ executing, \\d+ finished, \\d+ failed$", ""))
                .map(line -> line.replaceFirst("\\. jobs: \\d+ finished, \\d+ failed$", ""))
                .sorted()
                .toList();
    }

    private void fill(String queue, int jobs) {
        new Queue(queue, redis)
                .enqueueMany(batch -> IntStream.range(0, jobs).forEach(i -> batch.enqueue("mod.add", i)));
    }

    @Test
    void theSameLinesComeWithEachOption() throws Exception {
        fill("emails", 7);
        fill("a-name-of-more-than-twelve", 130);
        new Queue("failing", redis).enqueue("no.such");
        new Worker(new Queue("failing", redis)).burst();
        fill("slow", 1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Jobs jobs = new Jobs().register("wait", Nothing.class, nothing -> {
            begun.countDown();
            end.await();
        });
        Queue busy = new Queue("busy", redis);
        busy.enqueue("wait");
        try (Worker first = new Worker(busy, new Queue("failing", redis))
                        .name("busy-1")
                        .register(jobs)
                        .start();
                Worker second =
                        new Worker(new Queue("failing", redis)).name("idle-1").start()) {
            begun.await();
            awaitIdle("idle-1");

            for (String options : List.of(
                    "",
                    "-r",
                    "-Q",
                    "-Q -r",
                    "-W",
                    "-W -r",
                    "-R",
                    "-R -r",
                    "-W -R",
                    "-Q -W",
                    "emails slow",
                    "-r busy")) {
                String[] each = options.isEmpty() ? new String[0] : options.split(" ");
                List<String> expected = lines(python.rq(url(), "info", each));
                assertThat(lines(ours(each))).as("rq info %s", options).isEqualTo(expected);
                assertThat(expected).isNotEmpty();
            }
            end.countDown();
            first.close(Duration.ofSeconds(20));
            second.close(Duration.ofSeconds(20));
        }
        assertThat(ours("-r"))
                .contains("queue failing 0, 0 executing, 0 finished, 1 failed\n")
                .contains("queue busy 0, 0 executing, 1 finished, 0 failed\n");
    }

    @Test
    void theSameLinesComeOfAnEmptyRedis() throws Exception {
        for (String option : List.of("-r", "-R")) {
            assertThat(lines(ours(option))).isEqualTo(lines(python.rq(url(), "info", option)));
        }
        assertThat(lines(ours())).isEqualTo(lines(python.rq(url(), "info")));
    }

    private void awaitIdle(String worker) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!"idle".equals(redis.hget("rq:worker:" + worker, "state"))) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            redis.blpop(0.02, "nothing");
        }
    }
}
