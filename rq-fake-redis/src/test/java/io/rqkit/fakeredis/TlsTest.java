package io.rqkit.fakeredis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.fakeredis.testing.KeyFiles;
import io.rqkit.fakeredis.testing.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

class TlsTest {
    @TempDir
    private Path directory;

    private static Jedis client(Endpoint endpoint, SSLContext context) {
        return new Jedis(
                new HostAndPort(endpoint.host(), endpoint.port()),
                DefaultJedisClientConfig.builder()
                        .timeoutMillis(Patience.MILLIS)
                        .ssl(true)
                        .sslSocketFactory(context.getSocketFactory())
                        .build());
    }

    /** A client that trusts a certificate and has none itself. */
    private SSLContext trusting(String pem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        Path file = Files.writeString(directory.resolve("trusted.pem"), pem);
        try (var in = Files.newInputStream(file)) {
            store.setCertificateEntry(
                    "x", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void aSelfSignedCertificateServesAClientThatTrustsIt() throws Exception {
        Tls tls = Tls.selfSigned();
        try (FakeRedis redis = FakeRedis.create()) {
            Endpoint endpoint = redis.listen(tls);
            assertThat(endpoint.uri()).hasScheme("rediss");
            try (Jedis jedis = client(endpoint, tls.clientContext());
                    Jedis other = client(endpoint, trusting(tls.certificatePem()))) {
                jedis.set("x", "a".repeat(100_000));
                assertThat(other.get("x")).hasSize(100_000);
                assertThat(jedis.configGet("tls-port")).containsValue(Integer.toString(endpoint.port()));
            }
        }
    }

    @Test
    void aClientThatTrustsAnotherCertificateDoesNotConnect() {
        try (FakeRedis redis = FakeRedis.create()) {
            Endpoint endpoint = redis.listen(Tls.selfSigned());
            SSLContext stranger = Tls.selfSigned().clientContext();
            assertThatThrownBy(() -> client(endpoint, stranger).ping()).isInstanceOf(JedisConnectionException.class);
        }
    }

    @Test
    void aClientWithoutACertificateIsTurnedAwayWhereOneIsRequired() throws Exception {
        Tls tls = Tls.selfSigned().clientCertificates(Tls.ClientCertificates.REQUIRED);
        try (FakeRedis redis = FakeRedis.create()) {
            Endpoint endpoint = redis.listen(tls);
            try (Jedis jedis = client(endpoint, tls.clientContext())) {
                assertThat(jedis.ping()).isEqualTo("PONG");
            }
            SSLContext without = trusting(tls.certificatePem());
            assertThatThrownBy(() -> client(endpoint, without).ping()).isInstanceOf(JedisConnectionException.class);
        }
    }

    @Test
    void theFilesOfTheUserServeWhoShowsATrustedCertificate() throws Exception {
        KeyFiles server = KeyFiles.create(directory, "server");
        KeyFiles known = KeyFiles.create(directory, "known");
        KeyFiles unknown = KeyFiles.create(directory, "unknown");
        Tls tls = Tls.fromPem(server.certificate(), server.key(), known.certificate())
                .clientCertificates(Tls.ClientCertificates.REQUIRED);
        try (FakeRedis redis = FakeRedis.create()) {
            Endpoint endpoint = redis.listen(tls);

            try (Jedis jedis = client(endpoint, known.clientTrusting(server))) {
                assertThat(jedis.ping()).isEqualTo("PONG");
            }
            SSLContext stranger = unknown.clientTrusting(server);
            assertThatThrownBy(() -> client(endpoint, stranger).ping()).isInstanceOf(JedisConnectionException.class);
            SSLContext without = server.clientWithoutKey();
            assertThatThrownBy(() -> client(endpoint, without).ping()).isInstanceOf(JedisConnectionException.class);
        }
    }

    @Test
    void aCertificateThatIsOptionalMustStillBeTrusted() throws Exception {
        KeyFiles server = KeyFiles.create(directory, "server");
        KeyFiles unknown = KeyFiles.create(directory, "unknown");
        Tls tls = Tls.fromPem(server.certificate(), server.key(), server.certificate())
                .clientCertificates(Tls.ClientCertificates.OPTIONAL);
        try (FakeRedis redis = FakeRedis.create()) {
            Endpoint endpoint = redis.listen(tls);

            try (Jedis jedis = client(endpoint, server.clientWithoutKey())) {
                assertThat(jedis.ping()).isEqualTo("PONG");
            }
            try (Jedis jedis = client(endpoint, server.clientTrusting(server))) {
                assertThat(jedis.ping()).isEqualTo("PONG");
            }
        }
    }

    @Test
    void filesThatHoldNoCertificateOrKeyAreNamed() throws IOException {
        Path certificate = Files.writeString(
                directory.resolve("server.crt"), Tls.selfSigned().certificatePem());
        Path key = Files.writeString(directory.resolve("server.key"), "no key");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tls.fromPem(certificate, key, null))
                .withMessage("There is no private key in " + key + ".");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tls.fromPem(key, key, null))
                .withMessageStartingWith("There is no certificate in " + key);
        Path old = Files.writeString(
                directory.resolve("old.key"), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tls.fromPem(certificate, old, null))
                .withMessageContaining("openssl pkcs8");
    }

    @Test
    void aContextOfTheUsersServes() throws Exception {
        Tls made = Tls.selfSigned();
        Tls tls = Tls.of(made.clientContext());
        try (FakeRedis redis = FakeRedis.create();
                Jedis jedis = client(redis.listen(tls), tls.clientContext())) {
            assertThat(jedis.ping()).isEqualTo("PONG");
            assertThatThrownBy(tls::certificatePem).isInstanceOf(IllegalStateException.class);
        }
    }
}
