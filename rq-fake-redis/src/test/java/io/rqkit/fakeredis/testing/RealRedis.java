package io.rqkit.fakeredis.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;
import redis.embedded.RedisExecProvider;

/**
 * A real Redis 7.0.15 on a free loopback port, without persistence, with DEBUG allowed. Closing it ends the process.
 *
 * <p>The server is the child of a shell that waits for the end of its input and then kills it: when this JVM dies, even by
 * a signal that runs no hooks, the pipe closes and no server is left behind.
 */
public final class RealRedis implements AutoCloseable {
    private static final int ATTEMPTS = 5;
    private static final String GUARD = "\"$@\" </dev/null & exec >&- 2>&-; read line; kill -9 $!; wait";
    private static final String READY = "Ready to accept connections";
    private static final String SENTINEL_READY = "Sentinel ID is ";

    private final String host;
    private final int port;
    private final @Nullable Process guard;
    private final @Nullable Thread log;
    private final @Nullable File executable;
    private final @Nullable Path directory;
    private final @Nullable HeldPort held;

    private RealRedis(
            String host,
            int port,
            @Nullable Process guard,
            @Nullable Thread log,
            @Nullable File executable,
            @Nullable Path directory,
            @Nullable HeldPort held) {
        this.host = host;
        this.port = port;
        this.guard = guard;
        this.log = log;
        this.executable = executable;
        this.directory = directory;
        this.held = held;
    }

    /** Takes the executable for this machine out of its archive; it is deleted when the JVM ends. */
    static File extractExecutable() throws IOException {
        return RedisExecProvider.defaultProvider().get();
    }

    /** Names a server that somebody else runs, as {@code host:port}; closing leaves it alone. */
    static RealRedis at(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        return new RealRedis(
                hostAndPort.substring(0, colon),
                Integer.parseInt(hostAndPort.substring(colon + 1)),
                null,
                null,
                null,
                null,
                null);
    }

    /**
     * Starts a server and returns when it accepts connections.
     *
     * @throws IOException if it did not start, with what it logged
     */
    static RealRedis start(File executable, String... options) throws IOException {
        IOException last = new IOException("never tried");
        // of its own: a replica writes a dump.rdb there, which a server started later would load
        Path directory = Files.createTempDirectory("real-redis");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            // where a port can't be kept, another process may take it before the server does, which then ends
            HeldPort held = new HeldPort();
            int port = held.number();
            Process guard = new ProcessBuilder(command(executable, directory, port, options))
                    .redirectErrorStream(true)
                    .start();
            BufferedReader output = guard.inputReader(StandardCharsets.ISO_8859_1);
            StringBuilder said = new StringBuilder();
            if (awaitReady(output, said, READY)) {
                return new RealRedis("127.0.0.1", port, guard, drain(output, port), executable, directory, held);
            }
            guard.getOutputStream().close();
            held.close();
            last = new IOException("redis-server did not start on port " + port + ":\n" + said);
        }
        delete(directory);
        throw last;
    }

    /**
     * Starts another server with options of its own, such as {@code "--dir", "/tmp"}; where this one is somebody else's, the
     * test is aborted.
     */
    public RealRedis another(String... options) throws IOException {
        if (executable == null) {
            throw new TestAbortedException("needs real Redis with options of its own");
        }
        return start(executable, options);
    }

    /**
     * Starts a sentinel that is configured by a file, which it writes anew; where this one is somebody else's, the test is
     * aborted.
     *
     * @param lines what stands in the file besides the port
     */
    public RealRedis sentinel(Path file, List<String> lines) throws IOException {
        if (executable == null) {
            throw new TestAbortedException("needs real Redis with options of its own");
        }
        try (HeldPort held = new HeldPort()) {
            return startSentinel(executable, file, lines, held.number());
        }
    }

    private static RealRedis startSentinel(File executable, Path file, List<String> lines, int port)
            throws IOException {
        List<String> all = new ArrayList<>(List.of("port " + port, "bind 127.0.0.1", "logfile \"\""));
        all.addAll(lines);
        Files.write(file, all);
        Process guard = new ProcessBuilder(
                        "/bin/sh", "-c", GUARD, "guard", executable.getAbsolutePath(), file.toString(), "--sentinel")
                .redirectErrorStream(true)
                .start();
        BufferedReader output = guard.inputReader(StandardCharsets.ISO_8859_1);
        StringBuilder said = new StringBuilder();
        if (!awaitReady(output, said, SENTINEL_READY)) {
            guard.getOutputStream().close();
            throw new IOException("the sentinel did not start on port " + port + ":\n" + said);
        }
        return new RealRedis("127.0.0.1", port, guard, drain(output, port), executable, null, null);
    }

    /** Returns the host's name or address. */
    public String host() {
        return host;
    }

    /** Returns the port. */
    public int port() {
        return port;
    }

    /** Returns the processes that {@link #close} ends. */
    List<ProcessHandle> processes() {
        return guard == null
                ? List.of()
                : Stream.concat(Stream.of(guard.toHandle()), guard.descendants())
                        .toList();
    }

    /** Opens a connection. */
    public Socket socket() throws IOException {
        Socket socket = new Socket(host, port);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** Returns this server as one side of a comparison. */
    public Server server() {
        return new Server("real Redis", this::socket);
    }

    @Override
    public void close() {
        stop();
        if (held != null) {
            held.close();
        }
        if (directory != null && Files.exists(directory)) { // it may be closed twice
            delete(directory);
        }
    }

    /** Ends the process and keeps the port, so that whoever looks for this server there finds no other in its place. */
    public void stop() {
        if (guard == null || log == null) {
            return;
        }
        try (OutputStream lifeline = guard.getOutputStream()) {
            lifeline.flush();
        } catch (IOException e) {
            guard.descendants().forEach(ProcessHandle::destroyForcibly);
        }
        try {
            if (!guard.waitFor(10, TimeUnit.SECONDS)) {
                guard.descendants().forEach(ProcessHandle::destroyForcibly);
                guard.destroyForcibly();
            }
            log.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(File executable, Path directory, int port, String... options) {
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                GUARD,
                "guard",
                executable.getAbsolutePath(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                directory.toString(),
                "--save",
                "",
                "--appendonly",
                "no",
                "--enable-debug-command",
                "yes",
                "--logfile",
                "",
                "--daemonize",
                "no"));
        // of an option given twice the later counts
        command.addAll(List.of(options));
        return command;
    }

    private static boolean awaitReady(BufferedReader output, StringBuilder said, String ready) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains(ready)) {
                return true;
            }
            said.append(line).append('\n');
        }
        return false;
    }

    // A server whose pipe is full stands still at its next line of log.
    private static Thread drain(BufferedReader output, int port) {
        Thread thread = new Thread(() -> readToEnd(output), "real-redis-log-" + port);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void readToEnd(BufferedReader output) {
        try (output) {
            while (output.readLine() != null) {
                // what the server says after its start concerns no test
            }
        } catch (IOException e) {
            // the pipe was closed with the process, which is an end like any other
        }
    }
}
