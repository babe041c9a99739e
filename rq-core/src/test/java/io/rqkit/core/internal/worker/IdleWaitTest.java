package io.rqkit.core.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.FakeRedis;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

@Timeout(60)
class IdleWaitTest {
    private final FakeRedis before = FakeRedis.create();
    private final FakeRedis after = FakeRedis.create();
    private final AtomicReference<FakeRedis> master = new AtomicReference<>(before);

    @AfterEach
    void close() {
        before.close();
        after.close();
    }

    private UnifiedJedis client(RedisProtocol protocol) {
        ConnectionFactory factory = new ConnectionFactory(
                () -> master.get().socket(),
                DefaultJedisClientConfig.builder()
                        .protocol(protocol)
                        .socketTimeoutMillis(0)
                        .build());
        return RedisClient.builder()
                .connectionProvider(new PooledConnectionProvider(factory))
                .build();
    }

    private static void awaitBlocked(Jedis observer, int clients) {
        while (!observer.info("clients").contains("blocked_clients:" + clients + "\r\n")) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RESP2", "RESP3"})
    void aWaitEndsWhenItIsWoken(RedisProtocol protocol) {
        try (UnifiedJedis redis = client(protocol);
                IdleWait wait = new IdleWait(redis);
                Jedis observer = new Jedis(before::socket)) {
            CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> wait.await("work", 0));
            awaitBlocked(observer, 1);

            wait.wake();

            assertThat(waiting.join()).isFalse();
        }
    }

    @Test
    void whoHasTheSameIdOnTheNextMasterIsNotWoken() {
        try (UnifiedJedis redis = client(RedisProtocol.RESP3);
                IdleWait wait = new IdleWait(redis);
                Jedis first = new Jedis(after::socket);
                Jedis other = new Jedis(after::socket);
                Jedis observer = new Jedis(after::socket)) {
            List<Jedis> strangers = List.of(first, other);
            List<CompletableFuture<List<String>>> waiting = strangers.stream()
                    .map(stranger -> CompletableFuture.supplyAsync(() -> stranger.blpop(0, "mine")))
                    .toList();
            awaitBlocked(observer, 2);
            master.set(after);
            redis.ping();

            wait.wake();

            assertThat(waiting).noneMatch(CompletableFuture::isDone);
            observer.rpush("mine", "1", "2");
            assertThat(waiting).extracting(CompletableFuture::join).doesNotContainNull();
        }
    }
}
