package io.rqkit.fakeredis.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lettuce.core.BitFieldArgs;
import io.lettuce.core.CopyArgs;
import io.lettuce.core.ExpireArgs;
import io.lettuce.core.GeoArgs;
import io.lettuce.core.GeoSearch;
import io.lettuce.core.GetExArgs;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.KeyValue;
import io.lettuce.core.LMPopArgs;
import io.lettuce.core.LMoveArgs;
import io.lettuce.core.Limit;
import io.lettuce.core.MapScanCursor;
import io.lettuce.core.Range;
import io.lettuce.core.RestoreArgs;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.SetArgs;
import io.lettuce.core.SortArgs;
import io.lettuce.core.ZAddArgs;
import io.lettuce.core.ZPopArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.rqkit.fakeredis.testing.EachServer;
import io.rqkit.fakeredis.testing.ServerChoice;
import io.rqkit.fakeredis.testing.TestedServer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lettuce's typed methods over all types of values. */
@EachServer
class LettuceDataTest {
    private final TestedServer server;
    private final LettuceClient lettuce;
    private final RedisCommands<String, String> redis;

    LettuceDataTest(ServerChoice choice) {
        server = choice.start();
        lettuce = new LettuceClient(server, choice.resp());
        redis = lettuce.client().connect().sync();
    }

    @AfterEach
    void close() {
        lettuce.close();
        server.close();
    }

    @Test
    void stringsAndBits() {
        assertThat(redis.set("a", "1", SetArgs.Builder.nx().px(50_000))).isEqualTo("OK");
        assertThat(redis.set("a", "2", SetArgs.Builder.nx())).isNull();
        assertThat(redis.setGet("a", "3", SetArgs.Builder.keepttl())).isEqualTo("1");
        assertThat(redis.getex("a", GetExArgs.Builder.persist())).isEqualTo("3");
        assertThat(redis.incrbyfloat("a", 0.25)).isEqualTo(3.25);
        assertThat(redis.getdel("a")).isEqualTo("3.25");
        assertThat(redis.mget("a", "b")).containsExactly(KeyValue.empty("a"), KeyValue.empty("b"));
        assertThat(redis.msetnx(Map.of("a", "foobar", "b", "2"))).isTrue();
        assertThat(redis.strlen("a")).isEqualTo(6);
        assertThat(redis.setbit("bits", 7, 1)).isZero();
        assertThat(redis.bitcount("a")).isEqualTo(26);
        assertThat(redis.bitpos("a", true)).isEqualTo(1);
        assertThat(redis.bitfield(
                        "bits",
                        BitFieldArgs.Builder.incrBy(BitFieldArgs.unsigned(2), 100, 1)
                                .overflow(BitFieldArgs.OverflowType.FAIL)
                                .incrBy(BitFieldArgs.unsigned(2), 100, 3)))
                .containsExactly(1L, null);
    }

    @Test
    void listsAndSets() {
        redis.rpush("l", "a", "b", "c", "b");
        redis.sadd("s", "1", "2", "3");
        redis.sadd("t", "2", "3", "4");

        assertThat(redis.lpos("l", "b", 0)).containsExactly(1L, 3L);
        assertThat(redis.lmove("l", "m", LMoveArgs.Builder.leftRight())).isEqualTo("a");
        assertThat(redis.lmpop(LMPopArgs.Builder.right().count(2), "none", "l"))
                .isEqualTo(KeyValue.just("l", List.of("b", "c")));
        assertThat(redis.lmpop(LMPopArgs.Builder.right(), "none")).isNull();
        assertThat(redis.blpop(0.01, "none")).isNull();
        assertThat(redis.blmove("l", "l", LMoveArgs.Builder.leftLeft(), 1.0)).isEqualTo("b");
        assertThat(redis.lrange("none", 0, -1)).isEmpty();
        assertThat(redis.sinter("s", "t")).containsExactlyInAnyOrder("2", "3");
        assertThat(redis.sintercard(1, "s", "t")).isEqualTo(1);
        assertThat(redis.smismember("s", "1", "9")).containsExactly(true, false);
        assertThat(redis.spop("s", 5)).hasSize(3);
        assertThat(redis.sscan("t").getValues()).containsExactlyInAnyOrder("2", "3", "4");
    }

