package io.rqkit.fakeredis.internal.command.acl;

import static io.rqkit.fakeredis.testing.Cmd.cmd;

import io.rqkit.fakeredis.testing.CommandGrammar;
import io.rqkit.fakeredis.testing.FamilyDiffTest;
import io.rqkit.fakeredis.testing.Gen;
import io.rqkit.fakeredis.testing.RealRedis;
import java.util.List;
import org.junit.jupiter.api.Test;

class AclCommandDiffTest extends FamilyDiffTest {
    private static final String HASH = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

    @Override
    protected CommandGrammar grammar() {
        return new CommandGrammar()
                .add(8, g -> cmd("ACL", "SETUSER", user(g), g.times(0, 3, () -> rule(g))))
                .add(12, g -> cmd("ACL", "DRYRUN", user(g), call(g)))
                .add(1, g -> cmd("ACL", "DELUSER", g.times(1, 2, () -> g.oneOf("ann", "bob", "nobody", "default"))))
                .add(2, g -> cmd("ACL", "GETUSER", user(g)).shape())
                .add(1, g -> cmd("ACL", "WHOAMI"))
                .add(1, g -> cmd("ACL", "CAT", g.oneOf("nope", "")))
                .add(1, g -> cmd("ACL", "CAT"))
                .add(
                        1,
                        g -> cmd("ACL", "GENPASS", g.oneOf("0", "-1", "4097", "x", "3", "4096"))
                                .shape())
                .add(1, g -> cmd("ACL", "LOG", g.oneOf("0", "x", "-5")))
                .add(1, g -> cmd("ACL", g.oneOf("LOAD", "SAVE", "NOPE", "HELP")))
                .add(1, g -> cmd("ACL", g.oneOf("CAT", "LOG", "GENPASS"), "1", "2"));
    }

    private static String user(Gen g) {
        return g.oneOf("ann", "bob", "bob", "a b");
    }

    /** Without {@code %~x}, whose display ends real Redis. */
    private static String rule(Gen g) {
        return g.oneOf(
                "on",
                "OFF",
                "nopass",
                "resetpass",
                ">foo",
                "<foo",
                ">bar",
                "#" + HASH,
                "!" + HASH,
                "#abc",
                "reset",
                "+@all",
                "-@all",
                "allcommands",
                "nocommands",
                "+@read",
                "+@write",
                "-@write",
                "+@string",
                "-@dangerous",
                "+@nope",
                "+get",
                "-get",
                "+set",
                "+config|get",
                "-config|set",
                "+client",
                "-client|kill",
                "+config|nope",
                "+select|0",
                "+select|1",
                "+select|",
                "+config|get|x",
                "-select|0",
                "+nope",
                "~*",
                "allkeys",
                "resetkeys",
                "~a*",
                "~b",
                "%R~r*",
                "%W~w*",
                "%RW~rw*",
                "%RR~x",
                "~a b",
                "&*",
                "allchannels",
                "resetchannels",
                "&news*",
                "&chat",
                "(+get ~s*)",
                "(%R~src +copy)",
                "(+@all ~b",
                "clearselectors",
                "sanitize-payload",
                "skip-sanitize-payload",
                "",
                "nonsense");
    }

    private static List<String> call(Gen g) {
        return g.oneOf(
                List.of("GET", key(g)),
                List.of("GET"),
                List.of("SET", key(g), "1"),
                List.of("SET", key(g), "1", "GET"),
                List.of("MSET", key(g), "1", key(g), "2"),
                List.of("MGET", key(g), key(g)),
                List.of("COPY", key(g), key(g)),
                List.of("DEL", key(g), key(g)),
                List.of("SORT", key(g), "STORE", key(g)),
                List.of("SUNIONSTORE", key(g), key(g), key(g)),
                List.of("ZUNIONSTORE", key(g), "2", key(g), key(g)),
                List.of("XREADGROUP", "GROUP", "g", "c", "STREAMS", key(g), "0"),
                List.of("BITFIELD", key(g), "GET", "u8", "0"),
                List.of("PUBLISH", g.oneOf("news", "chat", "other"), "m"),
                List.of("SUBSCRIBE", g.oneOf("news", "chat"), g.oneOf("newspaper", "other")),
                List.of("PSUBSCRIBE", g.oneOf("news*", "new*", "chat")),
                List.of("UNSUBSCRIBE", "other"),
                List.of("CONFIG", g.oneOf("GET", "SET", "nope"), "x"),
                List.of("CLIENT", g.oneOf("KILL", "ID", "LIST")),
                List.of("SELECT", g.oneOf("0", "1", "2")),
                List.of("AUTH", "x"),
                List.of("PING"),
                List.of("nope", "x"));
    }

