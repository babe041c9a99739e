package io.rqkit.examples.fake;

import io.rqkit.core.Queue;
import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import java.time.Duration;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** Plugs clients into a fake Redis. */
public final class FakeClients {
    private FakeClients() {}

    /** Shows each way. */
    public static void main(String[] args) {
        System.out.println("in-process: " + inProcess());
        System.out.println("over TCP: " + overTcp());
        System.out.println("a queue: " + queueSize());
        System.out.println("an hour later: " + anHourLater());
    }

    static String inProcess() {
        try (FakeRedis redis = FakeRedis.create();
                Jedis jedis = new Jedis(redis::socket)) { // no port, no thread
            jedis.set("greeting", "hello");
            return jedis.get("greeting");
        }
    }

    static String overTcp() {
        try (FakeRedis redis = FakeRedis.create()) {
            Endpoint endpoint = redis.listen(); // a free port of this machine, for any client of any language
            try (Jedis jedis = new Jedis(endpoint.uri())) {
                return jedis.ping();
            }
        }
    }

    static int queueSize() {
        try (FakeRedis redis = FakeRedis.create();
                UnifiedJedis pooled = pooled(redis)) {
            Queue queue = new Queue("mail", pooled);
            queue.enqueue("mailer.send", "bob", 3);
            return queue.size();
        }
    }

    /** Returns a pooled client, which queues and workers need, in-process. */
    static UnifiedJedis pooled(FakeRedis redis) {
        var config = DefaultJedisClientConfig.builder().build();
        var connections = new PooledConnectionProvider(new ConnectionFactory(redis::socket, config));
        return RedisClient.builder().connectionProvider(connections).build();
    }

    static boolean anHourLater() {
        try (FakeRedis redis = FakeRedis.create();
                Jedis jedis = new Jedis(redis::socket)) {
            redis.clock().freeze();
            jedis.setex("session", 3600, "bob");
            redis.clock().advance(Duration.ofHours(1)); // takes no time
            return jedis.exists("session");
        }
    }
}
