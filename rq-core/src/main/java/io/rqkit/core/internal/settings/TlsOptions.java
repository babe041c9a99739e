package io.rqkit.core.internal.settings;

import io.rqkit.core.SettingsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 * @param authorities a file of certificates in PEM, or null for those of the JDK
 * @param authorityData certificates in PEM themselves, or null
 * @param verified whether the server's certificate is checked
 * @param hostChecked whether its name is, too
 * @param certificate a file with the client's certificate in PEM, or null for none
 * @param key a file with its key in PEM (PKCS #8, no password), or null when it stands with the certificate
 */
public record TlsOptions(
        @Nullable String authorities,
        @Nullable String authorityData,
        boolean verified,
        boolean hostChecked,
        @Nullable String certificate,
        @Nullable String key) {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]+)-----END [A-Z ]*PRIVATE KEY-----");
    private static final char[] NO_PASSWORD = new char[0];

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
                    "The certificates of the settings can't be used: " + unusable.getMessage() + ".", unusable);
        }
    }

    private TrustManager @Nullable [] trustManagers() throws GeneralSecurityException, IOException {
        if (!verified) {
            return new TrustManager[] {new TrustsAnybody()};
        }
        List<Certificate> trusted = new ArrayList<>();
        if (authorities != null) {
            trusted.addAll(certificates(file("ssl_ca_certs", authorities), authorities));
        }
        if (authorityData != null) {
            trusted.addAll(certificates(authorityData, "the CA data"));
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
        KeyStore store = emptyStore();
        store.setKeyEntry(
                "client",
                privateKey(file("ssl_keyfile", keyFile), keyFile),
                NO_PASSWORD,
                certificates(file("ssl_certfile", certificate), certificate).toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    private static String file(String option, String name) {
        try {
            return Files.readString(Path.of(name), StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new SettingsException("The file " + name + " of " + option + " can't be read.", unreadable);
        }
    }

    private static List<Certificate> certificates(String pem, String source) {
        try {
            List<Certificate> read = List.copyOf(CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1))));
            if (!read.isEmpty()) {
                return read;
            }
        } catch (CertificateException malformed) {
            throw new SettingsException("There is no certificate in " + source + ".", malformed);
        }
        throw new SettingsException("There is no certificate in " + source + ".");
    }

    private static PrivateKey privateKey(String pem, String source) throws GeneralSecurityException {
        Matcher found = KEY.matcher(pem);
        if (!found.find() || !found.group(1).isEmpty()) {
            throw new SettingsException("There is no private key of the form PKCS #8 without a password in " + source
                    + ". To make one of another: openssl pkcs8 -topk8 -nocrypt -in " + source);
        }
        byte[] der = Base64.getMimeDecoder().decode(found.group(2));
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException other) {
                // a key of another kind
            }
        }
        throw new SettingsException("The private key in " + source + " is neither of RSA, EC nor EdDSA.");
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
