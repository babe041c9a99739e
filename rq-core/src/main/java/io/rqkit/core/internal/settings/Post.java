package io.rqkit.core.internal.settings;

import io.rqkit.core.MasterNotFoundException;
import io.rqkit.core.MasterNotFoundException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * A server that was named as the master, and the connections to it, each of which asked for its role first. A connection that
 * breaks, or hears that the server is no master any more, makes the whole post doubtful.
 */
final class Post {
    private static final Logger LOG = LoggerFactory.getLogger(Post.class);

    private final HostAndPort server;
    private final ConnectionPool pool;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private volatile boolean isDoubted;

    Post(HostAndPort server, JedisSocketFactory sockets, JedisClientConfig config, ConnectionPoolConfig poolConfig) {
        this.server = server;
        this.pool = new ConnectionPool(new Factory(sockets, config), poolConfig);
    }

    HostAndPort server() {
        return server;
    }

    ConnectionPool pool() {
        return pool;
    }

    boolean isDoubted() {
        return isDoubted;
    }

    void doubt() {
        isDoubted = true;
    }

    /** Ends a doubt: the server is the master still. Connections that nobody uses may be broken, and go. */
    void trust() {
        isDoubted = false;
        pool.clear();
    }

    /**
     * Makes sure that the server can be reached and says that it is a master.
     *
     * @throws MasterNotFoundException when it says that it is a replica
     */
    void verify() {
        pool.getResource().close();
    }

    /** Ends all connections, also those in use: whoever waits there would wait for nothing. */
    void close() {
        pool.close();
        lines.forEach(Line::cut);
    }

    private final class Factory extends ConnectionFactory {
        Factory(JedisSocketFactory sockets, JedisClientConfig config) {
            super(ConnectionFactory.builder()
                    .clientConfig(config)
                    .connectionBuilder(new LineBuilder().clientConfig(config).socketFactory(sockets)));
        }

        @Override
        protected void initialize(Connection connection) {
            super.initialize(connection);
            try {
                requireMaster(connection);
            } catch (RuntimeException unusable) {
                connection.close();
                throw unusable;
            }
        }
    }

    private void requireMaster(Connection connection) {
        try {
            Object role = connection.executeCommand(Protocol.Command.ROLE);
            if (role instanceof List<?> told
                    && told.get(0) instanceof byte[] name
                    && !new String(name, StandardCharsets.US_ASCII).equals("master")) {
                throw new MasterNotFoundException(
                        Reason.STALE,
                        "The server at " + server + ", which sentinels name as the master, says that it is a replica.",
                        null);
            }
        } catch (JedisDataException forbidden) {
            LOG.debug("the server at {} does not tell this user its role", server, forbidden);
        }
    }

    private final class LineBuilder extends Connection.Builder {
        @Override
        protected Connection createConnection() {
            Line line = new Line(this);
            lines.add(line);
            return line;
        }
    }

    /** A connection that tells of trouble. */
    private final class Line extends Connection {
        private volatile boolean isStale;
        private volatile boolean isEnding;

        Line(Connection.Builder builder) {
            super(builder);
        }

        @Override
        protected Object readProtocolWithCheckingBroken() {
            try {
                return super.readProtocolWithCheckingBroken();
            } catch (JedisDataException error) {
                if (tellsOfAnotherMaster(String.valueOf(error.getMessage()))) {
                    isStale = true;
                    doubt();
                }
                throw error;
            }
        }

        private boolean tellsOfAnotherMaster(String error) {
            return error.startsWith("READONLY")
                    || error.startsWith("MASTERDOWN")
                    || error.startsWith("UNBLOCKED force unblock");
        }

        /** So that the pool does not take it back; what is left of a pipeline's replies can still be read. */
        @Override
        public boolean isBroken() {
            return isStale || super.isBroken();
        }

        @Override
        public void setBroken() {
            super.setBroken();
            lines.remove(this);
            if (!isEnding) {
                doubt();
            }
        }

        @Override
        public void disconnect() {
            isEnding = true;
            lines.remove(this);
            super.disconnect();
        }

        void cut() {
            isEnding = true;
            try {
                forceDisconnect();
            } catch (IOException e) {
                LOG.debug("a connection to {} was closed already", server, e);
            }
        }
    }
}
