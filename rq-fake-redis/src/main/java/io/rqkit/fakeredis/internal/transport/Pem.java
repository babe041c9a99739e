package io.rqkit.fakeredis.internal.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys in PEM files, as redis.conf names them. */
public final class Pem {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]+)-----END [A-Z ]*PRIVATE KEY-----");

    private Pem() {}

    /**
     * Reads all certificates of a file.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static List<Certificate> certificates(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            List<Certificate> read =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (read.isEmpty()) {
                throw new IllegalArgumentException("There is no certificate in " + file + ".");
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read the certificate " + file, e);
        } catch (CertificateException e) {
            throw new IllegalArgumentException("There is no certificate in " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a private key in the form PKCS #8, without a password.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static PrivateKey privateKey(Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read the key " + file, e);
        }
        Matcher key = KEY.matcher(text);
        if (!key.find()) {
            throw new IllegalArgumentException("There is no private key in " + file + ".");
        }
        if (!key.group(1).isEmpty()) {
            throw new IllegalArgumentException("The key in " + file + " is of the form '" + key.group(1)
                    + "PRIVATE KEY'. Turn it into PKCS #8 without a password: openssl pkcs8 -topk8 -nocrypt -in "
                    + file);
        }
        byte[] der = Base64.getMimeDecoder().decode(key.group(2));
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException other) {
                // a key of another kind
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException(missing);
            }
        }
        throw new IllegalArgumentException("The private key in " + file + " is neither of RSA, EC nor EdDSA.");
    }

    /** Returns a certificate as text. */
    public static String text(Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }
}
