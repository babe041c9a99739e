package io.rqkit.fakeredis;

import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.engine.Ports;
import io.rqkit.fakeredis.internal.transport.SocketServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;

/** Where a server listens. */
final class Listeners implements Consumer<Boolean>, Ports.Mover {
    private static final int OCTAL = 8;
    private final Engine engine;
    private final List<SocketServer> servers = new CopyOnWriteArrayList<>();
    /** The last that was made for each parameter, which CONFIG SET moves. */
    private final Map<String, SocketServer> byParameter = new ConcurrentHashMap<>();

    Listeners(Engine engine) {
        this.engine = engine;
    }

    /** Listens on a port, which reads back as {@code parameter}. */
    Endpoint tcp(String host, int port, String parameter, ServerSocketFactory sockets) {
        requireProtected(host);
        try {
            SocketServer server = SocketServer.tcp(engine, sockets, host, port);
            byParameter.put(parameter, server);
            add(server);
            engine.execute(() -> engine.config().listening(parameter, server.port()));
            return new Endpoint(host, server.port(), parameter.equals("tls-port"));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot listen on " + host + ":" + port + " (" + e.getMessage()
                            + "). Stop what uses the port, or let listen() take a free one.",
                    e);
        }
    }

    /** Has the engine know who listens, which it need not before anybody does. */
    private void add(SocketServer server) {
        servers.add(server);
        engine.execute(() -> {
            Ports.of(engine).onMove(this);
            engine.tapped().onRefusal(this);
        });
    }

    /** Listens where CONFIG SET says; a server that nobody reaches by this parameter only keeps the number. */
    @Override
    public void move(String parameter, int port) throws IOException {
        SocketServer server = byParameter.get(parameter);
        if (server != null) {
            server.moveTo(port);
        }
    }

    /**
     * Differs: good addresses are only noted, and the server goes on to listen where its program had it listen, since its
     * program knows no other place.
     */
    @Override
    public void tryAddresses(List<String> addresses) throws IOException {
        if (byParameter.isEmpty()) {
            return;
        }
        Set<InetAddress> tried = new HashSet<>();
        for (String address : addresses) {
            boolean dispensable = address.startsWith("-");
            String name = dispensable ? address.substring(1) : address;
            if (name.isEmpty() || name.equals("*") || name.equals("::*")) {
                continue;
            }
            InetAddress found = InetAddress.getByName(name);
            boolean free = isHere(found) && tried.add(found);
            if (!free && !dispensable) {
                throw new BindException(address);
            }
        }
    }

    private static boolean isHere(InetAddress address) throws IOException {
        return address.isAnyLocalAddress()
                || (address instanceof Inet4Address && address.isLoopbackAddress())
                || NetworkInterface.getByInetAddress(address) != null;
    }

    /** As Redis in protected mode, but at once and not when the first client comes. */
    private void requireProtected(String host) {
        boolean open = engine.config().isProtected()
                && engine.access().users().defaultUser().needsNoPassword();
        if (open && !new InetSocketAddress(host, 0).getAddress().isLoopbackAddress()) {
            throw new IllegalStateException("Anybody who reaches " + host + " could use this server without a password."
                    + " Set one with builder().password(…), or allow it with builder().config(\"protected-mode\", \"no\");"
                    + " on the command line those are --requirepass text and --protected-mode no.");
        }
    }

    /** Listens on a Unix domain socket. */
    void unix(Path unixSocket) {
        try {
            int permissions = Integer.parseInt(engine.config().value("unixsocketperm"), OCTAL);
            add(SocketServer.unix(engine, unixSocket, permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot listen on " + unixSocket + " (" + e.getMessage() + "). Stop what uses it, or name another.",
                    e);
        }
    }

    @Override
    public void accept(Boolean refuses) {
        refuse(refuses);
    }

    /** Has new connections refused, or not any more. */
    void refuse(boolean refuses) {
        SocketServer.refuse(servers, refuses);
    }

    /** Closes every connection, and releases ports and threads. */
    void close() {
        for (SocketServer server : servers) {
            server.close();
        }
        servers.clear();
    }
}
