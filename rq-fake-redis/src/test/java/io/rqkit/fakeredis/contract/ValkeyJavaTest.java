package io.rqkit.fakeredis.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.fakeredis.testing.EachServer;
import io.rqkit.fakeredis.testing.Patience;
import io.rqkit.fakeredis.testing.ServerChoice;
import io.rqkit.fakeredis.testing.TestedServer;
import io.valkey.AbstractTransaction;
import io.valkey.ConnectionFactory;
import io.valkey.DefaultJedisClientConfig;
import io.valkey.DefaultJedisSocketFactory;
import io.valkey.HostAndPort;
import io.valkey.Jedis;
import io.valkey.JedisClientConfig;
import io.valkey.JedisPubSub;
import io.valkey.JedisSocketFactory;
import io.valkey.Pipeline;
import io.valkey.RedisProtocol;
import io.valkey.Response;
import io.valkey.StreamEntryID;
import io.valkey.UnifiedJedis;
import io.valkey.args.GeoUnit;
import io.valkey.args.SortedSetOption;
import io.valkey.exceptions.JedisAccessControlException;
import io.valkey.exceptions.JedisConnectionException;
import io.valkey.exceptions.JedisDataException;
import io.valkey.exceptions.JedisNoScriptException;
import io.valkey.params.SetParams;
import io.valkey.params.XReadGroupParams;
import io.valkey.providers.PooledConnectionProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a program does with valkey-java, which is Jedis under other names and goes its own way since. */
@EachServer(inProcess = true)
class ValkeyJavaTest {
    private final TestedServer server;
    private final JedisClientConfig config;
    private final ExecutorService second = Executors.newCachedThreadPool();
    private final List<AutoCloseable> opened = new ArrayList<>();

