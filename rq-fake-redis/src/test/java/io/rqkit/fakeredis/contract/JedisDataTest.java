package io.rqkit.fakeredis.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rqkit.fakeredis.testing.EachServer;
import io.rqkit.fakeredis.testing.Patience;
import io.rqkit.fakeredis.testing.ServerChoice;
import io.rqkit.fakeredis.testing.TestedServer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.GeoCoordinate;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.args.BitCountOption;
import redis.clients.jedis.args.BitOP;
import redis.clients.jedis.args.ExpiryOption;
import redis.clients.jedis.args.GeoUnit;
import redis.clients.jedis.args.ListDirection;
import redis.clients.jedis.args.ListPosition;
import redis.clients.jedis.args.SortedSetOption;
import redis.clients.jedis.params.GeoSearchParam;
import redis.clients.jedis.params.GetExParams;
import redis.clients.jedis.params.LCSParams;
import redis.clients.jedis.params.LPosParams;
import redis.clients.jedis.params.RestoreParams;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.params.SortingParams;
import redis.clients.jedis.params.ZAddParams;
import redis.clients.jedis.params.ZParams;
import redis.clients.jedis.params.ZRangeParams;
import redis.clients.jedis.resps.ScanResult;
import redis.clients.jedis.resps.Tuple;
import redis.clients.jedis.util.KeyValue;

/** Jedis's typed methods over all types of values. */
@EachServer(inProcess = true)
class JedisDataTest {
    private final TestedServer server;
    private final Jedis jedis;

    JedisDataTest(ServerChoice choice) {
        server = choice.start();
        RedisProtocol protocol = choice.resp() == 2 ? RedisProtocol.RESP2 : RedisProtocol.RESP3;
        jedis = new Jedis(
                JedisTest.sockets(server),
                DefaultJedisClientConfig.builder()
                        .timeoutMillis(Patience.MILLIS)
                        .protocol(protocol)
                        .build());
    }

    @AfterEach
    void close() {
        jedis.close();
        server.close();
    }

    @Test
    void strings() {
        assertThat(jedis.set("a", "1", SetParams.setParams().nx().px(50_000))).isEqualTo("OK");
        assertThat(jedis.set("a", "2", SetParams.setParams().nx())).isNull();
        assertThat(jedis.setGet("a", "3")).isEqualTo("1");
        assertThat(jedis.ttl("a")).isEqualTo(-1);
        assertThat(jedis.getEx("a", GetExParams.getExParams().ex(100))).isEqualTo("3");
        assertThat(jedis.incrByFloat("a", 0.25)).isEqualTo(3.25);
        assertThat(jedis.append("a", "xyz")).isEqualTo(7);
        assertThat(jedis.getrange("a", 1, 3)).isEqualTo(".25");
        assertThat(jedis.getDel("a")).isEqualTo("3.25xyz");
        assertThat(jedis.mget("a", "b")).containsExactly(null, null);
        assertThat(jedis.msetnx("a", "ohmytext", "b", "mynewtext")).isEqualTo(1);
        assertThat(jedis.lcs("a", "b", LCSParams.LCSParams()).getMatchString()).isEqualTo("mytext");
        assertThat(jedis.lcs("a", "b", LCSParams.LCSParams().idx().withMatchLen())
                        .getMatches())
                .extracting(match -> match.getMatchLen())
                .containsExactly(4L, 2L);
    }

    @Test
    void bits() {
        jedis.setbit("a", 7, true);
        jedis.set("b", "foobar");

        assertThat(jedis.getbit("a", 7)).isTrue();
        assertThat(jedis.bitcount("b", 5, 30, BitCountOption.BIT)).isEqualTo(17);
        assertThat(jedis.bitpos("b", true)).isEqualTo(1);
        assertThat(jedis.bitop(BitOP.XOR, "c", "a", "b")).isEqualTo(6);
        assertThat(jedis.bitfield("d", "INCRBY", "u2", "100", "1", "OVERFLOW", "FAIL", "INCRBY", "u2", "100", "3"))
                .containsExactly(1L, null);
        assertThat(jedis.bitfieldReadonly("d", "GET", "u8", "96")).containsExactly(4L);
    }

