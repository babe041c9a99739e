package io.rqkit.fakeredis.internal.command.connection;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.PubSub;
import io.rqkit.fakeredis.internal.engine.Session;
import io.rqkit.fakeredis.internal.engine.Transaction;
import io.rqkit.fakeredis.internal.engine.Waiter;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.nio.charset.StandardCharsets;

/** CLIENT LIST and CLIENT INFO: a line a client, as catClientInfoString in Redis's networking.c writes it. */
final class ClientList {
    private static final CommandException INVALID_ID = new CommandException("ERR Invalid client ID");
    private static final int MILLIS_A_SECOND = 1000;
    /** What Redis allocates for replies to a new client. */
    private static final int REPLY_BUFFER = 16384;
    /** What Redis allocates for a request, and for a client's record. */
    private static final int QUERY_BUFFER = 20474;

    private static final int RECORD_BYTES = 800;
    private static final int POINTER_BYTES = 8;
    /** Numbers below are taken by the server's own files. */
    private static final int FIRST_DESCRIPTOR = 5;

    private ClientList() {}

    static Reply info(Call call) {
        return text(line(call, call.session()));
    }

    static Reply list(Call call) {
        StringBuilder lines = new StringBuilder();
        if (call.argc() == 4 && call.argIs(2, "TYPE")) {
            ClientType type = ClientType.parse(call.arg(3));
            call.engine().sessions().stream().filter(type::has).forEach(s -> lines.append(line(call, s)));
        } else if (call.argc() > 3 && call.argIs(2, "ID")) {
            appendById(call, lines);
        } else if (call.argc() == 2) {
            call.engine().sessions().forEach(s -> lines.append(line(call, s)));
        } else {
            throw Errors.SYNTAX;
        }
        return text(lines.toString());
    }

    private static void appendById(Call call, StringBuilder lines) {
        for (int i = 3; i < call.argc(); i++) {
            Session session = call.engine().session(call.longArg(i, INVALID_ID));
            if (session != null) {
                lines.append(line(call, session));
            }
        }
    }

    private static Reply text(String text) {
        return new Reply.Verbatim("txt", text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String line(Call call, Session session) {
        Transaction transaction = session.transaction();
        byte[][] argv = argv(call, session);
        int unread = session.unread() + (session == call.session() ? wireBytes(argv) : 0);
        int unused = unread == 0 ? 0 : Math.max(0, QUERY_BUFFER - unread);
        long argvBytes = bytes(argv);
        long queuedBytes = queuedBytes(transaction);
        CommandSpec last = session.lastCommand();
        return "id=" + session.id()
                + " addr=" + session.address()
                + " laddr=" + session.localAddress()
                + " fd=" + (FIRST_DESCRIPTOR + session.id())
                + " name=" + session.name()
                + " age=" + (call.nowMillis() - session.createdMillis()) / MILLIS_A_SECOND
                + " idle=" + (call.nowMillis() - session.lastUsedMillis()) / MILLIS_A_SECOND
                + " flags=" + flags(call, session)
                + " db=" + session.database()
                + " sub=" + session.subscriptions(PubSub.Kind.CHANNEL).size()
                + " psub=" + session.subscriptions(PubSub.Kind.PATTERN).size()
                + " ssub=" + session.subscriptions(PubSub.Kind.SHARD).size()
                + " multi=" + (transaction.isOpen() ? transaction.queued().size() : -1)
                + " qbuf=" + unread
                + " qbuf-free=" + unused
                + " argv-mem=" + argvBytes
                + " multi-mem=" + queuedBytes
                + " rbs=" + REPLY_BUFFER
                + " rbp=" + REPLY_BUFFER
                + " obl=0 oll=0 omem=0"
                + " tot-mem=" + (RECORD_BYTES + REPLY_BUFFER + unread + unused + argvBytes + queuedBytes)
                + " events=r"
                + " cmd=" + (last == null ? "NULL" : last.fullName())
                + " user=" + Authentication.DEFAULT_USER
                + " redir=-1"
                + " resp=" + session.resp()
                + "\n";
    }

    /** Returns the arguments that a session holds now: of what runs, or of what waits. */
    private static byte[][] argv(Call call, Session session) {
        if (session == call.session()) {
            return call.argv();
        }
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

    private static long queuedBytes(Transaction transaction) {
        long sum = 0;
        for (Call queued : transaction.queued()) {
            sum += bytes(queued.argv()) + (long) POINTER_BYTES * queued.argc();
        }
        return sum;
    }

    private static String flags(Call call, Session session) {
        StringBuilder flags = new StringBuilder();
        appendIf(call.engine().monitors().contains(session), 'O', flags);
        appendIf(session.isSubscribed(), 'P', flags);
        appendIf(session.transaction().isOpen(), 'x', flags);
        appendIf(session.waiter() != null || session.isPostponed(), 'b', flags);
        appendIf(session.transaction().isDirty(), 'd', flags);
        appendIf(session.closesAfterReply(), 'c', flags);
        appendIf(session.isNoEvict(), 'e', flags);
        return flags.isEmpty() ? "N" : flags.toString();
    }

    private static void appendIf(boolean condition, char flag, StringBuilder flags) {
        if (condition) {
            flags.append(flag);
        }
    }
}
