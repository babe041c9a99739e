package io.rqkit.core.internal.settings;

import io.rqkit.core.SettingsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * How TLS is spoken: whom to trust, whether the server must prove who it is, and the client's own certificate.
 *
 * @param prefix how the keys of these options begin, for messages: {@code REDIS_SSL_} or one that ends in {@code ssl_}
 * @param authorities a file of certificates in PEM, or null for those of the JDK
 * @param authorityData certificates in PEM themselves, or null
 * @param verified whether the server's certificate is checked
 * @param hostChecked whether its name is, too
 * @param certificate a file with the client's certificate in PEM, or null for none
 * @param key a file with its key in PEM (PKCS #8, no password), or null when it stands with the certificate
 */
public record TlsOptions(
        String prefix,
        @Nullable String authorities,
        @Nullable String authorityData,
        boolean verified,
        boolean hostChecked,
        @Nullable String certificate,
        @Nullable String key) {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]+)-----END [A-Z ]*PRIVATE KEY-----");
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");
    private static final char[] NO_PASSWORD = new char[0];

    /** What holds where nothing more is said: the server is checked by the JDK's authorities. */
    static TlsOptions verified(String prefix) {
        return new TlsOptions(prefix, null, null, true, true, null, null);
    }

    /**
     * Reads all files once, so that a wrong one is told when the settings are read.
     *
     * @throws SettingsException when a file can't be read or does not hold what it should
     */
    TlsOptions checked() {
        if (key != null && certificate == null) {
            throw new SettingsException(named("keyfile") + " names a key, but " + named("certfile")
                    + " names no certificate that it belongs to.");
        }
        if (authorities != null || authorityData != null || certificate != null) {
            socketFactory();
        }
        return this;
    }

    private String named(String option) {
        return prefix + (prefix.equals(prefix.toUpperCase(Locale.ROOT)) ? option.toUpperCase(Locale.ROOT) : option);
    }

    /**
     * Returns a factory of sockets that speak TLS this way.
     *
     * @throws SettingsException when a file can't be read or does not hold what it should
     */
    SSLSocketFactory socketFactory() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(), trustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException unusable) {
            throw new SettingsException(
                    "The certificates that " + prefix + "… names can't be used: " + unusable.getMessage() + ".",
                    unusable);
        }
    }

    private TrustManager @Nullable [] trustManagers() throws GeneralSecurityException, IOException {
        if (!verified) {
            return new TrustManager[] {new TrustsAnybody()};
        }
        List<Certificate> trusted = new ArrayList<>();
        if (authorities != null) {
            trusted.addAll(certificates(file("ca_certs", authorities), named("ca_certs")));
        }
        if (authorityData != null) {
            trusted.addAll(certificates(authorityData, named("ca_data")));
        }
        if (trusted.isEmpty()) {
            return null;
        }
        KeyStore store = emptyStore();
        for (int i = 0; i < trusted.size(); i++) {
            store.setCertificateEntry("authority" + i, trusted.get(i));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private KeyManager @Nullable [] keyManagers() throws GeneralSecurityException, IOException {
        if (certificate == null) {
            return null;
        }
        String keyFile = key == null ? certificate : key;
        String keyOption = key == null ? "certfile" : "keyfile";
        KeyStore store = emptyStore();
        store.setKeyEntry(
                "client",
                privateKey(file(keyOption, keyFile), named(keyOption), keyFile),
                NO_PASSWORD,
                certificates(file("certfile", certificate), named("certfile")).toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    private String file(String option, String name) {
        try {
            return Files.readString(Path.of(name), StandardCharsets.ISO_8859_1);
        } catch (IOException | InvalidPathException unreadable) {
            throw new SettingsException(
                    "The file " + name + " that " + named(option) + " names can't be read.", unreadable);
        }
    }

    /** Takes the certificates alone: a key may stand before them, which Java's factory does not expect. */
    private static List<Certificate> certificates(String pem, String source) {
        String alone =
                CERTIFICATE.matcher(pem).results().map(MatchResult::group).collect(Collectors.joining("\n"));
        try {
            List<Certificate> read = List.copyOf(CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(alone.getBytes(StandardCharsets.ISO_8859_1))));
            if (!read.isEmpty()) {
                return read;
            }
        } catch (CertificateException malformed) {
            throw new SettingsException(
                    "There is no certificate in " + source + ", which holds or names one in PEM.", malformed);
        }
        throw new SettingsException("There is no certificate in " + source + ", which holds or names one in PEM.");
    }

    private static PrivateKey privateKey(String pem, String option, String file) throws GeneralSecurityException {
        Matcher found = KEY.matcher(pem);
        if (!found.find() || !found.group(1).isEmpty()) {
            throw new SettingsException(option + " names no private key of the form PKCS #8 without a password."
                    + " To make one of another: openssl pkcs8 -topk8 -nocrypt -in " + file);
        }
        byte[] der = Base64.getMimeDecoder().decode(found.group(2));
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException other) {
                // a key of another kind
            }
        }
        throw new SettingsException("The private key that " + option + " names is neither of RSA, EC nor EdDSA.");
    }

    /** For who wrote {@code none} where a certificate could be required. */
    private static final class TrustsAnybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            // asked for
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            // asked for
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // asked for
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // asked for
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // asked for
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // asked for
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
