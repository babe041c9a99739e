package io.rqkit.fakeredis.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.TrackingArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.RedisPubSubListener;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.support.caching.CacheAccessor;
import io.lettuce.core.support.caching.CacheFrontend;
import io.lettuce.core.support.caching.ClientSideCaching;
import io.rqkit.fakeredis.testing.EachServer;
import io.rqkit.fakeredis.testing.ServerChoice;
import io.rqkit.fakeredis.testing.TestedServer;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What Lettuce hears from its server unasked: messages, keyspace events, invalidations. */
class LettuceEventsTest {
    /** Remembers all that it hears. */
    private static final class Heard implements RedisPubSubListener<String, String> {
        final BlockingQueue<String> all = new LinkedBlockingQueue<>();

        @Override
        public void message(String channel, String message) {
            all.add(channel + " " + message);
        }

        @Override
        public void message(String pattern, String channel, String message) {
            all.add(pattern + " " + channel + " " + message);
        }

        @Override
        public void smessage(String channel, String message) {
            all.add("shard " + channel + " " + message);
        }

        @Override
        public void subscribed(String channel, long count) {}

        @Override
        public void psubscribed(String pattern, long count) {}

        @Override
        public void unsubscribed(String channel, long count) {
            all.add("unsubscribed " + channel + " " + count);
        }

        @Override
        public void punsubscribed(String pattern, long count) {}

        String next() {
            try {
                return all.poll(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Nested
    @EachServer
    class Messages {
        private final TestedServer server;
        private final LettuceClient lettuce;
        private final StatefulRedisPubSubConnection<String, String> subscriber;
        private final Heard heard = new Heard();

        Messages(ServerChoice choice) {
            server = choice.start();
            lettuce = new LettuceClient(server, choice.resp());
            subscriber = lettuce.client().connectPubSub();
            subscriber.addListener(heard);
        }

        @AfterEach
        void close() {
            lettuce.close();
            server.close();
        }

        @Test
        void channelsPatternsAndShardsAreHeard() {
            RedisCommands<String, String> publishing =
                    lettuce.client().connect().sync();
            subscriber.sync().subscribe("news");
            subscriber.sync().psubscribe("n?ws");
            subscriber.sync().ssubscribe("orders");

            assertThat(publishing.publish("news", "hello")).isEqualTo(2);
            assertThat(publishing.spublish("orders", "new")).isEqualTo(1);

            assertThat(heard.next()).isEqualTo("news hello");
            assertThat(heard.next()).isEqualTo("n?ws news hello");
            assertThat(heard.next()).isEqualTo("shard orders new");
            assertThat(publishing.pubsubChannels()).containsExactly("news");
            assertThat(publishing.pubsubShardChannels()).containsExactly("orders");
            assertThat(publishing.pubsubNumpat()).isEqualTo(1);
            subscriber.sync().unsubscribe("news");
            assertThat(heard.next()).isEqualTo("unsubscribed news 1");
        }

        @Test
        void subscriptionsComeBackWithTheConnection() {
            subscriber.sync().subscribe("news");

            server.cutClients();
            TestedServer.awaitTrue(() -> server.call("PUBLISH", "news", "hello").equals("(integer) 1"));

            assertThat(heard.next()).isEqualTo("news hello");
        }

        @Test
        void aListenerOfKeyspaceEventsHearsOfExpiry() {
            RedisCommands<String, String> redis = lettuce.client().connect().sync();
            redis.configSet("notify-keyspace-events", "KEA");
            subscriber.sync().psubscribe("__key*__:*");

            redis.psetex("k", 10, "v");

            assertThat(heard.next()).isEqualTo("__key*__:* __keyspace@0__:k set");
            assertThat(heard.next()).isEqualTo("__key*__:* __keyevent@0__:set k");
            assertThat(heard.next()).isEqualTo("__key*__:* __keyspace@0__:k expire");
            assertThat(heard.next()).isEqualTo("__key*__:* __keyevent@0__:expire k");
            assertThat(heard.next()).isEqualTo("__key*__:* __keyspace@0__:k expired");
        }
    }

    @Nested
    @EachServer(resp = 3)
    class Invalidations {
        private final TestedServer server;
        private final LettuceClient lettuce;

        Invalidations(ServerChoice choice) {
            server = choice.start();
            lettuce = new LettuceClient(server, choice.resp());
        }

        @AfterEach
        void close() {
            lettuce.close();
            server.close();
        }

        @Test
        void aCacheIsToldWhatChanged() {
            Map<String, String> cache = new ConcurrentHashMap<>();
            StatefulRedisConnection<String, String> connection =
                    lettuce.client().connect();
            CacheFrontend<String, String> frontend =
                    ClientSideCaching.enable(CacheAccessor.forMap(cache), connection, TrackingArgs.Builder.enabled());
            server.call("SET", "k", "one");
            assertThat(frontend.get("k")).isEqualTo("one");
            assertThat(cache).containsEntry("k", "one");

            server.call("SET", "k", "two");

            TestedServer.awaitTrue(() -> !cache.containsKey("k"));
            assertThat(frontend.get("k")).isEqualTo("two");
            assertThat(connection.sync().clientTrackinginfo().toString()).contains("ON");
        }

        @Test
        void broadcastTellsOfAPrefix() {
            StatefulRedisConnection<String, String> connection =
                    lettuce.client().connect();
            BlockingQueue<String> pushed = new LinkedBlockingQueue<>();
            connection.addListener(message -> pushed.add(
                    message.getType() + " " + message.getContent(io.lettuce.core.codec.StringCodec.UTF8::decodeKey)));
            connection
                    .sync()
                    .clientTracking(TrackingArgs.Builder.enabled()
                            .bcast()
                            .prefixes("mine:")
                            .noloop());

            connection.sync().set("mine:own", "v");
            server.call("SET", "yours:1", "v");
            server.call("SET", "mine:1", "v");

            TestedServer.awaitTrue(() -> !pushed.isEmpty());
            assertThat(pushed).containsExactly("invalidate [invalidate, [mine:1]]");
        }
    }
}
