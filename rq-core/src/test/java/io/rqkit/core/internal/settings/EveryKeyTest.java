package io.rqkit.core.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rqkit.core.SettingsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each key of RQ's settings does what it says, by itself; each wrong value is told with its key. */
class EveryKeyTest {
    /** The keys, with a text for each and what it is to become. */
    private enum Key {
        REDIS_URL(
                "redis://h:7/3",
                target -> server(target).address() + "/" + options(target).database(),
                "h:7/3"),
        REDIS_HOST("h", target -> server(target).address(), "h:6379"),
        REDIS_PORT("7000", target -> server(target).address(), "localhost:7000"),
        REDIS_DB("3", target -> options(target).database(), "3"),
        REDIS_USERNAME("ann", target -> options(target).username(), "ann"),
        REDIS_PASSWORD("secret", target -> options(target).password(), "secret"),
        REDIS_SSL("True", target -> tls(target).verified() + " " + tls(target).hostChecked(), "true true"),
        INSTANCES("a, b:27000", target -> sentinel(target).sentinels(), "[a:26379, b:27000]"),
        MASTER_NAME("cache", target -> sentinel(target).masterName(), "cache"),
        DB("4", target -> options(target).database(), "4"),
        USERNAME("bob", target -> options(target).username(), "bob"),
        PASSWORD("hidden", target -> options(target).password(), "hidden"),
        SOCKET_TIMEOUT("0.25", target -> options(target).socketTimeoutMillis(), "250"),
        SSL("yes", target -> tls(target).verified(), "true"),
        CONNECTION_KWARGS("{\"client_name\": \"w\"}", target -> options(target).clientName(), "w"),
        SENTINEL_KWARGS(
                "{\"password\": \"p\"}",
                target -> sentinel(target).sentinelOptions().password(),
                "p");

        private final String text;
        private final Function<Target, Object> reader;
        private final String expected;

        Key(String text, Function<Target, Object> reader, String expected) {
            this.text = text;
            this.reader = reader;
            this.expected = expected;
        }

        String inFull() {
            return name().startsWith("REDIS_") ? name() : "SENTINEL." + name();
        }
    }

    /** The options of redis-py, which stand in the two maps of keywords and behind the ? of a URL. */
    private enum Option {
        username("ann", ConnectionOptions::username, "ann"),
        password("secret", ConnectionOptions::password, "secret"),
        db("5", ConnectionOptions::database, "5"),
        ssl("true", options -> options.tls() != null, "true"),
        ssl_cert_reqs(
                "none", options -> options.tls() == null ? null : options.tls().verified(), "false"),
        ssl_check_hostname(
                "false", options -> options.tls() == null ? null : options.tls().hostChecked(), "false"),
        socket_timeout("1.5", ConnectionOptions::socketTimeoutMillis, "1500"),
        socket_connect_timeout("2", ConnectionOptions::connectTimeoutMillis, "2000"),
        client_name("w", ConnectionOptions::clientName, "w"),
        protocol("3", ConnectionOptions::protocol, "3");

        private final String text;
        private final Function<ConnectionOptions, Object> reader;
        private final String expected;

        Option(String text, Function<ConnectionOptions, Object> reader, String expected) {
            this.text = text;
            this.reader = reader;
            this.expected = expected;
        }
    }

    private static Target.Server server(Target target) {
        return (Target.Server) target;
    }

    private static Target.SentinelMaster sentinel(Target target) {
        return (Target.SentinelMaster) target;
    }

    private static ConnectionOptions options(Target target) {
        return target.options();
    }

    private static TlsOptions tls(Target target) {
        TlsOptions tls = target.options().tls();
        assertThat(tls).isNotNull();
        return tls;
    }

    private static Target file(Map<String, ?> values) {
        return SettingsReader.ofFile(new LinkedHashMap<>(values), "rq.properties")
                .target();
    }

    private static Target environment(Map<String, String> values) {
        return SettingsReader.ofEnvironment(values).target();
    }

    @ParameterizedTest
    @EnumSource
    void aKeyIsReadFromAFileAndFromTheEnvironment(Key key) {
        Map<String, String> alone = Map.of(key.inFull(), key.text);

        assertThat(String.valueOf(key.reader.apply(file(alone)))).isEqualTo(key.expected);
        assertThat(String.valueOf(key.reader.apply(environment(alone)))).isEqualTo(key.expected);
    }

