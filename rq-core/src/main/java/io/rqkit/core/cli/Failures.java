package io.rqkit.core.cli;

import io.rqkit.core.NoSuchJobException;
import io.rqkit.core.SettingsException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** Turns what went wrong into a line for a person and a code for a program. Neither holds a secret. */
final class Failures {
    private Failures() {}

    static CommandFailure of(Throwable failure) {
        if (failure instanceof CommandFailure told) {
            return told;
        }
        if (failure instanceof SettingsException wrong) {
            return new CommandFailure(ExitCodes.SETTINGS, text(wrong));
        }
        if (failure instanceof NoSuchJobException missing) {
            return new CommandFailure(ExitCodes.FAILURE, text(missing));
        }
        if (failure instanceof IllegalArgumentException wrong) {
            return new CommandFailure(ExitCodes.USAGE, text(wrong));
        }
        if (find(failure, SSLException.class) != null) {
            return new CommandFailure(
                    ExitCodes.TLS,
                    "TLS could not be agreed on with Redis: " + text(find(failure, SSLException.class))
                            + ". Check the certificates in the settings, and whether the server speaks TLS on that port.");
        }
        if (refusesUser(failure)) {
            return new CommandFailure(
                    ExitCodes.AUTHENTICATION,
                    "Redis or a sentinel refused the user or password. Check them in the URL or the settings.");
        }
        String message = text(failure).toLowerCase(Locale.ROOT);
        if (message.contains("can connect to sentinel") || message.contains("not monitored")) {
            return new CommandFailure(
                    ExitCodes.UNKNOWN_MASTER,
                    "The sentinels answer but know no master of that name. Check MASTER_NAME in the settings.");
        }
        if (message.contains("all sentinels down")) {
            return new CommandFailure(ExitCodes.UNREACHABLE, "No sentinel could be reached. Check INSTANCES.");
        }
        if (failure instanceof JedisConnectionException
                || find(failure, ConnectException.class) != null
                || find(failure, UnknownHostException.class) != null) {
            return new CommandFailure(ExitCodes.UNREACHABLE, "Could not connect to Redis: " + rootText(failure));
        }
        if (failure instanceof JedisException) {
            return new CommandFailure(ExitCodes.FAILURE, "Redis answered: " + text(failure));
        }
        return new CommandFailure(ExitCodes.FAILURE, text(failure));
    }

    private static boolean refusesUser(Throwable failure) {
        if (find(failure, JedisAccessControlException.class) != null) {
            return true;
        }
        for (Throwable each = failure; each != null; each = each.getCause()) {
            String message = each.getMessage() == null ? "" : each.getMessage();
            if (message.contains("WRONGPASS")
                    || message.contains("NOAUTH")
                    || message.contains("AUTH <password> called")) {
                return true;
            }
        }
        return false;
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
            for (Throwable other : each.getSuppressed()) {
                T found = find(other, type);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static String rootText(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        for (Throwable other : root.getSuppressed()) {
            return text(failure) + " " + rootText(other);
        }
        return root == failure ? text(failure) : text(failure) + " " + text(root);
    }

    private static String text(@Nullable Throwable failure) {
        return failure == null || failure.getMessage() == null ? String.valueOf(failure) : failure.getMessage();
    }
}
