package io.rqkit.fakeredis;

import io.rqkit.fakeredis.clock.RedisClock;
import io.rqkit.fakeredis.internal.engine.Config;
import io.rqkit.fakeredis.internal.engine.config.Parameter;
import io.rqkit.fakeredis.internal.engine.config.Parameters;
import io.rqkit.fakeredis.internal.sentinel.Address;
import io.rqkit.fakeredis.internal.sentinel.Network;
import io.rqkit.fakeredis.internal.sentinel.Sentinels;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A master, its replicas and the sentinels that watch over them, all in this JVM and all by one clock.
 *
 * <pre>{@code
 * try (FakeTopology system = FakeRedis.topology().replicas(2).sentinels(3).overTcp().start();
 *         JedisSentinelPool pool = new JedisSentinelPool("mymaster", system.sentinelAddresses())) {
 *     system.stop(system.master());
 *     system.clock().advance(Duration.ofSeconds(40)); // the sentinels notice, agree, and promote a replica
 * }
 * }</pre>
 *
 * <p>Replicas have what their master has when a write returns, unless they {@link #lag}. Sentinels look at their servers
 * every second of the clock, ten times as often while something is going on, and ask them every ten seconds what they are;
 * they begin a failover when enough of them have not reached the master for the time set with {@link Builder#downAfter}. Servers and sentinels can be stopped and started,
 * and cut off from one another. Thread-safe.
 *
 * <p><b>Differs:</b> sentinels look into servers directly, so that no client of theirs shows in CLIENT LIST, and hear of one
 * another without messages on {@code __sentinel__:hello}. They never tilt, and what is set with SENTINEL DEBUG and SENTINEL
 * CONFIG SET is shown and has no effect.
 */
public final class FakeTopology implements AutoCloseable {
    private final String masterName;
    private final Network network;
    private final Sentinels system;
    private final Map<FakeRedis, Address> servers = new LinkedHashMap<>();
    private final Map<FakeRedis, Address> addresses = new IdentityHashMap<>();
    private final List<FakeSentinel> sentinels = new ArrayList<>();

    private FakeTopology(Builder builder) {
        masterName = builder.masterName;
        network = new Network(builder.clock);
        system = new Sentinels(network);
        for (int i = 0; i <= builder.replicas; i++) {
            addServer(builder, i);
        }
        Address master = servers.values().iterator().next();
        servers.forEach((server, address) -> {
            if (!address.equals(master)) {
                follow(server, master);
            }
        });
        for (int i = 0; i < builder.sentinels; i++) {
            addSentinel(builder, i);
        }
        system.monitor(
                masterName, master, builder.quorum(), builder.downAfter.toMillis(), builder.failoverTimeout.toMillis());
        system.start();
    }

    private void addServer(Builder builder, int index) {
        FakeRedis.Builder settings = FakeRedis.builder().clock(builder.clock).seed(builder.seedOf(index));
        builder.settings.forEach(settings::config);
        FakeRedis server = settings.build();
        int port = builder.tcp ? server.listen().port() : Builder.FIRST_PORT + index;
        server.engine().execute(() -> server.engine().config().listening("port", port));
        Address address = new Address("127.0.0.1", port);
        server.join(network, address);
        servers.put(server, address);
        addresses.put(server, address);
    }

    private void addSentinel(Builder builder, int index) {
        int port = builder.tcp ? 0 : Builder.FIRST_SENTINEL_PORT + index;
        long seed = builder.seedOf(Builder.FIRST_SENTINEL_PORT + index);
        Config config = new Config();
        config.store(Builder.SENTINEL_PASSWORD, builder.sentinelPassword);
        FakeSentinel sentinel = new FakeSentinel(builder.clock, config, port, seed);
        system.add(sentinel.address(), sentinel.id(), sentinel.engine(), () -> stop(sentinel));
        sentinels.add(sentinel);
    }

    private static void follow(FakeRedis server, Address master) {
        server.engine().execute(() -> server.engine().replication().follow(master.host(), master.port()));
    }

    /** Returns the name by which clients ask the sentinels for the master. */
    public String masterName() {
        return masterName;
    }

    /**
     * Returns the server that leads: the one to which most running sentinels send clients, or without sentinels the first
     * that runs and is no replica.
     *
     * @throws IllegalStateException when there is none
     */
    public FakeRedis master() {
        Address address = system.masterAddress(masterName);
        return servers.entrySet().stream()
                .filter(server -> address == null
                        ? leads(server.getKey())
                        : server.getValue().equals(address))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No server is the master now."));
    }

    private boolean leads(FakeRedis server) {
        return isRunning(server) && !server.engine().replication().isReplica();
    }

    /** Returns all servers but the one that leads, in the order in which they were made. */
    public List<FakeRedis> replicas() {
        FakeRedis master = master();
        return servers.keySet().stream().filter(server -> server != master).toList();
    }

    /** Returns all servers, the first master first. */
    public List<FakeRedis> servers() {
        return List.copyOf(servers.keySet());
    }

    /** Returns all sentinels. */
    public List<FakeSentinel> sentinels() {
        return List.copyOf(sentinels);
    }

    /** Returns the addresses of all sentinels as {@code host:port}, the form that client libraries take. */
    public Set<String> sentinelAddresses() {
        Set<String> all = new LinkedHashSet<>();
        sentinels.forEach(sentinel -> all.add(sentinel.address().toString()));
        return all;
    }

    /** Returns where a server takes connections; in-process this is a name for it and nothing else. */
    public Endpoint endpoint(FakeRedis server) {
        Address address = address(server);
        return new Endpoint(address.host(), address.port());
    }

    /**
     * Returns a connected in-process socket to the server or sentinel of that address, for clients that take a socket
     * factory and ask it for addresses that they had from a sentinel.
     *
     * @throws IllegalArgumentException when nobody has that address
     */
    public Socket socket(String host, int port) {
        Address wanted = new Address(host, port);
        for (FakeSentinel sentinel : sentinels) {
            if (sentinel.address().equals(wanted)) {
                return sentinel.socket();
            }
        }
        return servers.entrySet().stream()
                .filter(server -> server.getValue().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Nobody here has the address " + wanted + "."))
                .getKey()
                .socket();
    }

    /** Returns the clock of all servers and sentinels. */
    public RedisClock clock() {
        return network.clock();
    }

    /**
     * Has the sentinels make a replica the master, as SENTINEL FAILOVER does, and returns when they have. No time passes by
     * a clock that stands still. The former master becomes a replica some seconds of the clock later.
     *
     * @throws IllegalStateException when no sentinel runs or no replica can take over
     */
    public void failover() {
        system.failover(masterName);
        system.finishFailover();
    }

    /** Stops a server as if it were killed: connections end, new ones are refused. Its data are there when it starts. */
    public void stop(FakeRedis server) {
        network.stop(address(server), true);
        server.suspend();
        network.settle();
    }

    /** Starts a server that was stopped. It is what it was, until the sentinels tell it otherwise. */
    public void start(FakeRedis server) {
        network.stop(address(server), false);
        server.resume();
    }

    /** Stops a sentinel as if it were killed. */
    public void stop(FakeSentinel sentinel) {
        network.stop(sentinel.address(), true);
        sentinel.suspend();
    }

    /** Starts a sentinel that was stopped, with all that it knew. */
    public void start(FakeSentinel sentinel) {
        network.stop(sentinel.address(), false);
        sentinel.resume();
    }

    /** Says whether a server runs. */
    public boolean isRunning(FakeRedis server) {
        return network.isRunning(address(server));
    }

    /**
     * Cuts some servers and sentinels off from all others, and the others from them; clients still reach them all. This is
     * how a system comes to have two masters.
     *
     * @see #heal()
     */
    public void isolate(Collection<FakeRedis> someServers, Collection<FakeSentinel> someSentinels) {
        Set<Address> within = new LinkedHashSet<>();
        someServers.forEach(server -> within.add(address(server)));
        someSentinels.forEach(sentinel -> within.add(sentinel.address()));
        Set<Address> all = new LinkedHashSet<>(servers.values());
        sentinels.forEach(sentinel -> all.add(sentinel.address()));
        for (Address inside : within) {
            for (Address outside : all) {
                if (!within.contains(outside)) {
                    network.cut(inside, outside);
                }
            }
        }
        network.settle();
    }

    /** Lets all that run reach one another again. */
    public void heal() {
        network.heal();
    }

    /** Sets how long it takes by the clock until a replica has what its master has; nothing, at first. */
    public void lag(FakeRedis replica, Duration lag) {
        if (lag.isNegative()) {
            throw new IllegalArgumentException("A lag can't be " + lag + ". Give zero or more.");
        }
        network.lag(address(replica), lag.toNanos() / 1000);
    }

    private Address address(FakeRedis server) {
        Address address = addresses.get(server);
        if (address == null) {
            throw new IllegalArgumentException("That server is no part of this system.");
        }
        return address;
    }

    /** Closes all servers and sentinels. */
    @Override
    public void close() {
        system.close();
        sentinels.forEach(FakeSentinel::close);
        servers.keySet().forEach(FakeRedis::close);
        network.close();
    }

    /** Settings of a system to be. Not thread-safe. */
    public static final class Builder {
        private static final long SEED_STEP = 0x9E3779B97F4A7C15L;
        private static final int FIRST_PORT = 6379;
        private static final int FIRST_SENTINEL_PORT = 26_379;
        private static final Parameter SENTINEL_PASSWORD =
                Objects.requireNonNull(Parameters.find("requirepass"), "requirepass");
        private final Map<String, String> settings = new LinkedHashMap<>();
        private String masterName = "mymaster";
        private int replicas = 1;
        private int sentinels = 3;
        private int quorum;
        private Duration downAfter = Duration.ofSeconds(30);
        private Duration failoverTimeout = Duration.ofMinutes(3);
        private RedisClock clock = RedisClock.system();
        private long seed;
        private boolean tcp;
        private String sentinelPassword = "";

        Builder() {}

        /** Sets the name of the master; {@code mymaster} by default. */
        public Builder masterName(String name) {
            masterName = name;
            return this;
        }

        /**
         * Sets the number of replicas; one by default.
         *
         * @throws IllegalArgumentException when it is negative
         */
        public Builder replicas(int count) {
            replicas = requireCount(count);
            return this;
        }

        /**
         * Sets the number of sentinels; three by default.
         *
         * @throws IllegalArgumentException when it is negative
         */
        public Builder sentinels(int count) {
            sentinels = requireCount(count);
            return this;
        }

        /** Sets how many sentinels must take the master for down; more than half of them by default. */
        public Builder quorum(int count) {
            quorum = requireCount(count);
            return this;
        }

        private static int requireCount(int count) {
            if (count < 0) {
                throw new IllegalArgumentException("There can't be " + count + ". Give zero or more.");
            }
            return count;
        }

        /** Returns seeds that are far apart: ids are made of them and of the time, and must not be alike. */
        private long seedOf(int member) {
            return seed + member * SEED_STEP;
        }

        private int quorum() {
            return quorum == 0 ? sentinels / 2 + 1 : quorum;
        }

        /** Sets for how long a sentinel must not reach the master to take it for down; 30 seconds by default. */
        public Builder downAfter(Duration time) {
            downAfter = time;
            return this;
        }

        /** Sets after what time a failover is given up, and half the time between two; three minutes by default. */
        public Builder failoverTimeout(Duration time) {
            failoverTimeout = time;
            return this;
        }

        /**
         * Sets a parameter of all servers, as {@link FakeRedis.Builder#config} does.
         *
         * @throws IllegalArgumentException when there is no such parameter or it can't take the value
         */
        public Builder config(String name, String value) {
            FakeRedis.builder().config(name, value);
            settings.put(name, value);
            return this;
        }

        /** Requires a password of every client of the servers, and gives it to their replicas. */
        public Builder password(String password) {
            return config("requirepass", password).config("masterauth", password);
        }

        /** Requires a password of every client of the sentinels; empty for none, the default. */
        public Builder sentinelPassword(String password) {
            sentinelPassword = password;
            return this;
        }

        /** Sets the clock; by default one that runs with the system's. */
        public Builder clock(RedisClock newClock) {
            clock = newClock;
            return this;
        }

        /** Sets the seed of all that Redis leaves to chance; 0 by default. */
        public Builder seed(long newSeed) {
            seed = newSeed;
            return this;
        }

        /** Has all listen on free loopback ports; otherwise they are reached in-process only. */
        public Builder overTcp() {
            tcp = true;
            return this;
        }

        /** Creates the system; its replicas have been given the master's data when this returns. */
        public FakeTopology start() {
            return new FakeTopology(this);
        }
    }
}
