package io.rqkit.fakeredis.internal.engine.replication;

import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.engine.Propagation;
import io.rqkit.fakeredis.internal.engine.Session;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stream of changes and its replicas. Each byte of the stream has a position, the offset, in a history that has an
 * id; a replica that lost its link asks for what follows its position. Follows replication.c in Redis.
 */
public final class Replication {
    private static final long NEVER = Long.MAX_VALUE;
    private static final int MILLIS_A_SECOND = 1000;
    private static final byte[] PING = Propagation.encode("PING");
    private static final byte[] GETACK = Propagation.encode("REPLCONF", "GETACK", "*");

    private final Engine engine;
    private final List<Replica> replicas = new ArrayList<>();
    private final Acknowledgements acknowledgements;
    private @Nullable Backlog backlog;
    private long offset;
    /** The database of the last command in the stream; -1 makes the next one begin with SELECT. */
    private int selected = -1;

    private final Failover failover;
    private @Nullable MasterLink master;
    private @Nullable Dialer dialer;
    /** Whether the data are a state of the history, so that it can be gone on with. */
    private boolean followsHistory = true;

    private boolean applying;
    private String expectedId = "";
    private long expectedOffset;
    private long lastPingMillis;
    private long aloneSinceMillis;
    private long fullSyncs;
    private long partialSyncs;
    private long refusedPartialSyncs;

    /** Creates the part of {@code engine} that has no replicas yet. */
    public Replication(Engine engine) {
        this.engine = engine;
        this.acknowledgements = new Acknowledgements(engine, this);
        this.failover = new Failover(engine, this);
    }

    /** Says how to reach other servers. */
    public void dialThrough(Dialer newDialer) {
        dialer = newDialer;
    }

    /** Returns how to reach other servers. */
    public Dialer dialer() {
        Dialer known = dialer;
        if (known == null) {
            throw new IllegalStateException("This server has no way to others");
        }
        return known;
    }

    /** Says whether changes are passed on to anybody; a replica passes on what its master says instead. */
    public boolean isFed() {
        return backlog != null && master == null;
    }

    public Failover failover() {
        return failover;
    }

    /** Returns a replica by where it takes clients, or null. */
    public @Nullable Replica find(Failover.Target target) {
        return replicas.stream().filter(target::is).findFirst().orElse(null);
    }

    /** Returns the link to this server's master, or null when it is a master itself. */
    public @Nullable MasterLink master() {
        return master;
    }

    /** Says whether this server copies another's data. */
    public boolean isReplica() {
        return master != null;
    }

    /** Says whether writes of clients are refused because the data are a copy. */
    public boolean isReadOnly() {
        return master != null && isYes("replica-read-only");
    }

    /** Says whether reads are refused because the copy may be old. */
    public boolean isStale() {
        MasterLink link = master;
        return link != null && !link.isUp() && !isYes("replica-serve-stale-data");
    }

    /** Makes this server a replica. Its data stay until those of the master have come, unless they have a history in common. */
    public void follow(String host, int port) {
        follow(host, port, false);
    }

    /** The same, but {@code promotes} asks the other server to become the master. */
    void follow(String host, int port, boolean promotes) {
        MasterLink former = master;
        if (former != null) {
            master = null;
            former.drop();
        }
        engine.blocking()
                .endAll(Reply.error("UNBLOCKED force unblock from blocking operation,"
                        + " instance state changed (master -> replica?)"));
        if (backlog == null) {
            begin();
        }
        MasterLink link = new MasterLink(engine, this, host, port, promotes);
        master = link;
        engine.config().following(host + " " + port);
        link.connect();
        deadlinesChanged();
    }

    /** Makes this server a master, whose data are what it has copied so far. */
    public void lead() {
        MasterLink former = master;
        if (former == null) {
            return;
        }
        master = null;
        engine.config().following("");
        former.drop();
        followsHistory = true;
        engine.identity().continueHistory(offset + 1);
        dropReplicas();
        selected = -1;
        aloneSinceMillis = engine.nowMillis();
        deadlinesChanged();
        engine.activeExpiry().resumed();
    }

    /** Returns the request by which a replica asks to go on where it is. */
    byte[] request(boolean promotes) {
        String id = followsHistory ? engine.identity().replicationId() : "?";
        long position = followsHistory ? offset + 1 : -1;
        return promotes
                ? Propagation.encode("PSYNC", id, position, "FAILOVER")
                : Propagation.encode("PSYNC", id, position);
    }

    /** Goes on with the master's history, which may have a new id. */
    void continueHistory(String id) {
        if (!id.isEmpty() && !id.equals(engine.identity().replicationId())) {
            engine.identity().followHistory(id, offset + 1);
            dropReplicas();
        }
    }

