package io.rqkit.fakeredis;

import io.rqkit.fakeredis.clock.RedisClock;
import io.rqkit.fakeredis.internal.AllCommands;
import io.rqkit.fakeredis.internal.engine.Config;
import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.sentinel.Address;
import io.rqkit.fakeredis.internal.sentinel.Clients;
import io.rqkit.fakeredis.internal.transport.InProcessSocket;
import io.rqkit.fakeredis.internal.transport.RefusedSocket;
import io.rqkit.fakeredis.internal.transport.SocketServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A sentinel of a {@link FakeTopology}: it answers SENTINEL and its subcommands as Redis Sentinel 7.0.15 does, and publishes
 * its events, such as {@code +switch-master}, to who subscribes. Thread-safe.
 */
public final class FakeSentinel {
    private final Engine engine;
    private final AtomicInteger sockets = new AtomicInteger();
    private final Address address;
    private final String id;
    private final @Nullable SocketServer server;
    private volatile boolean suspended;

    /** Creates a sentinel that listens on {@code port}, or on a free one and by TCP when {@code port} is 0. */
    FakeSentinel(RedisClock clock, Config config, int port, long seed) {
        engine = new Engine(clock, config, AllCommands.sentinelTable(), seed);
        id = engine.identity().nextMark();
        server = port == 0 ? listen(engine) : null;
        address = new Address("127.0.0.1", server == null ? port : server.port());
        engine.execute(() -> engine.config().listening("port", address.port()));
        engine.onShutdown(() -> new Thread(this::suspend, "fake-sentinel-shutdown").start());
    }

    private static SocketServer listen(Engine engine) {
        try {
            return SocketServer.tcp(engine, ServerSocketFactory.getDefault(), "127.0.0.1", 0);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on any port of 127.0.0.1", e);
        }
    }

    /** Returns where it takes connections; in-process this is a name for it and nothing else. */
    public Endpoint endpoint() {
        return new Endpoint(address.host(), address.port());
    }

    /** Returns its id, as SENTINEL MYID does: 40 hexadecimal digits. */
    public String id() {
        return id;
    }

    /** Returns a connected socket, as {@link FakeRedis#socket()} does. */
    public Socket socket() {
        if (suspended) {
            return new RefusedSocket();
        }
        return InProcessSocket.open(engine, "127.0.0.1:" + (sockets.incrementAndGet() & 0xffff), address.toString());
    }

    Engine engine() {
        return engine;
    }

    Address address() {
        return address;
    }

    void suspend() {
        suspended = true;
        SocketServer listening = server;
        try {
            if (listening != null) {
                listening.suspend();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep port " + address.port(), e);
        }
        engine.execute(() -> Clients.endAll(engine));
    }

    void resume() {
        suspended = false;
        SocketServer listening = server;
        try {
            if (listening != null) {
                listening.resume();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot take port " + address.port() + " again", e);
        }
    }

    void close() {
        suspended = true;
        engine.shutDown();
        SocketServer listening = server;
        if (listening != null) {
            listening.close();
        }
    }
}
