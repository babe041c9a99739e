package io.rqkit.fakeredis;

import io.rqkit.fakeredis.clock.RedisClock;
import io.rqkit.fakeredis.crash.CrashPlan;
import io.rqkit.fakeredis.fault.Faults;
import io.rqkit.fakeredis.interleave.Interleaving;
import io.rqkit.fakeredis.internal.AllCommands;
import io.rqkit.fakeredis.internal.crash.CrashRunner;
import io.rqkit.fakeredis.internal.engine.AppendOnlyFile;
import io.rqkit.fakeredis.internal.engine.Config;
import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.engine.FunctionStore;
import io.rqkit.fakeredis.internal.engine.Tap;
import io.rqkit.fakeredis.internal.engine.config.InvalidValueException;
import io.rqkit.fakeredis.internal.engine.config.Parameter;
import io.rqkit.fakeredis.internal.engine.config.Parameters;
import io.rqkit.fakeredis.internal.interleave.InterleavingRunner;
import io.rqkit.fakeredis.internal.rdb.CorruptRdbException;
import io.rqkit.fakeredis.internal.script.Scripting;
import io.rqkit.fakeredis.internal.sentinel.Address;
import io.rqkit.fakeredis.internal.sentinel.Clients;
import io.rqkit.fakeredis.internal.sentinel.Network;
import io.rqkit.fakeredis.internal.state.DirectAccess;
import io.rqkit.fakeredis.internal.state.KeptSnapshot;
import io.rqkit.fakeredis.internal.transport.InProcessSocket;
import io.rqkit.fakeredis.internal.transport.RefusedSocket;
import io.rqkit.fakeredis.internal.transport.TcpDialer;
import io.rqkit.fakeredis.record.RecordedCommands;
import io.rqkit.fakeredis.state.FakeDatabase;
import io.rqkit.fakeredis.state.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ServerSocketFactory;

/**
 * An in-memory server that a client can't tell from Redis 7.0.15.
 *
 * <pre>{@code
 * try (FakeRedis redis = FakeRedis.create()) {
 *     Jedis jedis = new Jedis(redis::socket); // in-process: no port, no thread
 *     jedis.set("greeting", "hello");
 * }
 * }</pre>
 *
 * <p>Clients reach it in-process through {@link #socket()}, or by TCP through {@link #listen()}. Thread-safe.
 */
public final class FakeRedis implements AutoCloseable {
    private final Engine engine;
    private final DirectAccess direct;
    private final TcpDialer dialer = new TcpDialer();
    private final Listeners listeners;
    private final AtomicInteger sockets = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean closed;
    private volatile boolean suspended;

    private FakeRedis(Builder builder) {
        engine = new Engine(builder.clock, builder.config, AllCommands.table(), builder.seed);
        listeners = new Listeners(engine);
        Hooks hooks = new Hooks();
        engine.snapshots().firstFunctions(hooks);
        direct = new DirectAccess(engine);
        engine.replication().dialThrough(dialer);
        engine.onShutdown(hooks);
        if (builder.recorded > 0) {
            engine.tapped().record(builder.recorded);
        }
        if (builder.config.keepsFile()) {
            engine.execute(this::resumeFile);
        }
    }

    private void resumeFile() {
        try {
            AppendOnlyFile.of(engine).resume();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot use the append-only file (" + e.getMessage()
                            + "). Set the parameters dir, appenddirname and appendfilename to where it can be.",
                    e);
        }
    }

    /** What the engine asks for, rarely. A class and no lambdas, the first of which costs a fresh JVM milliseconds. */
    private final class Hooks implements Runnable, Supplier<FunctionStore> {
        /** Closes at a SHUTDOWN, which comes from a client's thread, for which a close must wait. */
        @Override
        public void run() {
            new Thread(FakeRedis.this::close, "fake-redis-shutdown").start();
        }

        @Override
        public FunctionStore get() {
            return Scripting.of(engine);
        }
    }

    /** Creates an empty server with Redis's defaults, sixteen databases and no password. */
    public static FakeRedis create() {
        return builder().build();
    }

