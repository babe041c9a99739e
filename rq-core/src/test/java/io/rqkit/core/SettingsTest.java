package io.rqkit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.Tls;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

class SettingsTest {
    private static final String ESCAPES =
            " In a user or a password / is written as %2F, ? as %3F, # as %23, @ as %40, % as %25.";

    /** Longer than a busy machine takes, unlike Jedis's two seconds. */
    private static final String PATIENTLY = "?socket_timeout=60";

    @TempDir
    private Path directory;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static Settings environment(String... keysAndValues) {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            environment.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return Settings.resolve(null, null, environment);
    }

    @ParameterizedTest
    @CsvSource({
        "redis://, 'Redis at localhost:6379, database 0'",
        "redis://example.org, 'Redis at example.org:6379, database 0'",
        "redis://example.org:7000/3, 'Redis at example.org:7000, database 3'",
        "redis://:secret@example.org, 'Redis at example.org:6379, database 0'",
        "redis://ann:se%3Acret@example.org?db=4, 'Redis at example.org:6379, database 4 as ann'",
        "rediss://example.org, 'Redis at example.org:6379, database 0 over TLS'",
        "unix:///run/redis.sock?db=2, 'Redis at /run/redis.sock, database 2'",
        "redis://[::1]:7000, 'Redis at [::1]:7000, database 0'",
        "redis://:7000/, 'Redis at localhost:7000, database 0'",
        "redis://my_redis:7000, 'Redis at my_redis:7000, database 0'",
        "redis://ann:p@ss@example.org, 'Redis at example.org:6379, database 0 as ann'",
        "redis://ann:100%@example.org, 'Redis at example.org:6379, database 0 as ann'",
        "redis://secret@example.org, 'Redis at example.org:6379, database 0'",
        "unix:///run/my%20redis.sock, 'Redis at /run/my redis.sock, database 0'",
        "unix://ann:secret@/run/redis.sock, 'Redis at /run/redis.sock, database 0 as ann'",
    })
    void aUrlSaysWhichRedis(String url, String meant) {
        assertThat(Settings.fromUrl(url)).hasToString(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 'the URL must begin with redis://, rediss:// or unix://.'",
        "http://localhost, 'the URL must begin with redis://, rediss:// or unix://.'",
        "'redis://:secret@a b', 'The host in the URL must be a name or an address." + ESCAPES + "'",
        "redis://h:0, 'The port in the URL must be a number from 1 to 65535." + ESCAPES + "'",
        "redis://h:99999, 'The port in the URL must be a number from 1 to 65535." + ESCAPES + "'",
        "redis://:sec?ret@h, 'the URL has an @ after a / or a ?." + ESCAPES + "'",
        "redis://:sec/ret@h, 'the URL has an @ after a / or a ?." + ESCAPES + "'",
        "redis://:sec#ret@h, 'the URL has a # in it, which no URL of Redis has." + ESCAPES + "'",
        "redis://h?db, 'the URL has an option without a value after its ?." + ESCAPES + "'",
        "redis://h?protocol=4, 'protocol in the URL must be 2 or 3.'",
        "redis://localhost/x, 'db in the URL must be a whole number, not ''x''.'",
        "redis://localhost?dbb=1, 'There is no setting dbb, which stands in the URL. Did you mean db?'",
        "unix://, 'the URL names no path of a socket. It has three slashes: unix:///run/redis.sock.'",
        "unix://run/redis.sock, 'the URL names no path of a socket. It has three slashes: unix:///run/redis.sock.'",
    })
    void aWrongUrlIsRefusedWithoutItsPassword(String url, String message) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> Settings.fromUrl(url))
                .withMessage(message);
    }

    @Test
    void singleKeysHaveDefaults() {
        assertThat(environment()).hasToString("Redis at localhost:6379, database 0");
        assertThat(environment(
                        "REDIS_HOST",
                        "h",
                        "REDIS_PORT",
                        "7000",
                        "REDIS_DB",
                        "2",
                        "REDIS_PASSWORD",
                        "p",
                        "REDIS_SSL",
                        "yes"))
                .hasToString("Redis at h:7000, database 2 over TLS");
        assertThat(environment("REDIS_USERNAME", "ann", "REDIS_PASSWORD", "p"))
                .hasToString("Redis at localhost:6379, database 0 as ann");
    }

    @Test
    void aUrlBeatsAFileAndBothBeatTheEnvironment() throws IOException {
        Path file = file("rq.properties", "REDIS_HOST=from-file\nQUEUES=high,low\nNAME=w1\n");
        Map<String, String> plain = Map.of("REDIS_HOST", "from-env");
        Map<String, String> all =
                Map.of("REDIS_HOST", "from-env", "RQ_CONFIG", file.toString(), "RQ_REDIS_URL", "redis://from-env-url");

        assertThat(Settings.resolve("redis://from-url", file, all)).hasToString("Redis at from-url:6379, database 0");
        assertThat(Settings.resolve(null, file, all)).hasToString("Redis at from-env-url:6379, database 0");
        assertThat(Settings.resolve(null, file, plain)).hasToString("Redis at from-file:6379, database 0");
        assertThat(Settings.resolve(null, null, Map.of("REDIS_HOST", "x", "RQ_CONFIG", file.toString())))
                .hasToString("Redis at from-file:6379, database 0");
        assertThat(Settings.resolve(null, null, plain)).hasToString("Redis at from-env:6379, database 0");
        assertThat(Settings.resolve("redis://from-url", file, all).queues()).containsExactly("high", "low");
        assertThat(Settings.resolve("redis://from-url", file, all).name()).isEqualTo("w1");
        assertThat(Settings.resolve("", null, Map.of("RQ_CONFIG", "", "RQ_REDIS_URL", "", "REDIS_HOST", "x")))
                .as("empty is not there")
                .hasToString("Redis at x:6379, database 0");
    }

    @Test
    void queuesAndNameAreTheFilesAlone() throws IOException {
        Map<String, String> environment = Map.of("NAME", "host-17", "QUEUES", "other", "SENTINEL", "");

        assertThat(Settings.resolve(null, null, environment).name()).isNull();
        assertThat(Settings.resolve(null, null, environment).queues()).containsExactly("default");
        Settings file = Settings.fromFile(file("rq.yml", "QUEUES: [high, low]\nNAME: w1\nDICT_CONFIG: {version: 1}\n"));
        assertThat(file.name()).isEqualTo("w1");
        assertThat(file.queues()).containsExactly("high", "low");
    }

    @Test
    void aFileThatHasAKeyTwiceIsRefused() throws IOException {
        Path yaml = file("rq.yml", "REDIS_DB: 1\nREDIS_DB: 2\n");
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> Settings.fromFile(yaml))
                .withMessageStartingWith("The settings file " + yaml + " is no YAML map, or has a key twice");
        Path json = file("rq.json", "{\"REDIS_DB\": 1, \"REDIS_DB\": 2}");
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> Settings.fromFile(json))
                .withMessage("The settings file " + json + " must hold a JSON object, with no key twice.");
    }

    @Test
    void aUserWithoutAPasswordIsNotTheDefaultOne() {
        try (FakeRedis redis = FakeRedis.create()) {
            int port = redis.listen().port();
            try (UnifiedJedis admin =
                    Connections.fromSettings(Settings.fromUrl("redis://localhost:" + port + PATIENTLY))) {
                admin.sendCommand(Protocol.Command.ACL, "SETUSER", "ann", "on", "nopass", "+@all", "~*");
            }
            try (UnifiedJedis client =
                    Connections.fromSettings(Settings.fromUrl("redis://ann@localhost:" + port + PATIENTLY))) {
                assertThat((byte[]) client.sendCommand(Protocol.Command.ACL, "WHOAMI"))
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo("ann");
            }
        }
    }

    @Test
    void whatFailsToConnectTellsNoSecret() {
        try (FakeRedis redis = FakeRedis.builder().password("right").build()) {
            int port = redis.listen().port();
            Settings wrong = Settings.fromUrl("redis://ann:sesame@localhost:" + port);
            Settings nobody = environment("REDIS_PASSWORD", "sesame", "REDIS_PORT", "1");
            Settings sentinel = environment("SENTINEL", "{\"INSTANCES\": [\"localhost:1\"], \"PASSWORD\": \"sesame\"}");
            for (Settings each : List.of(wrong, nobody, sentinel)) {
                StringWriter trace = new StringWriter();
                assertThatException()
                        .isThrownBy(() -> {
                            try (UnifiedJedis client = Connections.fromSettings(each)) {
                                client.ping();
                            }
                        })
                        .satisfies(failure -> failure.printStackTrace(new PrintWriter(trace, true)));
                assertThat(trace.toString() + each + each.source()).isNotEmpty().doesNotContain("sesame");
            }
        }
    }

    @Test
    void withinSettingsAUrlBeatsSentinelWhichBeatsSingleKeys() throws IOException {
        String sentinel = "SENTINEL.INSTANCES=s1:1,s2\nREDIS_HOST=single\n";
        assertThat(Settings.fromFile(file("a.properties", sentinel)))
                .hasToString("the master 'mymaster' of the sentinels at s1:1, s2:26379, database 0");
        assertThat(Settings.fromFile(file("b.properties", "REDIS_URL=redis://url\n" + sentinel)))
                .hasToString("Redis at url:6379, database 0");
        assertThat(Settings.fromFile(file("c.properties", "REDIS_HOST=single\nSENTINEL=\n")))
                .hasToString("Redis at single:6379, database 0");
    }

    @Test
    void sentinelsAreReadFromYaml() throws IOException {
        Settings settings = Settings.fromFile(file("rq.yml", """
                SENTINEL:
                  INSTANCES: [["s1", 26379], ["s2", 26380]]
                  MASTER_NAME: cache
                  DB: 3
                  USERNAME: ann
                  PASSWORD: secret
                  SOCKET_TIMEOUT: 0.5
                  SSL: yes
                  CONNECTION_KWARGS: {client_name: worker, db: 4}
                  SENTINEL_KWARGS: {username: watcher, password: other}
                QUEUES: [high, low]
                """));

        assertThat(settings.usesSentinel()).isTrue();
        assertThat(settings)
                .hasToString("the master 'cache' of the sentinels at s1:26379, s2:26380, database 4 as ann over TLS");
        assertThat(settings.queues()).containsExactly("high", "low");
    }

    @Test
    void sentinelsAreReadFromJsonInTheEnvironment() {
        assertThat(environment("SENTINEL", "{\"INSTANCES\": [[\"s1\", 1]], \"MASTER_NAME\": \"m\"}"))
                .hasToString("the master 'm' of the sentinels at s1:1, database 0");
        assertThat(environment("SENTINEL", "{\"MASTER_NAME\": \"m\"}"))
                .hasToString("the master 'm' of the sentinels at localhost:26379, database 0");
    }

    @ParameterizedTest
    @CsvSource({
        "REDIS_PORT, x, 'REDIS_PORT in the environment must be a whole number, not ''x''.'",
        "REDIS_PORT, 70000, 'REDIS_PORT in the environment must be a port from 1 to 65535, not ''70000''.'",
        "REDIS_DB, -1, 'REDIS_DB in the environment must be the index of a database, from 0 on, not ''-1''.'",
        "REDIS_SSL, maybe, 'REDIS_SSL is a boolean and must be \"True\" or \"False\".'",
        "SENTINEL, '{', 'SENTINEL in the environment must be a map, in text as JSON.'",
        "SENTINEL, '{\"MASTER\": 1}', 'There is no setting SENTINEL.MASTER, which stands in the environment. Did you"
                + " mean MASTER_NAME?'",
        "SENTINEL, '{\"HOSTS\": 1}', 'There is no setting SENTINEL.HOSTS, which stands in the environment. There are:"
                + " INSTANCES, MASTER_NAME, DB, USERNAME, PASSWORD, SOCKET_TIMEOUT, SSL, CONNECTION_KWARGS,"
                + " SENTINEL_KWARGS.'",
        "SENTINEL, '{\"DB\": \"x\"}', 'SENTINEL.DB in the environment must be a whole number, not ''x''.'",
        "SENTINEL, '{\"SOCKET_TIMEOUT\": 0}', 'SENTINEL.SOCKET_TIMEOUT in the environment must be a number of seconds"
                + " above 0, not ''0''.'",
        "SENTINEL, '{\"INSTANCES\": [\"a:b\"]}', 'SENTINEL.INSTANCES in the environment must be hosts with ports, as"
                + " localhost:26379, not ''a:b''.'",
    })
    void aWrongValueIsNamedByItsKey(String key, String value, String message) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> environment(key, value))
                .withMessage(message);
    }

    @Test
    void aFileWithATypoSaysWhatWasMeant() throws IOException {
        Path file = file("rq.properties", "REDIS_HSOT=x\n");
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> Settings.fromFile(file))
                .withMessage("There is no setting REDIS_HSOT, which stands in " + file + ". Did you mean REDIS_HOST?");
        Path broken = file("rq.yaml", "REDIS_PASSWORD: \"secret\n");
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> Settings.fromFile(broken))
                .withMessageContaining("is no YAML map")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("secret"));
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> Settings.fromFile(file("rq.toml", "")))
                .withMessageContaining("must end in .properties, .yml, .yaml or .json");
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> Settings.fromFile(directory.resolve("none.yml")))
                .withMessageContaining("can't be read");
    }

    @Test
    void aClientHasDatabaseNameAndPassword() {
        try (FakeRedis redis = FakeRedis.builder().password("s ecret").build()) {
            Endpoint endpoint = redis.listen();
            String url = "redis://:s%20ecret@127.0.0.1:" + endpoint.port() + "/5?client_name=ann&socket_timeout=60.5";
            try (UnifiedJedis client = Connections.fromSettings(Settings.fromUrl(url))) {
                client.set("x", "1");
                assertThat(client.sendCommand(Protocol.Command.CLIENT, "INFO"))
                        .satisfies(info -> assertThat(new String((byte[]) info, StandardCharsets.UTF_8))
                                .contains(" name=ann ", " db=5 "));
            }
        }
    }

    @Test
    void aClientComesByAUnixSocket() {
        Path path = directory.resolve("redis.sock");
        try (FakeRedis redis = FakeRedis.create()) {
            redis.listen(path);
            try (UnifiedJedis client =
                    Connections.fromSettings(Settings.fromUrl("unix://" + path + PATIENTLY + "&db=1"))) {
                client.set("x", "a".repeat(1_000_000));
                assertThat(client.get("x")).hasSize(1_000_000);
                assertThat(client.blpop(0.01, "none")).isNull();
            }
        }
    }

    @Test
    void aClientSpeaksTls() throws IOException {
        Tls tls = Tls.selfSigned();
        Path authority = file("ca.pem", tls.certificatePem());
        try (FakeRedis redis = FakeRedis.create()) {
            int port = redis.listen(tls).port();
            String url = "rediss://localhost:" + port + PATIENTLY;
            Settings trusting = Settings.fromFile(
                    file("rq.properties", "REDIS_URL=" + url + "\nREDIS_SSL_CA_CERTS=" + authority + "\n"));
            try (UnifiedJedis client = Connections.fromSettings(trusting)) {
                assertThat(client.ping()).isEqualTo("PONG");
            }
            try (UnifiedJedis client = Connections.fromSettings(Settings.fromUrl(url + "&ssl_cert_reqs=none"))) {
                assertThat(client.ping()).isEqualTo("PONG");
            }
            try (UnifiedJedis client = Connections.fromSettings(Settings.fromUrl(url))) {
                assertThatExceptionOfType(JedisConnectionException.class).isThrownBy(client::ping);
            }
        }
    }
}
