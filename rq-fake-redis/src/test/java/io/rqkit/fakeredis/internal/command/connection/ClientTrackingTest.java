package io.rqkit.fakeredis.internal.command.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.Cmd;
import io.rqkit.fakeredis.testing.FakeServer;
import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.RequiresRealRedis;
import io.rqkit.fakeredis.testing.RespClient;
import io.rqkit.fakeredis.testing.Server;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What caching clients are told, line for line what real Redis tells them. */
@RequiresRealRedis
class ClientTrackingTest {
    /**
     * Plays a scene with clients of one letter each: {@code "a: GET x"} sends and reads a reply, {@code "a<"} reads what
     * came unasked. {@code $b} stands for the id of client b.
     */
    private static List<String> play(Server server, String... lines) {
        List<String> seen = new ArrayList<>();
        Map<String, RespClient> clients = new HashMap<>();
        Map<String, String> ids = new HashMap<>();
        try {
            for (String line : lines) {
                String name = line.substring(0, 1);
                if (!clients.containsKey(name)) {
                    RespClient client = server.connect();
                    clients.put(name, client);
                    ids.put(name, client.call("CLIENT", "ID").text());
                }
                RespClient client = clients.get(name);
                if (line.endsWith("<")) {
                    String push = client.read().toString();
                    seen.add(line + " " + (push.contains("redir-broken") ? named(ids, push) : push));
                    continue;
                }
                String command = line.substring(2).strip();
                for (Map.Entry<String, String> id : ids.entrySet()) {
                    command = command.replace("$" + id.getKey(), id.getValue());
                }
                String reply = client.call(Cmd.parse(command).args().toArray(String[]::new))
                        .toString();
                if (command.equals("CLIENT GETREDIR")) {
                    reply = named(ids, reply);
                }
                seen.add(line + " -> " + (command.startsWith("HELLO") ? "hello" : reply));
            }
            return seen;
        } finally {
            clients.values().forEach(RespClient::close);
        }
    }

