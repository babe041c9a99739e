package io.rqkit.core.internal.settings;

import io.rqkit.core.MasterNotFoundException;
import io.rqkit.core.MasterNotFoundException.Reason;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.ConnectionProvider;

/**
 * Connections to the master that sentinels name. It is sought when the first connection is wanted, and again when one broke,
 * a server said that it is no master any more, or a sentinel told of another; what a sentinel names must say of itself that it
 * is a master. Every connection selects the database, and bears the user and the name, that the settings say. Waits for
 * nothing but replies: when there is no master, whoever wants a connection is told so. Thread-safe.
 *
 * <p>Jedis has a provider for sentinels too. It takes a sentinel at its word, and hears of a master's end by a sentinel alone.
 */
final class MasterConnections implements ConnectionProvider {
    private static final Logger LOG = LoggerFactory.getLogger(MasterConnections.class);

    private final Target.SentinelMaster target;
    private final Sockets sockets;
    private final JedisClientConfig config;
    private final JedisClientConfig sentinelConfig;
    private final SwitchListener listener;
    private final ReentrantLock seeking = new ReentrantLock();
    private volatile @Nullable Post current;
    private volatile boolean isClosed;

    MasterConnections(Target.SentinelMaster target, Sockets sockets) {
        this.target = target;
        this.sockets = sockets;
        this.config = target.options().clientConfig();
        this.sentinelConfig = target.sentinelOptions().sentinelConfig();
        this.listener = new SwitchListener(target.sentinels(), this::openSentinel, target.masterName(), this::doubt);
    }

    private Jedis openSentinel(Address sentinel) {
        HostAndPort address = new HostAndPort(sentinel.host(), sentinel.port());
        return new Jedis(sockets.to(address, sentinelConfig), sentinelConfig);
    }

    private void doubt() {
        Post post = current;
        if (post != null) {
            post.doubt();
        }
    }

    @Override
    public Connection getConnection() {
        Post post = current;
        if (post == null || post.isDoubted()) {
            post = seek();
        }
        try {
            return post.pool().getResource();
        } catch (JedisConnectionException failed) {
            post.doubt();
            Post next = seek();
            if (next == post) {
                throw failed;
            }
            return next.pool().getResource();
        } catch (JedisException exhausted) {
            if (post == current) {
                throw exhausted;
            }
            return getConnection(); // the pool was closed meanwhile, since there is another master
        }
    }

    @Override
    public Connection getConnection(CommandArguments args) {
        return getConnection();
    }

    @Override
    public Map<?, ?> getConnectionMap() {
        Post post = current;
        return post == null ? Map.of() : Map.of(post.server(), post.pool());
    }

    /**
     * Finds the master.
     *
     * @throws MasterNotFoundException when there is none now
     */
    Post seek() {
        seeking.lock();
        try {
            if (isClosed) {
                throw new IllegalStateException("This client was closed.");
            }
            Post post = current;
            if (post != null && !post.isDoubted()) {
                return post; // somebody else has found it meanwhile
            }
            Inquiry inquiry =
                    new Inquiry(target.sentinels(), this::openSentinel, target.masterName(), sentinelConfig.isSsl());
            Post found = choose(inquiry, inquiry.ask());
            if (found != post) {
                current = found;
                if (post != null) {
                    LOG.info("The master '{}' is at {} now", target.masterName(), found.server());
                    post.close();
                }
            }
            listener.startOnce();
            return found;
        } finally {
            seeking.unlock();
        }
    }

    /** Returns the one server named that says that it is a master; of several the one that most sentinels name. */
    private Post choose(Inquiry inquiry, List<HostAndPort> named) {
        List<Post> masters = new ArrayList<>();
        List<JedisException> failures = new ArrayList<>();
        for (HostAndPort server : named) {
            try {
                masters.add(verified(server));
            } catch (JedisException unusable) {
                failures.add(unusable);
            }
        }
        Post known = current;
        for (Post master : masters) {
            if (masters.size() == 1 || inquiry.isMajority(master.server())) {
                masters.stream().filter(each -> each != master && each != known).forEach(Post::close);
                return master;
            }
        }
        masters.stream().filter(each -> each != known).forEach(Post::close);
        throw masters.isEmpty() && named.size() == 1
                ? unusable(named.get(0), failures.get(0))
                : disagreement(inquiry, failures);
    }

    private Post verified(HostAndPort server) {
        Post known = current;
        if (known != null && known.server().equals(server)) {
            known.trust();
            try {
                known.verify();
                return known;
            } catch (JedisException unusable) {
                known.doubt();
                throw unusable;
            }
        }
        Post post = new Post(server, sockets.to(server, config), config, Target.pool());
        try {
            post.verify();
            return post;
        } catch (JedisException unusable) {
            post.close();
            throw unusable;
        }
    }

    private MasterNotFoundException unusable(HostAndPort server, JedisException failure) {
        if (failure instanceof MasterNotFoundException told) {
            return told;
        }
        String who = " the server at " + server + ", which sentinels name as the master '" + target.masterName() + "'.";
        if (Trouble.isRefusal(failure)) {
            return new MasterNotFoundException(
                    Reason.REFUSED_BY_MASTER, "The user or password was refused by" + who, failure);
        }
        boolean isSilent = target.options().tls() != null
                && Trouble.find(failure, SocketTimeoutException.class::isInstance) != null;
        if (isSilent || Trouble.isTls(failure)) {
            return new MasterNotFoundException(Reason.TLS, "TLS could not be agreed on with" + who, failure);
        }
        return new MasterNotFoundException(Reason.UNREACHABLE, "Could not connect to" + who, failure);
    }

    private static MasterNotFoundException disagreement(Inquiry inquiry, List<JedisException> failures) {
        MasterNotFoundException failed = new MasterNotFoundException(
                Reason.DISAGREEMENT, "The sentinels disagree about the master: " + inquiry.votes() + ".", null);
        failures.forEach(failed::addSuppressed);
        return failed;
    }

    @Override
    public void close() {
        listener.close();
        seeking.lock();
        try {
            isClosed = true;
            Post post = current;
            if (post != null) {
                post.close();
            }
        } finally {
            seeking.unlock();
        }
    }
}
