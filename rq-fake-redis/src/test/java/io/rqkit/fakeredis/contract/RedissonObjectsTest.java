package io.rqkit.fakeredis.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.fakeredis.testing.EachServer;
import io.rqkit.fakeredis.testing.ServerChoice;
import io.rqkit.fakeredis.testing.TestedServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.BatchResult;
import org.redisson.api.FunctionMode;
import org.redisson.api.FunctionResult;
import org.redisson.api.RBatch;
import org.redisson.api.RBlockingQueue;
import org.redisson.api.RBloomFilter;
import org.redisson.api.RBucket;
import org.redisson.api.RFuture;
import org.redisson.api.RLocalCachedMap;
import org.redisson.api.RMap;
import org.redisson.api.RScoredSortedSet;
import org.redisson.api.RScript;
import org.redisson.api.RStream;
import org.redisson.api.RTransaction;
import org.redisson.api.RedissonClient;
import org.redisson.api.TransactionOptions;
import org.redisson.api.options.LocalCachedMapOptions;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.api.stream.StreamCreateGroupArgs;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamReadGroupArgs;
import org.redisson.client.RedisException;
import org.redisson.client.codec.IntegerCodec;
import org.redisson.client.codec.StringCodec;
import org.redisson.codec.CompositeCodec;

/** Redisson's shared objects as a program uses them: topics, queues, maps, streams, transactions, batches. */
@EachServer
class RedissonObjectsTest {
    private final TestedServer server;
    private final RedissonClient client;

    RedissonObjectsTest(ServerChoice choice) {
        server = choice.start();
        client = RedissonLocksTest.create(server, choice.resp());
    }

    @AfterEach
    void disconnect() {
        client.shutdown(0, 1, TimeUnit.SECONDS);
        server.close();
    }

    @Test
    void topicsAreHeardByNameAndByPattern() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        client.getTopic("news").addListener(String.class, (channel, message) -> heard.add(channel + " " + message));
        client.getPatternTopic("orders.*")
                .addListener(String.class, (pattern, channel, message) -> heard.add(channel + " " + message));
        client.getShardedTopic("shard")
                .addListener(String.class, (channel, message) -> heard.add(channel + " " + message));

