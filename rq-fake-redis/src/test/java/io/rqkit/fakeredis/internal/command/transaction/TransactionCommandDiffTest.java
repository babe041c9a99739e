package io.rqkit.fakeredis.internal.command.transaction;

import static io.rqkit.fakeredis.testing.Cmd.cmd;

import io.rqkit.fakeredis.testing.CommandGrammar;
import io.rqkit.fakeredis.testing.FamilyDiffTest;
import io.rqkit.fakeredis.testing.RealRedis;
import org.junit.jupiter.api.Test;

/** Two connections: one with transactions and watched keys, one that changes keys in between. */
class TransactionCommandDiffTest extends FamilyDiffTest {
    @Override
    protected CommandGrammar grammar() {
        return new CommandGrammar()
                .add(4, g -> cmd("MULTI"))
                .add(4, g -> cmd("EXEC"))
                .add(1, g -> cmd("DISCARD"))
                .add(2, g -> cmd("WATCH", g.keys(1, 3)))
                .add(1, g -> cmd("UNWATCH"))
                .add(3, g -> cmd("SET", g.key(), g.value()))
                .add(2, g -> cmd("INCR", g.key()))
                .add(2, g -> cmd("LPUSH", g.key(), g.value()))
                .add(1, g -> cmd("GET", g.key()))
                .add(1, g -> cmd("DEL", g.keys(1, 2)))
                .add(1, g -> cmd("RENAME", g.key(), g.key()))
                .add(1, g -> cmd("EXPIRE", g.key(), g.ttlSeconds()))
                .add(1, g -> cmd("BLPOP", g.key(), "0"))
                .add(1, g -> cmd("SELECT", g.oneOf("0", "1", "99")))
                .add(1, g -> cmd("SWAPDB", "0", "1"))
                .add(1, g -> cmd("FLUSHDB"))
                .add(1, g -> cmd("NOSUCH", g.key()))
                .add(4, g -> cmd("SET", g.key(), g.value()).on(1))
                .add(1, g -> cmd("DEL", g.key()).on(1))
                .add(1, g -> cmd("HSET", g.key(), g.member(), g.value()).on(1))
                .typeMixers(1);
    }

    @Test
    void aTransactionSeesWhatTheOtherConnectionDidToItsWatchedKeys(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "WATCH a b",
                        "[1] SET b 1",
                        "MULTI",
                        "SET c 1",
                        "EXEC",
                        "WATCH a",
                        "[1] GET a",
                        "MULTI",
                        "EXEC"));
    }

    @Test
    void aRefusedCommandSpoilsTheTransactionAndAFailingOneDoesNot(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "MULTI",
                        "SET a",
                        "EXEC",
                        "SET a x",
                        "MULTI",
                        "INCR a",
                        "LPUSH a 1",
                        "GET a",
                        "EXEC",
                        "EXEC",
                        "DISCARD",
                        "MULTI",
                        "MULTI",
                        "WATCH a",
                        "DISCARD"));
    }
}
