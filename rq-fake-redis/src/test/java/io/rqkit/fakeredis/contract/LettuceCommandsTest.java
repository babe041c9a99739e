package io.rqkit.fakeredis.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.Consumer;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.XAutoClaimArgs;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.rqkit.fakeredis.testing.EachServer;
import io.rqkit.fakeredis.testing.ServerChoice;
import io.rqkit.fakeredis.testing.TestedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Lettuce's batches, transactions, scripts and streams, and its asynchronous and reactive methods. */
@EachServer
class LettuceCommandsTest {
    private final TestedServer server;
    private final LettuceClient lettuce;
    private final StatefulRedisConnection<String, String> connection;
    private final RedisCommands<String, String> redis;

    LettuceCommandsTest(ServerChoice choice) {
        server = choice.start();
        lettuce = new LettuceClient(server, choice.resp());
        connection = lettuce.client().connect();
        redis = connection.sync();
    }

    @AfterEach
    void close() {
        lettuce.close();
        server.close();
    }

    @Test
    void aBatchIsSentAsOneAndAnsweredInOrder() throws Exception {
        RedisAsyncCommands<String, String> async = connection.async();
        List<RedisFuture<Long>> counts = new ArrayList<>();
        connection.setAutoFlushCommands(false);

        for (int i = 0; i < 1000; i++) {
            counts.add(async.incr("n"));
        }
        RedisFuture<Long> wrong = async.lpush("n", "x");
        connection.flushCommands();

        assertThat(LettuceFutures.awaitAll(Duration.ofSeconds(20), counts.toArray(RedisFuture[]::new)))
                .isTrue();
        assertThat(counts.get(999).get()).isEqualTo(1000);
        assertThatThrownBy(() -> wrong.get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(RedisCommandExecutionException.class);
        connection.setAutoFlushCommands(true);
    }

    @Test
    void reactiveCommandsFlow() {
        var reactive = connection.reactive();

        Long sum = Flux.range(1, 100)
                .flatMap(i -> reactive.rpush("l", "" + i))
                .thenMany(reactive.lrange("l", 0, -1))
                .map(Long::parseLong)
                .reduce(0L, Long::sum)
                .block(Duration.ofSeconds(20));

        assertThat(sum).isEqualTo(5050);
        assertThat(reactive.get("none").blockOptional()).isEmpty();
    }

    @Test
    void aTransactionRunsWhole() {
        redis.multi();
        redis.set("a", "1");
        redis.incr("a");
        redis.lpush("a", "x");
        redis.hgetall("none");
        TransactionResult result = redis.exec();

        assertThat(result.wasDiscarded()).isFalse();
        assertThat(result.<Object>get(0)).isEqualTo("OK");
        assertThat(result.<Object>get(1)).isEqualTo(2L);
        assertThat(result.<Object>get(2)).isInstanceOf(RedisCommandExecutionException.class);
        assertThat(result.<Object>get(3)).isEqualTo(Map.of());
    }

    @Test
    void aTransactionOfAChangedWatchedKeyIsRefused() {
        redis.watch("a");
        server.call("SET", "a", "other");
        redis.multi();
        redis.set("a", "mine");

        assertThat(redis.exec().wasDiscarded()).isTrue();
        assertThat(redis.get("a")).isEqualTo("other");
    }

    @Test
    void aTransactionWithAnUnknownCommandIsAborted() {
        redis.multi();
        RedisFuture<?> wrong = connection.async().clientNoTouch(true);
        assertThatThrownBy(redis::exec).hasMessage("EXECABORT Transaction discarded because of previous errors.");
        assertThat(wrong.getError()).startsWith("ERR unknown subcommand");
    }

    @Test
    void aBlockedClientIsServedByAnother() throws Exception {
        var popped = connection.async().blpop(20, "l");
        server.awaitBlocked(1);

        server.call("RPUSH", "l", "late");

        assertThat(popped.get(20, TimeUnit.SECONDS).getValue()).isEqualTo("late");
    }

    @Test
    void scriptsReturnWhatTheyAreAskedFor() {
        String[] keys = {"k"};
        assertThat(redis.<List<Object>>eval("return {KEYS[1], ARGV[1], 7, false}", ScriptOutputType.MULTI, keys, "v"))
                .containsExactly("k", "v", 7L, null);
        assertThat(redis.<Boolean>eval("return 1 == 1", ScriptOutputType.BOOLEAN))
                .isTrue();
        String sha = redis.scriptLoad("return redis.call('INCRBY', KEYS[1], ARGV[1])");
        assertThat(sha).isEqualTo(redis.digest("return redis.call('INCRBY', KEYS[1], ARGV[1])"));
        assertThat(redis.<Long>evalsha(sha, ScriptOutputType.INTEGER, keys, "5"))
                .isEqualTo(5);
        assertThat(redis.scriptExists(sha)).containsExactly(true);
        assertThat(redis.<String>eval("return redis.status_reply('FINE')", ScriptOutputType.STATUS))
                .isEqualTo("FINE");
        assertThatThrownBy(
                        () -> redis.evalReadOnly("return redis.call('SET', KEYS[1], 1)", ScriptOutputType.STATUS, keys))
                .hasMessageStartingWith("ERR Write commands are not allowed from read-only scripts.");
    }

    @Test
    void functionsAreLoadedAndCalled() {
        String[] keys = {"k"};
        assertThat(redis.functionLoad("""
                #!lua name=mylib
                redis.register_function('put', function(keys, args) return redis.call('SET', keys[1], args[1]) end)
                """)).isEqualTo("mylib");

        assertThat(redis.<String>fcall("put", ScriptOutputType.STATUS, keys, "v"))
                .isEqualTo("OK");
        assertThat((List<?>) redis.functionList()).hasSize(1);
        byte[] dump = redis.functionDump();
        redis.functionFlush(io.lettuce.core.FlushMode.SYNC);
        assertThat(redis.functionRestore(dump)).isEqualTo("OK");
        assertThatThrownBy(redis::functionKill).hasMessage("NOTBUSY No scripts in execution right now.");
    }

    @Test
    void aGroupSharesAStreamOut() {
        redis.xgroupCreate(StreamOffset.from("s", "0"), "g", XGroupCreateArgs.Builder.mkstream());
        String first = redis.xadd("s", XAddArgs.Builder.maxlen(10), Map.of("n", "1"));
        String second = redis.xadd("s", Map.of("n", "2"));

        List<StreamMessage<String, String>> read = redis.xreadgroup(
                Consumer.from("g", "alice"), XReadArgs.Builder.count(1), StreamOffset.lastConsumed("s"));
        redis.xreadgroup(Consumer.from("g", "bob"), StreamOffset.lastConsumed("s"));

        assertThat(read).containsExactly(new StreamMessage<>("s", first, Map.of("n", "1")));
        assertThat(redis.xpending("s", "g").getConsumerMessageCount()).isEqualTo(Map.of("alice", 1L, "bob", 1L));
        assertThat(redis.xpending("s", "g", Range.unbounded(), Limit.from(10)))
                .extracting(pending -> pending.getId())
                .containsExactly(first, second);
        assertThat(redis.xautoclaim("s", XAutoClaimArgs.Builder.xautoclaim(Consumer.from("g", "carol"), 0, "0-0"))
                        .getMessages())
                .hasSize(2);
        assertThat(redis.xack("s", "g", first, second)).isEqualTo(2);
        assertThat(redis.xinfoGroups("s")).hasSize(1);
        assertThat(redis.xread(XReadArgs.Builder.block(10), StreamOffset.latest("s")))
                .isEmpty();
        assertThat(redis.xrange("s", Range.create("-", "+"))).hasSize(2);
        assertThat(redis.xtrim("s", 1)).isEqualTo(1);
    }
}
