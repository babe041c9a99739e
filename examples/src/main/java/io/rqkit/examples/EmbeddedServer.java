package io.rqkit.examples;

import io.rqkit.examples.Backend.UnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** A real Redis of this program's own, on a free port of this machine. */
public final class EmbeddedServer implements AutoCloseable {
    private static final int ATTEMPTS = 5;
    private final RedisServer server;
    private final int port;

    private EmbeddedServer(RedisServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts one.
     *
     * @throws UnavailableException when it can't be started here
     */
    public static EmbeddedServer start() {
        RuntimeException last = new IllegalStateException("never tried");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            // somebody else may take the port between the look and the start: then another one is tried
            try {
                return start(freePort());
            } catch (RuntimeException e) { // the library throws several kinds, depending on what is missing
                last = e;
            }
        }
        throw new UnavailableException(absent(last), last);
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UnavailableException(absent(e), e);
        }
    }

    private static EmbeddedServer start(int port) {
        RedisServer server = RedisServer.builder()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .setting("appendonly no")
                .build();
        server.start();
        return new EmbeddedServer(server, port);
    }

    static String absent(Exception thrown) {
        return "Real Redis 7.0.15 cannot be started here: " + thrown.getMessage() + "\nUse -D" + Backend.SETTING
                + "=redis://host:port for one that runs elsewhere, or -D" + Backend.SETTING + "=fake.";
    }

    /** Returns its port on the loopback address. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        server.stop();
    }
}
