package io.rqkit.fakeredis.internal.engine.replication;

import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.engine.Propagation;
import io.rqkit.fakeredis.internal.engine.Session;
import io.rqkit.fakeredis.internal.engine.Waiter;
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
    private final List<Awaited> awaited = new ArrayList<>();
    private @Nullable Backlog backlog;
    private long offset;
    /** The database of the last command in the stream; -1 makes the next one begin with SELECT. */
    private int selected = -1;

    private long lastPingMillis;
    private long aloneSinceMillis;
    private long fullSyncs;
    private long partialSyncs;
    private long refusedPartialSyncs;

    /** A call of WAIT. */
    private record Awaited(Call call, long offset, long replicas) {
        boolean isWaiting() {
            Waiter waiter = call.session().waiter();
            return waiter != null && waiter.call() == call;
        }
    }

    /** Creates the part of {@code engine} that has no replicas yet. */
    public Replication(Engine engine) {
        this.engine = engine;
    }

    /** Says whether changes are passed on to anybody. */
    public boolean isFed() {
        return backlog != null;
    }

    /** Appends a command to the stream. */
    public void feed(int database, byte[] request) {
        if (!isFed()) {
            return;
        }
        if (selected != database) {
            selected = database;
            feed(Propagation.encode("SELECT", database));
        }
        feed(request);
    }

    /** Appends bytes to the stream. */
    private void feed(byte[] bytes) {
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
        engine.deadlinesChanged();
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
        if (replicas.removeIf(replica -> replica.session() == session) && replicas.isEmpty()) {
            aloneSinceMillis = engine.nowMillis();
            engine.deadlinesChanged();
        }
        awaited.removeIf(each -> each.call.session() == session);
    }

    /** Ends the links of all replicas, so that they come back and ask what to copy. */
    public void dropReplicas() {
        List.copyOf(replicas).forEach(replica -> engine.close(replica.session()));
    }

    /** Notes how much of the stream a replica has applied. */
    public void acknowledge(Replica replica, long applied) {
        replica.acknowledge(applied, engine.nowMillis());
        for (Awaited each : List.copyOf(awaited)) {
            long count = acknowledged(each.offset);
            if (!each.isWaiting()) {
                awaited.remove(each);
            } else if (count >= each.replicas) {
                awaited.remove(each);
                engine.blocking().end(each.call.session(), Reply.of(count));
            }
        }
    }

    /** Returns how many replicas have applied the stream up to an offset. */
    public long acknowledged(long upTo) {
        return replicas.stream()
                .filter(replica -> replica.isOnline() && replica.ackOffset() >= upTo)
                .count();
    }

    /** Lets a call wait until so many replicas have applied the stream up to an offset, and asks them how far they are. */
    public void await(Call call, long upTo, long count) {
        awaited.add(new Awaited(call, upTo, count));
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
        return engine.config().needsReplicas()
                && goodReplicas() < engine.config().minReplicas();
    }

    /** Returns how many seconds ago a replica was heard of. */
    public long lagSeconds(Replica replica) {
        return engine.nowMillis() / MILLIS_A_SECOND - replica.ackMillis() / MILLIS_A_SECOND;
    }

    /** Returns when something must be done next, in milliseconds since the epoch. */
    public long nextMillis() {
        if (backlog == null) {
            return NEVER;
        }
        if (replicas.isEmpty()) {
            long seconds = number("repl-backlog-ttl");
            return seconds == 0 ? NEVER : aloneSinceMillis + seconds * MILLIS_A_SECOND;
        }
        long next = lastPingMillis + number("repl-ping-replica-period") * MILLIS_A_SECOND;
        for (Replica replica : replicas) {
            next = Math.min(next, timeOutMillis(replica));
        }
        return next;
    }

    private long timeOutMillis(Replica replica) {
        return replica.isOnline() && replica.acknowledges()
                ? replica.ackMillis() + (number("repl-timeout") + 1) * MILLIS_A_SECOND
                : NEVER;
    }

    /** Does what is due: tells replicas that this server lives, drops those that don't, forgets an unused backlog. */
    public void runDue() {
        long now = engine.nowMillis();
        if (backlog == null || nextMillis() > now) {
            return;
        }
        if (replicas.isEmpty()) {
            engine.identity().beginHistory();
            backlog = null;
            return;
        }
        if (lastPingMillis + number("repl-ping-replica-period") * MILLIS_A_SECOND <= now) {
            lastPingMillis = now;
            feed(PING);
        }
        for (Replica replica : List.copyOf(replicas)) {
            if (timeOutMillis(replica) <= now) {
                engine.close(replica.session());
            }
        }
    }

    private long number(String parameter) {
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