    private static String key(Gen g) {
        return g.oneOf("a", "abc", "b", "r1", "w1", "rw1", "src", "z");
    }

    @Override
    protected List<String> resets() {
        return List.of("ACL DELUSER ann bob", "ACL LOG RESET");
    }

    @Test
    void rulesAreShownAsTheyAre(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "ACL SETUSER ann",
                        "ACL GETUSER ann",
                        "ACL SETUSER ann on >foo ~a* %R~r* &news +get",
                        "ACL GETUSER ann",
                        "ACL SETUSER ann (~s +set) (+@all -select",
                        "ACL SETUSER ann (~s +set)",
                        "ACL SETUSER ann ( %W~t +get )",
                        "ACL GETUSER ann",
                        "ACL SETUSER ann +select|0 +select|1 -get",
                        "ACL GETUSER ann",
                        "ACL SETUSER ann allcommands allkeys allchannels nopass",
                        "ACL GETUSER ann",
                        "ACL SETUSER ann ~b",
                        "ACL SETUSER ann -get reset",
                        "ACL GETUSER ann",
                        "ACL DELUSER ann nobody"));
    }

    @Test
    void whoMayNotIsToldSo(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "ACL SETUSER ann on >foo ~a* %R~r* resetchannels &news +@all -flushall -sort",
                        "ACL SETUSER off >foo",
                        "[1] AUTH ann wrong",
                        "[1] AUTH off foo",
                        "[1] AUTH ann foo",
                        "[1] ACL WHOAMI",
                        "[1] SET abc 1",
                        "[1] SET xyz 1",
                        "[1] GET r1",
                        "[1] SET r1 1",
                        "[1] MGET abc xyz",
                        "[1] FLUSHALL",
                        "[1] PUBLISH news x",
                        "[1] PUBLISH other x",
                        "[1] SUBSCRIBE other",
                        "[1] SORT abc BY nosort",
                        "ACL SETUSER ann +sort",
                        "[1] LPUSH alist 2 1",
                        "[1] SORT alist BY w*",
                        "[1] SORT alist GET #",
                        "[1] SORT alist",
                        "[1] MULTI",
                        "[1] INCR abc",
                        "[1] INCR xyz",
                        "[1] EXEC",
                        "[1] MULTI",
                        "[1] INCR abc",
                        "[1] GET abc",
                        "ACL SETUSER ann -incr resetkeys ~other",
                        "[1] EXEC",
                        "CLIENT KILL USER nobody",
                        "ACL DELUSER off"));
    }

    @Test
    void theDefaultUserCanBeClosed(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "ACL SETUSER ann on nopass allkeys +@all",
                        "ACL SETUSER default off",
                        "PING",
                        "[1] PING",
                        "[1] AUTH default x",
                        "[1] AUTH x",
                        "[1] HELLO 3 AUTH ann any",
                        "[1] PING",
                        "ACL SETUSER default on",
                        "[1] RESET",
                        "[1] PING",
                        "ACL SETUSER default resetpass",
                        "[1] RESET",
                        "[1] PING",
                        "[1] AUTH x",
                        "ACL SETUSER default nopass",
                        "[1] AUTH x",
                        "[1] ACL WHOAMI"));
    }
}