    @Test
    void lists() {
        jedis.rpush("l", "a", "b", "c", "b");

        assertThat(jedis.lpos("l", "b", LPosParams.lPosParams().rank(-1))).isEqualTo(3);
        assertThat(jedis.lpos("l", "b", LPosParams.lPosParams(), 0)).containsExactly(1L, 3L);
        assertThat(jedis.linsert("l", ListPosition.BEFORE, "c", "x")).isEqualTo(5);
        assertThat(jedis.lmove("l", "m", ListDirection.LEFT, ListDirection.RIGHT))
                .isEqualTo("a");
        assertThat(jedis.lmpop(ListDirection.RIGHT, 2, "none", "l")).isEqualTo(new KeyValue<>("l", List.of("b", "c")));
        assertThat(jedis.lmpop(ListDirection.RIGHT, "none")).isNull();
        assertThat(jedis.lpop("none", 2)).isNull();
        assertThat(jedis.lindex("l", 9)).isNull();
        assertThatThrownBy(() -> jedis.lset("none", 0, "v")).hasMessage("ERR no such key");
        assertThat(jedis.lrange("l", 0, -1)).containsExactly("b", "x");
        assertThat(jedis.blmove("l", "l", ListDirection.LEFT, ListDirection.RIGHT, 1))
                .isEqualTo("b");
        assertThat(jedis.blmpop(0.01, ListDirection.LEFT, "none")).isNull();
    }

