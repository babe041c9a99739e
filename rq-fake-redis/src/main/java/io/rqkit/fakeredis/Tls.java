package io.rqkit.fakeredis;

import io.rqkit.fakeredis.internal.transport.Pem;
import io.rqkit.fakeredis.internal.transport.SelfSignedCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * How a server speaks TLS: with a certificate made for the run, or with the user's own.
 *
 * <pre>{@code
 * Tls tls = Tls.selfSigned();
 * Endpoint endpoint = redis.listen(tls);
 * var config = DefaultJedisClientConfig.builder()
 *         .ssl(true)
 *         .sslSocketFactory(tls.clientContext().getSocketFactory())
 *         .build();
 * Jedis jedis = new Jedis(endpoint.host(), endpoint.port(), config);
 * }</pre>
 *
 * <p>Immutable. Follows <a href="https://redis.io/docs/latest/operate/oss_and_stack/management/security/encryption/">TLS</a>.
 */
public final class Tls {
    private static final char[] NO_PASSWORD = new char[0];
    private final SSLContext server;
    private final SSLContext client;
    private final ClientCertificates clientCertificates;
    private final @Nullable Certificate certificate;

    /** Whether clients must have a certificate, as the parameter tls-auth-clients says. */
    public enum ClientCertificates {
        /** Clients need none. */
        NO,
        /** A client without one is turned away. */
        REQUIRED,
        /** A client's certificate is checked if it has one. */
        OPTIONAL
    }

    private Tls(
            SSLContext server,
            SSLContext client,
            ClientCertificates clientCertificates,
            @Nullable Certificate certificate) {
        this.server = server;
        this.client = client;
        this.clientCertificates = clientCertificates;
        this.certificate = certificate;
    }

    /** Makes a certificate for localhost, 127.0.0.1 and ::1 that lives as long as this object. Clients need none. */
    public static Tls selfSigned() {
        SelfSignedCertificate made = SelfSignedCertificate.create();
        SSLContext both = context(made.key(), List.of(made.certificate()), List.of(made.certificate()));
        return new Tls(both, both, ClientCertificates.NO, made.certificate());
    }

    /** Takes a context whose keys are the server's. {@link #clientContext()} is the same. Clients need no certificate. */
    public static Tls of(SSLContext context) {
        return new Tls(context, context, ClientCertificates.NO, null);
    }

    /**
     * Reads the files that a redis.conf names with tls-cert-file, tls-key-file and tls-ca-cert-file. Clients need no
     * certificate.
     *
     * @param certificate the server's certificate and those between it and its authority, in PEM
     * @param key its private key, in PEM and PKCS #8, without a password
     * @param authorities whom the server trusts to have signed a client's certificate, and a client of {@link
     *     #clientContext()} the server's; null for the server's own certificate
     * @throws UncheckedIOException when a file can't be read
     * @throws IllegalArgumentException when a file does not hold what it should
     */
    public static Tls fromPem(Path certificate, Path key, @Nullable Path authorities) {
        List<Certificate> chain = Pem.certificates(certificate);
        List<Certificate> trusted = authorities == null ? chain : Pem.certificates(authorities);
        SSLContext both = context(Pem.privateKey(key), chain, trusted);
        return new Tls(both, both, ClientCertificates.NO, chain.get(0));
    }

    /** Returns the same with another rule for clients' certificates. */
    public Tls clientCertificates(ClientCertificates rule) {
        return new Tls(server, client, rule, certificate);
    }

    /** Returns what a client in this JVM needs: it trusts the server, and shows the server's own certificate if asked. */
    public SSLContext clientContext() {
        return client;
    }

    /**
     * Returns the server's certificate in PEM, for clients of other languages.
     *
     * @throws IllegalStateException when this was made from a context, which does not tell
     */
    public String certificatePem() {
        if (certificate == null) {
            throw new IllegalStateException("The certificate is known only to the SSLContext that was given.");
        }
        return Pem.text(certificate);
    }

    ServerSocketFactory serverSocketFactory() {
        SSLServerSocketFactory factory = server.getServerSocketFactory();
        return new ServerSocketFactory() {
            @Override
            public SSLServerSocket createServerSocket() throws IOException {
                return prepared((SSLServerSocket) factory.createServerSocket());
            }

            @Override
            public SSLServerSocket createServerSocket(int port) throws IOException {
                return prepared((SSLServerSocket) factory.createServerSocket(port));
            }

            @Override
            public SSLServerSocket createServerSocket(int port, int backlog) throws IOException {
                return prepared((SSLServerSocket) factory.createServerSocket(port, backlog));
            }

            @Override
            public SSLServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
                return prepared((SSLServerSocket) factory.createServerSocket(port, backlog, address));
            }
        };
    }

    private SSLServerSocket prepared(SSLServerSocket socket) {
        SSLParameters parameters = socket.getSSLParameters();
        switch (clientCertificates) {
            case NO -> parameters.setNeedClientAuth(false);
            case REQUIRED -> parameters.setNeedClientAuth(true);
            case OPTIONAL -> parameters.setWantClientAuth(true);
        }
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static SSLContext context(
            PrivateKey key, List<? extends Certificate> chain, List<? extends Certificate> trusted) {
        try {
            KeyStore own = emptyStore();
            own.setKeyEntry("server", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, NO_PASSWORD);
            KeyStore authorities = emptyStore();
            for (int i = 0; i < trusted.size(); i++) {
                authorities.setCertificateEntry("authority" + i, trusted.get(i));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The certificate and the key can't be used: " + e.getMessage(), e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            store.load(null, null);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return store;
    }
}
