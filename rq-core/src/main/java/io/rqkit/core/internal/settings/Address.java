package io.rqkit.core.internal.settings;

import java.util.regex.Pattern;

/** A host and a TCP port. */
public record Address(String host, int port) {
    static final int MAX_PORT = 65_535;
    /** What a name may be is the resolver's business; what none can hold, as a whole URL, is seen here. */
    private static final Pattern NAME = Pattern.compile("[^\\s/@:?#%=,;\\[\\]{}()<>\"'\\\\|]+");

    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%\\w+)?");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

    /** Says whether a text can be a host: a name, an address, or one of IPv6 with or without brackets. */
    static boolean isHost(String text) {
        boolean inBrackets = text.startsWith("[") && text.endsWith("]");
        return inBrackets
                ? IPV6.matcher(text.substring(1, text.length() - 1)).matches()
                : NAME.matcher(text).matches() || IPV6.matcher(text).matches();
    }

    static boolean isPort(String text) {
        return PORT.matcher(text).matches() && Integer.parseInt(text) > 0 && Integer.parseInt(text) <= MAX_PORT;
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
