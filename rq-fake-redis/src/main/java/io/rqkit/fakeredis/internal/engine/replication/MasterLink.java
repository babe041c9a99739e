package io.rqkit.fakeredis.internal.engine.replication;

import io.rqkit.fakeredis.internal.engine.Config;
import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.engine.Propagation;
import io.rqkit.fakeredis.internal.engine.Session;
import io.rqkit.fakeredis.internal.rdb.CorruptRdbException;
import io.rqkit.fakeredis.internal.resp.ByteSink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way to the master whose data this server copies: it introduces itself, copies everything or goes on where it was,
 * and then runs the master's commands as they come. A link that breaks is made again, at once and then every second.
 */
public final class MasterLink {
    private static final int MILLIS_A_SECOND = 1000;
    private static final int ID_LENGTH = 40;

    private final Engine engine;
    private final Replication replication;
    private final String host;
    private final int port;
    private final boolean promotes;
    private final Deque<byte[]> introduction = new ArrayDeque<>();
    /** What has arrived of a line, before data. */
    private final StringBuilder line = new StringBuilder();
    /** What has arrived of the stream and is not counted as applied yet. */
    private final ByteSink unapplied = new ByteSink();

    private State state = State.CONNECT;
    private @Nullable Session session;
    private @Nullable Transfer transfer;
    /** Tells answers of an older connection from those of the present one. */
    private int attempt;

    private long received;
    private long startOffset;
    private long retryMillis;
    private long heardMillis;
    private long downSinceMillis;
    private long ackMillis;
    private boolean asked;

    /** How far the link is, with the word by which ROLE names it. */
    public enum State {
        CONNECT("connect"),
        CONNECTING("connecting"),
        HANDSHAKE("handshake"),
        TRANSFER("sync"),
        CONNECTED("connected");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** Returns the state as ROLE names it. */
        public String word() {
            return word;
        }
    }