    @Test
    void hashes() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            many.put("field-" + i, "value-" + i);
        }
        assertThat(jedis.hset("h", many)).isEqualTo(1000);

        Map<String, String> scanned = new HashMap<>();
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            ScanResult<Map.Entry<String, String>> page = jedis.hscan("h", cursor, new ScanParams().count(100));
            page.getResult().forEach(entry -> scanned.put(entry.getKey(), entry.getValue()));
            cursor = page.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));

        assertThat(scanned).isEqualTo(many);
        assertThat(jedis.hrandfieldWithValues("h", 5))
                .hasSize(5)
                .allMatch(e -> many.get(e.getKey()).equals(e.getValue()));
        assertThat(jedis.hrandfield("h", -3)).hasSize(3);
        assertThat(jedis.hrandfield("none")).isNull();
        assertThat(jedis.hmget("h", "field-1", "none")).containsExactly("value-1", null);
        assertThat(jedis.hincrByFloat("h", "n", 1.5)).isEqualTo(1.5);
        assertThat(jedis.hstrlen("h", "field-1")).isEqualTo(7);
        assertThat(jedis.hgetAll("none")).isEmpty();
    }

    @Test
    void sets() {
        jedis.sadd("a", "1", "2", "3");
        jedis.sadd("b", "2", "3", "4");

        assertThat(jedis.sinter("a", "b")).containsExactlyInAnyOrder("2", "3");
        assertThat(jedis.sintercard(1, "a", "b")).isEqualTo(1);
        assertThat(jedis.sunionstore("c", "a", "b")).isEqualTo(4);
        assertThat(jedis.sdiff("a", "b")).containsExactly("1");
        assertThat(jedis.smismember("a", "1", "9")).containsExactly(true, false);
        assertThat(jedis.spop("c", 4)).hasSize(4);
        assertThat(jedis.exists("c")).isFalse();
        assertThat(jedis.srandmember("a", -5)).hasSize(5);
        assertThat(jedis.smembers("c")).isEmpty();
        assertThat(jedis.sscan("a", "0").getResult()).containsExactlyInAnyOrder("1", "2", "3");
    }

    @Test
    void sortedSets() {
        jedis.zadd("z", Map.of("a", 1.0, "b", 2.0, "c", Double.POSITIVE_INFINITY));

        assertThat(jedis.zadd("z", 0.5, "a", ZAddParams.zAddParams().gt().ch())).isZero();
        assertThat(jedis.zaddIncr("z", 2, "a", ZAddParams.zAddParams().xx())).isEqualTo(3);
        assertThat(jedis.zscore("z", "c")).isInfinite();
        assertThat(jedis.zmscore("z", "a", "none")).containsExactly(3.0, null);
        assertThat(jedis.zrange("z", ZRangeParams.zrangeByScoreParams(2, 3).limit(0, 5)))
                .containsExactly("b", "a");
        assertThat(jedis.zrangeWithScores("z", 0, -1))
                .containsExactly(new Tuple("b", 2.0), new Tuple("a", 3.0), new Tuple("c", Double.POSITIVE_INFINITY));
        assertThat(jedis.zrangeByScore("z", "(2", "+inf")).containsExactly("a", "c");
        assertThat(jedis.zrevrank("z", "b")).isEqualTo(2);
        assertThat(jedis.zrank("z", "none")).isNull();
        assertThat(jedis.zinterWithScores(new ZParams().weights(2, 1), "z", "z"))
                .contains(new Tuple("b", 6.0));
        assertThat(jedis.zdiffWithScores("z", "none")).hasSize(3);
        assertThat(jedis.zrandmemberWithScores("z", 3)).hasSize(3);
        assertThat(jedis.zmpop(SortedSetOption.MAX, "none", "z"))
                .isEqualTo(new KeyValue<>("z", List.of(new Tuple("c", Double.POSITIVE_INFINITY))));
        assertThat(jedis.zpopmin("z")).isEqualTo(new Tuple("b", 2.0));
        assertThat(jedis.bzpopmax(1, "z")).isEqualTo(new KeyValue<>("z", new Tuple("a", 3.0)));
        assertThat(jedis.bzmpop(0.01, SortedSetOption.MIN, "z")).isNull();
    }

    @Test
    void placesAndCounts() {
        jedis.geoadd(
                "g",
                Map.of(
                        "Palermo",
                        new GeoCoordinate(13.361389, 38.115556),
                        "Catania",
                        new GeoCoordinate(15.087269, 37.502669)));

        assertThat(jedis.geodist("g", "Palermo", "Catania", GeoUnit.KM)).isCloseTo(166.2742, within(0.0001));
        assertThat(jedis.geohash("g", "Palermo", "none")).containsExactly("sqc8b49rny0", null);
        assertThat(jedis.geopos("g", "Palermo", "none")).hasSize(2).last().isNull();
        assertThat(jedis.geosearch(
                        "g",
                        GeoSearchParam.geoSearchParam()
                                .fromLonLat(15, 37)
                                .byBox(400, 400, GeoUnit.KM)
                                .asc()
                                .withDist()
                                .withCoord()))
                .satisfiesExactly(
                        near -> assertThat(near.getDistance()).isCloseTo(56.4413, within(0.0001)),
                        far -> assertThat(far.getCoordinate().getLongitude()).isCloseTo(13.361389, within(0.00001)));
        jedis.pfadd("p", "a", "b", "c");
        jedis.pfadd("q", "c", "d");
        assertThat(jedis.pfcount("p", "q")).isEqualTo(4);
    }

    @Test
    void deadlines() {
        jedis.set("k", "v");

        assertThat(jedis.expire("k", 100, ExpiryOption.XX)).isZero();
        assertThat(jedis.expire("k", 100, ExpiryOption.NX)).isEqualTo(1);
        assertThat(jedis.pexpire("k", 1_000, ExpiryOption.GT)).isZero();
        assertThat(jedis.expireAt("k", 33_177_117_420L)).isEqualTo(1);
        assertThat(jedis.expireTime("k")).isEqualTo(33_177_117_420L);
        assertThat(jedis.persist("k")).isEqualTo(1);
        assertThat(jedis.pttl("none")).isEqualTo(-2);
        jedis.pexpire("k", 20);
        TestedServer.awaitTrue(() -> jedis.get("k") == null);
        assertThat(jedis.exists("k")).isFalse();
    }

    @Test
    void keys() {
        Set<String> some = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            jedis.set("key:" + i, "v");
            jedis.sadd("set:" + i, "m");
            some.add("set:" + i);
        }

        Set<String> scanned = new HashSet<>();
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            ScanResult<String> page =
                    jedis.scan(cursor, new ScanParams().match("*:*").count(50), "set");
            scanned.addAll(page.getResult());
            cursor = page.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));

        assertThat(scanned).isEqualTo(some);
        assertThat(jedis.keys("key:1?")).hasSize(10);
        assertThat(jedis.copy("set:1", "copied", false)).isTrue();
        assertThat(jedis.move("copied", 1)).isEqualTo(1);
        assertThat(jedis.renamenx("set:1", "set:2")).isZero();
        assertThat(jedis.unlink("set:1", "none")).isEqualTo(1);
        assertThat(jedis.type("key:1")).isEqualTo("string");
    }

    @Test
    void dumpsAndSorts() {
        jedis.rpush("l", "3", "1", "2");
        jedis.mset("w_1", "30", "w_2", "20", "w_3", "10");

        assertThat(jedis.restore("copy", 0, jedis.dump("l"))).isEqualTo("OK");
        assertThatThrownBy(() -> jedis.restore("copy", 0, jedis.dump("l")))
                .hasMessage("BUSYKEY Target key name already exists.");
        jedis.restore(
                "copy", 500_000, jedis.dump("l"), RestoreParams.restoreParams().replace());
        assertThat(jedis.pttl("copy")).isPositive();
        assertThat(jedis.sort("copy")).containsExactly("1", "2", "3");
        assertThat(jedis.sort("l", new SortingParams().by("w_*").get("#", "w_*")))
                .containsExactly("3", "10", "2", "20", "1", "30");
    }
}
