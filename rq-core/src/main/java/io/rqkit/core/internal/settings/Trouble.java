package io.rqkit.core.internal.settings;

import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;

/** Tells kinds of failures apart by what Jedis makes of them. */
public final class Trouble {
    /** How a TLS record with an alert begins, which a plain connection takes for the first byte of a reply. */
    private static final String ALERT = "Unknown reply: \u0015";

    private Trouble() {}

    /** Says whether a server refused the user or password, or missed them. */
    public static boolean isRefusal(Throwable failure) {
        return find(failure, Trouble::refuses) != null;
    }

    private static boolean refuses(Throwable failure) {
        String text = String.valueOf(failure.getMessage());
        return failure instanceof JedisAccessControlException
                || failure instanceof JedisDataException
                        && (text.startsWith("WRONGPASS")
                                || text.startsWith("NOAUTH")
                                || text.startsWith("ERR AUTH <password> called"));
    }

    /** Says whether one side spoke TLS and the other did not, or they found no agreement. */
    public static boolean isTls(Throwable failure) {
        return find(
                        failure,
                        each -> each instanceof SSLException
                                || String.valueOf(each.getMessage()).startsWith(ALERT))
                != null;
    }

    /** Returns the first of a failure, its causes and what they suppressed that is meant, or null. */
    public static @Nullable Throwable find(Throwable failure, Predicate<Throwable> isMeant) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (isMeant.test(each)) {
                return each;
            }
            for (Throwable other : each.getSuppressed()) {
                Throwable found = find(other, isMeant);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