    /** Begins a master with replicas and sentinels that watch over them. */
    public static FakeTopology.Builder topology() {
        return new FakeTopology.Builder();
    }

    /** Begins a server with settings of its own. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns a connected socket: commands written to it run on the writer's thread. It suits any client library that
     * takes a socket factory, as in {@code new Jedis(redis::socket)}.
     *
     * @throws IllegalStateException when the server is closed
     */
    public Socket socket() {
        requireOpen();
        if (suspended || engine.tapped().refusesConnection()) {
            return new RefusedSocket();
        }
        String port = Integer.toString(sockets.incrementAndGet() & 0xffff);
        return InProcessSocket.open(engine, "127.0.0.1:".concat(port), "127.0.0.1:0");
    }

    /**
     * Listens on a free loopback port.
     *
     * @throws UncheckedIOException when no port can be had
     */
    public Endpoint listen() {
        return listen("127.0.0.1", 0);
    }

    /**
     * Listens on a port of an address of this machine. May be called several times, for several ports.
     *
     * <p><b>Differs:</b> from a client that does not read nothing more is read while 64 MB of replies wait for it, or a
     * sixteenth of the heap, where Redis keeps any amount; a subscriber or monitor is disconnected at an eighth of the heap,
     * whatever the limits. What this JVM has no memory for is an error reply, or ends that one connection, where Redis ends.
     *
     * @param port 0 for a free one
     * @throws UncheckedIOException when the port can't be had, with what to do about it
     * @throws IllegalStateException when others than this machine could connect and neither is there a password nor does
     *     the parameter protected-mode allow it
     */
    public Endpoint listen(String host, int port) {
        requireOpen();
        return listeners.tcp(host, port, "port", ServerSocketFactory.getDefault());
    }

    /**
     * Listens for TLS on a free loopback port.
     *
     * @throws UncheckedIOException when no port can be had
     */
    public Endpoint listen(Tls tls) {
        return listen("127.0.0.1", 0, tls);
    }

    /** Listens for TLS on a port, by the rules of {@link #listen(String, int)}. */
    public Endpoint listen(String host, int port, Tls tls) {
        requireOpen();
        return listeners.tcp(host, port, "tls-port", tls.serverSocketFactory());
    }

    /**
     * Listens on a Unix domain socket, whose file goes when the server closes. A file left there by a server that died is
     * replaced.
     *
     * @throws UncheckedIOException when the file can't be made, as when another server listens there
     */
    public void listen(Path unixSocket) {
        requireOpen();
        listeners.unix(unixSocket);
    }

    /**
     * Replaces all data by those of an RDB file, such as real Redis 7.0 or an older one wrote with SAVE. Blocks, and keeps
     * clients waiting, until the file is read. Keys past their deadline are left out. Transactions fail that watch a key
     * that was or is now there; no keyspace events are sent. When this throws, no data have changed.
     *
     * <p><b>Differs:</b> Redis ends when it can't load its file. Libraries of functions are kept as they are, to be
     * written by {@link #save}.
     *
     * @throws UncheckedIOException when the file can't be read
     * @throws IllegalArgumentException when it is no whole RDB file of a version up to 10, belongs to more databases than
     *     this server has, or needs a module
     * @throws IllegalStateException when the server is closed
     */
    public void load(Path file) {
        requireOpen();
        engine.execute(() -> {
            try {
                engine.snapshots().load(file);
                engine.snapshots().rewriteIfAppending();
            } catch (CorruptRdbException corrupt) {
                throw new IllegalArgumentException("Cannot load " + file + ": " + corrupt.getMessage()
                        + ". Expected an RDB file that Redis 7.0 loads, whole and unchanged. No data were"
                        + " changed here.");
            }
        });
    }

    /**
     * Saves all data as an RDB file that Redis 7.0 loads. Blocks, and keeps clients waiting, until it is written. The file
     * is written under another name beside it and then moved, so that one that was there stays whole if this fails. LASTSAVE
     * and INFO tell of it as they do of SAVE.
     *
     * @throws UncheckedIOException when the file can't be written
     * @throws IllegalStateException when the server is closed
     */
    public void save(Path file) {
        requireOpen();
        engine.execute(() -> engine.snapshots().save(file));
    }