        assertThat(client.getTopic("news").publish("hello")).isEqualTo(1);
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("news hello");
        client.getTopic("orders.new").publish("one");
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("orders.new one");
        client.getShardedTopic("shard").publish("two");
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("shard two");
        assertThat(client.getTopic("news").countSubscribers()).isEqualTo(1);
    }

    @Test
    void aTopicComesBackWithItsConnection() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        client.getTopic("news", StringCodec.INSTANCE)
                .addListener(String.class, (channel, message) -> heard.add(message));

        server.cutClients();
        TestedServer.awaitTrue(() -> server.call("PUBLISH", "news", "hello").equals("(integer) 1"));

        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("hello");
    }

    @Test
    void aBlockingQueueWaitsForItsElements() throws Exception {
        RBlockingQueue<String> queue = client.getBlockingQueue("queue");
        CompletableFuture<String> taken = queue.pollAsync(20, TimeUnit.SECONDS).toCompletableFuture();
        server.awaitBlocked(1);

        queue.add("late");

        assertThat(taken.get(20, TimeUnit.SECONDS)).isEqualTo("late");
        queue.addAll(List.of("a", "b", "c"));
        assertThat(queue.poll(2)).containsExactly("a", "b");
        assertThat(queue.pollLastAndOfferFirstTo("other")).isEqualTo("c");
        assertThat(client.getDeque("other").pollLast()).isEqualTo("c");
        assertThat(client.getPriorityQueue("sorted").addAll(List.of(3, 1, 2))).isTrue();
        assertThat(client.getPriorityQueue("sorted").poll()).isEqualTo(1);
    }

    @Test
    void mapsSetsAndCounters() {
        RMap<String, Integer> map =
                client.getMap("map", new CompositeCodec(StringCodec.INSTANCE, IntegerCodec.INSTANCE));
        map.putAll(Map.of("a", 1, "b", 2));
        RScoredSortedSet<String> scores = client.getScoredSortedSet("scores");
        scores.addAll(Map.of("x", 1.5, "y", 2.5));
        RBucket<List<Integer>> bucket = client.getBucket("bucket");
        bucket.set(List.of(1, 2), Duration.ofSeconds(100));

        assertThat(map.addAndGet("a", 41)).isEqualTo(42);
        assertThat(map.fastPutIfAbsent("a", 7)).isFalse();
        assertThat(map.merge("b", 3, Integer::sum)).isEqualTo(5);
        assertThat(map.readAllMap()).containsOnly(Map.entry("a", 42), Map.entry("b", 5));
        assertThat(scores.valueRange(0, -1)).containsExactly("x", "y");
        assertThat(scores.rank("y")).isEqualTo(1);
        assertThat(scores.pollFirst()).isEqualTo("x");
        assertThat(bucket.get()).containsExactly(1, 2);
        assertThat(bucket.remainTimeToLive()).isBetween(90_000L, 100_000L);
        assertThat(client.getAtomicLong("n").addAndGet(5)).isEqualTo(5);
        assertThat(client.getSet("set").addAll(List.of(1, 2, 3))).isTrue();
        assertThat(client.getSet("set").readAll()).hasSize(3);
        client.getGeo("geo").add(13.361389, 38.115556, "Palermo");
        assertThat(client.getGeo("geo").pos("Palermo")).hasSize(1);
        assertThat(client.getHyperLogLog("log").addAll(List.of(1, 2))).isTrue();
        assertThat(client.getBitSet("bits").set(5)).isFalse();
        assertThat(client.getKeys().getKeys()).hasSize(8);
        assertThat(client.getKeys().deleteByPattern("b*")).isEqualTo(2);
    }

    @Test
    void aBloomFilterNeverForgets() {
        RBloomFilter<String> filter = client.getBloomFilter("filter");
        assertThat(filter.tryInit(1_000, 0.01)).isTrue();

        IntStream.range(0, 100).forEach(i -> filter.add("member-" + i));

        assertThat(IntStream.range(0, 100)).allMatch(i -> filter.contains("member-" + i));
        assertThat(filter.count()).isBetween(90L, 110L);
    }

    @Test
    void aCopyHeldByAClientIsToldOfChanges() {
        RLocalCachedMap<String, String> here = client.getLocalCachedMap(LocalCachedMapOptions.name("cached"));
        RLocalCachedMap<String, String> there = client.getLocalCachedMap(LocalCachedMapOptions.name("cached"));
        here.put("k", "one");
        // what was put before may still be told of, which empties a copy
        TestedServer.awaitTrue(
                () -> "one".equals(there.get("k")) && there.getCachedMap().containsKey("k"));

        here.put("k", "two");

        TestedServer.awaitTrue(() -> "two".equals(there.get("k")));
    }

    @Test
    void aGroupSharesAStreamOut() {
        RStream<String, String> stream = client.getStream("stream", StringCodec.INSTANCE);
        StreamMessageId first = stream.add(StreamAddArgs.entry("n", "1"));
        StreamMessageId second = stream.add(StreamAddArgs.entry("n", "2"));
        stream.createGroup(StreamCreateGroupArgs.name("g").id(StreamMessageId.ALL));

        assertThat(stream.readGroup(
                        "g", "alice", StreamReadGroupArgs.neverDelivered().count(1)))
                .containsExactly(Map.entry(first, Map.of("n", "1")));
        assertThat(stream.readGroup("g", "bob", StreamReadGroupArgs.neverDelivered()))
                .containsOnlyKeys(second);
        assertThat(stream.getPendingInfo("g").getConsumerNames()).isEqualTo(Map.of("alice", 1L, "bob", 1L));
        assertThat(stream.autoClaim("g", "carol", 0, TimeUnit.MILLISECONDS, StreamMessageId.MIN, 10)
                        .getMessages())
                .hasSize(2);
        assertThat(stream.ack("g", first, second)).isEqualTo(2);
        assertThat(stream.listGroups())
                .singleElement()
                .satisfies(group -> assertThat(group.getName()).isEqualTo("g"));
        assertThat(stream.range(StreamMessageId.MIN, StreamMessageId.MAX)).hasSize(2);
    }

    @Test
    void aTransactionIsCommittedOrRolledBack() {
        RTransaction transaction = client.createTransaction(TransactionOptions.defaults());
        transaction.<String, String>getMap("map").put("k", "v");
        assertThat(client.getMap("map").get("k")).isNull();
        transaction.commit();
        assertThat(client.getMap("map").get("k")).isEqualTo("v");

        RTransaction undone = client.createTransaction(TransactionOptions.defaults());
        undone.<String, String>getMap("map").put("k", "w");
        undone.rollback();
        assertThat(client.getMap("map").get("k")).isEqualTo("v");
        assertThatThrownBy(undone::commit).isInstanceOf(IllegalStateException.class);

        RTransaction late = client.createTransaction(TransactionOptions.defaults());
        late.<String>getBucket("bucket").compareAndSet("expected", "new");
        late.commit();
        assertThat(client.getBucket("bucket").get()).isNull();
    }

    @Test
    void aBatchAnswersInOrder() throws Exception {
        RBatch batch = client.createBatch();
        RFuture<Long> counted = batch.getAtomicLong("n").incrementAndGetAsync();
        batch.getMap("map").fastPutAsync("k", "v");
        batch.getMap("map").getAsync("k");

        BatchResult<?> result = batch.execute();

        assertThat(result.getResponses()).isEqualTo(List.of(1L, true, "v"));
        assertThat(counted.toCompletableFuture().get()).isEqualTo(1);
    }

    @Test
    void scriptsAndFunctions() {
        RScript script = client.getScript(StringCodec.INSTANCE);
        String sha = script.scriptLoad("return {KEYS[1], ARGV[1]}");
        assertThat(script.<List<Object>>evalSha(
                        RScript.Mode.READ_ONLY, sha, RScript.ReturnType.LIST, List.of("k"), "v"))
                .isEqualTo(List.of("k", "v"));
        assertThat(script.scriptExists(sha)).containsExactly(true);
        assertThatThrownBy(() ->
                        script.eval(RScript.Mode.READ_WRITE, "return redis.call('INCR')", RScript.ReturnType.LONG))
                .isInstanceOf(RedisException.class)
                .hasMessageContaining("Wrong number of args calling Redis command from script");

        client.getFunction(StringCodec.INSTANCE)
                .load("mylib", "redis.register_function('echo', function(keys, args) return args[1] end)");
        assertThat(client.getFunction(StringCodec.INSTANCE)
                        .<String>call(FunctionMode.WRITE, "echo", FunctionResult.VALUE, List.of(), "hello"))
                .isEqualTo("hello");
        assertThat(client.getFunction().list()).hasSize(1);
    }
}
