package io.rqkit.fakeredis.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A server, fake or real, that a client library is tried on. */
public final class TestedServer implements AutoCloseable {
    private final Server.Connector connector;
    private final String host;
    private final int port;
    private final AutoCloseable server;
    private final boolean inProcess;

    private TestedServer(Server.Connector connector, String host, int port, AutoCloseable server, boolean inProcess) {
        this.connector = connector;
        this.host = host;
        this.port = port;
        this.server = server;
        this.inProcess = inProcess;
    }

    /** Starts a fake; {@code inProcess} says what {@link #socket()} gives. */
    static TestedServer fake(boolean inProcess) {
        FakeRedis redis = FakeRedis.builder()
                .config("save", "")
                .config("enable-debug-command", "yes")
                .build();
        Endpoint endpoint = redis.listen();
        return new TestedServer(
                inProcess ? redis::socket : () -> new Socket(endpoint.host(), endpoint.port()),
                endpoint.host(),
                endpoint.port(),
                redis,
                inProcess);
    }

    /** Takes over a real server. */
    static TestedServer real(RealRedis real) {
        return new TestedServer(real::socket, real.host(), real.port(), real, false);
    }

    /** Returns the host. */
    public String host() {
        return host;
    }

    /** Returns the port. */
    public int port() {
        return port;
    }

    /** Returns {@code redis://host:port}. */
    public String uri() {
        return "redis://" + host + ":" + port;
    }

    /** Says whether {@link #socket()} needs no port, and a client should be handed it. */
    public boolean isInProcess() {
        return inProcess;
    }

    /** Opens a connection, in-process where the choice says so. */
    public Socket socket() {
        try {
            return connector.connect();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command on a connection of its own and returns the reply as redis-cli prints it. */
    public String call(String... words) {
        try (RespClient client = new RespClient(socket())) {
            return client.call(words).toString();
        }
    }

    /** Ends every connection of a client, as an operator or a broken network does. */
    public void cutClients() {
        call("CLIENT", "KILL", "SKIPME", "yes");
    }

    /** Waits until so many clients wait in a blocking command. */
    public void awaitBlocked(int clients) {
        awaitTrue(() -> call("INFO", "clients").contains("blocked_clients:" + clients));
    }

    /** Waits, a minute at most, for what another thread does. */
    public static void awaitTrue(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
