package io.rqkit.fakeredis.internal.command.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.FakeServer;
import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.RequiresRealRedis;
import io.rqkit.fakeredis.testing.RespClient;
import io.rqkit.fakeredis.testing.RespValue;
import io.rqkit.fakeredis.testing.Server;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client in each state that CLIENT LIST tells of, and who is chosen by each filter of LIST and KILL. */
@RequiresRealRedis
class ClientStateDiffTest {
    /** They depend on the machine, the moment and the connection. */
    /** What differs from run to run; rbs and rbp change with a timer's rounds, a fifth of a second after connecting. */
    private static final Set<String> LOCAL =
            Set.of("id", "addr", "laddr", "fd", "age", "idle", "redir", "tot-mem", "obl", "rbs", "rbp", "qbuf-free");

    private static final int TRIES = 10_000;

    /** Commands of one client, the last of which it may wait in; those in brackets are another's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PING",
                "GET",
                "NOSUCH",
                "SELECT 3",
                "CLIENT SETNAME worker",
                "CLIENT NO-EVICT on",
                "HELLO 3",
                "HELLO 3 SETNAME me",
                "MULTI",
                "MULTI | SET k value | GET k",
                "MULTI | NOSUCH",
                "MULTI | EXEC",
                "MULTI | DISCARD",
                "WATCH k",
                "WATCH k | MULTI | [SET k 1]",
                "WATCH k | [SET k 1]",
                "WATCH k | [SET k 1] | UNWATCH",
                "SUBSCRIBE a b",
                "PSUBSCRIBE a*",
                "SSUBSCRIBE s",
                "SUBSCRIBE a | UNSUBSCRIBE",
                "HELLO 3 | SUBSCRIBE a | PSUBSCRIBE b | SSUBSCRIBE c | GET k",
                "MONITOR",
                "BLPOP missing 0",
                "BLMOVE missing other LEFT RIGHT 0",
                "BZPOPMIN missing 0",
                "XREAD BLOCK 0 STREAMS missing $",
                "WAIT 1 0",
                "BLPOP missing 9223372036854775.807",
                "XREAD BLOCK 9223372036854775807 STREAMS missing $",
                "WAIT 1 9223372036854775807",
                "DEBUG SLEEP x",
                "DEBUG SLEEP -1",
                "CLIENT TRACKING ON",
                "HELLO 3 | CLIENT TRACKING ON",
                "HELLO 3 | CLIENT TRACKING ON BCAST",
                "HELLO 3 | CLIENT TRACKING ON BCAST PREFIX a PREFIX b NOLOOP",
                "HELLO 3 | CLIENT TRACKING ON OPTIN",
                "HELLO 3 | CLIENT TRACKING ON OPTOUT",
                "HELLO 3 | CLIENT TRACKING ON OPTIN | CLIENT CACHING YES",
                "HELLO 3 | CLIENT TRACKING ON | CLIENT TRACKING OFF",
                "CLIENT REPLY OFF",
                "CLIENT REPLY SKIP",
                "REPLCONF listening-port 6380",
                "REPLCONF capa eof",
                "ACL SETUSER alice on nopass +@all ~* &* | AUTH alice x",
                "ASKING",
                "READONLY",
                "RESET",
                "HELLO 3 SETNAME me | SELECT 2 | CLIENT TRACKING ON | CLIENT NO-EVICT on | MULTI | RESET",
                "EVAL \"return 1\" 0",
                "CONFIG GET x"
            })
    void listTellsTheStateAsRealRedisDoes(String commands, RealRedis real) {
        try (FakeServer fake = new FakeServer()) {
            assertThat(state(fake.server(), commands)).isEqualTo(state(real.server(), commands));
        }
    }

    private static Map<String, String> state(Server server, String commands) {
        try (RespClient admin = server.connect();
                RespClient client = server.connect()) {
            String id = client.call("CLIENT", "ID").text();
            String last = "";
            for (String command : commands.split(" \\| ")) {
                if (command.startsWith("[")) {
                    admin.call(command.substring(1, command.length() - 1).split(" "));
                } else {
                    client.sendRaw((command + "\r\n").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
                    last = command;
                }
            }
            Map<String, String> state = fields(admin, id);
            for (int i = 0; !isAt(last, state) && i < TRIES; i++) {
                state = fields(admin, id);
            }
            state.keySet().removeAll(LOCAL);
            return state;
        }
    }

    /** Says whether the last command has run, which nobody waits for as it may have no reply. */
    private static boolean isAt(String last, Map<String, String> state) {
        String name = last.split(" ")[0].toLowerCase(java.util.Locale.ROOT);
        String seen = String.valueOf(state.get("cmd")).replaceAll("\\|.*", "");
        return seen.equals(name) || (name.equals("nosuch") && seen.equals("NULL"));
    }

