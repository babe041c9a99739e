package io.rqkit.fakeredis;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a server until it is told to stop, for programs in any language: {@code java -jar rq-fake-redis.jar --port 6379}.
 *
 * <p>Takes options as redis-server does: each parameter of the configuration as {@code --name value}, where a value may
 * have several words. Prints one line when clients can connect. Ends with status 0 on SIGTERM, SIGINT or SHUTDOWN, and
 * with status 1 and a line on standard error when it can't start.
 */
public final class Main {
    private static final int DEFAULT_PORT = 6379;
    private static final int FAILURE = 1;

    private Main() {}

    /** Runs the server; returns only by ending the JVM. */
    public static void main(String[] args) throws InterruptedException {
        if (List.of(args).contains("--help") || List.of(args).contains("-h")) {
            help(System.out);
            return;
        }
        if (List.of(args).contains("--version") || List.of(args).contains("-v")) {
            System.out.println("rq-fake-redis " + version() + ", behaves as Redis 7.0.15");
            return;
        }
        FakeRedis redis;
        try {
            redis = start(options(args));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            System.exit(FAILURE);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(redis), "fake-redis-exit"));
        redis.awaitEnd();
        System.exit(0);
    }

    /** A JVM that a signal ends would say so in its status, where Redis ends with 0. */
    private static void end(FakeRedis redis) {
        redis.close();
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static FakeRedis start(Map<String, String> options) {
        FakeRedis.Builder builder = FakeRedis.builder();
        options.forEach(builder::config);
        int port = Integer.parseInt(options.getOrDefault("port", Integer.toString(DEFAULT_PORT)));
        String host = options.getOrDefault("bind", "127.0.0.1").split(" ")[0];
        FakeRedis redis = builder.build();
        try {
            Endpoint endpoint = redis.listen(host.equals("*") ? "0.0.0.0" : host, port);
            System.out.println("Ready to accept connections on " + endpoint.host() + ":" + endpoint.port());
            return redis;
        } catch (UncheckedIOException e) {
            redis.close();
            throw e;
        }
    }

    /** Reads {@code --name value…} pairs; a name given twice keeps its last value, but for save, which adds up. */
    private static Map<String, String> options(String[] args) {
        Map<String, String> options = new LinkedHashMap<>();
        int at = 0;
        while (at < args.length) {
            String argument = args[at++];
            if (!argument.startsWith("--") || argument.length() == 2) {
                throw new IllegalArgumentException(
                        "Expected an option, such as --port 6379, where '" + argument + "' stands. See --help.");
            }
            String name = argument.substring(2);
            List<String> words = new ArrayList<>();
            while (at < args.length && !args[at].startsWith("--")) {
                words.add(args[at++]);
            }
            if (words.isEmpty()) {
                throw new IllegalArgumentException("The option " + argument + " needs a value. See --help.");
            }
            String value = String.join(" ", words);
            options.merge(name, value, (before, after) -> name.equals("save") ? (before + " " + after).strip() : after);
        }
        return options;
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    private static void help(PrintStream out) {
        out.println("""
                An in-memory server that behaves as Redis 7.0.15, for tests.

                Usage: java -jar rq-fake-redis.jar [--name value]...

                  --port 6379          the port to listen on, 0 for a free one
                  --bind 127.0.0.1     the address to listen on
                  --requirepass text   the password that clients need
                  --databases 16       the number of databases
                  --enable-debug-command yes|no|local
                  --help, --version

                Every parameter of redis.conf is taken, with its words as separate or quoted arguments,
                as in: --save 900 1 --maxmemory 100mb --notify-keyspace-events KEA

                Data is kept in memory; SAVE writes it to the file that --dir and --dbfilename name.
                Ends on SIGTERM, SIGINT or the command SHUTDOWN.""");
    }
}