    ValkeyJavaTest(ServerChoice choice) {
        server = choice.start();
        config = DefaultJedisClientConfig.builder()
                .timeoutMillis(Patience.MILLIS)
                .protocol(choice.resp() == 2 ? RedisProtocol.RESP2 : RedisProtocol.RESP3)
                .build();
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        server.close();
        second.shutdownNow();
        assertThat(second.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private Jedis single() {
        return keep(new Jedis(sockets(server), config));
    }

    private UnifiedJedis pooled() {
        return keep(new UnifiedJedis(new PooledConnectionProvider(new ConnectionFactory(sockets(server), config))));
    }

    /** Returns what opens the client's connections: the server's sockets in-process, otherwise the client's own. */
    private static JedisSocketFactory sockets(TestedServer server) {
        return server.isInProcess()
                ? server::socket
                : new DefaultJedisSocketFactory(new HostAndPort(server.host(), server.port()));
    }

    private <T extends AutoCloseable> T keep(T closeable) {
        opened.add(0, closeable);
        return closeable;
    }

    @Test
    void eachTypeOfValueComesBack() {
        Jedis jedis = single();

        jedis.set("s", "v", SetParams.setParams().ex(100));
        jedis.rpush("l", "a", "b", "c");
        jedis.hset("h", Map.of("f", "1", "g", "2"));
        jedis.sadd("m", "x", "y");
        jedis.zadd("z", Map.of("one", 1.5, "two", 2.5));
        StreamEntryID id = jedis.xadd("x", new StreamEntryID(5, 1), Map.of("k", "v"));

        assertThat(jedis.get("s")).isEqualTo("v");
        assertThat(jedis.ttl("s")).isBetween(90L, 100L);
        assertThat(jedis.lrange("l", 0, -1)).containsExactly("a", "b", "c");
        assertThat(jedis.hgetAll("h")).containsOnly(Map.entry("f", "1"), Map.entry("g", "2"));
        assertThat(jedis.smembers("m")).containsExactlyInAnyOrder("x", "y");
        assertThat(jedis.zrangeWithScores("z", 0, -1)).extracting("score").containsExactly(1.5, 2.5);
        assertThat(jedis.xrange("x", "-", "+")).singleElement().satisfies(entry -> {
            assertThat(entry.getID()).isEqualTo(id);
            assertThat(entry.getFields()).containsExactly(Map.entry("k", "v"));
        });
    }

    @Test
    void anErrorIsRaisedAndTheConnectionGoesOn() {
        Jedis jedis = single();
        jedis.set("s", "v");

        assertThatThrownBy(() -> jedis.lpush("s", "x"))
                .isInstanceOf(JedisDataException.class)
                .hasMessage("WRONGTYPE Operation against a key holding the wrong kind of value");

        assertThat(jedis.get("s")).isEqualTo("v");
    }

    @Test
    void aPipelineAnswersInOrder() {
        Jedis jedis = single();
        List<Response<Long>> counts = new ArrayList<>();

        try (Pipeline pipeline = jedis.pipelined()) {
            for (int i = 0; i < 1000; i++) {
                counts.add(pipeline.incr("n"));
            }
            pipeline.sync();
        }

        assertThat(counts).extracting(Supplier::get).startsWith(1L, 2L).endsWith(1000L);
    }

    @Test
    void aPoolServesManyThreads() throws Exception {
        UnifiedJedis pool = pooled();
        List<CompletableFuture<Void>> all = new ArrayList<>();

        for (int thread = 0; thread < 4; thread++) {
            all.add(CompletableFuture.runAsync(
                    () -> {
                        for (int i = 0; i < 250; i++) {
                            pool.incr("n");
                        }
                    },
                    second));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);

        assertThat(pool.get("n")).isEqualTo("1000");
    }

    @Test
    void aTransactionRunsWhole() {
        UnifiedJedis pool = pooled();

        List<Object> replies;
        try (AbstractTransaction transaction = pool.multi()) {
            transaction.set("a", "1");
            transaction.incr("a");
            transaction.lpush("a", "x");
            replies = transaction.exec();
        }

        assertThat(replies.subList(0, 2)).containsExactly("OK", 2L);
        assertThat(replies.get(2)).isInstanceOf(JedisDataException.class);
    }

    @Test
    void aTransactionOfAChangedWatchedKeyIsRefused() {
        UnifiedJedis pool = pooled();

        List<Object> replies;
        try (AbstractTransaction transaction = pool.transaction(false)) {
            transaction.watch("a");
            single().set("a", "other");
            transaction.multi();
            transaction.set("a", "mine");
            replies = transaction.exec();
        }

        assertThat(replies).isNull();
        assertThat(pool.get("a")).isEqualTo("other");
    }

    @Test
    void aBlockingPopGivesUpAfterItsTime() {
        Jedis jedis = single();

        assertThat(jedis.blpop(0.01, "l")).isNull();
    }

    @Test
    void aBlockingPopIsServedByAPushFromAnotherThread() throws Exception {
        Jedis waiting = single();
        Jedis pushing = single();

        CompletableFuture<?> popped = CompletableFuture.supplyAsync(() -> waiting.blpop(30.0, "l"), second);
        server.awaitBlocked(1);
        pushing.rpush("l", "late");

        assertThat(popped.get(30, TimeUnit.SECONDS)).hasToString(String.valueOf(expectedPair("l", "late")));
        assertThat(pushing.llen("l")).isZero();
    }

    private static Object expectedPair(String key, String value) {
        return new io.valkey.util.KeyValue<>(key, value);
    }

    @Test
    void aSubscriberHearsWhatAnotherThreadPublishes() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        JedisPubSub listener = new JedisPubSub() {
            @Override
            public void onSubscribe(String channel, int count) {
                heard.add("subscribed " + channel);
            }

            @Override
            public void onMessage(String channel, String message) {
                heard.add(channel + " " + message);
            }
        };
        Jedis subscribing = single();
        CompletableFuture<Void> ended =
                CompletableFuture.runAsync(() -> subscribing.subscribe(listener, "news"), second);

        assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("subscribed news");
        assertThat(single().publish("news", "hello")).isEqualTo(1);
        assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("news hello");

        listener.unsubscribe();
        ended.get(30, TimeUnit.SECONDS);
    }

    @Test
    void theHandshakeSetsUserDatabaseAndName() {
        server.call("ACL", "SETUSER", "bob", "on", ">secret", "~*", "&*", "+@all");
        JedisClientConfig bob = DefaultJedisClientConfig.builder()
                .timeoutMillis(Patience.MILLIS)
                .protocol(config.getRedisProtocol())
                .user("bob")
                .password("secret")
                .database(3)
                .clientName("billing")
                .build();

        try (Jedis jedis = new Jedis(sockets(server), bob)) {
            assertThat(jedis.clientInfo()).contains(" name=billing ", " db=3 ", " user=bob ");
        }
        server.call("CONFIG", "SET", "requirepass", "other");
        assertThatThrownBy(() -> new Jedis(sockets(server), config).get("k"))
                .isInstanceOf(JedisAccessControlException.class)
                .hasMessageStartingWith("NOAUTH ");
    }

    @Test
    void scriptsFunctionsAndScans() {
        Jedis jedis = single();
        String sha = jedis.scriptLoad("return redis.call('INCRBY', KEYS[1], ARGV[1])");

        assertThat(jedis.evalsha(sha, List.of("n"), List.of("5"))).isEqualTo(5L);
        assertThatThrownBy(() -> jedis.evalsha("0123456789012345678901234567890123456789"))
                .isInstanceOf(JedisNoScriptException.class);
        jedis.functionLoad("#!lua name=mylib\nredis.register_function('echo', function(k, a) return a[1] end)");
        assertThat(jedis.fcall("echo", List.of(), List.of("hello"))).isEqualTo("hello");
        assertThat(jedis.scan("0").getResult()).containsExactly("n");
        assertThat(jedis.zmpop(SortedSetOption.MAX, "none")).isNull();
        jedis.geoadd("g", 13.361389, 38.115556, "Palermo");
        assertThat(jedis.geosearch("g", "Palermo", 10, GeoUnit.KM)).hasSize(1);
    }

    @Test
    void aGroupSharesAStreamOut() {
        Jedis jedis = single();
        StreamEntryID id = jedis.xadd("s", new StreamEntryID(5, 1), Map.of("k", "v"));
        jedis.xgroupCreate("s", "g", new StreamEntryID(0, 0), false);

        assertThat(jedis.xreadGroup(
                        "g", "alice", XReadGroupParams.xReadGroupParams(), Map.of("s", StreamEntryID.UNRECEIVED_ENTRY)))
                .singleElement()
                .satisfies(stream -> assertThat(stream.getValue()).hasSize(1));
        assertThat(jedis.xpending("s", "g").getTotal()).isEqualTo(1);
        assertThat(jedis.xinfoGroups("s").get(0).getName()).isEqualTo("g");
        assertThat(jedis.xack("s", "g", id)).isEqualTo(1);
    }

    @Test
    void aPoolOpensAnotherConnectionForOneThatWasCut() {
        UnifiedJedis pool = pooled();
        pool.set("k", "v");

        server.cutClients();

        assertThatThrownBy(() -> pool.get("k")).isInstanceOf(JedisConnectionException.class);
        assertThat(pool.get("k")).isEqualTo("v");
    }
}
