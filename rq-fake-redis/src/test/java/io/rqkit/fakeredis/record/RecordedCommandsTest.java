package io.rqkit.fakeredis.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.clock.RedisClock;
import io.rqkit.fakeredis.record.Finding.Kind;
import java.time.Instant;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

class RecordedCommandsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private final FakeRedis redis =
            FakeRedis.builder().clock(RedisClock.frozenAt(START)).record(1000).build();
    private Jedis jedis;

    @BeforeEach
    void connect() {
        jedis = new Jedis(redis::socket);
        jedis.clientSetname("web-1");
        redis.forgetCommands();
    }

    @AfterEach
    void close() {
        jedis.close();
        redis.close();
    }

    @Test
    void tellsAllOfACommand() {
        jedis.select(3);
        jedis.set("user:1", "bob \"the\" builder");

        RecordedCommand set = redis.commands().named("set").first().orElseThrow();

        assertThat(set.client().name()).isEqualTo("web-1");
        assertThat(set.client().id()).isEqualTo(jedis.clientId());
        assertThat(set.database()).isEqualTo(3);
        assertThat(set.at()).isEqualTo(START);
        assertThat(set.words()).containsExactly("SET", "user:1", "bob \"the\" builder");
        assertThat(set.keys()).containsExactly("user:1");
        assertThat(set.name()).isEqualTo("SET");
        assertThat(set.origin()).isEqualTo(RecordedCommand.Origin.CLIENT);
        assertThat(set.reply()).isEqualTo("OK");
        assertThat(set.duration()).isPresent();
        assertThat(set)
                .hasToString("1767225600.000000 [3 #" + set.client().id()
                        + " web-1] \"SET\" \"user:1\" \"bob \\\"the\\\" builder\" -> OK");
    }

    @Test
    void isAskedByNameKeyAndClient() {
        try (Jedis other = new Jedis(redis::socket)) {
            jedis.set("a:1", "x");
            other.set("a:2", "y");
            jedis.get("b");
        }
        RecordedCommands all = redis.commands();

        assertThat(all.named("SET").size()).isEqualTo(2);
        assertThat(all.onKey("a:*").from("web-*").size()).isEqualTo(1);
        assertThat(all.from(jedis.clientId()).named("get", "set").size()).isEqualTo(2);
        assertThat(all.named("keys").isEmpty()).isTrue();
        RecordedCommand get = all.named("get").first().orElseThrow();
        assertThat(all.before(get).named("set").size()).isEqualTo(2);
        assertThat(all.after(get)).isEmpty();
    }

    @Test
    void printsRepliesAsRedisCliDoes() {
        jedis.rpush("list", "a", "b");
        jedis.lrange("list", 0, -1);
        jedis.get("none");
        jedis.lrange("none", 0, -1);
        try {
            jedis.incr("list");
        } catch (RuntimeException expected) {
            // the error is what the test is about
        }

        assertThat(redis.commands())
                .extracting(RecordedCommand::reply)
                .containsExactly(
                        "(integer) 2",
                        "1) \"a\"\n2) \"b\"",
                        "(nil)",
                        "(empty array)",
                        "(error) WRONGTYPE Operation against a key holding the wrong kind of value");
        assertThat(redis.commands().failed().named("incr").size()).isEqualTo(1);
    }

    @Test
    void aTransactionsCommandsHaveTheirOwnReplies() {
        var transaction = jedis.multi();
        transaction.set("a", "1");
        transaction.incr("a");
        transaction.exec();

        assertThat(redis.commands()).extracting(RecordedCommand::name).containsExactly("MULTI", "SET", "INCR", "EXEC");
        assertThat(redis.commands())
                .extracting(RecordedCommand::reply)
                .containsExactly("OK", "OK", "(integer) 2", "1) OK\n2) (integer) 2");
        assertThat(redis.commands().where(RecordedCommand::isInTransaction).size())
                .isEqualTo(2);
        // Jedis waits for the answer to MULTI, and sends the rest together with EXEC
        assertThat(redis.commands().roundTrips()).isEqualTo(2);
    }

    @Test
    void aDiscardedCommandStaysQueued() {
        var transaction = jedis.multi();
        transaction.set("a", "1");
        transaction.discard();

        assertThat(redis.commands().named("set").first().orElseThrow().reply()).isEqualTo("QUEUED");
    }

    @Test
    void whatAScriptCallsBelongsToItsClient() {
        jedis.eval("redis.call('SET', KEYS[1], 'x') return redis.call('GET', KEYS[1])", 1, "k");

        RecordedCommand eval = redis.commands().named("eval").first().orElseThrow();
        RecordedCommands called = redis.commands().calledByScripts();

        assertThat(called).extracting(RecordedCommand::name).containsExactly("SET", "GET");
        assertThat(called).extracting(RecordedCommand::reply).containsExactly("OK", "\"x\"");
        assertThat(called).allSatisfy(call -> {
            assertThat(call.caller()).isEqualTo(eval.number());
            assertThat(call.client()).isEqualTo(eval.client());
        });
        assertThat(redis.commands().roundTrips()).isEqualTo(1);
    }

    @Test
    void aPipelineIsOneRoundTrip() {
        var pipeline = jedis.pipelined();
        IntStream.range(0, 100).forEach(i -> pipeline.set("k" + i, "x".repeat(300)));
        pipeline.sync();
        assertThat(redis.commands().roundTrips()).isEqualTo(1);

        jedis.get("k1");
        jedis.get("k2");
        assertThat(redis.commands().roundTrips()).isEqualTo(3);
    }

    @Test
    void overTcpToo() {
        Endpoint endpoint = redis.listen();
        try (Jedis tcp = new Jedis(endpoint.host(), endpoint.port(), 0)) {
            tcp.ping();
            redis.forgetCommands();
            var pipeline = tcp.pipelined();
            pipeline.set("a", "1");
            pipeline.set("b", "2");
            pipeline.sync();
            tcp.get("a");
        }
        assertThat(redis.commands()).extracting(RecordedCommand::name).containsExactly("SET", "SET", "GET");
        assertThat(redis.commands().roundTrips()).isEqualTo(2);
    }

    @Test
    void keepsTheLastOnes() {
        redis.record(100);
        for (int i = 0; i < 250; i++) {
            jedis.set("k" + i, "v");
        }
        assertThat(redis.commands().size()).isEqualTo(100);
        assertThat(redis.commands().first().orElseThrow().keys()).containsExactly("k150");
        assertThat(redis.commands().last().orElseThrow().keys()).containsExactly("k249");

        redis.record(10);
        assertThat(redis.commands().first().orElseThrow().keys()).containsExactly("k240");

        redis.record(0);
        jedis.ping();
        assertThat(redis.commands()).isEmpty();
    }

    @Test
    void whatWaitsHasNoReplyYet() throws Exception {
        Thread waiting = new Thread(() -> jedis.blpop(0, "q"));
        waiting.start();
        while (redis.commands().named("blpop").isEmpty()) {
            Thread.yield();
        }
        RecordedCommand blpop = redis.commands().named("blpop").first().orElseThrow();
        assertThat(blpop.duration()).isEmpty();
        assertThat(blpop.toString()).endsWith("-> (waits)");

        try (Jedis other = new Jedis(redis::socket)) {
            other.rpush("q", "x");
        }
        waiting.join();

        assertThat(redis.commands().named("blpop").first().orElseThrow().reply())
                .isEqualTo("1) \"q\"\n2) \"x\"");
    }

    @Test
    void findsLoopsThatOneCallCouldReplace() {
        for (int i = 0; i < 5; i++) {
            jedis.get("user:" + i);
        }
        assertThat(redis.commands().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.REPEATED_CALLS);
            assertThat(finding.advice()).contains("sent GET 5 times in a row").endsWith("Use MGET.");
            assertThat(finding.commands()).hasSize(5);
        });
    }

    @Test
    void aPipelineIsNoLoop() {
        var pipeline = jedis.pipelined();
        for (int i = 0; i < 5; i++) {
            pipeline.get("user:" + i);
        }
        pipeline.sync();
        jedis.get("a");
        jedis.set("b", "x");
        jedis.get("c");

        assertThat(redis.commands().findings()).isEmpty();
    }

    @Test
    void findsCommandsThatLookAtEverything() {
        jedis.keys("*");
        jedis.sadd("large", IntStream.range(0, 2000).mapToObj(i -> "m" + i).toArray(String[]::new));
        jedis.smembers("large");
        jedis.sadd("small", "m");
        Set<String> small = jedis.smembers("small");

        assertThat(small).hasSize(1);
        assertThat(redis.commands().findings())
                .extracting(finding -> finding.commands().get(0).name())
                .containsExactly("KEYS", "SMEMBERS");
    }
}
