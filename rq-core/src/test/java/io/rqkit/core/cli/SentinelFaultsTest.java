package io.rqkit.core.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rqkit.core.Connections;
import io.rqkit.core.MasterNotFoundException;
import io.rqkit.core.MasterNotFoundException.Reason;
import io.rqkit.core.Settings;
import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.FakeTopology;
import io.rqkit.fakeredis.Tls;
import io.rqkit.fakeredis.clock.RedisClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.UnifiedJedis;

/** What can be wrong between a worker, sentinels and a master: each has its message and exit code, and tells no secret. */
class SentinelFaultsTest {
    private static final String MASTER_SECRET = "secret-of-the-master";
    private static final String SENTINEL_SECRET = "secret-of-sentinels";
    private static final String WRONG_SECRET = "secret-that-is-wrong";

    /** Seconds in which whoever is there answers, however busy the machine. */
    private static final String LONG = "60";
    /** Seconds after which a server that was greeted in TLS and speaks none is taken to wait for the rest. */
    private static final String SHORT = "0.5";

    private final RedisClock clock = RedisClock.frozenAt(Instant.parse("2026-11-23T00:00:00Z"));
    private final FakeTopology system = FakeRedis.topology()
            .clock(clock)
            .password(MASTER_SECRET)
            .sentinelPassword(SENTINEL_SECRET)
            .overTcp()
            .start();

    @TempDir
    private Path directory;

    private int files;

    @AfterEach
    void close() {
        system.close();
    }

