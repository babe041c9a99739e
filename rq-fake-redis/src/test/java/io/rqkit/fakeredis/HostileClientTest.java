package io.rqkit.fakeredis;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.Attack;
import io.rqkit.fakeredis.testing.Attack.Attacker;
import io.rqkit.fakeredis.testing.RespClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Attacks the fake over TCP while another client works: it is answered throughout, and nothing of the attack stays. The
 * ordinary build does each thing a little; {@code -Drq.hostile.scale=35} opens ten thousand connections, for example,
 * and {@code -Drq.hostile.heap=512m} gives the attacked program the memory for so many.
 */
class HostileClientTest {
    private static final int SCALE = Integer.getInteger("rq.hostile.scale", 1);
    private static final String HEAP = System.getProperty("rq.hostile.heap", "96m");
    private static final long SEED = Long.getLong("rq.hostile.seed", 20_261_130);
    private static final int WAIT_SECONDS = 60;
    private static final Pattern READY = Pattern.compile("Ready to accept connections on (.+):(\\d+)");

    /** What takes as much memory as it can get takes long where there is much: that is for the small JVM below. */
    @ParameterizedTest
    @EnumSource(value = Attack.class, mode = EnumSource.Mode.EXCLUDE, names = "GREEDY_COMMANDS")
    void othersAreServedAndNothingStays(Attack attack) throws IOException {
        try (FakeRedis redis = FakeRedis.create()) {
            Endpoint endpoint = redis.listen();
            try (RespClient other = connect(endpoint.host(), endpoint.port())) {
                List<String> before = traces(other);
                try (Attacker attacker = attacker(endpoint.host(), endpoint.port())) {
                    attack.run(attacker, () -> works(other));
                    works(other);
                }
                // connections may still be coming when the attack has ended
                await("traces left", () -> traces(other).equals(before));
                await("threads left", () -> threadsAt(endpoint).size() == 1);
            }
        }
    }

    /** Whoever sent it is gone when it is killed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "while true do end",
                "while true do pcall(function() while true do end end) end",
                "while true do pcall(error, 'x') end",
                "while true do redis.pcall('PING') end",
                "while true do redis.call('GET', 'other') end",
                "return ('a'):rep(40):find(('a*'):rep(40) .. 'b')",
                "while true do local t = {} for i = 1, 1000 do t[i] = {} end end",
                "local f f = function() return f() end f()",
                "while true do coroutine.wrap(function() coroutine.yield() end)() end",
                "while true do local s = ('x'):rep(100000):gsub('x', 'yy') end",
                "local t = {} for i = 1, 100 do t[i] = i end while true do table.sort(t, function(a, b) return a > b end) end",
                "setmetatable({}, {__index = function(t, k) while true do end end}).x = 1 while true do end"
            })
    void anEndlessScriptCanBeKilled(String script) throws IOException {
        try (FakeRedis redis =
                FakeRedis.builder().config("busy-reply-threshold", "20").build()) {
            Endpoint endpoint = redis.listen();
            try (RespClient other = connect(endpoint.host(), endpoint.port())) {
                try (RespClient hostile = connect(endpoint.host(), endpoint.port())) {
                    hostile.send("EVAL", script, "0");
                    await("a busy server", () -> other.call("PING").text().startsWith("BUSY"));
                }

                assertThat(other.call("SCRIPT", "KILL").text()).isEqualTo("OK");

                await("a free server", () -> other.call("PING").text().equals("PONG"));
                works(other);
                await("sessions left", () -> clients(other) == 1);
            }
        }
    }

    @Test
    void closingTheServerEndsAnEndlessScript() throws IOException {
        FakeRedis redis = FakeRedis.create();
        Endpoint endpoint = redis.listen();
        try (Socket socket = new Socket(endpoint.host(), endpoint.port())) {
            RespClient hostile = new RespClient(socket);
            hostile.call("PING");
            hostile.send("EVAL", "while true do pcall(redis.call, 'SET', 'k', 'v') end", "0");

            redis.close();

            assertThat(threadsAt(endpoint)).isEmpty();
        }
    }

    @Test
    void bytesThatAreNoTlsHarmNobody() throws IOException {
        try (FakeRedis redis = FakeRedis.create()) {
            Endpoint plain = redis.listen();
            Endpoint tls = redis.listen(Tls.selfSigned());
            try (RespClient other = connect(plain.host(), plain.port())) {
                try (Attacker attacker = attacker(tls.host(), tls.port())) {
                    for (Attack attack :
                            List.of(Attack.RANDOM_BYTES, Attack.BENT_COMMANDS, Attack.CONNECTIONS_DROPPED)) {
                        attack.run(attacker, () -> works(other));
                    }
                }
                await("sessions left", () -> clients(other) == 1);
                await("threads left", () -> threadsAt(tls).isEmpty());
            }
        }
    }

    @Test
    void closingTheServerLeavesNoThreadOfAnAttack() throws IOException {
        FakeRedis redis = FakeRedis.create();
        Endpoint endpoint = redis.listen();
        try (Attacker attacker = attacker(endpoint.host(), endpoint.port())) {
            for (Attack attack : List.of(
                    Attack.SLOW_SENDERS,
                    Attack.PINGS_NEVER_READ,
                    Attack.LONG_REPLIES_NEVER_READ,
                    Attack.DROPPED_IN_EVERY_STATE)) {
                attack.run(attacker, () -> {});
            }
            redis.close();

            assertThat(threadsAt(endpoint)).isEmpty();
            assertThat(threads().filter(name -> name.endsWith("-" + endpoint.port())))
                    .isEmpty();
        }
    }

    @Test
    void aClientThatIsKilledAndDoesNotReadIsGoneSoon() throws IOException {
        try (FakeRedis redis = FakeRedis.create()) {
            Endpoint endpoint = redis.listen();
            try (RespClient other = connect(endpoint.host(), endpoint.port());
                    Attacker attacker = attacker(endpoint.host(), endpoint.port())) {
                Attack.LONG_REPLIES_NEVER_READ.run(attacker, () -> {});
                await("clients that read", () -> count("cmd=get", other) == 3);

                other.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");

                await("threads left", () -> threadsAt(endpoint).size() == 1);
            }
        }
    }

    /** A pipeline whose replies fill every buffer between client and server, read only when all of it has been sent. */
    @Test
    void aLongPipelineNeedNotBeReadBeforeItIsSent() throws IOException {
        int count = 300_000;
        byte[] requests =
                "ECHO 0123456789012345678901234567890123456789\r\n".repeat(1000).getBytes(StandardCharsets.ISO_8859_1);
        try (FakeRedis redis = FakeRedis.create()) {
            Endpoint endpoint = redis.listen();
            try (Socket socket = new Socket(endpoint.host(), endpoint.port())) {
                for (int sent = 0; sent < count; sent += 1000) {
                    socket.getOutputStream().write(requests);
                }
                socket.shutdownOutput();

                assertThat(socket.getInputStream().readAllBytes()).hasSize(count * ("$40\r\n\r\n".length() + 40));
            }
        }
    }