    /** Writes ids, which differ from server to server, as names of clients. */
    private static String named(Map<String, String> ids, String text) {
        String named = text;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            named = named.replace("(integer) " + id.getValue(), "(integer) $" + id.getKey());
        }
        return named;
    }

    private static void assertSame(RealRedis real, String... lines) {
        try (FakeServer fake = new FakeServer()) {
            try (RespClient admin = real.server().connect()) {
                admin.call("FLUSHALL");
            }
            assertThat(play(fake.server(), lines)).isEqualTo(play(real.server(), lines));
        }
    }

    @Test
    void whoReadAKeyIsToldOnce(RealRedis real) {
        assertSame(
                real,
                "a: HELLO 3",
                "a: CLIENT TRACKING ON",
                "a: GET x",
                "b: SET x 1",
                "a<",
                "b: SET x 2",
                "a: MGET x y",
                "a: SET x 3",
                "a<",
                "b: DEL y",
                "b: SET y 1",
                "a<",
                "a: CLIENT TRACKINGINFO",
                "a: CLIENT GETREDIR",
                "a: GET y",
                "b: FLUSHALL",
                "a<",
                "a: FLUSHDB",
                "a<",
                "a: CLIENT TRACKING OFF",
                "a: GET x",
                "b: SET x 1",
                "a: PING");
    }

    @Test
    void prefixesAreBroadcast(RealRedis real) {
        assertSame(
                real,
                "a: HELLO 3",
                "a: CLIENT TRACKING ON BCAST PREFIX user: PREFIX order:",
                "b: MSET user:1 a order:1 b other c user:2 d",
                "a<",
                "a<",
                "a: SET user:1 x",
                "a<",
                "a: CLIENT TRACKING ON BCAST PREFIX use",
                "a: CLIENT TRACKING ON BCAST PREFIX a PREFIX ab",
                "a: CLIENT TRACKING ON",
                "a: CLIENT TRACKING OFF",
                "a: CLIENT TRACKING ON BCAST NOLOOP",
                "a: SET user:1 y",
                "b: SET z 1",
                "a<",
                "a: CLIENT TRACKINGINFO");
    }

    @Test
    void anotherConnectionIsToldInstead(RealRedis real) {
        assertSame(
                real,
                "b: SUBSCRIBE __redis__:invalidate",
                "a: CLIENT TRACKING ON REDIRECT $b",
                "a: CLIENT GETREDIR",
                "a: GET x",
                "a: SET x 1",
                "b<",
                "a: FLUSHALL",
                "b<",
                "a: CLIENT TRACKING ON REDIRECT 999999",
                "c: HELLO 3",
                "a: CLIENT TRACKING ON REDIRECT $c",
                "a: GET x",
                "a: SET x 1",
                "c<");
    }

    @Test
    void aConnectionMayBeToldOfWhatItTracksItself(RealRedis real) {
        assertSame(
                real,
                "a: CLIENT TRACKING ON REDIRECT $a BCAST",
                "a: SUBSCRIBE __redis__:invalidate",
                "b: SET x 1",
                "a<",
                "b: FLUSHALL",
                "a<",
                "a: PING",
                "c: CLIENT TRACKING ON BCAST",
                "c: SUBSCRIBE __redis__:invalidate",
                "b: SET x 1",
                "a<",
                "c: PING");
    }

    @Test
    void aBrokenRedirectionIsTold(RealRedis real) {
        assertSame(
                real,
                "a: HELLO 3",
                "b: PING",
                "a: CLIENT TRACKING ON REDIRECT $b",
                "a: GET x",
                "a: CLIENT KILL ID $b",
                "a: SET x 1",
                "a<",
                "a: CLIENT GETREDIR");
    }

    @Test
    void cachingIsOptedInAndOut(RealRedis real) {
        assertSame(
                real,
                "a: HELLO 3",
                "a: CLIENT CACHING YES",
                "a: CLIENT TRACKING ON OPTIN OPTOUT",
                "a: CLIENT TRACKING ON OPTIN",
                "a: CLIENT CACHING NO",
                "a: CLIENT CACHING x",
                "a: GET x",
                "a: CLIENT CACHING YES",
                "a: CLIENT TRACKINGINFO",
                "a: GET y",
                "a: GET z",
                "b: MSET x 1 z 1 y 1",
                "a<",
                "a: CLIENT CACHING YES",
                "a: MULTI",
                "a: GET x",
                "a: GET y",
                "a: EXEC",
                "b: SET x 2",
                "a<",
                "a: CLIENT TRACKING ON OPTOUT",
                "a: CLIENT TRACKING OFF",
                "a: CLIENT TRACKING ON OPTOUT",
                "a: CLIENT CACHING NO",
                "a: GET x",
                "a: GET z",
                "b: MSET x 1 z 1",
                "a<",
                "a: CLIENT TRACKING ON BCAST OPTIN",
                "a: CLIENT TRACKING ON PREFIX x",
                "a: CLIENT TRACKING maybe",
                "a: CLIENT TRACKING ON nope");
    }

    @Test
    void whatATransactionChangesIsToldAfterItsReply(RealRedis real) {
        assertSame(
                real,
                "a: HELLO 3",
                "a: CLIENT TRACKING ON",
                "a: MGET x y",
                "a: MULTI",
                "a: SET x 1",
                "a: INCR y",
                "a: EXEC",
                "a<",
                "a<");
    }

    @Test
    void aKeyThatExpiresIsTold(RealRedis real) {
        assertSame(
                real,
                "a: HELLO 3",
                "a: CLIENT TRACKING ON",
                "b: SET x 1 PX 1000",
                "a: GET x",
                "a<",
                "b: SET y 1",
                "a: GET y",
                "b: PEXPIREAT y 1",
                "a<");
    }
}
