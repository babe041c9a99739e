package io.rqkit.core.internal.settings;

import io.rqkit.core.SettingsException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values by key, of whatever types the source had: all text from the environment or properties, numbers, lists and maps from
 * YAML or JSON. Each reader names the key when the value does not fit.
 */
final class Values {
    private static final int MILLIS_A_SECOND = 1000;
    private static final int FAR = 3;
    /** The keys under which keys of their own stand, which in texts follow a dot. */
    private static final Set<String> MAPS = Set.of("SENTINEL", "CONNECTION_KWARGS", "SENTINEL_KWARGS");

    private final Map<String, Object> values;
    private final String prefix;
    private final String source;

    /**
     * Wraps values.
     *
     * @param prefix what stands before each key in messages, as {@code "SENTINEL."}
     * @param source where they come from, as messages say it
     */
    Values(Map<String, ?> values, String prefix, String source) {
        this.values = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (value != null) {
                this.values.put(key, value);
            }
        });
        this.prefix = prefix;
        this.source = source;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Set<String> keys() {
        return values.keySet();
    }

    String prefix() {
        return prefix;
    }

    SettingsException wrong(String key, String expected) {
        return new SettingsException(prefix + key + " in " + source + " must be " + expected + ".");
    }

    private SettingsException wrong(String key, String expected, Object value) {
        // a URL in the wrong place may hold a password
        boolean secret = value.toString().indexOf('@') >= 0;
        String shown = secret ? ", not what stands there." : ", not '" + value + "'.";
        return new SettingsException(prefix + key + " in " + source + " must be " + expected + shown);
    }

    @Nullable
    String text(String key) {
        Object value = values.get(key);
        if (value == null) {
            return null;
        }
        if (value instanceof Map || value instanceof Collection) {
            throw wrong(key, "a text");
        }
        return value.toString();
    }

    String text(String key, String otherwise) {
        String text = text(key);
        return text == null || text.isEmpty() ? otherwise : text;
    }

    String host(String key) {
        String host = text(key, "localhost").strip();
        if (!Address.isHost(host)) {
            throw wrong(key, "the name or the address of a host", host);
        }
        return host;
    }

    int port(String key, int otherwise) {
        if (text(key, "").startsWith("tcp://")) {
            throw wrong(
                    key,
                    "a port; Kubernetes sets it so beside a Service of that name, unless the pod has"
                            + " enableServiceLinks: false",
                    values.getOrDefault(key, ""));
        }
        int port = integer(key, otherwise);
        if (port < 1 || port > Address.MAX_PORT) {
            throw wrong(key, "a port from 1 to " + Address.MAX_PORT, port);
        }
        return port;
    }

    int database(String key) {
        int index = integer(key, 0);
        if (index < 0) {
            throw wrong(key, "the index of a database, from 0 on", index);
        }
        return index;
    }

    private int integer(String key, int otherwise) {
        String text = text(key);
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException notANumber) {
            throw wrong(key, "a whole number", text);
        }
    }

    /** Reads seconds, perhaps with a fraction, as milliseconds; -1 when there are none. */
    int millis(String key) {
        String text = text(key);
        if (text == null || text.isBlank() || text.equalsIgnoreCase("none")) {
            return -1;
        }
        try {
            double seconds = Double.parseDouble(text.strip());
            if (seconds > 0 && seconds * MILLIS_A_SECOND <= Integer.MAX_VALUE) {
                return Math.max(1, (int) Math.round(seconds * MILLIS_A_SECOND));
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw wrong(key, "a number of seconds above 0", text);
    }

    /** Reads a boolean as RQ does, whose message for REDIS_SSL this keeps. */
    boolean flag(String key, boolean otherwise) {
        String text = text(key);
        if (text == null) {
            return otherwise;
        }
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "y", "yes", "t", "true" -> true;
            case "n", "no", "f", "false", "" -> false;
            default -> throw new SettingsException(prefix + key + " is a boolean and must be \"True\" or \"False\".");
        };
    }

    /** Reads a list: of the source's own, or of words divided by commas. */
    List<String> list(String key) {
        Object value = values.get(key);
        List<String> items = new ArrayList<>();
        if (value instanceof Collection<?> collection) {
            for (Object item : collection) {
                if (item == null || item instanceof Map || item instanceof Collection) {
                    throw wrong(key, "a list of texts");
                }
                items.add(item.toString());
            }
        } else if (value instanceof Map) {
            throw wrong(key, "a list of texts");
        } else if (value != null) {
            for (String item : value.toString().split(",")) {
                if (!item.isBlank()) {
                    items.add(item.strip());
                }
            }
        }
        return items;
    }

    /** Reads addresses: {@code host:port} each, or pairs of a host and a port. */
    List<Address> addresses(String key, int defaultPort) {
        Object value = values.get(key);
        List<Address> addresses = new ArrayList<>();
        if (value instanceof Collection<?> items && items.stream().anyMatch(Collection.class::isInstance)) {
            for (Object item : items) {
                if (!(item instanceof List<?> pair) || pair.size() != 2) {
                    throw wrong(key, "a list of hosts with ports, as [[\"localhost\", 26379]]", item);
                }
                addresses.add(address(key, pair.get(0) + ":" + pair.get(1), defaultPort));
            }
            return addresses;
        }
        for (String item : list(key)) {
            addresses.add(address(key, item, defaultPort));
        }
        return addresses;
    }

    private Address address(String key, String text, int defaultPort) {
        int colon = text.lastIndexOf(':');
        boolean bare = colon < 0 || text.indexOf(']', colon) > 0;
        String host = (bare ? text : text.substring(0, colon)).strip();
        String port =
                bare ? Integer.toString(defaultPort) : text.substring(colon + 1).strip();
        if (!Address.isHost(host) || !Address.isPort(port)) {
            throw wrong(key, "hosts with ports, as localhost:26379", text);
        }
        return new Address(host, Integer.parseInt(port));
    }

    /** Reads a map, in text from {@code KEY.inner} keys or as JSON. */
    Values map(String key, String... known) {
        Map<String, Object> inner = new LinkedHashMap<>();
        Object value = values.get(key);
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> {
                if (each != null) {
                    inner.put(String.valueOf(name), each);
                }
            });
        } else if (value != null && value.toString().isBlank()) {
            return new Values(Map.of(), prefix + key + ".", source);
        } else if (value != null) {
            inner.putAll(SettingsFiles.json(value.toString(), () -> wrong(key, "a map, in text as JSON")));
        }
        values.forEach((name, each) -> {
            if (name.startsWith(key + ".")) {
                inner.put(name.substring(key.length() + 1), each);
            }
        });
        Values read = new Values(inner, prefix + key + ".", source);
        read.requireKnown(known);
        return read;
    }

    /** Refuses keys that nobody reads, with the one that may have been meant. */
    void requireKnown(String... known) {
        for (String key : values.keySet()) {
            int dot = key.indexOf('.');
            String first = dot < 0 ? key : key.substring(0, dot);
            if (!List.of(known).contains(first) || (dot >= 0 && !MAPS.contains(first))) {
                throw new SettingsException("There is no setting " + prefix + key + ", which stands in " + source + "."
                        + hint(first, known));
            }
        }
    }

    private static String hint(String key, String... known) {
        String nearest = "";
        int least = FAR;
        for (String candidate : known) {
            String one = key.toLowerCase(Locale.ROOT);
            String other = candidate.toLowerCase(Locale.ROOT);
            boolean cut = one.length() > FAR && other.startsWith(one); // REDIS_PASS, MASTER
            int distance = cut ? 1 : distance(one, other);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest.isEmpty() ? " There are: " + String.join(", ", known) + "." : " Did you mean " + nearest + "?";
    }

    /** Levenshtein's distance. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
