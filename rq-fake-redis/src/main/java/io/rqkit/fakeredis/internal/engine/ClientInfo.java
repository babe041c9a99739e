package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.data.MemorySizes;

/** A session in one line, as catClientInfoString in Redis's networking.c writes it. */
public final class ClientInfo {
    private static final int MILLIS_A_SECOND = 1000;
    /** What Redis allocates for replies to a new client. */
    private static final int REPLY_BUFFER = 16384;
    /** For so long an empty buffer for requests stays. */
    private static final int QUERY_BUFFER_SECONDS = 2;
    /** What Redis allocates for requests at first, and for a client's record. */
    private static final int QUERY_BUFFER = 20480;

    private static final int RECORD_BYTES = 768;
    /** What stands around a string, for the shorter and the longer ones. */
    private static final int SHORT_HEADER = 6;

    private static final int LONG_HEADER = 10;
    /** From this length on an argument gets a buffer of its size. */
    private static final int LONG_ARGUMENT = 32 * 1024;

    private static final int BLOCK_BYTES = 40;
    private static final int POINTER_BYTES = 8;
    /** What Redis keeps for each of what a client watches, subscribes to or tracks, the names not included. */
    private static final int WATCHED_BYTES = 56;

    private static final int PATTERN_BYTES = 24;
    private static final int CHANNEL_BYTES = 32;
    private static final int PREFIX_BYTES = 12;
    /** Numbers below are taken by the server's own files. */
    private static final int FIRST_DESCRIPTOR = 5;

    private ClientInfo() {}

    /**
     * Describes a session.
     *
     * @param current the session whose request {@code request} runs now
     */
    public static String line(Engine engine, Session session, Session current, byte[][] request) {
        Transaction transaction = session.transaction();
        byte[][] argv = session == current ? request : waiting(session);
        int unread = session.unread() + (session == current ? wireBytes(argv) : 0);
        long queryBuffer = queryBuffer(engine, session, unread);
        long unused = queryBuffer == 0
                ? 0
                : queryBuffer - (queryBuffer == QUERY_BUFFER ? SHORT_HEADER : LONG_HEADER) - unread;
        long argvBytes =
                bytes(argv) + (session == current ? 0 : session.decoder().heldBytes());
        int argc = argv.length + (session == current ? 0 : session.decoder().heldCount());
        long queuedBytes = transaction.queuedBytes();
        long pending = session.outbox().pending();
        long blocks = blocks(pending);
        long listed = listed(pending);
        int buffer = session.replyBuffer().size(engine);
        CommandSpec last = session.lastCommand();
        return "id=" + session.id()
                + " addr=" + session.address()
                + " laddr=" + session.localAddress()
                + " fd=" + (FIRST_DESCRIPTOR + session.id())
                + " name=" + session.name()
                + " age=" + (engine.nowMillis() - session.createdMillis()) / MILLIS_A_SECOND
                + " idle=" + (engine.nowMillis() - session.lastUsedMillis()) / MILLIS_A_SECOND
                + " flags=" + flags(engine, session)
                + " db=" + session.database()
                + " sub=" + session.subscriptions(PubSub.Kind.CHANNEL).size()
                + " psub=" + session.subscriptions(PubSub.Kind.PATTERN).size()
                + " ssub=" + session.subscriptions(PubSub.Kind.SHARD).size()
                + " multi=" + (transaction.isOpen() ? transaction.queued().size() : -1)
                + " qbuf=" + unread
                + " qbuf-free=" + unused
                + " argv-mem=" + argvBytes
                + " multi-mem=" + queuedBytes
                + " rbs=" + buffer
                + " rbp=" + session.replyBuffer().peak()
                + " obl=" + Math.min(pending, REPLY_BUFFER)
                + " oll=" + blocks
                + " omem=" + listed
                + " tot-mem="
                + (RECORD_BYTES
                        + buffer
                        + listed
                        + queryBuffer
                        + argvBytes
                        + (long) POINTER_BYTES * argc
                        + queuedBytes
                        + listenedBytes(session))
                + " events=r"
                + " cmd=" + (last == null ? "NULL" : last.fullName())
                + " user=" + session.user().name()
                + " redir="
                + (session.tracking() == null ? -1 : session.tracking().redirect())
                + " resp=" + session.resp();
    }

