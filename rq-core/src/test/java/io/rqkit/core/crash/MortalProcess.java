package io.rqkit.core.crash;

import io.rqkit.fakeredis.FakeRedis;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

/**
 * Stands for a process that dies just before or just after a certain one of the things it sends to Redis: from then on
 * nothing that it tries reaches the server, and nothing that the server says reaches it.
 */
final class MortalProcess implements AutoCloseable {
    private final FakeRedis redis;
    private final int diesAt;
    private final boolean diesBefore;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final UnifiedJedis client;
    private int sent;
    private boolean isBorn;
    private boolean isDead;

    /** Ends each thread of the process that comes near Redis; the JVM does not report it. */
    @SuppressWarnings("removal")
    static final class Died extends ThreadDeath {
        private static final long serialVersionUID = 1L;
    }

    /** The number counts from 1; what is sent to open the first connection does not count. */
    MortalProcess(FakeRedis redis, int diesAt, boolean diesBefore) {
        this.redis = redis;
        this.diesAt = diesAt;
        this.diesBefore = diesBefore;
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setJmxEnabled(false);
        ConnectionFactory factory = new ConnectionFactory(
                this::socket, DefaultJedisClientConfig.builder().build());
        this.client = RedisClient.builder()
                .connectionProvider(new PooledConnectionProvider(factory, pool))
                .build();
        isBorn = true;
    }

    UnifiedJedis client() {
        return client;
    }

    synchronized boolean isDead() {
        return isDead;
    }

    private Socket socket() {
        Mortal socket = new Mortal(redis.socket());
        sockets.add(socket);
        return socket;
    }

    private void beforeSending() {
        synchronized (this) {
            sent += isBorn ? 1 : 0;
            isDead |= diesBefore && sent == diesAt;
        }
        dieIfDead();
    }

    private void afterSending() {
        synchronized (this) {
            isDead |= !diesBefore && sent == diesAt && isBorn;
        }
        dieIfDead();
    }

    private void dieIfDead() {
        if (isDead()) {
            for (Socket socket : sockets) {
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
            throw new Died();
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private final class Mortal extends Socket {
        private final Socket socket;

        Mortal(Socket socket) {
            this.socket = socket;
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(socket.getOutputStream()) {
                private boolean isFilled;

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    isFilled |= length > 0;
                    out.write(bytes, offset, length);
                }

                @Override
                public void flush() throws IOException {
                    if (!isFilled) {
                        return;
                    }
                    isFilled = false;
                    beforeSending();
                    super.flush();
                    afterSending();
                }
            };
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return socket.getInputStream();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }

        @Override
        public boolean isClosed() {
            return socket.isClosed();
        }

        @Override
        public boolean isConnected() {
            return socket.isConnected();
        }

        @Override
        public boolean isBound() {
            return true;
        }

        @Override
        public void setSoTimeout(int millis) throws java.net.SocketException {
            socket.setSoTimeout(millis);
        }

        @Override
        public int getSoTimeout() throws java.net.SocketException {
            return socket.getSoTimeout();
        }
    }
}