    /** Notes what history the data that come belong to. */
    void expectHistory(String id, long newOffset) {
        expectedId = id;
        expectedOffset = newOffset;
        followsHistory = false;
    }

    /** Replaces all data by a copy of the master's. */
    void copied(byte[] data) {
        dropReplicas();
        engine.snapshots().load(data);
        engine.snapshots().rewriteIfAppending();
        engine.identity().adoptHistory(expectedId);
        offset = expectedOffset;
        selected = -1;
        followsHistory = true;
        begin();
    }

    /** Says whether the command that runs is the master's. */
    public boolean isApplying() {
        return applying;
    }

    void applying(boolean yes) {
        applying = yes;
    }

    /** Notes that a command of the master has run, and passes on what it said to replicas of this server. */
    public void applied() {
        if (master != null) {
            master.applied();
        }
    }

    /** Passes on a part of the master's stream. */
    void passOn(byte[] bytes) {
        feed(bytes);
    }

    /** Appends a command to the stream. */
    public void feed(int database, byte[] request) {
        if (selected != database) {
            selected = database;
            feed(Propagation.encode("SELECT", database));
        }
        feed(request);
    }

    /** Appends bytes to the stream. */
    public void feed(byte[] bytes) {
        Backlog kept = backlog;
        if (kept == null) {
            return;
        }
        offset += bytes.length;
        kept.put(bytes, 0, bytes.length);
        for (Replica replica : replicas) {
            if (replica.isOnline()) {
                replica.send(bytes);
            }
        }
    }

    /**
     * Lets a replica copy everything, and take the changes from now on.
     *
     * @param announces whether to tell the history's id and the offset first, as PSYNC does and SYNC does not
     */
    public void copyAll(Replica replica, boolean announces) {
        fullSyncs++;
        if (backlog == null) {
            engine.identity().beginHistory();
            begin();
        }
        selected = -1;
        Session session = replica.session();
        if (announces) {
            session.raw(ascii("+FULLRESYNC " + engine.identity().replicationId() + " " + offset + "\r\n"));
        }
        byte[] data = engine.snapshots().toBytes(replica.wantsData(), replica.wantsFunctions());
        boolean marksEnd = replica.knowsEndMark() && isYes("repl-diskless-sync");
        if (marksEnd) {
            byte[] mark = ascii(engine.identity().nextMark());
            session.raw(ascii("$EOF:"));
            session.raw(mark);
            session.raw(ascii("\r\n"));
            session.raw(data);
            session.raw(mark);
            // the client looks for the mark at the end of what it reads, so nothing may follow yet
            replica.holdBack();
        } else {
            session.raw(ascii("$" + data.length + "\r\n"));
            session.raw(data);
        }
        attach(replica, replica.wantsFileOnly() ? Replica.State.FILE_ONLY : Replica.State.ONLINE);
    }

    /**
     * Lets a replica go on where it was, if this is the history it knows and what it missed is still there.
     *
     * @param position of the first byte that the replica lacks
     * @return false if it must copy everything
     */
    public boolean goOn(Replica replica, String historyId, long position) {
        Backlog kept = backlog;
        if (kept == null || !engine.identity().isHistory(historyId, position) || !kept.has(position)) {
            refusedPartialSyncs += historyId.startsWith("?") ? 0 : 1;
            return false;
        }
        partialSyncs++;
        String id = replica.knowsNewIds() ? " " + engine.identity().replicationId() : "";
        replica.session().raw(ascii("+CONTINUE" + id + "\r\n"));
        replica.session().raw(kept.from(position));
        attach(replica, Replica.State.ONLINE);
        return true;
    }

    private void attach(Replica replica, Replica.State state) {
        replica.attach(state, engine.nowMillis());
        if (replicas.isEmpty()) {
            lastPingMillis = engine.nowMillis();
        }
        replicas.add(replica);
        deadlinesChanged();
    }

    private void begin() {
        backlog = new Backlog(backlogSize(), offset + 1);
        aloneSinceMillis = engine.nowMillis();
    }

    private long backlogSize() {
        return number("repl-backlog-size");
    }

    /** Brings the backlog in line with the configuration. */
    public void configChanged() {
        if (backlog != null) {
            backlog = backlog.resized(backlogSize());
        }
    }

    /** Forgets a session that has ended. */
    public void forget(Session session) {
        if (master != null) {
            master.sessionClosed(session);
        }
        if (!replicas.isEmpty() && replicas.removeIf(replica -> replica.session() == session) && replicas.isEmpty()) {
            aloneSinceMillis = engine.nowMillis();
            deadlinesChanged();
        }
    }

    /** Ends the link to the master, as the server ends. */
    public void shutDown() {
        MasterLink link = master;
        if (link != null) {
            master = null;
            link.drop();
        }
    }