    /** Returns the pieces in which Redis would keep what a client has not read, but for the first. */
    private static long blocks(long pending) {
        return (Math.max(0, pending - REPLY_BUFFER) + REPLY_BUFFER - 1) / REPLY_BUFFER;
    }

    private static long listed(long pending) {
        return Math.max(0, pending - REPLY_BUFFER) + blocks(pending) * BLOCK_BYTES;
    }

    /** Returns what Redis would take in memory for a session. */
    static long memory(Engine engine, Session session) {
        return RECORD_BYTES
                + session.replyBuffer().size(engine)
                + listed(session.outbox().pending())
                + queryBuffer(engine, session, session.unread())
                + session.decoder().heldBytes()
                + (long) POINTER_BYTES * session.decoder().heldCount()
                + session.transaction().queuedBytes()
                + listenedBytes(session);
    }

    /** Returns what a session takes for the keys it watches, its subscriptions and the prefixes it tracks. */
    private static long listenedBytes(Session session) {
        Tracking.State tracking = session.tracking();
        return (long) WATCHED_BYTES * session.watched().size()
                + (long) PATTERN_BYTES
                        * session.subscriptions(PubSub.Kind.PATTERN).size()
                + (long) CHANNEL_BYTES
                        * session.subscriptions(PubSub.Kind.CHANNEL).size()
                + (long) CHANNEL_BYTES
                        * session.subscriptions(PubSub.Kind.SHARD).size()
                + (tracking == null
                        ? 0
                        : (long) PREFIX_BYTES * tracking.prefixes().size());
    }

    /** Returns what Redis has allocated for bytes that wait to be executed: of a long argument at once what it will need. */
    private static long queryBuffer(Engine engine, Session session, int unread) {
        if (unread == 0) {
            return isBufferKept(engine, session) ? QUERY_BUFFER : 0;
        }
        long awaited = session.decoder().awaited();
        long needed = Math.max(unread, awaited < LONG_ARGUMENT ? 0 : awaited);
        return needed <= QUERY_BUFFER - SHORT_HEADER ? QUERY_BUFFER : MemorySizes.allocated(needed + LONG_HEADER);
    }

    /** An empty buffer goes when nothing has come for a while; see clientsCronResizeQueryBuffer in server.c. */
    private static boolean isBufferKept(Engine engine, Session session) {
        long idleSeconds = (engine.nowMillis() - session.lastUsedMillis()) / MILLIS_A_SECOND;
        return session.lastCommand() != null && idleSeconds <= QUERY_BUFFER_SECONDS;
    }

    /** Returns the arguments that a session holds while it waits. */
    private static byte[][] waiting(Session session) {
        Waiter waiter = session.waiter();
        return waiter == null ? new byte[0][] : waiter.call().argv();
    }

    private static long bytes(byte[][] argv) {
        long sum = 0;
        for (byte[] argument : argv) {
            sum += argument.length;
        }
        return sum;
    }

    /** Returns the length of a request as a client library writes it. */
    private static int wireBytes(byte[][] argv) {
        int sum = lineBytes(argv.length);
        for (byte[] argument : argv) {
            sum += lineBytes(argument.length) + argument.length + 2;
        }
        return sum;
    }

    private static int lineBytes(int count) {
        return 3 + Integer.toString(count).length();
    }

    private static String flags(Engine engine, Session session) {
        StringBuilder flags = new StringBuilder();
        appendIf(engine.monitors().contains(session), 'O', flags);
        appendIf(session.isReplica(), 'S', flags);
        appendIf(session.isMaster(), 'M', flags);
        appendIf(session.isSubscribed(), 'P', flags);
        appendIf(session.transaction().isOpen(), 'x', flags);
        appendIf(session.waiter() != null || session.isPostponed(), 'b', flags);
        Tracking.State tracking = session.tracking();
        if (tracking != null) {
            flags.append('t');
            appendIf(tracking.isRedirectBroken(), 'R', flags);
            appendIf(tracking.broadcasts(), 'B', flags);
        }
        appendIf(session.transaction().isDirty(), 'd', flags);
        appendIf(session.closesAfterReply(), 'c', flags);
        appendIf(Peers.isUnix(session), 'U', flags);
        appendIf(session.isNoEvict(), 'e', flags);
        return flags.isEmpty() ? "N" : flags.toString();
    }

    private static void appendIf(boolean condition, char flag, StringBuilder flags) {
        if (condition) {
            flags.append(flag);
        }
    }
}
