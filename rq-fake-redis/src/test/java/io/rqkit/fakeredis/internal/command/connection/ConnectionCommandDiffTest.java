package io.rqkit.fakeredis.internal.command.connection;

import static io.rqkit.fakeredis.testing.Cmd.cmd;

import io.rqkit.fakeredis.testing.CommandGrammar;
import io.rqkit.fakeredis.testing.FamilyDiffTest;
import io.rqkit.fakeredis.testing.RealRedis;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionCommandDiffTest extends FamilyDiffTest {
    @Override
    protected CommandGrammar grammar() {
        return new CommandGrammar()
                .typeMixers(2)
                .add(2, g -> cmd("ECHO", g.value()))
                .add(2, g -> cmd("PING", g.times(0, 2, g::value)))
                .add(2, g -> cmd("SELECT", g.oneOf("0", "1", "1", "15", "16", "-1", "x", "99999999999")))
                .add(2, g -> cmd("AUTH", g.times(1, 3, () -> g.oneOf("default", "secret", ""))))
                .add(3, g -> cmd("CLIENT", "SETNAME", g.oneOf("worker", "a b", "", "\n", "x!~", "\u00ff")))
                .add(2, g -> cmd("CLIENT", "GETNAME"))
                .add(1, g -> cmd("CLIENT", "NO-EVICT", g.oneOf("on", "OFF", "x")))
                .add(1, g -> cmd("CLIENT", "UNPAUSE"))
                .add(1, g -> cmd("CLIENT", "PAUSE", g.oneOf("0", "-1", "x", "1.5"), g.options("WRITE", "ALL", "x")))
                .add(1, g -> cmd("CLIENT", "UNBLOCK", g.oneOf("0", "99999", "x"), g.options("TIMEOUT", "ERROR", "x")))
                .add(1, g -> cmd("CLIENT", "KILL", g.oneOf("10.1.1.1:1", "x")))
                .add(
                        3,
                        g -> cmd(
                                "CLIENT",
                                "KILL",
                                g.options(
                                        List.of("ID", g.oneOf("99999", "0", "-1", "x")),
                                        List.of("TYPE", g.oneOf("master", "REPLICA", "slave", "x")),
                                        List.of("ADDR", "10.1.1.1:1"),
                                        List.of("LADDR", "10.1.1.1:1"),
                                        List.of("USER", g.oneOf("default", "nobody")),
                                        List.of("SKIPME", g.oneOf("yes", "x"))),
                                "ID",
                                "99999"))
                .add(1, g -> cmd("CLIENT", "LIST", "TYPE", g.oneOf("normal", "pubsub", "MASTER", "x")))
                .add(1, g -> cmd("CLIENT", "LIST", g.oneOf("ID", "x"), g.oneOf("99999", "x")))
                .add(1, g -> cmd("CLIENT", g.oneOf("NOPE", "SETINFO", "REPLY", "ID", "INFO")))
                .add(1, g -> cmd("HELLO", g.oneOf("1", "4", "x", "-3")))
                .add(1, g -> cmd("HELLO", "2", g.oneOf("x", "AUTH", "SETNAME"), g.oneOf("a b", "default"), "x"));
    }

    @Override
    protected List<String> resets() {
        return List.of("SELECT 0", "CLIENT SETNAME \"\"");
    }

    @Test
    void aPasswordIsAskedOfWhoComesLater(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "AUTH secret",
                        "CONFIG SET requirepass secret",
                        "PING",
                        "[1] PING",
                        "[1] HELLO",
                        "[1] HELLO 3 SETNAME x",
                        "[1] AUTH wrong",
                        "[1] AUTH nobody secret",
                        "[1] AUTH default secret",
                        "[1] CLIENT GETNAME",
                        "[1] RESET",
                        "[1] PING",
                        "CONFIG SET requirepass \"\"",
                        "[1] PING",
                        "AUTH default anything"));
    }

    @Test
    void unblockEndsAWait(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "CLIENT UNBLOCK 99999",
                        "CLIENT UNBLOCK 99999 NOPE",
                        "CLIENT UNBLOCK x",
                        "CLIENT UNBLOCK 1 ERROR x"));
    }

    @Test
    void resetForgetsWhatTheConnectionWas(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "[1] SELECT 3",
                        "[1] CLIENT SETNAME me",
                        "[1] MULTI",
                        "[1] RESET",
                        "[1] EXEC",
                        "[1] CLIENT GETNAME",
                        "[1] SET a 1",
                        "GET a"));
    }
}
