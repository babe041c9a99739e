package io.rqkit.core.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rqkit.core.Connections;
import io.rqkit.core.Settings;
import io.rqkit.core.SettingsException;
import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** The keys that name certificates: each counts, and a wrong one is told before anything is connected. */
class TlsSettingsTest {
    private static final char[] STORE_PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path directory;

    private static Path certificate;
    private static Path key;

    /** With the JDK's own tool, since nothing else in a JDK makes certificates. */
    @BeforeAll
    static void makeCertificate() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = directory.resolve("store.p12");
        String words = "-genkeypair -alias it -keyalg EC -storetype PKCS12 -storepass changeit -dname CN=localhost"
                + " -ext san=dns:localhost,ip:127.0.0.1 -keystore ";
        ProcessBuilder tool = new ProcessBuilder(
                (Path.of(System.getProperty("java.home"), "bin", "keytool") + " " + words + store).split(" "));
        Process made = tool.redirectErrorStream(true).start();
        assertThat(made.waitFor(1, TimeUnit.MINUTES)).isTrue();
        KeyStore read = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            read.load(in, STORE_PASSWORD);
        }
        certificate = pem("cert.pem", "CERTIFICATE", read.getCertificate("it").getEncoded());
        key = pem("key.pem", "PRIVATE KEY", read.getKey("it", STORE_PASSWORD).getEncoded());
    }

    private static Path pem(String file, String kind, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder().encodeToString(der);
        return Files.writeString(
                directory.resolve(file), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    private static Settings settings(Endpoint endpoint, Object... keysAndValues) {
        Properties values = new Properties();
        // a machine may be too busy to shake hands in Jedis's two seconds
        values.setProperty("REDIS_URL", "rediss://localhost:" + endpoint.port() + "?socket_timeout=60");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.setProperty((String) keysAndValues[i], keysAndValues[i + 1].toString());
        }
        try {
            Path file = Files.createTempFile(directory, "rq", ".properties");
            try (Writer out = Files.newBufferedWriter(file)) {
                values.store(out, null);
            }
            return Settings.fromFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertConnects(Settings settings) {
        try (UnifiedJedis client = Connections.fromSettings(settings)) {
            assertThat(client.ping()).isEqualTo("PONG");
        }
    }

    private static void assertRefused(Settings settings) {
        try (UnifiedJedis client = Connections.fromSettings(settings)) {
            assertThatExceptionOfType(JedisConnectionException.class).isThrownBy(client::ping);
        }
    }

    @Test
    void theServerIsTrustedByFileByDataOrNotChecked() throws IOException {
        try (FakeRedis redis = FakeRedis.create()) {
            Endpoint endpoint = redis.listen(Tls.fromPem(certificate, key, null));

            assertConnects(settings(endpoint, "REDIS_SSL_CA_CERTS", certificate));
            assertConnects(settings(endpoint, "REDIS_SSL_CA_DATA", Files.readString(certificate)));
            assertConnects(settings(endpoint, "REDIS_SSL_CERT_REQS", "none"));
            assertRefused(settings(endpoint));
            assertRefused(settings(endpoint, "REDIS_SSL_CERT_REQS", "required"));
        }
    }

    @Test
    void aClientShowsItsOwnCertificate() throws IOException {
        Tls tls = Tls.fromPem(certificate, key, certificate).clientCertificates(Tls.ClientCertificates.REQUIRED);
        Path both =
                Files.writeString(directory.resolve("both.pem"), Files.readString(key) + Files.readString(certificate));
        try (FakeRedis redis = FakeRedis.create()) {
            Endpoint endpoint = redis.listen(tls);

            assertConnects(settings(
                    endpoint,
                    "REDIS_SSL_CA_CERTS",
                    certificate,
                    "REDIS_SSL_CERTFILE",
                    certificate,
                    "REDIS_SSL_KEYFILE",
                    key));
            assertConnects(settings(endpoint, "REDIS_SSL_CA_CERTS", certificate, "REDIS_SSL_CERTFILE", both));
            assertRefused(settings(endpoint, "REDIS_SSL_CA_CERTS", certificate));
        }
    }

    @Test
    void theNameOfTheServerIsCheckedUnlessToldOtherwise() throws IOException {
        try (FakeRedis redis = FakeRedis.create()) {
            // the certificate is for localhost and 127.0.0.1, this name is neither
            int port = redis.listen("127.0.0.2", 0, Tls.fromPem(certificate, key, null))
                    .port();
            String url = "rediss://127.0.0.2:" + port + "?socket_timeout=60&ssl_ca_certs=" + certificate;

            assertRefused(Settings.fromUrl(url));
            assertConnects(Settings.fromUrl(url + "&ssl_check_hostname=false"));
        }
    }

    private static void assertWrong(String message, Object... keysAndValues) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> settings(new Endpoint("localhost", 1), keysAndValues))
                .withMessage(message);
    }

    @Test
    void aFileThatCannotBeUsedIsToldWithItsKeyWhenTheSettingsAreRead() throws IOException {
        Path old = Files.writeString(
                directory.resolve("old.key"), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");

        assertWrong("The file no.pem that REDIS_SSL_CA_CERTS names can't be read.", "REDIS_SSL_CA_CERTS", "no.pem");
        assertWrong(
                "There is no certificate in REDIS_SSL_CA_CERTS, which holds or names one in PEM.",
                "REDIS_SSL_CA_CERTS",
                key);
        assertWrong(
                "There is no certificate in REDIS_SSL_CA_DATA, which holds or names one in PEM.",
                "REDIS_SSL_CA_DATA",
                "sesame");
        assertWrong(
                "The file no.crt that REDIS_SSL_CERTFILE names can't be read.",
                "REDIS_SSL_CERTFILE",
                "no.crt",
                "REDIS_SSL_KEYFILE",
                key);
        assertWrong(
                "REDIS_SSL_KEYFILE names a key, but REDIS_SSL_CERTFILE names no certificate that it belongs to.",
                "REDIS_SSL_KEYFILE",
                key);
        assertWrong(
                "REDIS_SSL_KEYFILE names no private key of the form PKCS #8 without a password. To make one of another:"
                        + " openssl pkcs8 -topk8 -nocrypt -in " + old,
                "REDIS_SSL_CERTFILE",
                certificate,
                "REDIS_SSL_KEYFILE",
                old);
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> SettingsReader.ofFile(
                                Map.of(
                                        "SENTINEL",
                                        Map.of(
                                                "SSL",
                                                true,
                                                "SENTINEL_KWARGS",
                                                Map.of("ssl", true, "ssl_ca_certs", "no.pem"))),
                                "rq.yml")
                        .target())
                .withMessage("The file no.pem that SENTINEL.SENTINEL_KWARGS.ssl_ca_certs names can't be read.");
    }
}