    MasterLink(Engine engine, Replication replication, String host, int port, boolean promotes) {
        this.engine = engine;
        this.replication = replication;
        this.host = host;
        this.port = port;
        this.promotes = promotes;
        this.downSinceMillis = engine.nowMillis();
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public State state() {
        return state;
    }

    /** Says whether the master's commands come in. */
    public boolean isUp() {
        return state == State.CONNECTED;
    }

    /** Returns the session in whose name the master's commands run, or null while there is none. */
    public @Nullable Session session() {
        return session;
    }

    /** Returns when something came from the master last. */
    public long heardMillis() {
        return heardMillis;
    }

    /** Returns since when the link is not up. */
    public long downSinceMillis() {
        return downSinceMillis;
    }

    /** Returns how many bytes of a copy have come, and how many there will be (-1 if unknown); null when none is under way. */
    public long @Nullable [] progress() {
        Transfer copying = transfer;
        return copying == null ? null : new long[] {copying.received(), copying.expected()};
    }

    /** Returns how much of the stream has arrived, applied or not. */
    public long readOffset() {
        return startOffset + received;
    }

    /** Begins to connect. */
    void connect() {
        int mine = ++attempt;
        state = State.CONNECTING;
        heardMillis = engine.nowMillis();
        line.setLength(0);
        introduce();
        Dialer.Answers answers = new Dialer.Answers() {
            @Override
            public void receive(byte[] bytes, int offset, int length) {
                engine.execute(() -> {
                    if (attempt == mine) {
                        take(bytes, offset, length);
                    }
                });
            }

            @Override
            public void ended() {
                engine.execute(() -> {
                    if (attempt == mine) {
                        lost();
                    }
                });
            }
        };
        Session opened = engine.connectToMaster(replication.dialer().dial(host, port, answers), host + ":" + port);
        session = opened;
        opened.raw(Propagation.encode("PING"));
    }

    private void introduce() {
        Config config = engine.config();
        introduction.clear();
        asked = false;
        String password = config.value("masterauth");
        String user = config.value("masteruser");
        if (!password.isEmpty()) {
            introduction.add(
                    user.isEmpty() ? Propagation.encode("AUTH", password) : Propagation.encode("AUTH", user, password));
        }
        String announcedPort = config.value("replica-announce-port");
        introduction.add(Propagation.encode(
                "REPLCONF", "listening-port", announcedPort.equals("0") ? config.value("port") : announcedPort));
        if (!config.value("replica-announce-ip").isEmpty()) {
            introduction.add(Propagation.encode("REPLCONF", "ip-address", config.value("replica-announce-ip")));
        }
        introduction.add(Propagation.encode("REPLCONF", "capa", "eof", "capa", "psync2"));
    }

    private void take(byte[] bytes, int offset, int length) {
        heardMillis = engine.nowMillis();
        int at = offset;
        int end = offset + length;
        while (at < end && state != State.CONNECT) {
            at += switch (state) {
                case CONNECT -> 0;
                case CONNECTING, HANDSHAKE -> takeLine(bytes, at, end);
                case TRANSFER -> takeData(bytes, at, end);
                case CONNECTED -> takeStream(bytes, at, end);
            };
        }
    }

    private int takeLine(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] != '\n') {
            line.append((char) (bytes[at++] & 0xff));
        }
        if (at == end) {
            return at - from;
        }
        String text = line.toString().strip();
        line.setLength(0);
        // an empty line only says that the master lives
        if (!text.isEmpty()) {
            answered(text);
        }
        return at + 1 - from;
    }

    /** Takes an answer to what was sent last, and sends what comes next. */
    private void answered(String answer) {
        if (asked) {
            answeredToRequest(answer);
            return;
        }
        boolean first = state == State.CONNECTING;
        if (first && answer.startsWith("-") && !isHarmless(answer) || isAuthentication(answer)) {
            fail();
            return;
        }
        state = State.HANDSHAKE;
        byte[] next = introduction.poll();
        if (next != null) {
            send(next);
            return;
        }
        asked = true;
        send(replication.request(promotes && replication.failover().isUnderWay()));
    }

    /** A master that wants a password says so to PING. */
    private static boolean isHarmless(String answer) {
        return answer.startsWith("-NOAUTH")
                || answer.startsWith("-NOPERM")
                || answer.startsWith("-ERR operation not permitted");
    }

    private static boolean isAuthentication(String answer) {
        return answer.startsWith("-WRONGPASS") || answer.startsWith("-ERR AUTH");
    }

    private void answeredToRequest(String answer) {
        boolean continues = answer.startsWith("+CONTINUE");
        if (promotes && !answer.startsWith("$")) {
            replication.failover().answered(continues || answer.startsWith("+FULLRESYNC "));
            if (replication.master() != this) {
                return;
            }
        }
        if (transferIsDue(answer)) {
            return;
        }
        if (continues) {
            String id = answer.substring("+CONTINUE".length()).strip();
            replication.continueHistory(id);
            begin();
        } else {
            fail();
        }
    }

    /** Takes the two lines before data: what history they are of, then how to find their end. */
    private boolean transferIsDue(String answer) {
        if (answer.startsWith("+FULLRESYNC ")) {
            List<String> words = new ArrayList<>(Arrays.asList(answer.split(" ")));
            if (words.size() != 3 || words.get(1).length() != ID_LENGTH) {
                fail();
                return true;
            }
            replication.expectHistory(words.get(1), Long.parseLong(words.get(2)));
            return true;
        }
        if (!answer.startsWith("$")) {
            return false;
        }
        transfer = new Transfer(answer);
        state = State.TRANSFER;
        return true;
    }

    private int takeData(byte[] bytes, int from, int end) {
        Transfer copying = transfer;
        if (copying == null) {
            throw new IllegalStateException("Nothing is being copied");
        }
        int taken = copying.take(bytes, from, end - from);
        if (copying.isWhole()) {
            transfer = null;
            try {
                replication.copied(copying.data());
            } catch (CorruptRdbException corrupt) {
                fail();
                return taken;
            }
            begin();
            if (copying.isToBeAcknowledged()) {
                acknowledge();
            }
        }
        return taken;
    }

    private void begin() {
        state = State.CONNECTED;
        startOffset = replication.offset();
        received = 0;
        unapplied.clear();
        ackMillis = engine.nowMillis();
        replication.deadlinesChanged();
    }

    private int takeStream(byte[] bytes, int from, int end) {
        int count = end - from;
        Session running = session;
        if (running != null) {
            received += count;
            unapplied.put(bytes, from, count);
            replication.applying(true);
            try {
                engine.apply(running, bytes, from, count);
            } finally {
                replication.applying(false);
            }
        }
        return count;
    }

    /** Notes that the master's commands have been run up to here, unless in the middle of a transaction. */
    void applied() {
        Session running = session;
        if (running == null || running.transaction().isOpen()) {
            return;
        }
        int count = unapplied.length() - running.unread();
        if (count > 0) {
            byte[] all = unapplied.toByteArray();
            unapplied.clear();
            unapplied.put(all, count, all.length - count);
            replication.passOn(Arrays.copyOf(all, count));
        }
    }

    /** Tells the master how much was applied. */
    public void acknowledge() {
        ackMillis = engine.nowMillis();
        if (isUp()) {
            send(Propagation.encode("REPLCONF", "ACK", replication.offset()));
        }
    }

    private void send(byte[] request) {
        Session open = session;
        if (open != null) {
            open.raw(request);
        }
    }

    /** Gives up for now, and tries again after a second. */
    private void fail() {
        drop();
        retryMillis = engine.nowMillis() + MILLIS_A_SECOND;
        replication.deadlinesChanged();
    }

    /** The connection is gone; one that was up is made again at once. */
    private void lost() {
        boolean again = isUp();
        drop();
        retryMillis = engine.nowMillis() + (again ? 0 : MILLIS_A_SECOND);
        if (again) {
            connect();
        }
        replication.deadlinesChanged();
    }

    /** Ends the connection; answers that still come are not listened to. */
    void drop() {
        attempt++;
        if (isUp()) {
            downSinceMillis = engine.nowMillis();
        }
        state = State.CONNECT;
        transfer = null;
        Session open = session;
        session = null;
        if (open != null) {
            engine.close(open);
        }
    }

    /** Breaks the connection, as CLIENT KILL TYPE master does: it is made again at once. */
    void sessionClosed(Session closed) {
        if (closed == session) {
            lost();
        }
    }

    long nextMillis() {
        long timeOut = heardMillis + (replication.number("repl-timeout") + 1) * MILLIS_A_SECOND;
        return switch (state) {
            case CONNECT -> retryMillis;
            case CONNECTING, HANDSHAKE, TRANSFER -> timeOut;
            case CONNECTED -> Math.min(timeOut, ackMillis + MILLIS_A_SECOND);
        };
    }

    void runDue() {
        long now = engine.nowMillis();
        if (nextMillis() > now) {
            return;
        }
        if (state == State.CONNECT) {
            connect();
        } else if (heardMillis + (replication.number("repl-timeout") + 1) * MILLIS_A_SECOND <= now) {
            lost();
        } else {
            acknowledge();
        }
    }
}