    /** Ends the links of all replicas, so that they come back and ask what to copy. */
    public void dropReplicas() {
        List.copyOf(replicas).forEach(replica -> engine.close(replica.session()));
    }

    /** Notes how much of the stream a replica has applied. */
    public void acknowledge(Replica replica, long applied) {
        replica.acknowledge(applied, engine.nowMillis());
        if (failover.isUnderWay()) {
            deadlinesChanged();
        }
        acknowledgements.serve();
    }

    /** Returns who waits for replicas. */
    public Acknowledgements acknowledgements() {
        return acknowledgements;
    }

    /** Asks all replicas how much they have applied. */
    void askForAcknowledgement() {
        feed(GETACK);
    }

    /** Returns how many replicas were heard of within min-replicas-max-lag. */
    public long goodReplicas() {
        long maxLag = number("min-replicas-max-lag");
        return replicas.stream()
                .filter(replica -> replica.isOnline() && lagSeconds(replica) <= maxLag)
                .count();
    }

    /** Says whether writes are refused because too few replicas were heard of. */
    public boolean lacksReplicas() {
        return master == null
                && engine.config().needsReplicas()
                && goodReplicas() < engine.config().minReplicas();
    }

    /** Returns how many seconds ago a replica was heard of. */
    public long lagSeconds(Replica replica) {
        return engine.nowMillis() / MILLIS_A_SECOND - replica.ackMillis() / MILLIS_A_SECOND;
    }

    /** Returns when something must be done next, in milliseconds since the epoch. */
    public long nextMillis() {
        MasterLink link = master;
        return link == null
                ? Math.min(nextOfMaster(), failover.nextMillis())
                : Math.min(link.nextMillis(), nextTimeOut());
    }

    private long nextTimeOut() {
        return replicas.stream().mapToLong(this::timeOutMillis).min().orElse(NEVER);
    }

    private long nextOfMaster() {
        if (backlog == null) {
            return NEVER;
        }
        if (replicas.isEmpty()) {
            long seconds = number("repl-backlog-ttl");
            return seconds == 0 ? NEVER : aloneSinceMillis + seconds * MILLIS_A_SECOND;
        }
        return Math.min(lastPingMillis + number("repl-ping-replica-period") * MILLIS_A_SECOND, nextTimeOut());
    }

    private long timeOutMillis(Replica replica) {
        return replica.isOnline() && replica.acknowledges()
                ? replica.ackMillis() + (number("repl-timeout") + 1) * MILLIS_A_SECOND
                : NEVER;
    }

    /** Tells the timer of deadlines that have changed. */
    public void deadlinesChanged() {
        engine.deadlineAt(nextMillis());
    }

    /** Does what is due: tells replicas that this server lives, drops those that don't, forgets an unused backlog. */
    public void runDue() {
        long now = engine.nowMillis();
        if (nextMillis() > now) {
            return;
        }
        if (master != null) {
            master.runDue();
        } else {
            failover.runDue();
            runDueOfMaster(now);
        }
        for (Replica replica : List.copyOf(replicas)) {
            if (timeOutMillis(replica) <= now) {
                engine.close(replica.session());
            }
        }
    }

    private void runDueOfMaster(long now) {
        if (backlog == null || nextOfMaster() > now) {
            return;
        }
        if (replicas.isEmpty()) {
            engine.identity().beginHistory();
            backlog = null;
            return;
        }
        if (lastPingMillis + number("repl-ping-replica-period") * MILLIS_A_SECOND <= now) {
            lastPingMillis = now;
            // while a replica catches up for a failover, nothing may be added
            if (!failover.isUnderWay()) {
                feed(PING);
            }
        }
    }

    long number(String parameter) {
        return Long.parseLong(engine.config().value(parameter));
    }

    private boolean isYes(String parameter) {
        return engine.config().value(parameter).equals("yes");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns the replicas that were given data, oldest first. */
    public List<Replica> replicas() {
        return Collections.unmodifiableList(replicas);
    }

    /** Returns the length of the stream in this history. */
    public long offset() {
        return offset;
    }

    /** Returns how many bytes of the stream are kept; -1 when none are. */
    public long backlogLength() {
        return backlog == null ? -1 : backlog.length();
    }

    /** Returns the position of the first byte of the stream that is kept; 0 when none is. */
    public long backlogFirst() {
        return backlog == null ? 0 : backlog.first();
    }

    public long fullSyncs() {
        return fullSyncs;
    }

    public long partialSyncs() {
        return partialSyncs;
    }

    public long refusedPartialSyncs() {
        return refusedPartialSyncs;
    }

    /** Clears the counts. */
    public void resetStats() {
        fullSyncs = 0;
        partialSyncs = 0;
        refusedPartialSyncs = 0;
    }
}
