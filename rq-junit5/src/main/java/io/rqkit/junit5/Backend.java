package io.rqkit.junit5;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * Where a test's Redis comes from.
 *
 * @param kind what starts it
 * @param uri where it is, for {@link Kind#EXTERNAL} alone
 */
record Backend(Kind kind, @Nullable URI uri) {
    static final Backend FAKE = new Backend(Kind.FAKE, null);
    static final Backend EMBEDDED = new Backend(Kind.EMBEDDED, null);

    /** What starts a backend. */
    enum Kind {
        FAKE,
        EMBEDDED,
        EXTERNAL
    }

    /**
     * Reads what somebody wrote.
     *
     * @param key where it was written, for the message
     * @throws ExtensionConfigurationException when it names no backend
     */
    static List<Backend> parse(String key, List<String> values) {
        Set<Backend> backends = new LinkedHashSet<>();
        for (String value : values) {
            for (String word : value.split(",", -1)) {
                backends.addAll(parseOne(key, value, word.trim()));
            }
        }
        return List.copyOf(backends);
    }

    static List<Backend> parse(String key, String... values) {
        return parse(key, Arrays.asList(values));
    }

    private static List<Backend> parseOne(String key, String value, String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case RqTest.FAKE -> List.of(FAKE);
            case RqTest.EMBEDDED -> List.of(EMBEDDED);
            case RqTest.ALL -> List.of(FAKE, EMBEDDED);
            default -> List.of(new Backend(Kind.EXTERNAL, uri(key, value, word)));
        };
    }

    private static URI uri(String key, String value, String word) {
        try {
            URI uri = new URI(word);
            boolean isRedis = "redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme());
            String path = uri.getPath() == null ? "" : uri.getPath();
            if (isRedis && uri.getHost() != null && uri.getPort() > 0 && path.matches("(/\\d*)?")) {
                return uri;
            }
        } catch (java.net.URISyntaxException e) {
            throw refusal(key, value, e);
        }
        throw refusal(key, value, null);
    }

    private static ExtensionConfigurationException refusal(String key, String value, @Nullable Throwable cause) {
        return new ExtensionConfigurationException(
                key + " is '" + value + "', which names no backend. Allowed are fake, embedded, "
                        + "redis://host:port[/db], rediss://host:port[/db], all, or several of them with commas between.",
                cause);
    }

    @Override
    public String toString() {
        return uri == null
                ? kind.name().toLowerCase(Locale.ROOT)
                : uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort() + uri.getPath();
    }
}