    private static Map<String, String> fields(RespClient admin, String id) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field :
                admin.call("CLIENT", "LIST", "ID", id).text().strip().split(" ")) {
            int equals = field.indexOf('=');
            fields.put(field.substring(0, Math.max(0, equals)), field.substring(equals + 1));
        }
        return fields;
    }

    /** Four clients: who asks, a subscriber, one named by another user, and one that waits. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "LIST TYPE normal",
                "LIST TYPE pubsub",
                "LIST TYPE replica",
                "LIST TYPE slave",
                "LIST TYPE master",
                "LIST TYPE nosuch",
                "LIST TYPE",
                "LIST ID $1 $2",
                "LIST ID $2 $1 $2",
                "LIST ID x",
                "LIST ID 0",
                "LIST ID -1",
                "LIST ID 99999",
                "LIST ID",
                "LIST TYPE normal ID $1",
                "LIST NOSUCH",
                "KILL ID $1",
                "KILL ID $0",
                "KILL ID $0 SKIPME no",
                "KILL ID $1 ID $2",
                "KILL ID $1 TYPE pubsub",
                "KILL ID $1 TYPE normal",
                "KILL TYPE pubsub",
                "KILL TYPE normal",
                "KILL TYPE normal SKIPME no",
                "KILL TYPE replica",
                "KILL TYPE master",
                "KILL TYPE nosuch",
                "KILL USER alice",
                "KILL USER default",
                "KILL USER default SKIPME no",
                "KILL USER nosuch",
                "KILL SKIPME yes",
                "KILL SKIPME no",
                "KILL SKIPME maybe",
                "KILL ADDR @2",
                "KILL ADDR @2 USER default",
                "KILL ADDR @2 USER alice",
                "KILL LADDR 1.2.3.4:5",
                "KILL @3",
                "KILL 1.2.3.4:5",
                "KILL",
                "KILL ID",
                "KILL ID 0",
                "KILL ID x",
                "KILL ID $1 NOSUCH x",
                "KILL ID $1 USER",
                "UNBLOCK $3",
                "UNBLOCK $3 ERROR",
                "UNBLOCK $1",
                "NO-EVICT",
                "REPLY",
                "GETREDIR",
                "TRACKINGINFO",
                "PAUSE",
                "INFO x",
                "ID x"
            })
    void filtersChooseAsRealRedissDo(String subcommand, RealRedis real) {
        try (FakeServer fake = new FakeServer()) {
            assertThat(chosen(fake.server(), subcommand)).isEqualTo(chosen(real.server(), subcommand));
        }
    }

    private static List<String> chosen(Server server, String subcommand) {
        List<RespClient> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clients.add(server.connect());
        }
        RespClient watching = server.connect();
        watching.call("ACL", "SETUSER", "alice", "on", "nopass", "+@all", "~*", "&*");
        List<String> ids = new ArrayList<>();
        clients.forEach(each -> ids.add(each.call("CLIENT", "ID").text()));
        watching.call("CLIENT", "SETNAME", "watching");
        watching.call("AUTH", "alice", "x");
        clients.get(1).call("SUBSCRIBE", "news");
        clients.get(2).call("AUTH", "alice", "x");
        clients.get(2).call("CLIENT", "SETNAME", "two");
        clients.get(3).send("BLPOP", "missing", "0");
        awaitBlocked(watching);
        List<String> words = new ArrayList<>(List.of("CLIENT"));
        for (String word : subcommand.split(" ")) {
            words.add(filled(word, ids, watching));
        }
        List<String> result = new ArrayList<>();
        result.add(named(clients.get(0).call(words.toArray(String[]::new)), ids));
        try {
            result.add(shown(watching, ids));
        } catch (java.io.UncheckedIOException killed) {
            result.add("killed");
        }
        clients.forEach(RespClient::close);
        watching.close();
        return result;
    }

    private static void awaitBlocked(RespClient watching) {
        for (int i = 0; !watching.call("INFO", "clients").text().contains("blocked_clients:1") && i < TRIES; i++) {
            Thread.onSpinWait();
        }
    }

    private static String filled(String word, List<String> ids, RespClient watching) {
        if (word.startsWith("$")) {
            return ids.get(Integer.parseInt(word.substring(1)));
        }
        if (word.startsWith("@")) {
            String id = ids.get(Integer.parseInt(word.substring(1)));
            return fields(watching, id).get("addr");
        }
        return word;
    }

    /** Says which of the clients are there. */
    private static String shown(RespClient watching, List<String> ids) {
        String list = watching.call("CLIENT", "LIST").text();
        return ids.stream()
                        .map(id -> list.contains("id=" + id + " ") ? "there" : "gone")
                        .toList() + "";
    }

    private static String named(RespValue reply, List<String> ids) {
        if (reply.text() == null || !reply.text().contains("id=")) {
            return reply.toString();
        }
        List<String> lines = new ArrayList<>();
        for (String line : reply.text().strip().split("\n")) {
            String id = line.substring(3, line.indexOf(' '));
            lines.add("client " + ids.indexOf(id) + line.replaceAll(".* (flags=[^ ]*).* (cmd=[^ ]*).*", " $1 $2"));
        }
        return String.join("\n", lines);
    }

    @Test
    void everyFieldIsThereInOrder(RealRedis real) {
        try (FakeServer fake = new FakeServer();
                RespClient ours = fake.server().connect();
                RespClient theirs = real.server().connect()) {
            String names = theirs.call("CLIENT", "INFO").text().replaceAll("=[^ ]*", "");

            assertThat(ours.call("CLIENT", "INFO").text().replaceAll("=[^ ]*", ""))
                    .isEqualTo(names);
        }
    }
}
