package io.rqkit.examples.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.crash.CrashReport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** A process dies at each of its commands, before it and after it; what is lost shows. */
class CrashTest {
    private final List<String> mailed = new ArrayList<>();

    @Test
    void takingAJobAwayBeforeItIsDoneLosesIt() {
        try (FakeRedis redis = FakeRedis.create()) {
            redis.database(0).list("mails", "bob");

            CrashReport report = redis.crashEverywhere()
                    .scenario(() -> work(redis))
                    .check(() -> assertThat(redis.database(0).list("mails").size() + mailed.size())
                            .as("mails that wait or were sent")
                            .isEqualTo(1))
                    .run();

            System.out.println(report);
            assertThat(report.broken()).hasSize(3);
        }
    }

    /** The naive queue: take a job, note it, do it. */
    private void work(FakeRedis redis) {
        mailed.clear();
        try (Jedis jedis = new Jedis(redis::socket)) {
            String job = jedis.lpop("mails");
            jedis.hset("job:" + job, "status", "started");
            mailed.add(job);
            jedis.hset("job:" + job, "status", "finished");
        }
    }
}