    @Test
    void theTableIsWhole() {
        Stream<String> elsewhere = Stream.of("SENTINEL", "QUEUES", "NAME", "DICT_CONFIG"); // in SettingsTest
        Stream<String> certificates = Stream.of("CA_CERTS", "CA_DATA", "CERT_REQS", "KEYFILE", "CERTFILE")
                .map(each -> "REDIS_SSL_" + each); // in TlsSettingsTest
        Stream<String> here = Stream.of(Key.values()).map(Enum::name).filter(name -> name.startsWith("REDIS_"));
        assertThat(Stream.of(elsewhere, certificates, here).flatMap(Function.identity()))
                .containsExactlyInAnyOrder(SettingsReader.KEYS);
        assertThat(Stream.of(Key.values()).map(Enum::name).filter(name -> !name.startsWith("REDIS_")))
                .containsExactlyInAnyOrder(SettingsReader.SENTINEL_KEYS);
    }

    @ParameterizedTest
    @EnumSource
    void anOptionCountsInTheKeywordsAndInAUrl(Option option) {
        boolean ofTls = option.name().startsWith("ssl_");
        Map<String, Object> keywords =
                ofTls ? Map.of("ssl", true, option.name(), option.text) : Map.of(option.name(), option.text);
        Target.SentinelMaster read =
                sentinel(file(Map.of("SENTINEL", Map.of("CONNECTION_KWARGS", keywords, "SENTINEL_KWARGS", keywords))));
        String url = (ofTls ? "rediss" : "redis") + "://h?" + option.name() + "=" + option.text;

        assertThat(String.valueOf(option.reader.apply(read.options()))).isEqualTo(option.expected);
        assertThat(String.valueOf(option.reader.apply(read.sentinelOptions()))).isEqualTo(option.expected);
        assertThat(String.valueOf(
                        option.reader.apply(file(Map.of("REDIS_URL", url)).options())))
                .isEqualTo(option.expected);
    }

    @Test
    void keywordsOverrideTheKeysBesideThem() {
        Map<String, Object> sentinel = new LinkedHashMap<>();
        sentinel.put("DB", 1);
        sentinel.put("USERNAME", "ann");
        sentinel.put("PASSWORD", "p1");
        sentinel.put("SOCKET_TIMEOUT", 1);
        sentinel.put("SSL", true);
        sentinel.put(
                "CONNECTION_KWARGS",
                Map.of("db", 2, "username", "bob", "password", "p2", "socket_timeout", 3, "ssl", false));

        assertThat(options(file(Map.of("SENTINEL", sentinel))))
                .isEqualTo(new ConnectionOptions("bob", "p2", 2, null, 3000, -1, null, 0));
    }

    @Test
    void whatIsTheMastersIsNotTheSentinels() {
        Map<String, Object> sentinel = Map.of(
                "DB",
                1,
                "USERNAME",
                "ann",
                "PASSWORD",
                "p1",
                "SOCKET_TIMEOUT",
                1,
                "SSL",
                true,
                "INSTANCES",
                List.of("s"));

        assertThat(sentinel(file(Map.of("SENTINEL", sentinel))).sentinelOptions())
                .isEqualTo(ConnectionOptions.NONE);
    }

