package io.rqkit.core.cli;

import io.rqkit.core.Connections;
import io.rqkit.core.Queue;
import io.rqkit.core.Settings;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** The options that say where Redis is, which every command has. */
final class Connecting {
    @Option(
            names = {"-u", "--url"},
            paramLabel = "URL",
            description = "redis://, rediss:// or unix:// with user, password and database; beats everything else,"
                    + " as the environment's RQ_REDIS_URL does")
    @Nullable
    String url;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description =
                    "a settings file, .properties, .yml or .json, with RQ's keys; otherwise the one that RQ_CONFIG"
                            + " names")
    @Nullable
    Path config;

    @Option(
            names = {"-S", "--serializer"},
            paramLabel = "NAME",
            description = "json, the only one here; RQ's other one is Python's pickle")
    String serializer = "json";

    /** What names classes and folders of Python in RQ. */
    @Option(
            names = {"-w", "--worker-class", "-j", "--job-class", "--queue-class", "--connection-class", "-P", "--path"
            },
            hidden = true)
    List<String> python = new ArrayList<>();

    Settings settings() {
        if (!python.isEmpty()) {
            throw new CommandFailure(
                    ExitCodes.USAGE,
                    "--worker-class, --job-class, --queue-class, --connection-class and --path are for Python: "
                            + String.join(", ", python)
                            + ". Here --setup names a class, and java -cp where classes are.");
        }
        if (!serializer.equalsIgnoreCase("json") && !serializer.endsWith(".JSONSerializer")) {
            throw new CommandFailure(
                    ExitCodes.USAGE, "--serializer must be json, not '" + serializer + "'; only Python reads pickles.");
        }
        return Settings.resolve(url, config, System.getenv());
    }

    /** Makes a client and sees to it that Redis answers. */
    UnifiedJedis connect(Settings settings) {
        UnifiedJedis connection = Connections.fromSettings(settings);
        try {
            requireAnswer(connection, settings);
            return connection;
        } catch (RuntimeException unusable) {
            connection.close();
            throw unusable;
        }
    }

    UnifiedJedis connect() {
        return connect(settings());
    }

    private static void requireAnswer(UnifiedJedis connection, Settings settings) {
        try {
            connection.ping();
        } catch (JedisConnectionException silent) {
            if (settings.usesTls() && silent.getCause() instanceof SocketTimeoutException) {
                // a server without TLS takes the greeting for the beginning of a long command
                throw new CommandFailure(
                        ExitCodes.TLS, "Redis did not answer in TLS. Check whether it speaks TLS on that port.");
            }
            throw silent;
        }
    }

    /** Returns the queues that are named, or those of the settings. */
    static Queue[] queues(List<String> names, Settings settings, UnifiedJedis connection) {
        List<String> chosen = names.isEmpty() ? settings.queues() : names;
        return chosen.stream().map(name -> new Queue(name, connection)).toArray(Queue[]::new);
    }
}
