package io.rqkit.fakeredis.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** What a client sees of each kind of fault, and that the next connection works. */
class FaultsTest {
    private final FakeRedis redis = FakeRedis.create();
    private Endpoint endpoint;

    enum Way {
        IN_PROCESS,
        TCP
    }

    private Jedis connect(Way way) {
        var config = DefaultJedisClientConfig.builder()
                .socketTimeoutMillis(0)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .build();
        if (way == Way.IN_PROCESS) {
            return new Jedis(redis::socket, config);
        }
        if (endpoint == null) {
            endpoint = redis.listen();
        }
        return new Jedis(new HostAndPort(endpoint.host(), endpoint.port()), config);
    }

    private void assertNextConnectionWorks(Way way) {
        try (Jedis next = connect(way)) {
            assertThat(next.ping()).isEqualTo("PONG");
        }
    }

    /** Not on the common pool, which has a thread or two and which a waiting client would fill. */
    private static <T> CompletableFuture<T> async(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> new Thread(task, "client").start());
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @ParameterizedTest
    @EnumSource
    void anErrorIsTheReplyAndTheCommandDoesNotRun(Way way) {
        try (Jedis jedis = connect(way)) {
            InjectedFault fault = redis.faults().when("set").onKey("a*").error(RedisError.READONLY);

            assertThatThrownBy(() -> jedis.set("abc", "1"))
                    .isInstanceOf(JedisDataException.class)
                    .hasMessage("READONLY You can't write against a read only replica.");

            assertThat(jedis.get("abc")).isNull();
            assertThat(jedis.set("xyz", "1")).isEqualTo("OK");
            assertThat(fault.firings())
                    .singleElement()
                    .satisfies(firing -> assertThat(firing.command()).isEqualTo("\"SET\" \"abc\" \"1\""));
        }
        assertNextConnectionWorks(way);
    }

    @ParameterizedTest
    @EnumSource(RedisError.class)
    void eachErrorReachesTheClientInRedissWords(RedisError error) {
        try (Jedis jedis = connect(Way.IN_PROCESS);
                var fault = redis.faults().when("get").once().error(error)) {
            assertThatThrownBy(() -> jedis.get("k")).hasMessage(error.text());

            assertThat(jedis.get("k")).isNull();
            assertThat(fault.hasFired()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionCutBeforeMeansNothingHappened(Way way) {
        try (Jedis jedis = connect(way);
                var fault = redis.faults().when("incr").once().cutBefore()) {
            assertThatThrownBy(() -> jedis.incr("n")).isInstanceOf(JedisConnectionException.class);

            assertThat(fault.hasFired()).isTrue();
        }
        try (Jedis next = connect(way)) {
            assertThat(next.get("n")).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionCutAfterMeansItHappenedUnseen(Way way) {
        try (Jedis jedis = connect(way)) {
            redis.faults().when("incr").once().cutAfter();

            assertThatThrownBy(() -> jedis.incr("n")).isInstanceOf(JedisConnectionException.class);
        }
        try (Jedis next = connect(way)) {
            assertThat(next.get("n")).isEqualTo("1");
            assertThat(next.incr("n")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void halfAReplyEndsTheConnectionInTheMiddle(Way way) {
        try (Jedis jedis = connect(way)) {
            jedis.set("k", "a value of some length");
            redis.faults().when("get").once().halfReply();

            assertThatThrownBy(() -> jedis.get("k")).isInstanceOf(JedisConnectionException.class);
        }
        try (Jedis next = connect(way)) {
            assertThat(next.get("k")).isEqualTo("a value of some length");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStalledSocketRunsIntoTheReadTimeout(Way way) {
        try (Jedis jedis = connect(way)) {
            jedis.ping();
            jedis.getConnection().setSoTimeout(30);
            redis.faults().when("incr").once().stall();

            assertThatThrownBy(() -> jedis.incr("n")).hasRootCauseInstanceOf(SocketTimeoutException.class);
        }
        try (Jedis next = connect(way)) {
            assertThat(next.get("n")).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStalledSocketGoesOnWhenReleased(Way way) throws Exception {
        try (Jedis jedis = connect(way);
                Jedis other = connect(way)) {
            InjectedFault fault = redis.faults().when("incr").once().stallReply();
            var reply = async(() -> jedis.incr("n"));
            while (!fault.hasFired()) {
                Thread.yield();
            }
            assertThat(other.get("n")).isEqualTo("1");
            assertThat(reply).isNotDone();

            fault.release();

            assertThat(reply.get(10, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(jedis.incr("n")).isEqualTo(2);
        }
        assertNextConnectionWorks(way);
    }

    @ParameterizedTest
    @EnumSource
    void aDelayEndsWhenTheClockHasMoved(Way way) throws Exception {
        redis.clock().freeze();
        try (Jedis jedis = connect(way);
                Jedis other = connect(way)) {
            InjectedFault fault = redis.faults().when("incr").once().delay(Duration.ofMinutes(5));
            var reply = async(() -> jedis.incr("n"));
            while (!fault.hasFired()) {
                Thread.yield();
            }
            redis.clock().advance(Duration.ofMinutes(4));
            assertThat(other.get("n")).isNull();

            redis.clock().advance(Duration.ofMinutes(1));

            assertThat(other.get("n")).isEqualTo("1");
            assertThat(reply.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        }
        assertNextConnectionWorks(way);
    }

    @ParameterizedTest
    @EnumSource
    void aDelayInRealTimePassesThoughTheClockStands(Way way) {
        redis.clock().freeze();
        try (Jedis jedis = connect(way)) {
            redis.faults().when("incr").once().delayInRealTime(Duration.ofMillis(20));
            long before = System.nanoTime();

            assertThat(jedis.incr("n")).isEqualTo(1);

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(20));
        }
        assertNextConnectionWorks(way);
    }

    @ParameterizedTest
    @EnumSource
    void refusedConnectionsLeaveOpenOnesAlone(Way way) {
        try (Jedis open = connect(way)) {
            assertThat(open.ping()).isEqualTo("PONG");
            try (var fault = redis.faults().refuseConnections()) {
                assertThatThrownBy(() -> connect(way).ping())
                        .isInstanceOf(JedisConnectionException.class)
                        .satisfies(e -> assertThat(
                                        e.getCause() == null
                                                ? e.getSuppressed()[0].getMessage()
                                                : e.getCause().getMessage())
                                .contains("refused"));
                assertThat(open.ping()).isEqualTo("PONG");
            }
        }
        assertNextConnectionWorks(way);
    }

    @ParameterizedTest
    @EnumSource
    void tooManyClientsTurnsANewOneAway(Way way) {
        try (var fault = redis.faults().tooManyClients()) {
            assertThatThrownBy(() -> connect(way).ping())
                    .isInstanceOfAny(JedisDataException.class, JedisConnectionException.class)
                    .hasMessageContaining("max number of clients reached");
            assertThat(fault.hasFired()).isTrue();
        }
        assertNextConnectionWorks(way);
    }

    @ParameterizedTest
    @EnumSource
    void aBlockedCommandLosesItsReplyToo(Way way) {
        try (Jedis jedis = connect(way);
                Jedis other = connect(way)) {
            InjectedFault fault = redis.faults().when("blpop").once().cutAfter();
            var popped = async(() -> jedis.blpop(0, "q"));
            while (!fault.hasFired()) {
                Thread.yield();
            }

            other.rpush("q", "job");

            assertThat(popped)
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .withCauseInstanceOf(JedisConnectionException.class);
            assertThat(other.llen("q")).isZero();
        }
        assertNextConnectionWorks(way);
    }
}