    /** Returns how many clients wait in a blocking command, such as BLPOP or WAIT. */
    public int blockedClients() {
        int[] count = new int[1];
        engine.execute(() -> count[0] = engine.blocking().count());
        return count[0];
    }

    /**
     * Waits until at least {@code count} clients wait in a blocking command, so that a test may move the clock or push what
     * they wait for.
     *
     * @throws IllegalStateException when there are fewer after ten seconds of real time
     */
    public void awaitBlockedClients(int count) {
        engine.execute(() -> engine.blocking().await(count));
    }

    /** Returns the server's clock, which drives expiry, blocking commands and TIME. */
    public RedisClock clock() {
        return engine.clock();
    }

    /**
     * Returns a database, to arrange and to look at data without a client.
     *
     * @throws IllegalArgumentException when there is none of that index
     */
    public FakeDatabase database(int index) {
        if (index < 0 || index >= engine.databases()) {
            throw new IllegalArgumentException("There is no database " + index + ". They are numbered from 0 to "
                    + (engine.databases() - 1) + "; databases(int) of the builder says how many there are.");
        }
        return direct.database(index);
    }

    /**
     * Runs a command in database 0 without a client, and without recording it.
     *
     * @return the reply as redis-cli prints it
     * @throws IllegalArgumentException when the reply is an error
     */
    public String execute(String... words) {
        return direct.execute(0, List.of(words));
    }

    /**
     * Runs the commands of a text file without a client, as {@code redis-cli <file} does: one a line, with quotes and
     * escapes; a number in front repeats a command; empty lines are skipped.
     *
     * @return how many commands ran
     * @throws UncheckedIOException when the file can't be read
     * @throws IllegalArgumentException at the first line that can't be read or is answered with an error
     */
    public int replay(Path file) {
        return direct.replay(file);
    }

    /** Takes a snapshot of all data, at a cost that does not depend on how much there is; see {@link Snapshot}. */
    public Snapshot snapshot() {
        return new KeptSnapshot(direct);
    }

    /**
     * Brings all data back to what they were, at a cost that depends on how much has changed since. Transactions fail that
     * watch a key that changes by it; no keyspace events are sent.
     *
     * @throws IllegalArgumentException when the snapshot is of another server
     * @throws IllegalStateException when it was closed
     */
    public void restore(Snapshot snapshot) {
        direct.restore(snapshot);
    }

    /** Begins a plan that lets a process die at each of its commands, and checks what is left; see {@link CrashPlan}. */
    public CrashPlan crashEverywhere() {
        return new CrashRunner(engine, direct);
    }

    /** Begins to let tasks take turns in an order that can be found again; see {@link Interleaving}. */
    public Interleaving interleave(Interleaving.Task... tasks) {
        return new InterleavingRunner(engine, direct, List.of(tasks));
    }

    /** Returns the faults, to which a test adds what shall go wrong. */
    public Faults faults() {
        return engine.tapped().faults();
    }

    /** Ends every connection and refuses new ones, as a server does that was killed; the data stay. */
    void suspend() {
        suspended = true;
        listeners.refuse(true);
        engine.execute(() -> Clients.endAll(engine));
    }

    /** Takes connections again. */
    void resume() {
        suspended = false;
        listeners.refuse(false);
    }

    /**
     * Returns the commands received so far, oldest first: as many of the last ones as are kept, see {@link #record(int)}.
     * Later commands are not in it.
     */
    public RecordedCommands commands() {
        return new RecordedCommands(engine.tapped().recorded());
    }

    /**
     * Keeps the last {@code count} commands from now on, those that are kept already included. 0 ends recording, which
     * spares each command about a tenth of a microsecond.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public void record(int count) {
        engine.tapped().record(count);
    }

    /** Forgets the commands received so far; recording goes on. */
    public void forgetCommands() {
        engine.tapped().clearRecorded();
    }

