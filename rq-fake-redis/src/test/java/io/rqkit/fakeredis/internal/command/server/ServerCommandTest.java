package io.rqkit.fakeredis.internal.command.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.clock.RedisClock;
import io.rqkit.fakeredis.testing.RespClient;
import io.rqkit.fakeredis.testing.RespValue;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerCommandTest {
    private final FakeRedis redis = FakeRedis.builder()
            .clock(RedisClock.frozenAt(Instant.ofEpochSecond(1_700_000_000)))
            .config("enable-debug-command", "yes")
            .build();
    private final RespClient client = new RespClient(redis.socket());

    @AfterEach
    void close() {
        redis.close();
    }

    private String call(String... arguments) {
        return client.call(arguments).text();
    }

    private List<String> list(String... arguments) {
        return client.call(arguments).children().stream().map(RespValue::text).toList();
    }

    @Test
    void timeIsTheClocks() {
        redis.clock().advance(Duration.ofMillis(1500));

        assertThat(list("TIME")).containsExactly("1700000001", "500000");
    }

    @Test
    void infoShowsOnlyTheSectionsAskedFor() {
        call("SET", "a", "1");

        String info = call("INFO", "server", "KEYSPACE");

        assertThat(info).startsWith("# Server\r\nredis_version:7.0.15\r\n");
        assertThat(info).endsWith("\r\n\r\n# Keyspace\r\ndb0:keys=1,expires=0,avg_ttl=0\r\n");
        assertThat(info).doesNotContain("# Clients");
        assertThat(call("INFO", "nope")).isEmpty();
    }

    @Test
    void infoCountsCallsAndErrors() {
        call("SET", "a", "1");
        call("GET");
        call("LPUSH", "a", "1");

        assertThat(call("INFO", "commandstats"))
                .contains("cmdstat_set:calls=1,", "cmdstat_get:calls=0,usec=0,usec_per_call=0.00,rejected_calls=1,")
                .containsPattern("cmdstat_lpush:calls=1,.*failed_calls=1\r\n");
        assertThat(call("INFO", "errorstats")).contains("errorstat_ERR:count=1\r\n", "errorstat_WRONGTYPE:count=1\r\n");
        call("CONFIG", "RESETSTAT");
        assertThat(call("INFO", "errorstats")).isEqualTo("# Errorstats\r\n");
    }

    @Test
    void infoCountsClientsThatWait() {
        RespClient waiting = new RespClient(redis.socket());
        waiting.send("BLPOP", "list", "10");

        assertThat(call("INFO", "clients")).contains("connected_clients:2", "blocked_clients:1");
    }

    @Test
    void configGetTakesNamesAndPatterns() {
        assertThat(list("CONFIG", "GET", "hash-max-*-entries", "HZ"))
                .containsExactlyInAnyOrder(
                        "hash-max-listpack-entries", "512", "hash-max-ziplist-entries", "512", "HZ", "10");
        assertThat(list("CONFIG", "GET", "nope")).isEmpty();
        assertThat(list("CONFIG", "GET", "*")).hasSize(2 * 192);
    }

    @Test
    void configSetActsOnEncodings() {
        assertThat(call("CONFIG", "SET", "set-max-intset-entries", "1", "zset-max-ziplist-entries", "0"))
                .isEqualTo("OK");
        call("SADD", "s", "1", "2");
        call("ZADD", "z", "1", "a");

        assertThat(call("OBJECT", "ENCODING", "s")).isEqualTo("hashtable");
        assertThat(call("OBJECT", "ENCODING", "z")).isEqualTo("skiplist");
    }

    @Test
    void configSetOfRequirepassGuardsNewClients() {
        call("CONFIG", "SET", "requirepass", "s");
        RespClient later = new RespClient(redis.socket());

        assertThat(call("PING")).isEqualTo("PONG");
        assertThat(later.call("PING").text()).isEqualTo("NOAUTH Authentication required.");
    }

    @Test
    void configSetOfTheLongestArgumentActsOnOpenConnections() {
        call("CONFIG", "SET", "proto-max-bulk-len", "1mb");
        client.sendRaw("*2\r\n$4\r\nECHO\r\n$2000000\r\n".getBytes());

        assertThat(client.read().text()).isEqualTo("ERR Protocol error: invalid bulk length");
    }

    @Test
    void theLimitOfClientsHolds() {
        call("CONFIG", "SET", "maxclients", "1");
        RespClient tooMany = new RespClient(redis.socket());

        assertThat(tooMany.read().text()).isEqualTo("ERR max number of clients reached");
        assertThatThrownBy(tooMany::read).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void configSetNamesTheArgumentAtFault() {
        assertThat(call("CONFIG", "SET", "hz", "50", "databases", "4"))
                .isEqualTo(
                        "ERR CONFIG SET failed (possibly related to argument 'databases') - can't set immutable config");
        assertThat(call("CONFIG", "SET", "maxmemory-policy", "x"))
                .isEqualTo(
                        "ERR CONFIG SET failed (possibly related to argument 'maxmemory-policy') - argument(s) must be one"
                                + " of the following: volatile-lru, volatile-lfu, volatile-random, volatile-ttl, allkeys-lru,"
                                + " allkeys-lfu, allkeys-random, noeviction");
        assertThat(list("CONFIG", "GET", "hz")).containsExactly("hz", "10");
    }

    @Test
    void theBuilderNamesParameterValueAndLimits() {
        assertThatThrownBy(() -> FakeRedis.builder().config("maxclients", "0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The configuration parameter 'maxclients' can't be '0': argument must be between 1 and"
                        + " 4294967295 inclusive.");
        assertThatThrownBy(() -> FakeRedis.builder().config("nope", "0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'nope'");
        assertThatThrownBy(() -> FakeRedis.builder().databases(0)).hasMessageContaining("between 1 and 1048576");
    }

    @Test
    void debugIsRefusedUnlessAllowed() {
        try (FakeRedis other = FakeRedis.create();
                RespClient stranger = new RespClient(other.socket())) {
            assertThat(stranger.call("DEBUG", "DIGEST").text()).startsWith("ERR DEBUG command not allowed.");
        }
    }

    @Test
    void debugSleepServesNobodyMeanwhile() {
        RespClient other = new RespClient(redis.socket());
        client.send("DEBUG", "SLEEP", "0.5");
        other.send("PING");
        redis.clock().advance(Duration.ofMillis(499));
        assertThat(other.hasInput()).isFalse();

        redis.clock().advance(Duration.ofMillis(1));

        assertThat(client.read().text()).isEqualTo("OK");
        assertThat(other.read().text()).isEqualTo("PONG");
    }

    @Test
    void withoutActiveExpiryKeysGoWhenLookedAt() {
        call("DEBUG", "SET-ACTIVE-EXPIRE", "0");
        call("SET", "a", "1", "PX", "10");
        redis.clock().advance(Duration.ofMillis(10));
        assertThat(call("DBSIZE")).isEqualTo("1");

        assertThat(client.call("GET", "a")).isInstanceOf(RespValue.NullBulk.class);

        assertThat(call("DBSIZE")).isEqualTo("0");
    }

    @Test
    void reloadDropsExpiredKeysAndCompactsTheOthers() {
        call("DEBUG", "SET-ACTIVE-EXPIRE", "0");
        call("SET", "gone", "1", "PX", "10");
        call("SADD", "s", "a", "1");
        call("SREM", "s", "a");
        redis.clock().advance(Duration.ofMillis(11));
        String digest = call("DEBUG", "DIGEST-VALUE", "s");

        assertThat(call("DEBUG", "RELOAD")).isEqualTo("OK");

        assertThat(call("DBSIZE")).isEqualTo("1");
        assertThat(call("OBJECT", "ENCODING", "s")).isEqualTo("intset");
        assertThat(call("DEBUG", "DIGEST-VALUE", "s")).isEqualTo(digest);
    }

    @Test
    void shutdownEndsEveryConnectionAndTheServer() {
        RespClient other = new RespClient(redis.socket());

        client.send("SHUTDOWN", "NOSAVE");

        assertThatThrownBy(client::read).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(other::read).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(redis::socket).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void monitorShowsEveryCommandButSecrets() {
        assertThat(call("MONITOR")).isEqualTo("OK");
        RespClient other = new RespClient(redis.socket());
        String address = other.call("CLIENT", "INFO").text().replaceFirst("(?s).* addr=(\\S+) .*", "$1");

        other.call("MULTI");
        other.call("SET", "a", "\u0001\"\n");
        other.call("EXEC");
        other.call("AUTH", "default", "secret");
        other.call("CONFIG", "GET", "hz");
        other.call("GET", "a");

        String source = "1700000000.000000 [0 " + address + "] ";
        assertThat(client.read().text()).isEqualTo(source + "\"CLIENT\" \"INFO\"");
        assertThat(client.read().text()).isEqualTo(source + "\"MULTI\"");
        assertThat(client.read().text()).isEqualTo(source + "\"SET\" \"a\" \"\\x01\\\"\\n\"");
        assertThat(client.read().text()).isEqualTo(source + "\"EXEC\"");
        assertThat(client.read().text()).isEqualTo(source + "\"AUTH\" \"(redacted)\" \"(redacted)\"");
        assertThat(client.read().text()).isEqualTo(source + "\"GET\" \"a\"");
    }

    @Test
    void aMonitorMayNotTouchData() {
        call("MONITOR");

        assertThat(call("GET", "a")).isEqualTo("ERR Replica can't interact with the keyspace");
        assertThat(call("RESET")).isEqualTo("RESET");
        assertThat(client.call("GET", "a")).isInstanceOf(RespValue.NullBulk.class);
    }

    @Test
    void flushAllInATransactionEmptiesEveryDatabase() {
        call("SET", "a", "1");
        call("SELECT", "1");
        call("SET", "b", "1");
        call("MULTI");
        call("FLUSHALL", "ASYNC");
        call("EXEC");

        assertThat(call("INFO", "keyspace")).isEqualTo("# Keyspace\r\n");
    }

    @Test
    void commandDocsTellGroupAndSubcommands() {
        assertThat(client.call("COMMAND", "DOCS", "config").toString()).contains("group", "server", "config|get");
        assertThat(list("COMMAND", "DOCS", "nope")).isEmpty();
    }

    @Test
    void keysAreFoundByTheirCount() {
        assertThat(list("COMMAND", "GETKEYS", "ZUNIONSTORE", "d", "2", "a", "b"))
                .containsExactly("d", "a", "b");
        assertThat(call("COMMAND", "GETKEYS", "ZUNIONSTORE", "d", "9", "a", "b"))
                .isEqualTo("ERR Invalid arguments specified for command");
    }
}
