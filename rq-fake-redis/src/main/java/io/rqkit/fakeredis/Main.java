package io.rqkit.fakeredis;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs a server until it is told to stop, for programs in any language: {@code java -jar rq-fake-redis.jar --port 6379}.
 *
 * <p>Takes options as redis-server does: each parameter of the configuration as {@code --name value}, where a value may
 * have several words. Prints one line when clients can connect. Ends with status 0 on SIGTERM, SIGINT or SHUTDOWN, and
 * with status 1 and a line on standard error when it can't start.
 */
public final class Main {
    private static final String TLS_PORT = "tls-port";
    private static final int MAX_PORT = 65535;
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
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
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
        saveIfWanted(redis);
        redis.close();
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static void saveIfWanted(FakeRedis redis) {
        if (!redis.isClosed() && redis.engine().snapshots().hasSavePoints()) {
            redis.engine().execute(() -> redis.engine().snapshots().trySave());
        }
    }

    private static FakeRedis start(Map<String, String> options) {
        FakeRedis.Builder builder = FakeRedis.builder();
        Map<String, String> parameters = new LinkedHashMap<>(options);
        // what only this program takes; tls-port is a parameter that is refused while no certificate is in use
        parameters.keySet().removeAll(Set.of("user", "replicaof", "slaveof", TLS_PORT));
        parameters.forEach(builder::config);
        int port = Integer.parseInt(options.getOrDefault("port", Integer.toString(DEFAULT_PORT)));
        String host = options.getOrDefault("bind", "127.0.0.1").split(" ")[0];
        FakeRedis redis = builder.build();
        try {
            loadSnapshot(redis);
            options.getOrDefault("user", "").lines().forEach(user -> run(redis, "ACL SETUSER " + user));
            listen(redis, host.equals("*") ? "0.0.0.0" : host, port, options);
            String master = options.getOrDefault("replicaof", options.getOrDefault("slaveof", ""));
            if (!master.isEmpty()) {
                run(redis, "REPLICAOF " + master);
            }
            return redis;
        } catch (UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            redis.close();
            throw e;
        }
    }

    private static void run(FakeRedis redis, String command) {
        redis.execute(command.split(" "));
    }

    private static void listen(FakeRedis redis, String host, int port, Map<String, String> options) {
        String path = options.getOrDefault("unixsocket", "");
        int tlsPort = tlsPort(options.getOrDefault(TLS_PORT, "0"));
        if (!path.isEmpty()) {
            redis.listen(Path.of(path));
        }
        if (tlsPort != 0) {
            redis.listen(host, tlsPort, tls(options));
        }
        if (port != 0 || (path.isEmpty() && tlsPort == 0)) {
            Endpoint endpoint = redis.listen(host, port);
            System.out.println("Ready to accept connections on " + endpoint.host() + ":" + endpoint.port());
        } else {
            System.out.println("Ready to accept connections on " + (path.isEmpty() ? host + ":" + tlsPort : path));
        }
    }

    private static int tlsPort(String value) {
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > MAX_PORT) {
            throw new IllegalArgumentException(
                    "The option --tls-port can't be '" + value + "': it must be between 0 and " + MAX_PORT + ".");
        }
        return Integer.parseInt(value);
    }

    private static Tls tls(Map<String, String> options) {
        String certificate = options.get("tls-cert-file");
        String key = options.get("tls-key-file");
        if (certificate == null || key == null) {
            throw new IllegalArgumentException("--tls-port needs --tls-cert-file and --tls-key-file.");
        }
        String authorities = options.get("tls-ca-cert-file");
        Tls tls = Tls.fromPem(Path.of(certificate), Path.of(key), authorities == null ? null : Path.of(authorities));
        return switch (options.getOrDefault("tls-auth-clients", "yes")) {
            case "no" -> tls;
            case "optional" -> tls.clientCertificates(Tls.ClientCertificates.OPTIONAL);
            default -> tls.clientCertificates(Tls.ClientCertificates.REQUIRED);
        };
    }

    /** Loads what a server before this one has saved, if it has. */
    private static void loadSnapshot(FakeRedis redis) {
        Path file = redis.engine().snapshots().file();
        boolean fromCommands = redis.engine().config().value("appendonly").equals("yes");
        if (!fromCommands && Files.exists(file)) {
            redis.load(file);
        }
    }

    /**
     * Reads {@code --name value…} pairs; a name given twice keeps its last value, but for save, which adds up, and user,
     * which keeps a line for each.
     */
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
            options.merge(name, value, (before, after) -> switch (name) {
                case "save" -> (before + " " + after).strip();
                case "user" -> before + "\n" + after;
                default -> after;
            });
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
                  --bind 127.0.0.1     the address to listen on; one that other machines reach needs a password,
                                       or --protected-mode no
                  --unixsocket path    a Unix domain socket to listen on as well; alone with --port 0;
                                       --unixsocketperm 700 sets its file's permissions
                  --tls-port 6380      a port for TLS, with --tls-cert-file and --tls-key-file
                  --requirepass text   the password that clients need
                  --user name rules    a user, as ACL SETUSER takes it; may be given several times
                  --replicaof host port
                  --databases 16       the number of databases
                  --enable-debug-command yes|no|local
                  --help, --version

                Every parameter of redis.conf is taken, with its words as separate or quoted arguments,
                as in: --save 900 1 --maxmemory 100mb --notify-keyspace-events KEA

                Data is kept in memory; SAVE writes it to the file that --dir and --dbfilename name,
                and so do the save points that --save sets, and the end if there are any. At the start that
                file is loaded if it is there.
                Ends on SIGTERM, SIGINT or the command SHUTDOWN.""");
    }
}
