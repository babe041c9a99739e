package io.rqkit.examples.kit;

import static io.rqkit.junit5.RqAssertions.assertThat;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.state.Snapshot;
import io.rqkit.junit5.RqTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** Data are arranged and looked at without a client, and brought back as they were. */
@RqTest
class SnapshotTest {
    @Test
    void whatChangedIsListedAndUndone(FakeRedis redis, Jedis jedis) {
        redis.database(0).list("jobs", "a", "b").hash("user:1", Map.of("name", "bob"));
        Snapshot before = redis.snapshot(); // costs nothing, however much there is

        jedis.lpop("jobs");
        jedis.set("new", "key");

        System.out.println(before.differenceToNow());
        assertThat(redis).hasChangedSince(before, "jobs", "new");

        redis.restore(before);
        assertThat(redis.database(0).list("jobs")).containsExactly("a", "b");
        assertThat(redis).hasNotChangedSince(before);
    }

    @Test
    void aFixtureIsAFileOfCommands(FakeRedis redis, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("users.redis"), """
                HSET user:1 name "bob the builder"
                EXPIRE user:1 3600
                3 INCR visits
                """);

        redis.replay(file); // redis.load(file) takes RDB files

        assertThat(redis.database(0).hash("user:1")).containsEntry("name", "bob the builder");
        assertThat(redis.database(0).string("visits")).contains("3");
        assertThat(redis.database(0).keysWithoutTtl("*")).containsExactly("visits");
    }
}
