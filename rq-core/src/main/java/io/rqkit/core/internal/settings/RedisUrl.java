package io.rqkit.core.internal.settings;

import io.rqkit.core.SettingsException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL, taken apart as redis-py does: {@code java.net.URI} knows no host such as {@code my_redis} and no password with an
 * {@code @} in it, and says so by finding no host at all. No message repeats a part of the URL, since a password that is
 * written wrongly may stand anywhere in it.
 */
final class RedisUrl {
    private static final Pattern FORM =
            Pattern.compile("(redis|rediss|unix)://([^/?#]*)([^?#]*)(?:\\?([^#]*))?(#.*)?", Pattern.DOTALL);
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[^\\]]*]|[^:]*)(?::(.*))?", Pattern.DOTALL);
    private static final String ESCAPES =
            " In a user or a password / is written as %2F, ? as %3F, # as %23, @ as %40, % as %25.";
    private static final int HEX = 16;

    private final String key;
    private final Map<String, Object> given = new LinkedHashMap<>();

    private RedisUrl(String key) {
        this.key = key;
    }

    /**
     * Reads {@code redis://user:password@host:port/db?option=value}, {@code rediss://…} for TLS, or {@code
     * unix://user:password@/path?db=0}.
     *
     * @param key which setting it is, for messages
     * @param base what holds where the URL says nothing
     */
    static Target target(String url, String key, ConnectionOptions base) {
        return new RedisUrl(key).read(url.strip(), base);
    }

    private Target read(String url, ConnectionOptions base) {
        Matcher parts = FORM.matcher(url);
        if (!parts.matches()) {
            throw new SettingsException(key + " must begin with redis://, rediss:// or unix://.");
        }
        if (parts.group(5) != null) {
            throw new SettingsException(key + " has a # in it, which no URL of Redis has." + ESCAPES);
        }
        String place = addUser(parts.group(2));
        String path = parts.group(3);
        String query = parts.group(4) == null ? "" : parts.group(4);
        given.put("ssl", Boolean.toString(parts.group(1).equals("rediss")));
        if (parts.group(1).equals("unix")) {
            if (!place.isEmpty() || path.length() < 2) {
                throw new SettingsException(
                        key + " names no path of a socket. It has three slashes: unix:///run/redis.sock.");
            }
            return new Target.UnixServer(Path.of(decode(path)), options(query, base));
        }
        if (path.indexOf('@') >= 0 || query.indexOf('@') >= 0) {
            throw new SettingsException(key + " has an @ after a / or a ?." + ESCAPES);
        }
        Address address = address(place);
        if (path.length() > 1) {
            given.put("db", decode(path.substring(1)));
        }
        return new Target.Server(address, options(query, base));
    }

    private ConnectionOptions options(String query, ConnectionOptions base) {
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                given.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            } else if (!pair.isEmpty()) {
                throw new SettingsException(key + " has an option without a value after its ?." + ESCAPES);
            }
        }
        Values values = new Values(given, "", key);
        values.requireKnown(ConnectionOptions.KNOWN);
        return base.overriddenBy(values);
    }

    private Address address(String place) {
        Matcher parts = HOST_AND_PORT.matcher(place);
        if (!parts.matches()) {
            throw noPlace("host");
        }
        String host = parts.group(1).isEmpty() ? "localhost" : decode(parts.group(1));
        if (!Address.isHost(host)) {
            throw noPlace("host");
        }
        String port = parts.group(2) == null ? "" : parts.group(2);
        if (port.isEmpty()) {
            return new Address(host, Target.DEFAULT_PORT);
        }
        if (!Address.isPort(port)) {
            throw noPlace("port");
        }
        return new Address(host, Integer.parseInt(port));
    }

    private SettingsException noPlace(String what) {
        String form = what.equals("port") ? "a number from 1 to " + Address.MAX_PORT : "a name or an address";
        return new SettingsException("The " + what + " in " + key + " must be " + form + "." + ESCAPES);
    }

    /** Takes user and password, up to the last @ as redis-py does, and returns what is behind. */
    private String addUser(String authority) {
        int at = authority.lastIndexOf('@');
        if (at < 0) {
            return authority;
        }
        String user = authority.substring(0, at);
        int colon = user.indexOf(':');
        given.put("username", decode(colon < 0 ? user : user.substring(0, colon)));
        if (colon >= 0) {
            given.put("password", decode(user.substring(colon + 1)));
        }
        return authority.substring(at + 1);
    }

    /** Replaces %XX and, as redis-py, leaves a % alone that no two hexadecimal digits follow. */
    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], HEX) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], HEX);
            if (low >= 0) {
                decoded.write(high * HEX + low);
                i += 2;
            } else {
                decoded.write(bytes[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }
}
