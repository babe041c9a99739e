package io.rqkit.fakeredis.internal.command.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.clock.RedisClock;
import io.rqkit.fakeredis.testing.RespClient;
import io.rqkit.fakeredis.testing.RespValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionCommandTest {
    private final FakeRedis redis = FakeRedis.builder()
            .clock(RedisClock.frozenAt(Instant.ofEpochSecond(1_700_000_000)))
            .build();
    private final RespClient client = client();

    @AfterEach
    void close() {
        redis.close();
    }

    private RespClient client() {
        return new RespClient(redis.socket());
    }

    private static Map<String, String> fields(String line) {
        return Arrays.stream(line.strip().split(" "))
                .collect(Collectors.toMap(f -> f.substring(0, f.indexOf('=')), f -> f.substring(f.indexOf('=') + 1)));
    }

    private static Map<String, String> info(RespClient of) {
        return fields(of.call("CLIENT", "INFO").text());
    }

    private static String id(RespClient of) {
        return of.call("CLIENT", "ID").text();
    }

    private static void assertEnded(RespClient ended) {
        assertThatThrownBy(ended::read).isInstanceOf(java.io.UncheckedIOException.class);
    }

    @Test
    void helloRepliesSevenFactsAsAFlatArrayInResp2() {
        List<RespValue> facts = client.call("HELLO").children();

        assertThat(facts).hasSize(14);
        assertThat(facts.stream().map(RespValue::text).limit(6))
                .containsExactly("server", "redis", "version", "7.0.15", "proto", "2");
    }

    @Test
    void helloThreeRepliesAMap() {
        assertThat(client.call("HELLO", "3")).isInstanceOf(RespValue.Map.class);
        assertThat(client.call("GET")).isInstanceOf(RespValue.Error.class);
        assertThat(info(client)).containsEntry("resp", "3");
    }

    @Test
    void helloWithUnsupportedProtocolChangesNothing() {
        assertThat(client.call("HELLO", "4").text()).isEqualTo("NOPROTO unsupported protocol version");
        assertThat(info(client)).containsEntry("resp", "2");
    }

    @Test
    void helloSetsNameAndProtocolAtOnce() {
        client.call("HELLO", "3", "AUTH", "default", "anything", "SETNAME", "worker");

        assertThat(client.call("CLIENT", "GETNAME").text()).isEqualTo("worker");
    }

    @Test
    void aClientWithoutPasswordIsRefused() {
        try (FakeRedis guarded = FakeRedis.builder().password("s").build();
                RespClient stranger = new RespClient(guarded.socket())) {
            assertThat(stranger.call("PING").text()).isEqualTo("NOAUTH Authentication required.");
            assertThat(stranger.call("HELLO", "3").text()).startsWith("NOAUTH HELLO must be called");
            assertThat(stranger.call("AUTH", "x").text())
                    .isEqualTo("WRONGPASS invalid username-password pair or user is disabled.");
            assertThat(stranger.call("AUTH", "default", "s").text()).isEqualTo("OK");
            assertThat(stranger.call("PING").text()).isEqualTo("PONG");
        }
    }

    @Test
    void clientInfoShowsDatabaseNameTransactionAndIdleTime() {
        client.call("SELECT", "3");
        client.call("CLIENT", "SETNAME", "me");
        RespClient watcher = client();
        client.call("MULTI");
        client.call("PING");

        redis.clock().advance(Duration.ofSeconds(7));
        String line = watcher.call("CLIENT", "LIST", "ID", "1").text();

        assertThat(fields(line))
                .containsEntry("db", "3")
                .containsEntry("name", "me")
                .containsEntry("multi", "1")
                .containsEntry("flags", "x")
                .containsEntry("age", "7")
                .containsEntry("idle", "7")
                .containsEntry("cmd", "ping")
                .containsEntry("user", "default");
    }

    @Test
    void clientListChoosesByType() {
        RespClient listener = client();
        listener.call("SUBSCRIBE", "news");

        assertThat(client.call("CLIENT", "LIST", "TYPE", "pubsub").text().lines())
                .singleElement()
                .satisfies(line ->
                        assertThat(fields(line)).containsEntry("sub", "1").containsEntry("flags", "P"));
        assertThat(client.call("CLIENT", "LIST", "TYPE", "replica").text()).isEmpty();
    }

    @Test
    void clientListIsVerbatimTextInResp3() {
        client.call("HELLO", "3");

        assertThat(client.call("CLIENT", "LIST")).isInstanceOf(RespValue.Verbatim.class);
    }

    @Test
    void killByIdEndsOthersAndSparesOneself() {
        RespClient victim = client();
        String id = id(victim);

        assertThat(client.call("CLIENT", "KILL", "ID", id).text()).isEqualTo("1");

        assertEnded(victim);
        assertThat(client.call("CLIENT", "KILL", "TYPE", "normal").text()).isEqualTo("0");
        assertThat(client.call("CLIENT", "KILL", "ID", id(client), "SKIPME", "no")
                        .text())
                .isEqualTo("1");
        assertEnded(client);
    }

    @Test
    void killInTheOldFormTakesAnAddress() {
        RespClient victim = client();
        String address = info(victim).get("addr");

        assertThat(client.call("CLIENT", "KILL", address).text()).isEqualTo("OK");
        assertThat(client.call("CLIENT", "KILL", address).text()).isEqualTo("ERR No such client");
        assertEnded(victim);
    }

    @Test
    void pauseHoldsWritesUntilItsEnd() {
        RespClient other = client();
        client.call("CLIENT", "PAUSE", "1000", "WRITE");

        other.send("PUBLISH", "news", "x");
        assertThat(other.hasInput()).isFalse();
        assertThat(client.call("PING").text()).isEqualTo("PONG");
        redis.clock().advance(Duration.ofSeconds(1));

        assertThat(other.read().text()).isEqualTo("0");
    }

    @Test
    void unpauseLetsEverybodyGoOn() {
        RespClient other = client();
        client.call("CLIENT", "PAUSE", "1000", "WRITE");
        other.send("PUBLISH", "news", "x");

        assertThat(client.call("CLIENT", "UNPAUSE").text()).isEqualTo("OK");
        assertThat(other.read().text()).isEqualTo("0");
    }

    @Test
    void unblockEndsAWaitWithItsTimeoutReplyOrAnError() {
        RespClient waiting = client();
        String id = id(waiting);
        waiting.send("BLPOP", "list", "0");

        assertThat(client.call("CLIENT", "UNBLOCK", id).text()).isEqualTo("1");
        assertThat(waiting.read()).isInstanceOf(RespValue.NullArray.class);
        waiting.send("BLPOP", "list", "0");
        assertThat(client.call("CLIENT", "UNBLOCK", id, "ERROR").text()).isEqualTo("1");
        assertThat(waiting.read().text()).isEqualTo("UNBLOCKED client unblocked via CLIENT UNBLOCK");
        assertThat(client.call("CLIENT", "UNBLOCK", id).text()).isEqualTo("0");
    }

    @Test
    void replyOffSilencesRepliesButNotMessages() {
        client.call("SUBSCRIBE", "news");
        RespClient silent = client();
        silent.send("CLIENT", "REPLY", "OFF");
        silent.send("PING");
        silent.send("SUBSCRIBE", "news");
        assertThat(silent.read())
                .isEqualTo(new RespValue.Array(
                        List.of(new RespValue.Bulk("subscribe"), new RespValue.Bulk("news"), new RespValue.Int(1))));

        client().call("PUBLISH", "news", "hello");

        assertThat(silent.read().children()).extracting(RespValue::text).containsExactly("message", "news", "hello");
    }

    @Test
    void replySkipSkipsTheNextReplyOnly() {
        client.send("CLIENT", "REPLY", "SKIP");
        client.send("ECHO", "skipped");

        assertThat(client.call("ECHO", "seen").text()).isEqualTo("seen");
    }

    @Test
    void resetEndsSubscriptionsAndProtocol() {
        client.call("HELLO", "3");
        client.call("SELECT", "2");
        client.call("SUBSCRIBE", "news");

        assertThat(client.call("RESET").text()).isEqualTo("RESET");

        assertThat(info(client))
                .containsEntry("resp", "2")
                .containsEntry("db", "0")
                .containsEntry("sub", "0");
    }

    @Test
    void quitRepliesAndCloses() {
        assertThat(client.call("QUIT").text()).isEqualTo("OK");
        assertEnded(client);
    }

    @Test
    void aSubcommandOfALaterRedisIsUnknown() {
        assertThat(client.call("CLIENT", "SETINFO", "LIB-NAME", "x").text())
                .isEqualTo("ERR unknown subcommand 'SETINFO'. Try CLIENT HELP.");
    }
}