    /**
     * Returns which lines ran of each script and library compiled so far, oldest first.
     *
     * @throws IllegalStateException unless the server was built with {@link Builder#scriptCoverage()}
     */
    public List<ScriptCoverage> scriptCoverage() {
        return ScriptCoverage.of(engine);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("This FakeRedis is closed.");
        }
    }

    /** Closes every connection, blocked clients included, and releases ports and threads. Does nothing when closed. */
    @Override
    public void close() {
        closed = true;
        engine.shutDown();
        AppendOnlyFile.end(engine);
        listeners.close();
        dialer.close();
        ended.countDown();
    }

    /** Waits until {@link #close()} has done its work, on whatever thread. */
    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /** Says whether {@link #close()} was called. */
    public boolean isClosed() {
        return closed;
    }

    Engine engine() {
        return engine;
    }

    /** Reaches members of a system through their network, and others by TCP. */
    void join(Network network, Address address) {
        network.add(address, engine);
        engine.replication().dialThrough(network.dialerOf(address, dialer));
    }

    /** Settings of a server to be. Not thread-safe. */
    public static final class Builder {
        private final Config config = new Config();
        private RedisClock clock = RedisClock.system();
        private long seed;
        private int recorded;

        private Builder() {}

        /** Requires a password of every client, as requirepass does; empty for none, the default. */
        public Builder password(String password) {
            return config("requirepass", password);
        }

        /**
         * Sets the number of databases; 16 by default.
         *
         * @throws IllegalArgumentException when it is below 1 or above 1048576
         */
        public Builder databases(int count) {
            return config("databases", Integer.toString(count));
        }

        /**
         * Sets a parameter of the configuration, with the names and values of a redis.conf. Every parameter of Redis 7.0.15
         * is known; values of several words are divided by single blanks, as in {@code config("save", "900 1 300 10")}.
         *
         * @throws IllegalArgumentException when there is no such parameter or it can't take the value
         */
        public Builder config(String name, String value) {
            Parameter parameter = Parameters.find(name);
            if (parameter == null) {
                throw new IllegalArgumentException("There is no configuration parameter '" + name
                        + "'. The names are those that CONFIG GET * of Redis 7.0.15 lists.");
            }
            // a character a byte, as everything that came from a client
            String latin1 = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            try {
                config.set(parameter, latin1);
            } catch (InvalidValueException invalid) {
                throw refused(name, value, invalid.text());
            }
            return this;
        }

        private static IllegalArgumentException refused(String name, String value, String why) {
            return new IllegalArgumentException(
                    "The configuration parameter '" + name + "' can't be '" + value + "': " + why + ".");
        }

        /**
         * Says whether scripts meet Lua as the Redis 7.0.15 of current distributions has it, hardened against what was found
         * since; the default. With false, as its source has it: {@code getfenv}, {@code setfenv} and {@code newproxy} exist,
         * and the metatable of strings can be changed.
         */
        public Builder hardenedLua(boolean hardened) {
            config.scripts(config.scripts().hardened(hardened));
            return this;
        }

        /** Has it counted which lines of scripts run, for {@link FakeRedis#scriptCoverage()}; scripts take a little longer. */
        public Builder scriptCoverage() {
            config.scripts(config.scripts().covered(true));
            return this;
        }

        /** Ends a script with an error when it has made so many steps, that is loop turns and calls; never by default. */
        public Builder scriptStepLimit(long steps) {
            config.scripts(config.scripts().stepLimit(steps));
            return this;
        }

        /** Sets the seed of all that Redis leaves to chance; 0 by default. The same seed and commands give the same replies. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Keeps the last {@code count} commands from the start; 0, the default, for none.
         *
         * @throws IllegalArgumentException when it is negative
         */
        public Builder record(int count) {
            recorded = Tap.checkedCount(count);
            return this;
        }

        /** Sets the clock; by default one of its own that runs with the system's. Several servers may share a clock. */
        public Builder clock(RedisClock clock) {
            this.clock = clock;
            return this;
        }

        /** Creates the server. */
        public FakeRedis build() {
            return new FakeRedis(this);
        }
    }
}
