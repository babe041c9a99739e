package io.rqkit.core.cli;

import io.rqkit.core.MasterNotFoundException;
import io.rqkit.core.NoSuchJobException;
import io.rqkit.core.SettingsException;
import io.rqkit.core.internal.settings.Trouble;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
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
        if (Trouble.find(failure, MasterNotFoundException.class::isInstance)
                instanceof MasterNotFoundException nowhere) {
            return ofSentinels(nowhere);
        }
        if (Trouble.isTls(failure)) {
            Throwable cause = find(failure, SSLException.class);
            return new CommandFailure(
                    ExitCodes.TLS,
                    "TLS could not be agreed on with Redis"
                            + (cause == null
                                    ? ": it speaks TLS on that port, and the settings don't"
                                    : ": " + text(cause))
                            + ". Check the certificates in the settings, and whether the server speaks TLS on that port.");
        }
        if (Trouble.isRefusal(failure)) {
            return new CommandFailure(
                    ExitCodes.AUTHENTICATION,
                    "Redis refused the user or password. Check them in the URL or the settings.");
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

    private static CommandFailure ofSentinels(MasterNotFoundException nowhere) {
        return switch (nowhere.reason()) {
            case NO_SENTINEL -> told(ExitCodes.UNREACHABLE, nowhere, "Check INSTANCES in the settings.");
            case UNKNOWN_NAME -> told(ExitCodes.UNKNOWN_MASTER, nowhere, "Check MASTER_NAME in the settings.");
            case REFUSED_BY_SENTINEL ->
                told(ExitCodes.AUTHENTICATION, nowhere, "Check username and password in SENTINEL_KWARGS.");
            case REFUSED_BY_MASTER ->
                told(ExitCodes.AUTHENTICATION, nowhere, "Check USERNAME and PASSWORD in the settings.");
            case DISAGREEMENT -> told(ExitCodes.SENTINELS_DISAGREE, nowhere, "A failover may be going on: try again.");
            case STALE -> told(ExitCodes.STALE_MASTER, nowhere, "A failover may be going on: try again.");
            case UNREACHABLE -> told(ExitCodes.UNREACHABLE, nowhere, "A failover may be going on: try again.");
            case TLS ->
                told(
                        ExitCodes.TLS,
                        nowhere,
                        "Check SSL and the certificates in the settings, and ssl in SENTINEL_KWARGS for the sentinels.");
        };
    }

    private static CommandFailure told(int code, MasterNotFoundException nowhere, String advice) {
        return new CommandFailure(code, nowhere.getMessage() + " " + advice);
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
