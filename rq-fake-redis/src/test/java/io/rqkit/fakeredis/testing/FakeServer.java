package io.rqkit.fakeredis.testing;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.Socket;
import org.opentest4j.TestAbortedException;

/** The in-memory server as one side of a comparison, over in-process sockets. */
final class FakeServer implements AutoCloseable {
    private final AutoCloseable redis;
    private final Method socket;

    private FakeServer(AutoCloseable redis, Method socket) {
        this.redis = redis;
        this.socket = socket;
    }

    /** Creates a server of its own. */
    static FakeServer start() {
        try {
            // By name, because the class comes with the engine.
            Class<?> type = Class.forName("io.rqkit.fakeredis.FakeRedis");
            return new FakeServer((AutoCloseable) type.getMethod("create").invoke(null), type.getMethod("socket"));
        } catch (ReflectiveOperationException e) {
            throw new TestAbortedException("there is no in-memory server yet", e);
        }
    }

    Server server() {
        return new Server("FakeRedis", this::connect);
    }

    @Override
    public void close() {
        try {
            redis.close();
        } catch (Exception e) {
            throw new IllegalStateException("the in-memory server did not close", e);
        }
    }

    private Socket connect() throws IOException {
        try {
            return (Socket) socket.invoke(redis);
        } catch (ReflectiveOperationException e) {
            throw new IOException("no in-process socket", e);
        }
    }
}
