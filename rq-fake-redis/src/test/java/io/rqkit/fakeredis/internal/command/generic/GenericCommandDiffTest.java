package io.rqkit.fakeredis.internal.command.generic;

import static io.rqkit.fakeredis.testing.Cmd.cmd;

import io.rqkit.fakeredis.testing.Cmd;
import io.rqkit.fakeredis.testing.CommandGrammar;
import io.rqkit.fakeredis.testing.Comparison;
import io.rqkit.fakeredis.testing.FamilyDiffTest;
import io.rqkit.fakeredis.testing.Gen;
import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenericCommandDiffTest extends FamilyDiffTest {
    @Override
    protected CommandGrammar grammar() {
        return new CommandGrammar()
                .typeMixers(12)
                .add(2, g -> cmd(g.oneOf("DEL", "UNLINK", "EXISTS", "TOUCH"), g.keys(1, 4)))
                .add(2, g -> cmd(g.oneOf("TYPE", "TTL", "PTTL", "EXPIRETIME", "PEXPIRETIME", "PERSIST"), g.key()))
                .add(2, g -> cmd("EXPIRE", g.key(), g.ttlSeconds(), g.options("NX", "XX", "GT", "LT", "NO")))
                .add(1, g -> cmd("PEXPIRE", g.key(), g.ttlMillis(), g.options("NX", "XX", "GT", "LT", "NO")))
                .add(1, g -> cmd("EXPIREAT", g.key(), g.unixSeconds(), g.options("NX", "XX", "GT", "LT")))
                .add(1, g -> cmd("PEXPIREAT", g.key(), g.unixMillis(), g.options("NX", "XX", "GT", "LT")))
                .add(2, g -> cmd(g.oneOf("RENAME", "RENAMENX"), g.key(), g.key()))
                .add(
                        2,
                        g -> cmd(
                                "COPY",
                                g.key(),
                                g.key(),
                                g.options("REPLACE", List.of("DB", g.oneOf("0", "1", "16", "x")))))
                .add(1, g -> cmd("MOVE", g.key(), g.oneOf("0", "1", "1", "1", "16", "-1", "9999999999", "x")))
                .add(1, g -> cmd("SELECT", g.oneOf("0", "1")))
                .add(1, g -> cmd("KEYS", g.pattern()))
                .add(1, g -> cmd("RANDOMKEY"))
                .add(
                        2,
                        g -> cmd(
                                "SCAN",
                                g.percent(95)
                                        ? "0"
                                        : g.oneOf("", "-", "-1", "+1", " 1", "x", "99999999999999999999999"),
                                g.options(
                                        List.of("MATCH", g.pattern()),
                                        List.of("COUNT", g.count()),
                                        List.of("TYPE", g.oneOf("string", "list", "HASH", "stream", "nope")))))
                .add(1, g -> cmd("OBJECT", g.oneOf("ENCODING", "REFCOUNT", "IDLETIME", "FREQ", "HELP", "X"), g.key()))
                .add(1, g -> cmd("OBJECT", "HELP"))
                .add(3, GenericCommandDiffTest::sort)
                .add(1, g -> cmd("WAIT", g.oneOf("0", "0", "x", "-1"), g.oneOf("0", "10", "-1", "x")));
    }

    @Override
    protected List<String> resets() {
        return List.of("CONFIG SET notify-keyspace-events \"\"", "CONFIG SET rdbcompression yes");
    }

    /** All classes but modules' by their letters, because A reads back without the n. */
    @Test
    void listenersAreToldTheSame(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "CONFIG SET notify-keyspace-events KEg$lshzxetmn",
                        "[1] PSUBSCRIBE *",
                        "SET a 1",
                        "RPUSH l 2 1",
                        "EXPIRE a 100",
                        "PERSIST a",
                        "PERSIST a",
                        "RENAME a b",
                        "RENAME b l",
                        "COPY l m",
                        "COPY l m REPLACE",
                        "COPY l l DB 1",
                        "MOVE m 1",
                        "RPUSH n 3 1 2",
                        "SORT n STORE o",
                        "SORT missing STORE o",
                        "RENAMENX n n2",
                        "EXPIRE n2 0",
                        "RESTORE r 0 \"\\x00\\xc0\\n\\n\\x00n\\x9fWE\\x0e\\xaec\\xbb\"",
                        "RESTORE r 0 \"\\x00\\xc0\\n\\n\\x00n\\x9fWE\\x0e\\xaec\\xbb\" REPLACE",
                        "RESTORE r 1 \"\\x00\\xc0\\n\\n\\x00n\\x9fWE\\x0e\\xaec\\xbb\" REPLACE ABSTTL",
                        "GET missing",
                        "TTL missing",
                        "TYPE missing",
                        "OBJECT ENCODING missing",
                        "EXISTS missing",
                        "TOUCH missing",
                        "DUMP missing",
                        "DEL l missing",
                        "UNLINK a r"));
    }

    @Test
    void aDeadlineMayBeAsFarAwayAsCanBe(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "SET a 1",
                        "PEXPIREAT a 9223372036854775807",
                        "PEXPIRETIME a",
                        "EXPIREAT a 9223372036854775",
                        "EXPIREAT a 9223372036854776",
                        "SET a 1 PXAT 9223372036854775807",
                        "EXPIRETIME a"));
    }

    @Test
    void keysAreFoundAmongTheArguments(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "COMMAND GETKEYS SORT a BY x* STORE b GET y* STORE c",
                        "COMMAND GETKEYS SORT a",
                        "COMMAND GETKEYS SORT_RO a BY x*",
                        "COMMAND GETKEYS COPY a b",
                        "COMMAND GETKEYS RENAME a b",
                        "COMMAND GETKEYS DEL a b c",
                        "COMMAND GETKEYS OBJECT ENCODING a",
                        "COMMAND GETKEYS RESTORE a 0 x",
                        "COMMAND GETKEYS KEYS *"));
    }

    @Test
    void dumpsAreNotCompressedWhenToldSo(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "SET a aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                        "DUMP a",
                        "CONFIG SET rdbcompression no",
                        "DUMP a"));
    }

    private static Cmd sort(Gen g) {
        if (g.percent(15)) {
            Object[] options = {"ASC", "DESC", List.of("LIMIT", g.index(), g.count()), List.of("STORE", g.key())};
            return cmd("SORT", g.key(), "BY", "nosort", g.options(options));
        }
        Object[] options = {
            "ASC",
            "DESC",
            "ALPHA",
            List.of("LIMIT", g.index(), g.count()),
            List.of("GET", g.oneOf("#", "*", "*->a", "a", "*->1")),
            List.of("GET", g.oneOf("#", "*", "*->b")),
            // not both, for what a pattern finds equal is stored in the order of a hash table
            g.percent(50) ? List.of("BY", g.oneOf("*", "*->a", "x*", "*->", "key:*")) : List.of("STORE", g.key())
        };
        return cmd(g.oneOf("SORT", "SORT", "SORT_RO"), g.key(), g.options(options));
    }

    /** Without a pattern to sort by, what SORT replies is in the order of the hash table. */
    @Override
    protected Comparison comparison() {
        return Comparison.standard().with("SORT", Rule.SHAPE_IF_HASHED).with("SORT_RO", Rule.SHAPE_IF_HASHED);
    }
}
