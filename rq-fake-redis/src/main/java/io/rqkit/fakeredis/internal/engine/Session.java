package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.acl.User;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.engine.replication.Replica;
import io.rqkit.fakeredis.internal.resp.ByteSink;
import io.rqkit.fakeredis.internal.resp.Reply;
import io.rqkit.fakeredis.internal.resp.ReplyEncoder;
import io.rqkit.fakeredis.internal.resp.RequestDecoder;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who asks: one client's connection with its database, protocol, transaction, subscriptions and pending output. */
public final class Session {
    /** What MONITOR shows for a client's address. */
    private static final String SCRIPT_ADDRESS = "lua";

    private final long id;
    private final Engine engine;
    private final Outbox outbox;
    private final String address;
    private final String localAddress;
    private final long createdMillis;
    private final ByteSink output = new ByteSink();
    private final RequestDecoder decoder = new RequestDecoder();
    private final Transaction transaction = new Transaction();
    private final Map<KeyName, Boolean> watched = new LinkedHashMap<>(0);
    private final Set<String> channels = new LinkedHashSet<>(0);
    private final Set<String> patterns = new LinkedHashSet<>(0);
    private final Set<String> shardChannels = new LinkedHashSet<>(0);
    private int database;
    private int resp = 2;
    private String name = "";
    private User user;
    private boolean authenticated;
    private Tracking.@Nullable State tracking;
    private boolean script;
    private ReplyMode replyMode = ReplyMode.ON;
    private boolean skipNext;
    private boolean noEvict;
    private boolean closesAfterReply;
    private boolean closed;
    private boolean outputPending;
    private long lastUsedMillis;
    private long overSoftLimitSince;
    private @Nullable CommandSpec lastCommand;
    private @Nullable Waiter waiter;
    private byte @Nullable [][] postponed;
    private boolean master;
    private @Nullable Replica replica;
    private long writeOffset;
    private @Nullable Exchange exchange;
    private long roundTrips;
    private final ReplyBuffer replyBuffer;
    private boolean stalled;
    private byte @Nullable [] rowName;
    private CommandTable.@Nullable Row row;

    Session(long id, Engine engine, Outbox outbox, String address, String localAddress) {
        this.id = id;
        this.engine = engine;
        this.outbox = outbox;
        this.address = address;
        this.localAddress = localAddress;
        this.createdMillis = engine.clock().millis();
        this.lastUsedMillis = createdMillis;
        this.replyBuffer = new ReplyBuffer(createdMillis);
        this.user = engine.access().users().defaultUser();
        authenticated(engine.access().needsNoAuthentication());
    }

    /** Creates a session for the commands that scripts call: nobody is at its other end, and none of them may wait. */
    public static Session forScripts(Engine engine) {
        Session session = new Session(0, engine, new NoOutbox(), SCRIPT_ADDRESS, SCRIPT_ADDRESS);
        session.script = true;
        session.authenticated(true);
        return session;
    }

    public long id() {
        return id;
    }

    /** Says whether this session belongs to scripts, not to a client. */
    public boolean isScript() {
        return script;
    }

    /** Returns the client's address as {@code host:port}. */
    public String address() {
        return address;
    }

    /** Returns the server's end of the connection as {@code host:port}. */
    public String localAddress() {
        return localAddress;
    }

    public long createdMillis() {
        return createdMillis;
    }

    public long lastUsedMillis() {
        return lastUsedMillis;
    }

    /** Returns the command that was called last, or null before the first and where it doesn't exist. */
    public @Nullable CommandSpec lastCommand() {
        return lastCommand;
    }

    /** Returns the row of a command; mostly it is the one that was called last, under a name in the same array. */
    CommandTable.@Nullable Row row(byte[] commandName, CommandTable table) {
        if (commandName != rowName) {
            rowName = commandName;
            row = table.find(commandName);
        }
        return row;
    }

    void used(@Nullable CommandSpec command, long nowMillis) {
        if (lastCommand != command) {
            // to store the same reference again costs the collector's barrier all the same
            lastCommand = command;
        }
        lastUsedMillis = nowMillis;
    }

    public int database() {
        return database;
    }

    public void select(int index) {
        database = index;
    }

    public int resp() {
        return resp;
    }

