package io.rqkit.fakeredis.internal.command.generic;

import static io.rqkit.fakeredis.testing.Cmd.cmd;

import io.rqkit.fakeredis.testing.Cmd;
import io.rqkit.fakeredis.testing.CommandGrammar;
import io.rqkit.fakeredis.testing.Comparison;
import io.rqkit.fakeredis.testing.FamilyDiffTest;
import io.rqkit.fakeredis.testing.Gen;
import io.rqkit.fakeredis.testing.Rule;
import java.util.List;

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
                                        List.of("TYPE", g.oneOf("string", "list", "HASH", "stream", "none")))))
                .add(1, g -> cmd("OBJECT", g.oneOf("ENCODING", "REFCOUNT", "IDLETIME", "FREQ", "HELP", "X"), g.key()))
                .add(1, g -> cmd("OBJECT", "HELP"))
                .add(3, GenericCommandDiffTest::sort)
                .add(1, g -> cmd("WAIT", g.oneOf("0", "0", "x", "-1"), g.oneOf("0", "10", "-1", "x")));
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
            List.of("BY", g.oneOf("*", "*->a", "x*", "*->", "key:*")),
            List.of("GET", g.oneOf("#", "*", "*->a", "a", "*->1")),
            List.of("GET", g.oneOf("#", "*", "*->b")),
            List.of("STORE", g.key())
        };
        return cmd(g.oneOf("SORT", "SORT", "SORT_RO"), g.key(), g.options(options));
    }

    /** Without a pattern to sort by, what SORT replies is in the order of the hash table. */
    @Override
    protected Comparison comparison() {
        return Comparison.standard()
                .with("OBJECT REFCOUNT", Rule.SHAPE)
                .with("SORT", Rule.SHAPE_IF_HASHED)
                .with("SORT_RO", Rule.SHAPE_IF_HASHED);
    }
}
