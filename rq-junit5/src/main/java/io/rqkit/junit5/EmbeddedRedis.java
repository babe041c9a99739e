package io.rqkit.junit5;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.HostAndPort;
import redis.embedded.RedisExecProvider;

/**
 * One process of real Redis on a free loopback port, without persistence.
 *
 * <p>The only class that needs embedded-redis. A shell stands between: it kills the server when its own input ends, so
 * that a JVM that dies without running hooks leaves none behind.
 */
final class EmbeddedRedis implements AutoCloseable {
    private static final int ATTEMPTS = 5;
    private static final String GUARD = "\"$@\" </dev/null & exec >&- 2>&-; read line; kill -9 $!; wait";
    private static final String READY = "Ready to accept connections";

    private final HostAndPort at;
    private final Process guard;
    private final Thread log;

    private EmbeddedRedis(HostAndPort at, Process guard, Thread log) {
        this.at = at;
        this.guard = guard;
        this.log = log;
    }

    /** Takes the executable for this machine out of its archive; it is deleted when the JVM ends. */
    static File executable() throws IOException {
        return RedisExecProvider.defaultProvider().get();
    }

    /** Starts a server and returns when it accepts connections. */
    static EmbeddedRedis start(File executable) throws IOException {
        IOException last = new IOException("never tried");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            // Another process may take the port between the look and the start; the server then ends and we look again.
            int port = freePort();
            Process guard = new ProcessBuilder(command(executable, port))
                    .redirectErrorStream(true)
                    .start();
            BufferedReader output = guard.inputReader(StandardCharsets.ISO_8859_1);
            StringBuilder said = new StringBuilder();
            if (isReady(output, said)) {
                return new EmbeddedRedis(new HostAndPort("127.0.0.1", port), guard, drain(output, port));
            }
            guard.getOutputStream().close();
            last = new IOException("redis-server did not start on port " + port + ": " + said);
        }
        throw last;
    }

    HostAndPort at() {
        return at;
    }

    private static List<String> command(File executable, int port) {
        String exe = executable.getAbsolutePath();
        List<String> shell = List.of("/bin/sh", "-c", GUARD, "guard", exe);
        List<String> settings = List.of(
                "--port", Integer.toString(port), "--bind", "127.0.0.1", "--dir", executable.getParent(), "--save", "");
        return java.util.stream.Stream.of(shell, settings, List.of("--appendonly", "no", "--daemonize", "no"))
                .flatMap(List::stream)
                .toList();
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static boolean isReady(BufferedReader output, StringBuilder said) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains(READY)) {
                return true;
            }
            said.append(line).append('\n');
        }
        return false;
    }

    // A server whose pipe is full stands still at its next line of log.
    private static Thread drain(BufferedReader output, int port) {
        Thread thread = new Thread(() -> readToEnd(output), "embedded-redis-log-" + port);
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

    @Override
    public void close() throws IOException {
        guard.getOutputStream().close();
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
}