    /** What stayed of the attacks would fill so small a heap. */
    @Test
    void aSmallJvmOutlivesEveryAttack() throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP,
                        "-cp",
                        System.getProperty("java.class.path")
                                + System.getProperty("path.separator")
                                + System.getProperty("jdk.module.path", ""),
                        Main.class.getName(),
                        "--port",
                        "0")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            Matcher ready = READY.matcher(program.inputReader().readLine());
            assertThat(ready.matches()).isTrue();
            int port = Integer.parseInt(ready.group(2));
            try (RespClient other = connect("127.0.0.1", port)) {
                for (Attack attack : Attack.values()) {
                    try (Attacker attacker = attacker("127.0.0.1", port)) {
                        attack.run(attacker, () -> works(other));
                    }
                    await("sessions left by " + attack, () -> clients(other) == 1);
                }
                other.send("SHUTDOWN", "NOSAVE");
            }
            assertThat(program.waitFor(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isZero();
        } finally {
            program.destroyForcibly();
        }
    }

    private static Attacker attacker(String host, int port) {
        return new Attacker(new InetSocketAddress(host, port), SEED, SCALE);
    }

    private static RespClient connect(String host, int port) throws IOException {
        return new RespClient(new Socket(host, port));
    }

    private static void works(RespClient client) {
        assertThat(client.call("SET", "other", "value").text()).isEqualTo("OK");
        assertThat(client.call("GET", "other").text()).isEqualTo("value");
        assertThat(client.call("PING").text()).isEqualTo("PONG");
    }

    /** What the server keeps for clients besides their sessions. */
    private static List<String> traces(RespClient asking) {
        List<String> traces = new ArrayList<>();
        asking.call("INFO", "clients")
                .text()
                .lines()
                .filter(line -> !line.startsWith("client_recent_max"))
                .forEach(traces::add);
        traces.add(asking.call("PUBSUB", "CHANNELS").toString());
        traces.add(asking.call("PUBSUB", "SHARDCHANNELS").toString());
        traces.add(asking.call("PUBSUB", "NUMPAT").toString());
        return traces;
    }

    private static long clients(RespClient asking) {
        return count("id=", asking);
    }

    private static long count(String field, RespClient asking) {
        return asking.call("CLIENT", "LIST")
                .text()
                .lines()
                .filter(line -> line.contains(field))
                .count();
    }

    /** The threads that serve a server's clients, other servers of this JVM having others. */
    private static List<String> threadsAt(Endpoint endpoint) {
        String server = "-at-" + endpoint.host() + ":" + endpoint.port();
        return threads()
                .filter(name -> name.endsWith(server) || name.endsWith(server + "-push"))
                .toList();
    }

    private static Stream<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName);
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
