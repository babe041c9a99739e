package io.rqkit.fakeredis.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.clock.RedisClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

class SnapshotRestoreTest {
    private final FakeRedis redis = FakeRedis.builder()
            .clock(RedisClock.frozenAt(Instant.parse("2026-01-01T00:00:00Z")))
            .config("enable-debug-command", "yes")
            .build();
    private final FakeDatabase data = redis.database(0);
    private Jedis jedis;

    @BeforeEach
    void connect() {
        jedis = new Jedis(redis::socket);
        data.string("string", "1").list("list", "a", "b", "c").hash("hash", Map.of("f", "v"));
        data.set("set", "x", "y").sortedSet("zset", Map.of("m", 1.5)).addToStream("stream", Map.of("a", "b"));
        data.expire("string", Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        jedis.close();
        redis.close();
    }

    private String digest() {
        return redis.execute("DEBUG", "DIGEST") + data.keys() + data.ttl("string");
    }

    private void changeEverything() {
        jedis.append("string", "2");
        jedis.persist("string");
        jedis.lpop("list");
        jedis.hset("hash", "g", "w");
        jedis.srem("set", "x");
        jedis.zincrby("zset", 3, "m");
        jedis.xtrim("stream", 0, false);
        jedis.rename("list", "renamed");
        jedis.rpush("renamed", "z");
        jedis.set("new", "1");
    }

    @Test
    void restoreBringsEverythingBack() {
        String before = digest();
        Snapshot snapshot = redis.snapshot();

        changeEverything();
        assertThat(digest()).isNotEqualTo(before);
        redis.restore(snapshot);
        assertThat(digest()).isEqualTo(before);

        jedis.flushAll();
        jedis.set("string", "after");
        redis.restore(snapshot);
        assertThat(digest()).isEqualTo(before);

        jedis.swapDB(0, 1);
        jedis.set("string", "other");
        redis.restore(snapshot);
        assertThat(digest()).isEqualTo(before);
    }

    @Test
    void snapshotsNestAndMayBeRestoredInAnyOrder() {
        Snapshot first = redis.snapshot();
        String atFirst = digest();
        changeEverything();
        Snapshot second = redis.snapshot();
        String atSecond = digest();
        jedis.flushAll();

        redis.restore(first);
        assertThat(digest()).isEqualTo(atFirst);
        redis.restore(second);
        assertThat(digest()).isEqualTo(atSecond);
        redis.restore(first);
        assertThat(digest()).isEqualTo(atFirst);

        second.close();
        changeEverything();
        redis.restore(first);
        assertThat(digest()).isEqualTo(atFirst);
    }

    @Test
    void closingTheOlderOneLeavesTheYounger() {
        Snapshot first = redis.snapshot();
        changeEverything();
        Snapshot second = redis.snapshot();
        String atSecond = digest();
        first.close();
        jedis.del("renamed", "hash");

        redis.restore(second);

        assertThat(digest()).isEqualTo(atSecond);
        assertThat(first.isClosed()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> redis.restore(first));
    }

    @Test
    void theDifferenceIsDataAndText() {
        Snapshot before = redis.snapshot();
        jedis.set("string", "2");
        jedis.del("hash");
        jedis.lpush("new", "x");
        jedis.sadd("set", "z");
        jedis.srem("set", "z");

        Difference difference = before.differenceToNow();

        assertThat(difference.keys()).containsExactly("hash", "new", "string");
        assertThat(difference.of("hash").orElseThrow().isRemoved()).isTrue();
        assertThat(difference.of("new").orElseThrow().isAdded()).isTrue();
        assertThat(difference).hasToString("""
                - hash  hash {f="v"}
                + new  list ["x"]
                ~ string  string "1" expires 2026-01-01T01:00:00Z
                       -> string "2\"""");

        try (Snapshot after = redis.snapshot()) {
            jedis.flushAll();
            assertThat(before.differenceTo(after)).isEqualTo(difference);
            assertThat(after.differenceTo(before).of("new").orElseThrow().isRemoved())
                    .isTrue();
        }
    }

    @Test
    void nothingChangedIsNoDifference() {
        try (Snapshot snapshot = redis.snapshot()) {
            jedis.get("string");
            assertThat(snapshot.differenceToNow().isEmpty()).isTrue();
            assertThat(snapshot.differenceToNow()).hasToString("(no difference)");
        }
    }

    @Test
    void watchedKeysAreTouchedByARestore() {
        Snapshot snapshot = redis.snapshot();
        jedis.set("string", "2");
        try (Jedis watching = new Jedis(redis::socket)) {
            watching.watch("string");
            var transaction = watching.multi();
            transaction.set("string", "3");

            redis.restore(snapshot);

            assertThat(transaction.exec()).isNull();
            assertThat(data.string("string")).contains("1");
        }
    }

    @Test
    void configurationScriptsAndFunctionsBelongToIt() {
        jedis.configSet("maxmemory-policy", "allkeys-lru");
        String sha = jedis.scriptLoad("return 1");
        jedis.functionLoad("#!lua name=kept\nredis.register_function('one', function() return 1 end)");
        Snapshot snapshot = redis.snapshot();
        jedis.configSet("maxmemory-policy", "allkeys-lfu");
        jedis.scriptFlush();
        String later = jedis.scriptLoad("return 2");
        jedis.functionFlush();

        redis.restore(snapshot);

        assertThat(jedis.configGet("maxmemory-policy")).containsEntry("maxmemory-policy", "allkeys-lru");
        assertThat(jedis.scriptExists(sha, later)).containsExactly(true, false);
        assertThat(jedis.evalsha(sha)).isEqualTo(1L);
        assertThat(jedis.fcall("one", List.of(), List.of())).isEqualTo(1L);
    }

    @Test
    void deadlinesWorkAfterARestore() {
        Snapshot snapshot = redis.snapshot();
        jedis.persist("string");
        redis.restore(snapshot);

        redis.clock().advance(Duration.ofHours(1));

        assertThat(data.exists("string")).isFalse();
    }

    @Test
    void aWaitingClientGetsWhatARestoreBringsBack() throws Exception {
        Snapshot snapshot = redis.snapshot();
        jedis.del("list");
        Thread waiting = new Thread(() -> jedis.blpop(0, "list"));
        waiting.start();
        redis.awaitBlockedClients(1);

        redis.restore(snapshot);

        waiting.join();
        assertThat(data.list("list")).containsExactly("b", "c");
    }

    @Test
    void ofAnotherServerItIsRefused() {
        try (FakeRedis other = FakeRedis.create()) {
            assertThatIllegalArgumentException().isThrownBy(() -> other.restore(redis.snapshot()));
        }
    }

    @Test
    void aMillionKeysCostNothingUntilTheyChange() {
        redis.execute("DEBUG", "POPULATE", "1000000");
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 50; i++) {
            long before = System.nanoTime();
            Snapshot snapshot = redis.snapshot();
            redis.restore(snapshot);
            best = Math.min(best, System.nanoTime() - before);
            snapshot.close();
        }
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(1));
    }
}
