package io.rqkit.fakeredis.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.fakeredis.testing.ServerChoice;
import io.rqkit.fakeredis.testing.TestedServer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.cache.Cache;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Range;
import org.springframework.data.geo.Distance;
import org.springframework.data.geo.Metrics;
import org.springframework.data.geo.Point;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisListCommands.Direction;
import org.springframework.data.redis.connection.RedisStreamCommands.XClaimOptions;
import org.springframework.data.redis.connection.stream.Consumer;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;
import org.springframework.data.redis.core.Cursor;
import org.springframework.data.redis.core.RedisHash;
import org.springframework.data.redis.core.RedisKeyValueAdapter;
import org.springframework.data.redis.core.RedisKeyValueTemplate;
import org.springframework.data.redis.core.RedisOperations;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.SessionCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.TimeToLive;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;
import org.springframework.data.redis.core.index.Indexed;
import org.springframework.data.redis.core.mapping.RedisMappingContext;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.data.redis.repository.support.RedisRepositoryFactory;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.support.atomic.RedisAtomicLong;
import org.springframework.data.repository.CrudRepository;

/** What an application does with Spring Data Redis, with either driver. */
abstract class SpringContract {
    final TestedServer server;
    private final RedisConnectionFactory connections;
    private final StringRedisTemplate redis;

    SpringContract(ServerChoice choice) {
        server = choice.start();
        connections = started(connectionFactory(server, choice));
        redis = new StringRedisTemplate(connections);
    }

    /** Makes a connection factory of the driver, which is not yet started. */
    abstract RedisConnectionFactory connectionFactory(TestedServer server, ServerChoice choice);

    private static RedisConnectionFactory started(RedisConnectionFactory factory) {
        try {
            ((InitializingBean) factory).afterPropertiesSet();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        ((org.springframework.context.Lifecycle) factory).start();
        return factory;
    }

    @AfterEach
    void close() throws Exception {
        ((DisposableBean) connections).destroy();
        server.close();
    }

    @Test
    void valuesListsAndSets() {
        redis.opsForValue().set("s", "1", Duration.ofSeconds(100));
        redis.opsForList().rightPushAll("l", "a", "b", "c");
        redis.opsForSet().add("m", "x", "y");

        assertThat(redis.opsForValue().increment("s", 1.5)).isEqualTo(2.5);
        assertThat(redis.getExpire("s", TimeUnit.SECONDS)).isBetween(90L, 100L);
        assertThat(redis.opsForValue().setIfAbsent("s", "2")).isFalse();
        assertThat(redis.opsForValue().getAndExpire("s", Duration.ofSeconds(500)))
                .isEqualTo("2.5");
        assertThat(redis.opsForValue().multiGet(List.of("s", "none"))).containsExactly("2.5", null);
        assertThat(redis.opsForValue().setBit("bits", 7, true)).isFalse();
        assertThat(redis.opsForList().range("l", 0, -1)).containsExactly("a", "b", "c");
        assertThat(redis.opsForList().leftPop("l", 2)).containsExactly("a", "b");
        assertThat(redis.opsForList().leftPop("none", Duration.ofMillis(1000))).isNull();
        assertThat(redis.opsForList().move("l", Direction.LEFT, "other", Direction.RIGHT))
                .isEqualTo("c");
        assertThat(redis.opsForSet().isMember("m", "x", "z")).containsOnly(Map.entry("x", true), Map.entry("z", false));
        assertThat(redis.opsForSet().union("m", "none")).containsExactlyInAnyOrder("x", "y");
    }

    @Test
    void hashesSortedSetsAndPlaces() {
        redis.opsForHash().putAll("h", Map.of("f", "1", "g", "2"));
        redis.opsForZSet().add("z", "a", 1);
        redis.opsForZSet().add("z", "b", 2);
        redis.opsForGeo().add("g", new Point(13.361389, 38.115556), "Palermo");
        redis.opsForGeo().add("g", new Point(15.087269, 37.502669), "Catania");

        assertThat(redis.opsForHash().entries("h")).containsOnly(Map.entry("f", "1"), Map.entry("g", "2"));
        assertThat(redis.opsForHash().increment("h", "f", 41)).isEqualTo(42);
        assertThat(redis.opsForHash().multiGet("h", List.of("f", "none"))).containsExactly("42", null);
        assertThat(redis.opsForHash().randomEntries("h", 2)).hasSize(2);
        assertThat(redis.opsForZSet().rangeWithScores("z", 0, -1))
                .extracting(TypedTuple::getScore)
                .containsExactly(1.0, 2.0);
        assertThat(redis.opsForZSet().rangeByScore("z", 1.5, Double.POSITIVE_INFINITY))
                .containsExactly("b");
        assertThat(redis.opsForZSet().popMax("z").getValue()).isEqualTo("b");
        assertThat(redis.opsForZSet().score("z", "a", "none")).containsExactly(1.0, null);
        assertThat(redis.opsForGeo()
                        .distance("g", "Palermo", "Catania", Metrics.KILOMETERS)
                        .getValue())
                .isBetween(166.0, 167.0);
        assertThat(redis.opsForGeo()
                        .radius("g", "Palermo", new Distance(200, Metrics.KILOMETERS))
                        .getContent())
                .hasSize(2);
        redis.opsForHyperLogLog().add("p", "a", "b");
        assertThat(redis.opsForHyperLogLog().size("p")).isEqualTo(2);
    }

    @Test
    void aScanFindsEachKey() {
        Set<String> some = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            redis.opsForValue().set("key:" + i, "v");
            some.add("key:" + i);
        }
        redis.opsForSet().add("other", "m");

        Set<String> scanned = new HashSet<>();
        try (Cursor<String> cursor =
                redis.scan(ScanOptions.scanOptions().match("key:*").count(50).build())) {
            cursor.forEachRemaining(scanned::add);
        }

        assertThat(scanned).isEqualTo(some);
        assertThat(redis.keys("oth*")).containsExactly("other");
        assertThat(redis.delete(List.of("key:1", "key:2", "none"))).isEqualTo(2);
        assertThat(redis.countExistingKeys(List.of("key:1", "key:3"))).isEqualTo(1);
    }

