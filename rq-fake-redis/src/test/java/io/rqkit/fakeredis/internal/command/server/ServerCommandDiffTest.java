package io.rqkit.fakeredis.internal.command.server;

import static io.rqkit.fakeredis.testing.Cmd.cmd;

import io.rqkit.fakeredis.testing.CommandGrammar;
import io.rqkit.fakeredis.testing.Comparison;
import io.rqkit.fakeredis.testing.FamilyDiffTest;
import io.rqkit.fakeredis.testing.Gen;
import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerCommandDiffTest extends FamilyDiffTest {
    private static final String[] PARAMETERS = {
        "hash-max-listpack-entries",
        "hash-max-ziplist-entries",
        "hash-max-listpack-value",
        "set-max-intset-entries",
        "zset-max-ziplist-value",
        "list-max-listpack-size",
        "stream-node-max-bytes",
        "maxmemory-samples",
        "maxmemory-policy",
        "notify-keyspace-events",
        "slowlog-max-len",
        "slowlog-log-slower-than",
        "hz",
        "appendfsync",
        "loglevel",
        "lazyfree-lazy-expire",
        "save",
        "client-output-buffer-limit",
        "oom-score-adj-values",
        "shutdown-on-sigterm",
        "latency-tracking-info-percentiles",
        "proc-title-template",
        "cluster-announce-hostname",
        "repl-backlog-size",
        "databases",
        "unixsocketperm",
        "dbfilename",
        "nope"
    };

    @Override
    protected CommandGrammar grammar() {
        return new CommandGrammar()
                .typeMixers(8)
                .add(2, g -> cmd("CONFIG", "SET", parameter(g), value(g)))
                .add(1, g -> cmd("CONFIG", "SET", parameter(g), value(g), parameter(g), value(g)))
                .add(2, g -> cmd("CONFIG", "GET", g.times(1, 3, () -> parameter(g))))
                .add(1, g -> cmd("CONFIG", "GET", g.oneOf("*-max-*", "max*s", "hz", "HZ", "h[a-z]", "*dela?", "[", "")))
                .add(1, g -> cmd("CONFIG", g.oneOf("REWRITE", "RESETSTAT", "HELP", "NOPE")))
                .add(2, g -> cmd("DBSIZE").shape())
                .add(1, g -> cmd(g.oneOf("FLUSHDB", "FLUSHALL"), g.options("ASYNC", "SYNC", "x")))
                .add(2, g -> cmd("SWAPDB", g.oneOf("0", "1", "16", "-1", "x"), g.oneOf("0", "1", "x", "99999999999")))
                .add(2, g -> cmd("SELECT", g.oneOf("0", "1", "1", "15", "16", "-1", "x", "99999999999")))
                .add(1, g -> cmd("DEBUG", "DIGEST"))
                .add(1, g -> cmd("DEBUG", "DIGEST-VALUE", g.keys(0, 2)))
                .add(
                        1,
                        g -> cmd(
                                "DEBUG", "PROTOCOL", g.oneOf("string", "integer", "double", "bignum", "null", "array")))
                .add(1, g -> cmd("DEBUG", "PROTOCOL", g.oneOf("set", "map", "true", "FALSE", "verbatim", "x")))
                .add(1, g -> cmd("DEBUG", "ERROR", g.value()))
                .add(1, g -> cmd("DEBUG", "POPULATE", g.count(), g.key(), g.count()))
                .add(1, g -> cmd("ROLE"))
                .add(1, g -> cmd("LOLWUT"))
                .add(1, g -> cmd("TIME"))
                .add(1, g -> cmd("COMMAND", "GETKEYS", "SET", g.key(), g.value(), g.options("GET")))
                .add(1, g -> cmd("COMMAND", g.oneOf("GETKEYS", "GETKEYSANDFLAGS"), "BITFIELD", g.key(), "GET", "u8"))
                .add(1, g -> cmd("COMMAND", "GETKEYSANDFLAGS", "SORT", g.key(), "GET", "#", "STORE", g.key()))
                .add(1, g -> cmd("COMMAND", "GETKEYS", g.oneOf("GET", "nope", "PING", "MSET", "CONFIG"), g.keys(0, 3)))
                .add(1, g -> cmd("COMMAND", "LIST", "FILTERBY", g.oneOf("x", "PATTERN"), "conf*"));
    }

    private static String parameter(Gen g) {
        return g.oneOf(PARAMETERS);
    }

    private static String value(Gen g) {
        return switch (g.below(8)) {
            case 0 ->
                g.oneOf("yes", "no", "YES", "everysec", "always", "debug", "noeviction", "allkeys-lru", "default");
            case 1 -> g.oneOf("1k", "2KB", "1mb", "10m", "1g", "1gb", "1b", "1x", "50%", "101%", "-5%", "kb");
            case 2 ->
                g.oneOf("KEA", "Ex", "g$lshzxetd", "AKE", "Kmn", "Q", "900 1", "900 1 300", "now force", "save nosave");
            case 3 ->
                g.oneOf("normal 1mb 0 0", "pubsub 1 2 3", "master 1 2 3", "normal 1", "0 200 800", "50 99.9", "101");
            case 4 -> g.oneOf("{title}", "{title} {port}", "{nope}", "{", "host-1.example", "a b", "");
            case 5 -> g.integer();
            default -> Integer.toString(g.between(1, 600));
        };
    }

    @Override
    protected Comparison comparison() {
        return Comparison.standard()
                .with("DEBUG", Rule.EXACT)
                .with("ROLE", Rule.EXACT)
                .with("LOLWUT", Rule.EXACT)
                // without arguments it lists every command, which CommandInfoDiffTest compares
                .with("COMMAND", Rule.IGNORED)
                .with("COMMAND LIST", Rule.IGNORED)
                .with("COMMAND GETKEYS", Rule.EXACT)
                .with("COMMAND GETKEYSANDFLAGS", Rule.EXACT);
    }

    @Override
    protected List<String> resets() {
        return List.of(
                "SELECT 0",
                "CONFIG SET hash-max-listpack-entries 512 hash-max-listpack-value 64 set-max-intset-entries 512",
                "CONFIG SET zset-max-listpack-value 64 list-max-listpack-size -2 stream-node-max-bytes 4096",
                "CONFIG SET maxmemory-samples 5 maxmemory-policy noeviction hz 10",
                "CONFIG SET notify-keyspace-events \"\" slowlog-max-len 128 slowlog-log-slower-than 10000",
                "CONFIG SET appendfsync everysec loglevel notice lazyfree-lazy-expire no save \"\"",
                "CONFIG SET client-output-buffer-limit"
                        + " \"normal 0 0 0 slave 268435456 67108864 60 pubsub 33554432 8388608 60\"",
                "CONFIG SET oom-score-adj-values \"0 200 800\" shutdown-on-sigterm default",
                "CONFIG SET latency-tracking-info-percentiles \"50 99 99.9\" cluster-announce-hostname \"\"",
                "CONFIG SET proc-title-template \"{title} {listen-addr} {server-mode}\" repl-backlog-size 1mb");
    }

    @Test
    void eventsOfNewKeysAreSentBesideAllOthersThoughNotPrinted(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "CONFIG SET notify-keyspace-events AnE",
                        "CONFIG GET notify-keyspace-events",
                        "[1] SUBSCRIBE __keyevent@0__:new __keyevent@0__:set",
                        "SET a 1",
                        "SET a 2"));
    }

    @Test
    void configSetTakesAllOrNothing(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "CONFIG SET hz 20 maxmemory-samples x",
                        "CONFIG GET hz maxmemory-samples",
                        "CONFIG SET hz 20 hz 30",
                        "CONFIG SET hash-max-ziplist-entries 3 hash-max-listpack-entries 4",
                        "CONFIG GET hash-max-*-entries",
                        "CONFIG SET databases 4 nope 1",
                        "CONFIG SET nope 1 databases 4",
                        "CONFIG SET hz 20 timeout",
                        "CONFIG SET HZ abc",
                        "CONFIG SET maxmemory-clients 101%",
                        "CONFIG SET maxmemory-clients 1x"));
    }

    @Test
    void anEncodingLimitActsAtOnce(RealRedis real) {
        compare(
                real,
                d -> d.assertSame("CONFIG SET hash-max-ziplist-entries 1", "HSET h a 1 b 2", "OBJECT ENCODING h"));
    }

    @Test
    void swapDbServesWhoWaits(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "[1] BLPOP a 0",
                        "SELECT 1",
                        "RPUSH a x y",
                        "SWAPDB 0 1",
                        "LRANGE a 0 -1",
                        "SELECT 0",
                        "LRANGE a 0 -1"));
    }

    @Test
    void writesNeedTheReplicasAskedFor(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "CONFIG SET min-replicas-to-write 1",
                        "SET a 1",
                        "GET a",
                        "MULTI",
                        "SET a 1",
                        "EXEC",
                        "CONFIG SET min-replicas-to-write 0",
                        "SET a 1"));
    }

    @Test
    void shutdownRefusesWhatItCannotDo(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "SHUTDOWN ABORT",
                        "SHUTDOWN SAVE NOSAVE",
                        "SHUTDOWN ABORT NOW",
                        "SHUTDOWN x",
                        "MULTI",
                        "SHUTDOWN"));
    }

    @Test
    void commandInfoOfWhatDoesNotExistIsNothing(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "COMMAND LIST FILTERBY PATTERN conf*g",
                        "COMMAND LIST FILTERBY NOPE x",
                        "COMMAND INFO nope get|x",
                        "COMMAND DOCS nope",
                        "COMMAND COUNT x"));
    }
}
