package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.clock.RedisClock;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.Database;
import io.rqkit.fakeredis.internal.engine.replication.Replication;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The server: databases, sessions and one lock. It has no thread of its own but the timer's, and knows nothing of
 * sockets: transports bring bytes in by {@link #receive} and take them away through each session's {@link Outbox}.
 */
public final class Engine {
    private static final int MICROS_A_MILLI = 1000;
    private final ReentrantLock lock = new ReentrantLock();
    private final RedisClock clock;
    private final Config config;
    private final RandomGenerator chance;
    private final Stats stats = new Stats();
    private final Keyspace[] keyspaces;
    private final Map<Long, Session> sessions = new LinkedHashMap<>();
    private final PubSub pubSub = new PubSub();
    private final Notifier notifier;
    private final Watches watches = new Watches(this);
    private final Blocking blocking = new Blocking(this, lock.newCondition());
    private final Pause pause = new Pause(this);
    private final Monitors monitors = new Monitors(this);
    private final Scripts scripts = new Scripts(this, lock);
    private final Map<Class<?>, Object> parts = new HashMap<>();
    private final Snapshots snapshots;
    private final Dispatcher dispatcher;
    private final Access access;
    private final ClientLimits clientLimits;
    private final Tracking tracking = new Tracking(this);
    private final Eviction eviction = new Eviction(this);
    private final Tap tap = new Tap(this);
    private final Checkpoints checkpoints = new Checkpoints(this);
    private volatile @Nullable Tap activeTap;
    private final Agenda agenda;
    private final Timer timer;
    private final ActiveExpiry activeExpiry;
    private final long startedMillis;
    private final Serving serving = new Serving(this);
    private final Outputs outputs = new Outputs(serving);
    private final Identity identity;
    private final Replication replication;
    private final Propagation propagation;
    private long nextSessionId = 1;
    private long nowMillis;
    private long nowMicros;
    private boolean closed;
    private @Nullable Runnable shutdownHandler;

    /** Creates a server; {@code seed} decides all that Redis leaves to chance. */
    public Engine(RedisClock clock, Config config, CommandTable table, long seed) {
        this.clock = clock;
        this.config = config;
        this.chance = new SplittableRandom(seed);
        this.notifier = new Notifier(config, pubSub);
        this.dispatcher = new Dispatcher(this, table);
        this.access = new Access(this, table);
        this.agenda = new Agenda(this, lock);
        this.timer = new Timer(this);
        this.clientLimits = new ClientLimits(this);
        this.keyspaces = new Keyspace[config.databases()];
        for (int i = 0; i < keyspaces.length; i++) {
            keyspaces[i] = new Keyspace(this, new Database(i, (int) seed * 31 + i, eviction.room()));
        }
        activeExpiry = new ActiveExpiry(this, keyspaces);
        startedMillis = clock.millis();
        snapshots = new Snapshots(this, startedMillis);
        replication = new Replication(this);
        propagation = new Propagation(replication, stats);
        identity = new Identity(new SplittableRandom(seed ^ startedMillis));
        sampleTime();
        clock.attach(agenda);
    }

    /** Opens a session for a client that connected. */
    public Session connect(Outbox outbox, String address, String localAddress) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("This server is closed.");
            }
            serving.endGone();
            Session session = new Session(nextSessionId++, this, outbox, address, localAddress);
            limit(session);
            stats.connectionsReceived++;
            sessions.put(session.id(), session);
            clientLimits.connected(session);
            if (!Peers.isLocal(session) && access.isOpenToStrangers()) {
                stats.rejectedConnections++;
                session.reply(Reply.error(Errors.PROTECTED_MODE));
                close(session);
            } else if (sessions.size() > config.maxClients() || (activeTap != null && tap.turnsAway())) {
                stats.rejectedConnections++;
                session.reply(Reply.error("ERR max number of clients reached"));
                close(session);
            }
            return session;
        } finally {
            leave(null);
        }
    }

    /** Opens the session of a master, whose commands are run without question or answer. Called within {@link #execute}. */
    public Session connectToMaster(Outbox outbox, String address) {
        Session session = new Session(nextSessionId++, this, outbox, address, "127.0.0.1:0");
        session.becomeMaster();
        sessions.put(session.id(), session);
        return session;
    }

    /** Runs the commands of a master. Called within {@link #execute}. */
    public void apply(Session session, byte[] bytes, int offset, int length) {
        serving.take(session, bytes, offset, length);
    }

    /**
     * Takes bytes from a client and executes what is complete in them; replies are sent when this returns.
     *
     * @param newRoundTrip whether the client has read, or may have, since it last sent something
     */
    public void receive(Session session, byte[] bytes, int offset, int length, boolean newRoundTrip) {
        boolean more = take(session, bytes, offset, length, newRoundTrip);
        while (more) {
            more = take(session, bytes, offset, 0, false);
        }
    }

    private boolean take(Session session, byte[] bytes, int offset, int length, boolean newRoundTrip) {
        boolean more = false;
        lock.lock();
        try {
            serving.endGone();
            stats.netInput += length;
            if (newRoundTrip) {
                session.beginRoundTrip();
            }
            more = serving.take(session, bytes, offset, length);
        } finally {
            leave(session);
        }
        if (!clientLimits.limitsNormal()) {
            session.outbox().awaitRoom();
        }
        return more;
    }

    /** Waits for the end of whatever is executed now. */
    public void awaitCommand() {
        lock.lock();
        leave(null);
    }

    /**
     * Ends the session of a client that is gone: at once, or whoever has the lock does so before anything else happens. When
     * thousands go together they must not stand in line for the lock before those who stay.
     */
    public void disconnect(Session session) {
        serving.noteGone(session);
        endGone();
    }

    private void endGone() {
        while (serving.hasGone() && lock.tryLock()) {
            release(null);
        }
    }

    /** Runs something under the server's lock, with its time sampled, and serves whoever it woke. */
    public void execute(Runnable work) {
        lock.lock();
        try {
            scripts.awaitIdle();
            serving.endGone();
            sampleTime();
            work.run();
            propagation.endUnit();
            blocking.serveReady();
        } finally {
            leave(null);
        }
    }

    /** Releases the lock after sessions that were woken have been served and all output was handed over. */
    Session @Nullable [] leave(@Nullable Session own) {
        Session[] others = release(own);
        endGone();
        return others;
    }

    private Session @Nullable [] release(@Nullable Session own) {
        Session[] others = null;
        try {
            serving.endGone();
            serving.goOn();
            snapshots.saveIfDue();
            tracking.broadcast();
            others = outputs.deliver(own, clientLimits);
        } finally {
            lock.unlock();
        }
        if (own != null) {
            own.outbox().flush();
        }
        if (others != null) {
            for (Session session : others) {
                session.outbox().flushLater();
            }
        }
        return others;
    }

    Outputs outputs() {
        return outputs;
    }

    /** Has a session go on with what it has sent meanwhile. */
    void resume(Session session) {
        serving.resume(session);
    }

    /** Closes a session that does not take what it was sent. */
    void drop(Session session) {
        session.outbox().drop();
        close(session);
    }

    /** Closes a session, as CLIENT KILL does: what it was sent goes out, nothing else happens for it. */
    public void close(Session session) {
        if (session.isClosed()) {
            return;
        }
        try {
            session.deliver();
        } catch (OutOfMemoryError tooMuch) {
            session.dropOutput();
        }
        outputs.forget(session);
        session.markClosed();
        sessions.remove(session.id());
        session.discard();
        pubSub.forget(session);
        blocking.forget(session);
        pause.forget(session);
        tap.holds().forget(session);
        monitors.forget(session);
        replication.forget(session);
        tracking.disable(session);
        session.outbox().end();
    }

    /** Closes the server: every session ends, blocked ones included, and the timer's thread with it. */
    public void shutDown() {
        scripts.endAll();
        lock.lock();
        try {
            closed = true;
            replication.shutDown();
            for (Session session : List.copyOf(sessions.values())) {
                close(session);
            }
        } finally {
            leave(null);
        }
        clock.detach(agenda);
        timer.close();
        tap.autoAdvance().turn(false);
    }

    /** Says what SHUTDOWN does besides ending every session. */
    public void onShutdown(Runnable handler) {
        shutdownHandler = handler;
    }

    /** Ends every session and has the owner end the rest, as SHUTDOWN does. Called within a command. */
    public void requestShutdown() {
        scripts.endAll();
        closed = true;
        replication.shutDown();
        List.copyOf(sessions.values()).forEach(this::close);
        Runnable handler = shutdownHandler;
        if (handler != null) {
            handler.run();
        }
    }

    /** Time stands still for a script, and for those who are answered while it runs. */
    void sampleTime() {
        if (scripts.running() != null) {
            return;
        }
        nowMillis = clock.millis();
        nowMicros = -1;
    }

    /** Returns the time sampled for the running command, in milliseconds since the epoch. */
    public long nowMillis() {
        return nowMillis;
    }

    /** Returns the time sampled for the running command, in microseconds since the epoch. */
    public long nowMicros() {
        if (nowMicros < 0) {
            nowMicros = Math.max(clock.micros(), nowMillis * MICROS_A_MILLI);
        }
        return nowMicros;
    }

    Agenda agenda() {
        return agenda;
    }

    /** Tells the timer of a deadline in milliseconds since the epoch. */
    public void deadlineAt(long millis) {
        if (!clock.isFrozen()) {
            timer.deadlineAt(millis);
        }
    }

    public ActiveExpiry activeExpiry() {
        return activeExpiry;
    }

    public Keyspace keyspace(int index) {
        return keyspaces[index];
    }

    /** Brings open sessions in line with parameters that have changed. */
    public void configChanged() {
        access.configChanged();
        clientLimits.configChanged();
        eviction.configChanged();
        tracking.limitKeys();
        sessions.values().forEach(this::limit);
        replication.configChanged();
        replication.deadlinesChanged();
    }

    private void limit(Session session) {
        session.decoder().limits(config.protoMaxBulkLen(), config.queryBufferLimit());
    }

    public int databases() {
        return keyspaces.length;
    }

    /** Returns all sessions, oldest first. */
    public Collection<Session> sessions() {
        return Collections.unmodifiableCollection(sessions.values());
    }

    public @Nullable Session session(long id) {
        return sessions.get(id);
    }

    public Replication replication() {
        return replication;
    }

    public Propagation propagation() {
        return propagation;
    }

    public Identity identity() {
        return identity;
    }

    public RedisClock clock() {
        return clock;
    }

    public Config config() {
        return config;
    }

    public RandomGenerator chance() {
        return chance;
    }

    public Stats stats() {
        return stats;
    }

    public PubSub pubSub() {
        return pubSub;
    }

    public Notifier notifier() {
        return notifier;
    }

    public Watches watches() {
        return watches;
    }

    ClientLimits clientLimits() {
        return clientLimits;
    }

    public Blocking blocking() {
        return blocking;
    }

    public Pause pause() {
        return pause;
    }

    public Eviction eviction() {
        return eviction;
    }

    public Tracking tracking() {
        return tracking;
    }

    public Access access() {
        return access;
    }

    public Monitors monitors() {
        return monitors;
    }

    public Scripts scripts() {
        return scripts;
    }

    /** Returns a part of the server that is made when it is first asked for. */
    public <T> T part(Class<T> type, Function<Engine, T> make) {
        Object part = parts.get(type);
        if (part == null) {
            part = Objects.requireNonNull(make.apply(this));
            parts.put(type, part);
        }
        return type.cast(part);
    }

    /** Returns a part of the server if it has been made. */
    public <T> @Nullable T partIfMade(Class<T> type) {
        return type.cast(parts.get(type));
    }

    public Snapshots snapshots() {
        return snapshots;
    }

    public Dispatcher dispatcher() {
        return dispatcher;
    }

    /** Returns what stands around each request, or null while nothing is recorded and no fault waits. */
    @Nullable
    Tap tap() {
        return activeTap;
    }

    public Checkpoints checkpoints() {
        return checkpoints;
    }

    /** Returns it whether or not it is needed now. */
    public Tap tapped() {
        return tap;
    }

    void tapChanged() {
        activeTap = tap.isNeeded() ? tap : null;
    }

    /** Returns a generator of its own, for chance that is not the server's. */
    public static RandomGenerator generator(long seed) {
        return new SplittableRandom(seed);
    }

    public long startedMillis() {
        return startedMillis;
    }
}