    @Test
    void aPipelineAnswersInOrder() {
        List<Object> replies = redis.executePipelined((RedisConnection connection) -> {
            for (int i = 0; i < 100; i++) {
                connection.stringCommands().incr("n".getBytes());
            }
            connection.hashCommands().hGetAll("none".getBytes());
            return null;
        });

        assertThat(replies).hasSize(101).startsWith(1L, 2L).endsWith(100L, Map.of());
    }

    @Test
    void aTransactionRunsWholeOrNotAtAll() {
        assertThat(inTransaction(() -> null)).startsWith(true, 2L);
        assertThat(inTransaction(() -> server.call("SET", "a", "other"))).isEmpty();
        assertThat(redis.opsForValue().get("a")).isEqualTo("other");
    }

    private List<Object> inTransaction(Callable<?> meanwhile) {
        return redis.execute(new SessionCallback<>() {
            @Override
            @SuppressWarnings("unchecked")
            public <K, V> List<Object> execute(RedisOperations<K, V> operations) throws DataAccessException {
                RedisOperations<String, String> strings = (RedisOperations<String, String>) operations;
                strings.watch("a");
                try {
                    meanwhile.call();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                strings.multi();
                strings.opsForValue().set("a", "1");
                strings.opsForValue().increment("a");
                return strings.exec();
            }
        });
    }

    @Test
    void scriptsRunByTheirDigestOrTheirText() {
        RedisScript<Long> add = RedisScript.of("return redis.call('INCRBY', KEYS[1], ARGV[1])", Long.class);
        RedisScript<Boolean> isSet = RedisScript.of("return redis.call('EXISTS', KEYS[1]) == 1", Boolean.class);

        assertThat(redis.execute(add, List.of("n"), "5")).isEqualTo(5);
        assertThat(redis.execute(add, List.of("n"), "5")).isEqualTo(10);
        assertThat(redis.execute(isSet, List.of("n"))).isTrue();
    }

    @Test
    void errorsBecomeSpringsExceptions() {
        redis.opsForValue().set("s", "v");

        assertThatThrownBy(() -> redis.opsForList().leftPush("s", "x"))
                .isInstanceOfAny(RedisSystemException.class, InvalidDataAccessApiUsageException.class)
                .rootCause()
                .hasMessage("WRONGTYPE Operation against a key holding the wrong kind of value");
        assertThat(redis.opsForValue().get("s")).isEqualTo("v");
    }

    @Test
    void theServerTellsOfItself() {
        redis.opsForValue().set("s", "v");
        try (RedisConnection connection = connections.getConnection()) {
            assertThat(connection.serverCommands().info("server")).containsEntry("redis_version", "7.0.15");
            assertThat(connection.serverCommands().dbSize()).isEqualTo(1);
            long before = System.currentTimeMillis();
            assertThat(connection.serverCommands().time()).isBetween(before, System.currentTimeMillis());
            assertThat(connection.serverCommands().getClientList()).isNotEmpty();
            assertThat(connection.keyCommands().encodingOf("s".getBytes())).isNotNull();
            assertThat(connection.ping()).isEqualTo("PONG");
        }
    }

    @Test
    void settingsAreReadAndWritten() {
        try (RedisConnection connection = connections.getConnection()) {
            connection.serverCommands().setConfig("maxmemory-policy", "allkeys-lru");

            if (readsMaps()) {
                assertThat(connection.serverCommands().getConfig("maxmemory-policy"))
                        .containsEntry("maxmemory-policy", "allkeys-lru");
            } else {
                assertThatThrownBy(() -> connection.serverCommands().getConfig("maxmemory-policy"))
                        .hasRootCauseInstanceOf(ClassCastException.class);
            }
        }
    }

    /** Says whether the driver understands the reply to CONFIG GET; one does not in RESP3, whatever the server. */
    boolean readsMaps() {
        return true;
    }

    @Test
    void aGroupSharesAStreamOut() {
        var stream = redis.<String, String>opsForStream();
        RecordId first = stream.add("s", Map.of("n", "1"));
        stream.add("s", Map.of("n", "2"));
        stream.createGroup("s", ReadOffset.from("0"), "g");

        List<MapRecord<String, String, String>> read = stream.read(
                Consumer.from("g", "alice"),
                StreamReadOptions.empty().count(1),
                StreamOffset.create("s", ReadOffset.lastConsumed()));

        assertThat(read).singleElement().satisfies(record -> {
            assertThat(record.getId()).isEqualTo(first);
            assertThat(record.getValue()).containsExactly(Map.entry("n", "1"));
        });
        assertThat(stream.pending("s", "g").getTotalPendingMessages()).isEqualTo(1);
        assertThat(stream.pending("s", Consumer.from("g", "alice"), Range.unbounded(), 10))
                .hasSize(1);
        assertThat(stream.claim(
                        "s", "g", "bob", XClaimOptions.minIdle(Duration.ZERO).ids(first)))
                .hasSize(1);
        assertThat(stream.acknowledge("s", "g", first)).isEqualTo(1);
        assertThat(stream.groups("s").get(0).groupName()).isEqualTo("g");
        assertThat(stream.consumers("s", "g").size()).isEqualTo(2);
        assertThat(stream.info("s").streamLength()).isEqualTo(2);
        assertThat(stream.range("s", Range.unbounded())).hasSize(2);
        assertThat(stream.trim("s", 1)).isEqualTo(1);
    }

    @Test
    void aCacheKeepsWhatItWasGiven() {
        RedisCacheManager manager = RedisCacheManager.builder(connections)
                .cacheDefaults(RedisCacheConfiguration.defaultCacheConfig().entryTtl(Duration.ofMinutes(5)))
                .build();
        manager.afterPropertiesSet();
        Cache cache = manager.getCache("books");

        assertThat(cache.get("isbn", () -> "Moby Dick")).isEqualTo("Moby Dick");
        assertThat(cache.get("isbn", () -> "another")).isEqualTo("Moby Dick");
        assertThat(redis.getExpire("books::isbn")).isBetween(290L, 300L);
        assertThat(cache.evictIfPresent("isbn")).isTrue();
        assertThat(cache.get("isbn")).isNull();
        cache.put("a", "1");
        cache.put("b", "2");
        // some drivers write to a cache without waiting
        TestedServer.awaitTrue(() -> redis.keys("books*").size() == 2);
        cache.clear();
        TestedServer.awaitTrue(() -> redis.keys("books*").isEmpty());
    }

    @Test
    void aCounterIsShared() {
        RedisAtomicLong counter = new RedisAtomicLong("counter", connections, 40);

        assertThat(counter.incrementAndGet()).isEqualTo(41);
        assertThat(counter.compareAndSet(41, 7)).isTrue();
        assertThat(counter.compareAndSet(41, 8)).isFalse();
        assertThat(new RedisAtomicLong("counter", connections).get()).isEqualTo(7);
    }

    @Test
    void objectsAreSerialized() {
        var objects = new org.springframework.data.redis.core.RedisTemplate<String, Object>();
        objects.setConnectionFactory(connections);
        objects.setKeySerializer(RedisSerializer.string());
        objects.afterPropertiesSet();

        objects.opsForValue().set("o", new java.util.ArrayList<>(List.of(1, 2, 3)), Duration.ofSeconds(500));

        assertThat(objects.opsForValue().get("o")).isEqualTo(List.of(1, 2, 3));
    }

    /** A record of an application. */
    @RedisHash("people")
    static final class Person {
        @Id
        String id;

        @Indexed
        String city;

        @TimeToLive
        Long seconds;

        Person(String id, String city, Long seconds) {
            this.id = id;
            this.city = city;
            this.seconds = seconds;
        }
    }

    /** Its repository. */
    interface People extends CrudRepository<Person, String> {
        List<Person> findByCity(String city);
    }

    @Test
    void aRepositoryFindsByIndex() throws Exception {
        RedisMappingContext mapping = new RedisMappingContext();
        RedisKeyValueAdapter adapter = new RedisKeyValueAdapter(redis, mapping);
        adapter.afterPropertiesSet();
        People people =
                new RedisRepositoryFactory(new RedisKeyValueTemplate(adapter, mapping)).getRepository(People.class);

        people.saveAll(List.of(
                new Person("bob", "Oslo", 100L), new Person("eve", "Oslo", null), new Person("joe", "Rome", null)));

        assertThat(people.count()).isEqualTo(3);
        assertThat(people.findByCity("Oslo")).extracting(person -> person.id).containsExactlyInAnyOrder("bob", "eve");
        assertThat(redis.getExpire("people:bob")).isBetween(90L, 100L);
        people.deleteById("eve");
        assertThat(people.findByCity("Oslo")).hasSize(1);
        assertThat(people.findById("eve")).isEmpty();
        adapter.destroy();
    }

    /** Returns the started connection factory. */
    RedisConnectionFactory connections() {
        return connections;
    }
}