    public void resp(int version) {
        resp = version;
    }

    public String name() {
        return name;
    }

    public void name(String newName) {
        name = newName;
    }

    public boolean isAuthenticated() {
        return authenticated;
    }

    /** Notes who the client is, once it has proved so. */
    public void authenticated(User newUser) {
        user = newUser;
        authenticated(true);
    }

    private void authenticated(boolean yes) {
        authenticated = yes;
        decoder.authenticated(yes);
    }

    /** Makes the client prove who it is before it does anything more. */
    void unauthenticated() {
        user = engine.access().users().defaultUser();
        authenticated(false);
    }

    /** Returns whose permissions the session has. */
    public User user() {
        return user;
    }

    /** Returns how the client wants to be told of changed keys, or null when it doesn't. */
    public Tracking.@Nullable State tracking() {
        return tracking;
    }

    void tracking(Tracking.@Nullable State newState) {
        tracking = newState;
    }

    /** Returns since when the client has more to take than its soft limit, in milliseconds since the epoch; 0 if not. */
    long overSoftLimitSince() {
        return overSoftLimitSince;
    }

    void overSoftLimitSince(long millis) {
        overSoftLimitSince = millis;
    }

    public boolean isNoEvict() {
        return noEvict;
    }

    public void noEvict(boolean yes) {
        noEvict = yes;
    }

    public Transaction transaction() {
        return transaction;
    }

    /** Returns watched keys; true where the key had expired already when the watch began. */
    Map<KeyName, Boolean> watched() {
        return watched;
    }

    public int watchedCount() {
        return watched.size();
    }

    /** Forgets a transaction and its watched keys. */
    public void discard() {
        engine.watches().unwatchAll(this);
        transaction.clear();
    }

    /** Ends all watching, as UNWATCH does. */
    public void unwatch() {
        engine.watches().unwatchAll(this);
        transaction.forgetDirty();
    }

    /** Brings everything back to what it was when the client connected, as RESET does; the id stays. */
    public void reset() {
        database = 0;
        resp = 2;
        name = "";
        user = engine.access().users().defaultUser();
        authenticated(engine.access().needsNoAuthentication());
        discard();
        engine.pubSub().forget(this);
        engine.monitors().forget(this);
        engine.tracking().disable(this);
        // the reply to RESET itself may be one that is skipped
        if (replyMode == ReplyMode.OFF) {
            replyMode = ReplyMode.ON;
        }
        skipNext = false;
    }

    public boolean isPostponed() {
        return postponed != null;
    }

    /** Returns how many bytes have arrived that were not executed yet. */
    public int unread() {
        return decoder.held();
    }

    /** Returns the names subscribed to, in the order of subscription. */
    public Set<String> subscriptions(PubSub.Kind kind) {
        return switch (kind) {
            case CHANNEL -> channels;
            case PATTERN -> patterns;
            case SHARD -> shardChannels;
        };
    }

    /** Says whether the session has any subscription. */
    public boolean isSubscribed() {
        return !(channels.isEmpty() && patterns.isEmpty() && shardChannels.isEmpty());
    }

    RequestDecoder decoder() {
        return decoder;
    }

    /** Returns the buffer that Redis would keep for replies, which are none of ours. */
    ReplyBuffer replyBuffer() {
        return replyBuffer;
    }

    Outbox outbox() {
        return outbox;
    }

    /** Returns why the session waits, or null when it does not. */
    public @Nullable Waiter waiter() {
        return waiter;
    }

    void waiter(@Nullable Waiter newWaiter) {
        waiter = newWaiter;
    }

    /** Returns a request put off until a pause ends, or null. */
    byte @Nullable [][] postponed() {
        return postponed;
    }

    void postponed(byte @Nullable [][] request) {
        postponed = request;
    }

    boolean canServe() {
        return waiter == null && postponed == null && !closed && !closesAfterReply && !stalled;
    }

    /** Returns what is noted of the request that runs or waits, or null when nothing is. */
    @Nullable
    Exchange exchange() {
        return exchange;
    }

    void exchange(@Nullable Exchange noted) {
        exchange = noted;
    }

    /** Returns how often the client sent something after it had read. */
    long roundTrips() {
        return roundTrips;
    }

    void beginRoundTrip() {
        roundTrips++;
    }