    @Test
    void hashes() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            many.put("field-" + i, "value-" + i);
        }
        assertThat(redis.hset("h", many)).isEqualTo(1000);

        Map<String, String> scanned = new HashMap<>();
        MapScanCursor<String, String> page = redis.hscan("h", ScanArgs.Builder.limit(100));
        scanned.putAll(page.getMap());
        while (!page.isFinished()) {
            page = redis.hscan("h", page, ScanArgs.Builder.limit(100));
            scanned.putAll(page.getMap());
        }

        assertThat(scanned).isEqualTo(many).isEqualTo(redis.hgetall("h"));
        assertThat(redis.hrandfieldWithvalues("h", 5)).hasSize(5);
        assertThat(redis.hmget("h", "field-1", "none"))
                .containsExactly(KeyValue.just("field-1", "value-1"), KeyValue.empty("none"));
        assertThat(redis.hincrbyfloat("h", "n", 1.5)).isEqualTo(1.5);
        assertThat(redis.hgetall("none")).isEmpty();
        assertThat(redis.hsetnx("h", "n", "2")).isFalse();
    }

    @Test
    void sortedSets() {
        redis.zadd("z", ScoredValue.just(1, "a"), ScoredValue.just(2, "b"));

        assertThat(redis.zadd("z", ZAddArgs.Builder.gt().ch(), 0.5, "a")).isZero();
        assertThat(redis.zaddincr("z", Double.POSITIVE_INFINITY, "c")).isInfinite();
        assertThat(redis.zmscore("z", "a", "none")).containsExactly(1.0, null);
        assertThat(redis.zrangebyscoreWithScores("z", Range.create(1, 2), Limit.create(1, 1)))
                .containsExactly(ScoredValue.just(2, "b"));
        assertThat(redis.zrevrange("z", 0, -1)).containsExactly("c", "b", "a");
    }

    @Test
    void sortedSetsArePoppedAndMixed() {
        redis.zadd("z", ScoredValue.just(1, "a"), ScoredValue.just(2, "b"), ScoredValue.just(3, "c"));

        assertThat(redis.zinterWithScores("z", "z")).contains(ScoredValue.just(4, "b"));
        assertThat(redis.zrandmemberWithScores("z", 3)).hasSize(3);
        assertThat(redis.zmpop(2, ZPopArgs.Builder.max(), "none", "z"))
                .isEqualTo(KeyValue.just("z", List.of(ScoredValue.just(3, "c"), ScoredValue.just(2, "b"))));
        assertThat(redis.zpopmin("z")).isEqualTo(ScoredValue.just(1, "a"));
        assertThat(redis.bzpopmin(0.01, "z")).isNull();
        assertThat(redis.zscore("z", "a")).isNull();
    }

    @Test
    void placesAndCounts() {
        redis.geoadd("g", 13.361389, 38.115556, "Palermo");
        redis.geoadd("g", 15.087269, 37.502669, "Catania");

        assertThat(redis.geodist("g", "Palermo", "Catania", GeoArgs.Unit.km)).isCloseTo(166.2742, within(0.0001));
        assertThat(redis.geopos("g", "none", "Palermo")).hasSize(2).startsWith((io.lettuce.core.GeoCoordinates) null);
        assertThat(redis.geosearch(
                        "g",
                        GeoSearch.fromCoordinates(15, 37),
                        GeoSearch.byBox(400, 400, GeoArgs.Unit.km),
                        GeoArgs.Builder.full().asc()))
                .satisfiesExactly(
                        near -> assertThat(near.getDistance()).isCloseTo(56.4413, within(0.0001)),
                        far -> assertThat(far.getGeohash()).isEqualTo(3_479_099_956_230_698L));
        redis.pfadd("p", "a", "b", "c");
        assertThat(redis.pfcount("p", "none")).isEqualTo(3);
    }

    @Test
    void keysAndDeadlines() {
        redis.set("k", "v");

        assertThat(redis.expire("k", Duration.ofSeconds(100), ExpireArgs.Builder.xx()))
                .isFalse();
        assertThat(redis.expireat("k", Instant.ofEpochSecond(33_177_117_420L))).isTrue();
        assertThat(redis.expiretime("k")).isEqualTo(33_177_117_420L);
        assertThat(redis.copy("k", "l", CopyArgs.Builder.destinationDb(1))).isTrue();
        assertThat(redis.restore("copy", redis.dump("k"), RestoreArgs.Builder.ttl(500_000)))
                .isEqualTo("OK");
        assertThat(redis.pttl("copy")).isBetween(1L, 500_000L);
        assertThat(redis.rename("copy", "other")).isEqualTo("OK");
        assertThat(redis.touch("other", "none")).isEqualTo(1);
        redis.pexpire("other", 20);
        TestedServer.awaitTrue(() -> redis.exists("other") == 0);
        redis.rpush("numbers", "3", "1", "2");
        assertThat(redis.sort("numbers", SortArgs.Builder.desc())).containsExactly("3", "2", "1");
    }

    @Test
    void aScanFindsEachKey() {
        Set<String> some = new HashSet<>();
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            all.put("key:" + i, "v");
            redis.sadd("set:" + i, "m");
            some.add("set:" + i);
        }
        redis.mset(all);

        Set<String> scanned = new HashSet<>();
        ScanArgs filter = ScanArgs.Builder.matches("set:*").limit(50);
        KeyScanCursor<String> page = redis.scan(ScanCursor.INITIAL, filter);
        scanned.addAll(page.getKeys());
        while (!page.isFinished()) {
            page = redis.scan(page, filter);
            scanned.addAll(page.getKeys());
        }

        assertThat(scanned).isEqualTo(some);
        assertThat(redis.dbsize()).isEqualTo(1000);
    }
}
