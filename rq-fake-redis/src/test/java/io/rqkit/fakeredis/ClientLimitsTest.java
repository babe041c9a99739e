package io.rqkit.fakeredis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.fakeredis.clock.RedisClock;
import io.rqkit.fakeredis.testing.RespClient;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientLimitsTest {
    private final RedisClock clock = RedisClock.frozenAt(Instant.ofEpochSecond(1_700_000_000));
    private final FakeRedis redis = FakeRedis.builder().clock(clock).build();
    private final RespClient admin = client();

    @AfterEach
    void close() {
        redis.close();
    }

    private RespClient client() {
        return new RespClient(redis.socket());
    }

    private static void assertEnded(RespClient ended) {
        assertThatThrownBy(ended::read).isInstanceOf(UncheckedIOException.class);
    }

    private long clients() {
        return admin.call("CLIENT", "LIST").text().lines().count();
    }

    @Test
    void anIdleClientIsDisconnectedButNotOneThatWaitsOrListens() {
        admin.call("CONFIG", "SET", "timeout", "60");
        RespClient idle = client();
        RespClient waiting = client();
        RespClient listening = client();
        waiting.send("BLPOP", "list", "0");
        waiting.flush();
        listening.call("SUBSCRIBE", "news");
        assertThat(idle.call("PING").text()).isEqualTo("PONG");

        clock.advance(Duration.ofSeconds(40));
        assertThat(admin.call("PING").text()).isEqualTo("PONG");
        assertThat(clients()).isEqualTo(4);
        clock.advance(Duration.ofSeconds(21));

        assertThat(clients()).isEqualTo(3);
        assertEnded(idle);
        assertThat(admin.call("RPUSH", "list", "x").text()).isEqualTo("1");
    }

    @Test
    void whoSendsOrIsSentSomethingIsNotIdle() {
        admin.call("CONFIG", "SET", "timeout", "60");
        RespClient slow = client();
        RespClient listening = client();
        listening.call("SUBSCRIBE", "news");
        slow.sendRaw("*1\r\n$4\r\n".getBytes(US_ASCII));
        clock.advance(Duration.ofSeconds(40));
        slow.sendRaw("PI".getBytes(US_ASCII));
        admin.call("PUBLISH", "news", "x");
        clock.advance(Duration.ofSeconds(30));

        assertThat(admin.call("CLIENT", "LIST").text())
                .containsSubsequence(" idle=0 ", " idle=30 ", " idle=30 ")
                .doesNotContain("idle=70");
        slow.sendRaw("NG\r\n".getBytes(US_ASCII));
        assertThat(slow.read().text()).isEqualTo("PONG");
    }

    @Test
    void aReplyWithoutEndIsEndedAtTheHardLimit() {
        admin.call("CONFIG", "SET", "client-output-buffer-limit", "normal 1000000 0 0");
        admin.call("HSET", "hash", "f", "v");
        admin.call("SADD", "set", "a");
        admin.call("ZADD", "zset", "1", "a");

        for (String draw : new String[] {"HRANDFIELD hash", "SRANDMEMBER set", "ZRANDMEMBER zset"}) {
            RespClient greedy = client();
            greedy.send((draw + " -999999999").split(" "));
            assertEnded(greedy);
        }

        assertThat(clients()).isEqualTo(1);
    }

    @Test
    void theBufferForRepliesShrinksWhileAClientIsIdleAndGrowsAgain() {
        RespClient idle = client();
        idle.call("CLIENT", "SETNAME", "idle");

        clock.advance(Duration.ofSeconds(20));
        assertThat(replyBuffer("idle")).isLessThan(2048);

        admin.call("SET", "long", "x".repeat(40_000));
        for (int i = 0; i < 10; i++) {
            idle.call("GET", "long");
            clock.advance(Duration.ofMillis(200));
            replyBuffer("idle");
        }
        assertThat(replyBuffer("idle")).isEqualTo(16384);
    }

    @Test
    void theBufferForRepliesOfANewClientShrinksByTheSecondRound() {
        client().call("CLIENT", "SETNAME", "new");
        assertThat(replyBuffer("new")).isEqualTo(16384);

        clock.advance(Duration.ofMillis(200));
        assertThat(replyBuffer("new")).isEqualTo(1024);
    }

    private int replyBuffer(String name) {
        String line = admin.call("CLIENT", "LIST")
                .text()
                .lines()
                .filter(each -> each.contains(" name=" + name + " "))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(line.replaceAll(".* rbs=(\\d+) .*", "$1"));
    }

    @Test
    void argumentsOfARequestThatNeverEndsCount() {
        admin.call("CONFIG", "SET", "maxmemory-clients", "1mb");
        admin.call("CLIENT", "NO-EVICT", "on");
        RespClient slow = client();

        for (int i = 0; i < 2; i++) {
            slow.sendRaw((i == 0 ? "*3\r\n" : "").getBytes(StandardCharsets.ISO_8859_1));
            slow.sendRaw(("$600000\r\n" + "x".repeat(600_000) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }

        assertEnded(slow);
    }

    @Test
    void aSubscriberThatDoesNotReadIsDisconnectedAtTheHardLimit() {
        admin.call("CONFIG", "SET", "client-output-buffer-limit", "pubsub 100000 0 0");
        RespClient listening = client();
        listening.call("SUBSCRIBE", "news");
        String message = "x".repeat(1000);
        int sent = 0;
        while (admin.call("PUBLISH", "news", message).text().equals("1")) {
            sent++;
        }
        assertThat(sent).isBetween(95, 100);
        assertThat(clients()).isEqualTo(1);
    }

    @Test
    void theSoftLimitCountsSecondsWithoutTraffic() {
        admin.call("CONFIG", "SET", "client-output-buffer-limit", "pubsub 0 1000 3");
        RespClient listening = client();
        listening.call("SUBSCRIBE", "news");
        admin.call("PUBLISH", "news", "x".repeat(2000));
        clock.advance(Duration.ofMillis(3900));
        assertThat(clients()).isEqualTo(2);
        assertThat(admin.call("CLIENT", "LIST").text()).contains("obl=2");
        clock.advance(Duration.ofMillis(100));
        assertThat(clients()).isEqualTo(1);
    }

    @Test
    void whoReadsInTimeStays() {
        admin.call("CONFIG", "SET", "client-output-buffer-limit", "pubsub 0 1000 3");
        RespClient listening = client();
        listening.call("SUBSCRIBE", "news");
        admin.call("PUBLISH", "news", "x".repeat(2000));
        listening.read();
        admin.call("PUBLISH", "news", "y");
        clock.advance(Duration.ofSeconds(10));
        assertThat(listening.read().children().get(2).text()).isEqualTo("y");
        assertThat(clients()).isEqualTo(2);
    }
}
