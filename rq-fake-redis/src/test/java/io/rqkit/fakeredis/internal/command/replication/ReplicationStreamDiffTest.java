package io.rqkit.fakeredis.internal.command.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.ReplicationStream;
import io.rqkit.fakeredis.testing.RequiresRealRedis;
import io.rqkit.fakeredis.testing.RespClient;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What replicas are told of a command is what real Redis tells them, times and ids of streams aside. */
@RequiresRealRedis
class ReplicationStreamDiffTest {
    private static final String END = "SET the end";

    @ParameterizedTest
    @ValueSource(
            strings = {
                // deadlines
                "SET k v EX 100 | SET k v PX 100000 GET | SET k v XX GET | SET k v NX | SET k v EXAT 9999999999",
                "SETEX k 100 v | PSETEX k 100000 v | GETSET k w | SET k v KEEPTTL",
                "SET k v | EXPIRE k 100 | PEXPIRE k 100000 NX | EXPIREAT k 9999999999 GT | PERSIST k | EXPIRE k -1",
                "SET k v | GETEX k | GETEX k EX 100 | GETEX k PERSIST | GETEX k PERSIST | GETEX k PXAT 1 | GETDEL k",
                "SET k v | GETDEL k | CONFIG SET lazyfree-lazy-user-del yes lazyfree-lazy-expire yes | SET k v | GETDEL k"
                        + " | SET k v | EXPIRE k -1 | SET k v | GETEX k EXAT 1",
                // chance and floating point
                "SADD s a | SPOP s | SADD s a b c | SPOP s 3 | SPOP s",
                "INCRBYFLOAT k 1.5 | INCRBYFLOAT k 1e-5 | HINCRBYFLOAT h f 0.1 | HINCRBYFLOAT h f 0.2",
                // lists and sorted sets
                "RPUSH l a b c d | BLPOP l 0 | BRPOP l 0 | LMPOP 2 x l LEFT COUNT 5 | BLMPOP 1 1 l LEFT",
                "RPUSH l a b c d | BLMOVE l m LEFT RIGHT 0 | BRPOPLPUSH l m 0 | LMOVE m l LEFT LEFT | RPOPLPUSH x y",
                "ZADD z 1 a 2 b 3 c 4 d 5 e | BZPOPMIN z 0 | BZPOPMAX z 0 | ZMPOP 1 z MIN COUNT 2 | BZMPOP 1 1 z MAX COUNT 9",
                "GEOADD g 13.361389 38.115556 a | SORT g BY nosort STORE d | GEOSEARCHSTORE d g FROMMEMBER a BYRADIUS 1 km ASC",
                // streams
                "XADD s * a 1 | XADD s 9999999999999-* a 1 | XADD s 99999999999999-1 a 1 | XADD s MAXLEN ~ 1 * a 1",
                "XADD s 1-1 a 1 | XADD s 2-1 a 1 | XTRIM s MINID ~ 2 | XTRIM s MAXLEN 1 | XSETID s 5-5 | XDEL s 2-1",
                "XADD s 1-1 a 1 | XGROUP CREATE s g 0 | XREADGROUP GROUP g c STREAMS s > | XADD s 2-1 a 1"
                        + " | XREADGROUP GROUP g d NOACK STREAMS s > | XREADGROUP GROUP g c STREAMS s 0 | XACK s g 1-1",
                "XADD s 1-1 a 1 | XADD s 1-2 a 1 | XGROUP CREATE s g 0 | XREADGROUP GROUP g c STREAMS s >"
                        + " | XDEL s 1-1 | XCLAIM s g d 0 1-1 1-2 | XAUTOCLAIM s g e 0 0 | XCLAIM s g d 0 9-9 LASTID 7-7",
                // transactions, databases, and what changes nothing
                "MULTI | SET a 1 | SET b 2 | EXEC | MULTI | SET a 1 | EXEC | MULTI | GET a | EXEC | MULTI | EXEC",
                "MULTI | SET a 1 | SELECT 3 | SET b 2 | EXEC | SET c 3 | SELECT 0 | SET d 4 | SWAPDB 0 1 | SELECT 1 | GET d",
                "GET k | DEL k | LPUSH l a | LREM l 0 b | SADD s a | SADD s a | HSET h f v | HDEL h x | ZADD z 1 a | ZADD z 1 a",
                "FLUSHALL | SET k v | FLUSHDB | FLUSHALL ASYNC | PUBLISH c m | SPUBLISH c m",
                "MULTI | SADD s a | SADD t b | SPOP s | SPOP t 1 | PUBLISH c m | BLPOP x 0 | EXEC",
                "SET k v | COPY k l | RENAME l m | MOVE m 2 | RENAMENX k n | UNLINK n | RESTORE r 100000"
                        + " \\x00\\x01v\\x0a\\x00\\x15\\x9e\\x65\\x73\\x6c\\x0d\\x8c\\xa9",
                "SETBIT b 7 1 | BITFIELD b SET u8 0 255 | BITFIELD b GET u8 0 | BITOP NOT d b | APPEND a x | SETRANGE a 0 y",
                "PFADD h a b | PFADD h a | PFMERGE d h | PFCOUNT d | PFCOUNT d",
                // keys that expire when somebody looks
                "DEBUG SET-ACTIVE-EXPIRE 0 | PSETEX k 1 v | WAIT 5 20 | GET k | PSETEX k 1 v | WAIT 5 20 | SCAN 0 COUNT 100"
                        + " | MSET a 1 b 2 | PEXPIRE a 1 | PEXPIRE b 1 | WAIT 5 20 | MGET a b",
            })
    void replicasAreToldTheSame(String script, RealRedis real) throws IOException {
        try (FakeRedis fake =
                FakeRedis.builder().config("enable-debug-command", "yes").build()) {
            List<String> expected = streamOf(real::socket, script);

            assertThat(streamOf(fake::socket, script)).isEqualTo(expected);
        }
    }

    /** Opens a connection. */
    private interface Sockets {
        Socket open() throws IOException;
    }

    private static List<String> streamOf(Sockets server, String script) throws IOException {
        try (ReplicationStream stream = new ReplicationStream(server.open());
                RespClient client = new RespClient(server.open())) {
            for (String line : script.split(" \\| ")) {
                client.call(unescaped(line).split(" "));
            }
            client.call(END.split(" "));
            return stream.readUntil(END).stream()
                    .map(ReplicationStreamDiffTest::withoutTimes)
                    .toList();
        }
    }

    /** Times of the day have 13 digits, and so have the ids that streams make of them. */
    private static String withoutTimes(String command) {
        return command.replaceAll("\\b1[0-9]{12}\\b(-[0-9]+)?", "TIME");
    }

    private static String unescaped(String line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            if (line.startsWith("\\x", i)) {
                text.append((char) Integer.parseInt(line.substring(i + 2, i + 4), 16));
                i += 3;
            } else {
                text.append(line.charAt(i));
            }
        }
        return text.toString();
    }
}
