package io.rqkit.examples.bench;

import java.util.List;
import java.util.function.IntFunction;

/** What {@link Growth} measures: of each family of commands a key that is filled, and commands on it. */
final class GrowthFamilies {
    private GrowthFamilies() {}

    /**
     * A key that is filled, and commands on it.
     *
     * @param fill makes the command that adds element i
     * @param probes the commands measured
     */
    record Family(String name, IntFunction<String> fill, List<Probe> probes) {}

    /**
     * A command that is measured.
     *
     * @param line makes the words of call i, where {@code n} stands for an element of the key
     */
    record Probe(String name, IntFunction<String> line) {}

    private static Family family(String name, IntFunction<String> fill, Probe... probes) {
        return new Family(name, fill, List.of(probes));
    }

    private static Probe probe(String name, IntFunction<String> line) {
        return new Probe(name, line);
    }

    /** Returns all. */
    static List<Family> all() {
        return List.of(
                family(
                        "keys",
                        i -> "SET k" + i + " " + i,
                        probe("GET", n -> "GET k" + n),
                        probe("SET", n -> "SET k" + n + " x"),
                        probe("INCR", n -> "INCR counter"),
                        probe("EXPIRE", n -> "EXPIRE k" + n + " 1000"),
                        probe("TTL", n -> "TTL k" + n),
                        probe("RANDOMKEY", n -> "RANDOMKEY"),
                        probe("SCAN", n -> "SCAN " + n),
                        probe("DBSIZE", n -> "DBSIZE")),
                family(
                        "bitmap",
                        i -> "SETBIT key " + i * 8 + " 1",
                        probe("SETBIT", n -> "SETBIT key " + n * 8 + " 1"),
                        probe("GETBIT", n -> "GETBIT key " + n * 8),
                        probe("BITFIELD", n -> "BITFIELD key GET u8 " + n)),
                family(
                        "list",
                        i -> "RPUSH key element" + i,
                        probe("LPUSH+LPOP", n -> n % 2 == 0 ? "LPUSH key x" : "LPOP key"),
                        probe("RPUSH+RPOP", n -> n % 2 == 0 ? "RPUSH key x" : "RPOP key"),
                        probe("LINDEX 0", n -> "LINDEX key 0"),
                        probe("LRANGE 0 9", n -> "LRANGE key 0 9"),
                        probe("LINDEX", n -> "LINDEX key " + n),
                        probe("LLEN", n -> "LLEN key")),
                family(
                        "hash",
                        i -> "HSET key field" + i + " " + i,
                        probe("HSET", n -> "HSET key field" + n + " x"),
                        probe("HGET", n -> "HGET key field" + n),
                        probe("HINCRBY", n -> "HINCRBY key counter 1"),
                        probe("HRANDFIELD", n -> "HRANDFIELD key"),
                        probe("HSCAN", n -> "HSCAN key " + n)),
                family(
                        "set",
                        i -> "SADD key member" + i,
                        probe("SADD+SREM", n -> (n % 2 == 0 ? "SADD" : "SREM") + " key x"),
                        probe("SISMEMBER", n -> "SISMEMBER key member" + n),
                        probe("SRANDMEMBER", n -> "SRANDMEMBER key"),
                        probe("SSCAN", n -> "SSCAN key " + n)),
                family(
                        "sorted set",
                        i -> "ZADD key " + i + " member" + i,
                        probe("ZADD", n -> "ZADD key " + n + ".5 member" + n),
                        probe("ZSCORE", n -> "ZSCORE key member" + n),
                        probe("ZRANK", n -> "ZRANK key member" + n),
                        probe("ZINCRBY", n -> "ZINCRBY key 1 member" + n),
                        probe("ZRANGE", n -> "ZRANGE key " + n + " " + (n + 9)),
                        probe("ZRANGE BYSCORE", n -> "ZRANGE key " + n + " " + (n + 9) + " BYSCORE"),
                        probe("ZCOUNT", n -> "ZCOUNT key 0 " + n),
                        probe("ZPOPMIN+ZADD", n -> n % 2 == 0 ? "ZPOPMIN key" : "ZADD key 0 member" + n)),
                family(
                        "geo",
                        i -> "GEOADD key " + (i % 1000) * 0.01 + " " + i / 1000 * 0.01 + " place" + i,
                        probe("GEOPOS", n -> "GEOPOS key place" + n),
                        probe("GEODIST", n -> "GEODIST key place0 place" + n),
                        probe("GEOSEARCH", n -> "GEOSEARCH key FROMLONLAT 5 0.05 BYRADIUS 2 KM")),
                family(
                        "stream",
                        i -> "XADD key " + (i + 1) + "-1 field value" + i,
                        probe("XADD", n -> "XADD key * field value"),
                        probe("XRANGE", n -> "XRANGE key " + n + " + COUNT 10"),
                        probe("XREVRANGE", n -> "XREVRANGE key + - COUNT 10"),
                        probe("XREAD", n -> "XREAD COUNT 10 STREAMS key " + n),
                        probe("XLEN", n -> "XLEN key")),
                family(
                        "HyperLogLog",
                        i -> "PFADD key element" + i,
                        probe("PFADD", n -> "PFADD key element" + n),
                        probe("PFCOUNT", n -> "PFCOUNT key")));
    }
}