    /** Writes settings with some keys of SENTINEL set otherwise, in JSON. */
    private Path settings(Map<String, String> changes) {
        Map<String, String> keys = new TreeMap<>(Map.of(
                "INSTANCES",
                instances(system.sentinelAddresses()),
                "PASSWORD",
                '"' + MASTER_SECRET + '"',
                "SOCKET_TIMEOUT",
                LONG,
                "SENTINEL_KWARGS",
                sentinelOptions(SENTINEL_SECRET)));
        keys.putAll(changes);
        List<String> pairs = new ArrayList<>();
        keys.forEach((key, value) -> pairs.add('"' + key + "\": " + value));
        try {
            return Files.writeString(
                    directory.resolve("rq" + files++ + ".json"), "{\"SENTINEL\": {" + String.join(", ", pairs) + "}}");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String instances(Iterable<String> addresses) {
        return "[\"" + String.join("\", \"", addresses) + "\"]";
    }

    private static String sentinelOptions(String password) {
        return "{\"password\": \"" + password + "\", \"socket_timeout\": " + LONG + "}";
    }

    /** Settings by which the master is to speak TLS. */
    private Path byTls() {
        return settings(Map.of("SSL", "true", "SOCKET_TIMEOUT", SHORT));
    }

    private String address(FakeRedis server) {
        Endpoint endpoint = system.endpoint(server);
        return endpoint.host() + ":" + endpoint.port();
    }

    /** What a command printed, with its exit code in front. */
    private static String run(String... args) {
        StringWriter out = new StringWriter();
        CommandLine rq = Rq.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        int code = rq.execute(args);
        return code + " " + out;
    }

    private static String info(Path settings) {
        return run("info", "--raw", "--config", settings.toString());
    }

    /** The command ends with the code and the message, and what the library throws has the reason; neither tells secrets. */
    private static void fails(Path settings, int code, Reason reason, String... texts) {
        String printed = info(settings);
        assertThat(printed).startsWith(code + " ").contains(texts);
        MasterNotFoundException thrown = catchThrowableOfType(
                MasterNotFoundException.class,
                () -> Connections.fromSettings(Settings.fromFile(settings)).close());
        assertThat(thrown.reason()).isEqualTo(reason);
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        assertThat(printed + trace + Settings.fromFile(settings)).doesNotContain("secret-");
    }

    @Test
    void withoutFaultsAllIsWell() {
        assertThat(info(settings(Map.of()))).isEqualTo("0 ");
    }

    @Test
    void theMastersPasswordIsWrong() {
        fails(
                settings(Map.of("PASSWORD", '"' + WRONG_SECRET + '"')),
                ExitCodes.AUTHENTICATION,
                Reason.REFUSED_BY_MASTER,
                "The user or password was refused by the server at " + address(system.master()),
                "Check USERNAME and PASSWORD in the settings.");
        fails(settings(Map.of("PASSWORD", "\"\"")), ExitCodes.AUTHENTICATION, Reason.REFUSED_BY_MASTER, "refused by");
        fails(
                settings(Map.of("USERNAME", "\"nobody\"")),
                ExitCodes.AUTHENTICATION,
                Reason.REFUSED_BY_MASTER,
                "refused by the server");
    }

    @Test
    void theSentinelsPasswordIsWrong() {
        fails(
                settings(Map.of("SENTINEL_KWARGS", sentinelOptions(WRONG_SECRET))),
                ExitCodes.AUTHENTICATION,
                Reason.REFUSED_BY_SENTINEL,
                "The user or password was refused by the sentinels " + String.join(" and ", system.sentinelAddresses()),
                "Check username and password in SENTINEL_KWARGS.");
        fails(
                settings(Map.of("SENTINEL_KWARGS", "{\"socket_timeout\": " + LONG + "}")),
                ExitCodes.AUTHENTICATION,
                Reason.REFUSED_BY_SENTINEL,
                "refused by the sentinels");
    }

    @Test
    void theMastersNameIsUnknown() {
        fails(
                settings(Map.of("MASTER_NAME", "\"other\"")),
                ExitCodes.UNKNOWN_MASTER,
                Reason.UNKNOWN_NAME,
                "No master is known by the name 'other' to the sentinels ",
                "Check MASTER_NAME in the settings.");
    }

    @Test
    void allSentinelsAreDown() {
        Path settings = settings(Map.of());
        system.sentinels().forEach(system::stop);
        fails(settings, ExitCodes.UNREACHABLE, Reason.NO_SENTINEL, "No sentinel answers, of 127.0.0.1:", "INSTANCES");
    }

    @Test
    void oneSentinelIsEnough() {
        Path settings = settings(Map.of());
        system.stop(system.sentinels().get(0));
        system.stop(system.sentinels().get(1));
        assertThat(info(settings)).isEqualTo("0 ");
    }

    @Test
    void theMasterIsDownAndNoOtherWasMadeYet() {
        Path settings = settings(Map.of());
        String address = address(system.master());
        system.stop(system.master());
        fails(
                settings,
                ExitCodes.UNREACHABLE,
                Reason.UNREACHABLE,
                "Could not connect to the server at " + address + ", which sentinels name as the master 'mymaster'.");
    }

    @Test
    void whatSentinelsNameIsAReplica() {
        Path settings = settings(Map.of());
        String address = address(system.master());
        Endpoint replica = system.endpoint(system.replicas().get(0));
        try (Jedis jedis = new Jedis(system.master()::socket)) {
            jedis.auth(MASTER_SECRET);
            jedis.replicaof(replica.host(), replica.port());
        }
        fails(
                settings,
                ExitCodes.STALE_MASTER,
                Reason.STALE,
                "The server at " + address + ", which sentinels name as the master, says that it is a replica.");
    }

    /** One sentinel stays with the master that is cut off, the others make another. */
    private String divide() {
        String old = address(system.master());
        system.isolate(List.of(system.master()), List.of(system.sentinels().get(0)));
        clock.advance(Duration.ofSeconds(60));
        assertThat(address(system.master())).isNotEqualTo(old);
        return old;
    }

    @Test
    void sentinelsDisagree() {
        String old = divide();
        String one = system.sentinels().get(0).endpoint().toString();
        List<String> two = List.copyOf(system.sentinelAddresses()).subList(0, 2);
        fails(
                settings(Map.of("INSTANCES", instances(two))),
                ExitCodes.SENTINELS_DISAGREE,
                Reason.DISAGREEMENT,
                "The sentinels disagree about the master: " + two.get(0) + " says " + old + ", " + two.get(1) + " says "
                        + address(system.master()) + ".");
        assertThat(one).isNotEmpty();
    }

    @Test
    void mostSentinelsAreRight() {
        divide();
        try (UnifiedJedis client = Connections.fromSettings(Settings.fromFile(settings(Map.of())))) {
            client.set("k", "v");
        }
        try (Jedis jedis = new Jedis(system.master()::socket)) {
            jedis.auth(MASTER_SECRET);
            assertThat(jedis.get("k")).isEqualTo("v");
        }
    }

    @Test
    void aMasterThatIsStillNamedAndIsGoneGivesWayToTheOneThatIsThere() {
        FakeRedis old = system.master();
        divide();
        system.stop(old);
        List<String> two = List.copyOf(system.sentinelAddresses()).subList(0, 2);
        assertThat(info(settings(Map.of("INSTANCES", instances(two))))).isEqualTo("0 ");
    }

    @Test
    void oneSideSpeaksTls() throws IOException {
        fails(
                byTls(),
                ExitCodes.TLS,
                Reason.TLS,
                "TLS could not be agreed on with the server at " + address(system.master()));
        fails(
                settings(Map.of("SENTINEL_KWARGS", "{\"ssl\": true, \"socket_timeout\": " + SHORT + "}")),
                ExitCodes.TLS,
                Reason.TLS,
                "TLS could not be agreed on with the sentinels ");
        try (FakeRedis redis = FakeRedis.create()) {
            String address = "localhost:" + redis.listen(Tls.selfSigned()).port() + "?socket_timeout=" + LONG;
            assertThat(run("info", "--url", "redis://:" + WRONG_SECRET + "@" + address))
                    .startsWith(ExitCodes.TLS + " ")
                    .contains("TLS could not be agreed on with Redis")
                    .doesNotContain("secret-");
            assertThat(run("info", "--url", "rediss://:" + WRONG_SECRET + "@" + address))
                    .startsWith(ExitCodes.TLS + " ")
                    .doesNotContain("secret-");
        }
    }

    /** With every log of every library printed, by a process of its own. */
    @Test
    void noLogTellsASecret() throws Exception {
        Path unknown = settings(Map.of("MASTER_NAME", "\"other\""));
        List<Path> all = List.of(
                settings(Map.of("PASSWORD", '"' + WRONG_SECRET + '"')),
                settings(Map.of("SENTINEL_KWARGS", sentinelOptions(WRONG_SECRET))),
                byTls(),
                unknown,
                settings(Map.of()));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dslf4j.provider=" + PrintedLogs.class.getName(),
                "-cp",
                System.getProperty("java.class.path"),
                InTurn.class.getName()));
        all.forEach(settings -> command.add(settings.toString()));
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(log).content().contains("ended with 5", "ended with 7", "ended with 6", "ended with 0");
        assertThat(log).content().as("logs are printed").contains("DEBUG ").doesNotContain("secret-", "RESP3");
    }

    /** Runs a worker by each of several settings. */
    static final class InTurn {
        private InTurn() {}

        /** Takes the files. */
        public static void main(String[] files) {
            for (String file : files) {
                int code = Rq.commandLine().execute("worker", "--burst", "--config", file);
                System.out.println("ended with " + code);
            }
        }
    }
}