    /** Hands over what is pending up to {@code start} and keeps the rest back until {@link #unstall()}. */
    void stall(int start) {
        outbox.accept(output.array(), 0, start);
        output.removeFirst(start);
        stalled = true;
    }

    void unstall() {
        stalled = false;
        noteOutput();
    }

    /** Sets what happens to replies from the next command on, or with SKIP for the next command only. */
    public void replyMode(ReplyMode mode) {
        if (mode == ReplyMode.SKIP) {
            skipNext = replyMode != ReplyMode.OFF;
        } else {
            replyMode = mode;
        }
    }

    /** Called before each command: what SKIP skips begins with the command after it. */
    void beginCommand() {
        if (replyMode == ReplyMode.SKIP) {
            replyMode = ReplyMode.ON;
        }
        if (skipNext) {
            replyMode = ReplyMode.SKIP;
            skipNext = false;
        }
    }

    /** Sends a reply to the command that runs. */
    public void reply(Reply reply) {
        if (replyMode == ReplyMode.ON && !closed) {
            if (reply instanceof Reply.Array array && array.items().size() > ClientLimits.LONG_REPLY) {
                engine.clientLimits().write(array.items(), this, output);
            } else {
                ReplyEncoder.encode(reply, resp, output);
            }
            noteOutput();
        } else if (reply instanceof Reply.Push) {
            tell(reply);
        } else if (reply instanceof Reply.Several several) {
            several.replies().forEach(this::reply);
        }
    }

    public void beginArray(int size) {
        if (replyMode == ReplyMode.ON && !closed) {
            ReplyEncoder.beginArray(size, output);
            noteOutput();
        }
    }

    /** Sends a message that is no reply and does not ask CLIENT REPLY: what subscriptions bring, in RESP2 too. */
    void tell(Reply push) {
        if (!closed) {
            ReplyEncoder.encode(push, resp, output);
            noteOutput();
        }
    }

    /** Sends bytes that are no reply: data and changes for a replica. */
    public void raw(byte[] bytes) {
        if (!closed) {
            output.put(bytes);
            noteOutput();
        }
    }

    public boolean hasOutput() {
        return !output.isEmpty();
    }

    /** Returns what is known of this session as a replica, which it need not be. */
    public Replica replica() {
        Replica known = replica;
        if (known == null) {
            known = new Replica(this);
            replica = known;
        }
        return known;
    }

    /** Says whether the other end is this server's master, whose commands are run without question or answer. */
    public boolean isMaster() {
        return master;
    }

    void becomeMaster() {
        master = true;
        replyMode = ReplyMode.OFF;
        authenticated(true);
    }

    /** Says whether the client was given data to copy. */
    public boolean isReplica() {
        return replica != null && replica.isAttached();
    }

    /** Returns the length of the stream of changes after this session's last command. */
    public long writeOffset() {
        return writeOffset;
    }

    void writeOffset(long offset) {
        writeOffset = offset;
    }

    private void noteOutput() {
        if (!outputPending) {
            outputPending = true;
            engine.outputs().note(this);
        }
    }

    /** Forgets output that was not yet handed over. */
    void dropOutput() {
        output.clear();
    }

    /** Forgets the replies to commands that came from no client. */
    public void dropReplies() {
        output.clear();
    }

    /** Forgets output from {@code start} on. */
    void dropOutput(int start) {
        output.truncate(start);
    }

    /** Returns the buffer of pending output, of which the first {@link #outputLength()} bytes count. */
    byte[] output() {
        return output.array();
    }

    int outputLength() {
        return output.length();
    }

    /** Hands pending output to the transport. */
    void deliver() {
        outputPending = false;
        if (!output.isEmpty() && !stalled) {
            engine.stats().netOutput += output.length();
            replyBuffer.filled(output.length());
            outbox.accept(output.array(), 0, output.length());
            output.clear();
            lastUsedMillis = master ? lastUsedMillis : engine.nowMillis();
        }
    }

    /** Has the connection closed once the reply to the running command has been sent. */
    public void closeAfterReply() {
        closesAfterReply = true;
    }

    public boolean closesAfterReply() {
        return closesAfterReply;
    }

    public boolean isClosed() {
        return closed;
    }

    void markClosed() {
        closed = true;
    }
}
