package io.rqkit.fakeredis.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.fakeredis.testing.EachServer;
import io.rqkit.fakeredis.testing.Patience;
import io.rqkit.fakeredis.testing.ServerChoice;
import io.rqkit.fakeredis.testing.TestedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.params.SetParams;

/** What Jedis hears from its server unasked: messages and keyspace events. */
@EachServer(inProcess = true)
@Timeout(60)
class JedisEventsTest {
    private final TestedServer server;
    private final JedisClientConfig config;
    private final List<AutoCloseable> opened = new ArrayList<>();

    JedisEventsTest(ServerChoice choice) {
        server = choice.start();
        config = DefaultJedisClientConfig.builder()
                .timeoutMillis(Patience.MILLIS)
                .protocol(choice.resp() == 2 ? RedisProtocol.RESP2 : RedisProtocol.RESP3)
                .build();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        server.close();
    }

    private Jedis connect() {
        Jedis jedis = new Jedis(JedisTest.sockets(server), config);
        opened.add(jedis);
        return jedis;
    }

    /** Not on the common pool, which has a thread or two and which subscribers of other tests would fill. */
    private static CompletableFuture<Void> async(Runnable work) {
        return CompletableFuture.runAsync(work, task -> new Thread(task, "subscriber").start());
    }

    /** Remembers all that it hears. */
    private static final class Heard extends JedisPubSub {
        final BlockingQueue<String> all = new LinkedBlockingQueue<>();

        @Override
        public void onPSubscribe(String pattern, int count) {
            all.add("psubscribe " + pattern + " " + count);
        }

        @Override
        public void onSubscribe(String channel, int count) {
            all.add("subscribe " + channel + " " + count);
        }

        @Override
        public void onPMessage(String pattern, String channel, String message) {
            all.add(pattern + " " + channel + " " + message);
        }

        String next() {
            try {
                return all.poll(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void aPatternHearsEachChannelThatItMatches() throws Exception {
        Heard heard = new Heard();
        Jedis subscribing = connect();
        CompletableFuture<Void> ended = async(() -> subscribing.psubscribe(heard, "news.*"));
        assertThat(heard.next()).isEqualTo("psubscribe news.* 1");

        Jedis publishing = connect();
        assertThat(publishing.publish("news.art", "hello")).isEqualTo(1);
        assertThat(publishing.publish("weather", "hello")).isZero();
        assertThat(publishing.pubsubNumPat()).isEqualTo(1);
        heard.subscribe("weather");

        assertThat(heard.next()).isEqualTo("news.* news.art hello");
        assertThat(heard.next()).isEqualTo("subscribe weather 2");
        assertThat(publishing.pubsubNumSub("weather")).containsEntry("weather", 1L);
        heard.unsubscribe();
        heard.punsubscribe();
        ended.get(20, TimeUnit.SECONDS);
        assertThat(subscribing.ping()).isEqualTo("PONG");
    }

    @Test
    void aListenerOfKeyspaceEventsHearsOfExpiry() throws Exception {
        Jedis jedis = connect();
        jedis.configSet("notify-keyspace-events", "Ex");
        Heard heard = new Heard();
        Jedis subscribing = connect();
        CompletableFuture<Void> ended = async(() -> subscribing.psubscribe(heard, "__keyevent@*__:expired"));
        heard.next();

        jedis.set("k", "v", SetParams.setParams().px(10));

        assertThat(heard.next()).isEqualTo("__keyevent@*__:expired __keyevent@0__:expired k");
        heard.punsubscribe();
        ended.get(20, TimeUnit.SECONDS);
    }

    @Test
    void aSubscriberThatIsCutEndsWithAnException() throws Exception {
        Heard heard = new Heard();
        Jedis subscribing = connect();
        CompletableFuture<Void> ended = async(() -> subscribing.subscribe(heard, "news"));
        heard.next();

        server.cutClients();

        assertThatThrownBy(() -> ended.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(JedisConnectionException.class);
    }
}