    @Test
    void instancesArePairsOrTextsAndMayBeOfIpv6() {
        assertThat(sentinel(file(Map.of(
                                "SENTINEL", Map.of("INSTANCES", List.of(List.of("::1", 1), List.of("b", "2"))))))
                        .sentinels())
                .hasToString("[::1:1, b:2]");
        assertThat(sentinel(file(Map.of("SENTINEL.INSTANCES", "[::1]:1,10.0.0.1:2,my_redis")))
                        .sentinels())
                .hasToString("[[::1]:1, 10.0.0.1:2, my_redis:26379]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REDIS_HOST | redis://:secret@h | must be the name or the address of a host, not what stands there.",
                "REDIS_HOST | a b | must be the name or the address of a host, not 'a b'.",
                "REDIS_PORT | 0 | must be a port from 1 to 65535, not '0'.",
                "REDIS_PORT | tcp://10.0.0.1:6379 | must be a port; Kubernetes sets it so beside a Service of that name,"
                        + " unless the pod has enableServiceLinks: false, not 'tcp://10.0.0.1:6379'.",
                "REDIS_DB | one | must be a whole number, not 'one'.",
                "REDIS_SSL_CERT_REQS | perhaps | must be required, optional or none.",
                "SENTINEL.INSTANCES | redis://:secret@s1:26379 | must be hosts with ports, as localhost:26379, not what"
                        + " stands there.",
                "SENTINEL.INSTANCES | s1:0 | must be hosts with ports, as localhost:26379, not 's1:0'.",
                "SENTINEL.INSTANCES | {s1=1} | must be hosts with ports, as localhost:26379, not '{s1=1}'.",
                "SENTINEL.DB | -1 | must be the index of a database, from 0 on, not '-1'.",
                "SENTINEL.SOCKET_TIMEOUT | soon | must be a number of seconds above 0, not 'soon'.",
                "SENTINEL.CONNECTION_KWARGS.protocol | 4 | must be 2 or 3.",
                "SENTINEL.SENTINEL_KWARGS.socket_connect_timeout | -1 | must be a number of seconds above 0, not '-1'.",
            })
    void aWrongValueIsToldWithItsKey(String key, String value, String message) {
        String ssl = key.startsWith("REDIS_SSL_") ? "yes" : "no";
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> file(Map.of(key, value, "REDIS_SSL", ssl)))
                .withMessage(key + " in rq.properties " + message);
    }

    @ParameterizedTest
    @CsvSource({
        "REDIS_HSOT, REDIS_HOST",
        "REDIS_PASS, REDIS_PASSWORD",
        "redis_url, REDIS_URL",
        "QUEUE, QUEUES",
        "SENTINEL.MASTER, MASTER_NAME",
        "SENTINEL.INSTANCE, INSTANCES",
        "SENTINEL.SOCKET_TIMEOUTS, SOCKET_TIMEOUT",
        "SENTINEL.CONNECTION_KWARGS.client_nam, client_name",
        "SENTINEL.SENTINEL_KWARGS.pasword, password",
        "REDIS_SSL_CA_CERT, REDIS_SSL_CA_CERTS"
    })
    void aTypoIsToldWithWhatWasMeant(String typo, String meant) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> file(Map.of(typo, "1")))
                .withMessage(
                        "There is no setting " + typo + ", which stands in rq.properties. Did you mean " + meant + "?");
        if (typo.startsWith("SENTINEL.")) { // other names of the environment are others' business
            assertThatExceptionOfType(SettingsException.class).isThrownBy(() -> environment(Map.of(typo, "1")));
        }
    }

    @Test
    void aKeyUnderOneThatHoldsNoneIsRefused() {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> file(Map.of("REDIS_HOST.name", "x")))
                .withMessageStartingWith("There is no setting REDIS_HOST.name, ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INSTANCES", "QUEUES"})
    void aListHoldsTexts(String key) {
        Map<String, Object> list = Map.of(key, Map.of("s1", 1));
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> {
                    SettingsReader reader =
                            SettingsReader.ofFile(key.equals("QUEUES") ? list : Map.of("SENTINEL", list), "rq.yml");
                    reader.target();
                    reader.queues();
                })
                .withMessageContaining(key + " in rq.yml must be a list of texts.");
    }

    @Test
    void noTextShowsASecret() {
        Map<String, String> words = Stream.of(
                        "REDIS_PASSWORD",
                        "SENTINEL.PASSWORD",
                        "SENTINEL.CONNECTION_KWARGS.password",
                        "SENTINEL.SENTINEL_KWARGS.password")
                .collect(Collectors.toMap(key -> key, key -> "sesame"));
        Target byKeys = file(Map.of("REDIS_PASSWORD", "sesame"));
        Target bySentinel = file(words);
        Target byUrl = file(Map.of("REDIS_URL", "redis://ann:sesame@h"));
        Target byUser = file(Map.of("REDIS_URL", "redis://sesame@h")); // a password where a user stands

        assertThat(List.of(byKeys, bySentinel, sentinel(bySentinel).sentinelOptions(), byUrl, byUser))
                .allSatisfy(each -> assertThat(each.toString()).doesNotContain("sesame"));
    }
}
