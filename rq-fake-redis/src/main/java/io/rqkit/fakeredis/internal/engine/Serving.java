package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.resp.ProtocolException;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Decodes what clients sent and executes it, and goes on with those who had to wait. Who asks for more than this JVM can
 * hold loses the connection; everybody else is served on.
 */
final class Serving {
    /** So many bytes of replies are sent before the next request of the same client is executed. */
    private static final int MAX_UNSENT_REPLIES = 16 << 20;

    private final Engine engine;
    private final Deque<Session> resumed = new ArrayDeque<>();
    private final Queue<Session> gone = new ConcurrentLinkedQueue<>();

    Serving(Engine engine) {
        this.engine = engine;
    }

    /** Has a session go on with what it has sent meanwhile. */
    void resume(Session session) {
        resumed.add(session);
    }

    /** Notes that a client is gone. May be called without the lock. */
    void noteGone(Session session) {
        gone.add(session);
    }

    /** Says whether sessions of clients who are gone are still to be ended. May be called without the lock. */
    boolean hasGone() {
        return !gone.isEmpty();
    }

    /** Ends the sessions of clients who are gone. */
    void endGone() {
        for (Session session = gone.poll(); session != null; session = gone.poll()) {
            engine.close(session);
        }
    }

    /**
     * Executes what bytes of a client complete. Called under the lock.
     *
     * @return whether there is more to execute once the replies so far are sent
     */
    boolean take(Session session, byte[] bytes, int offset, int length) {
        try {
            session.decoder().feed(bytes, offset, length);
            boolean more = serve(session, MAX_UNSENT_REPLIES);
            session.decoder().release();
            engine.eviction().limitClients();
            engine.eviction().runDue();
            return more;
        } catch (OutOfMemoryError | StackOverflowError tooMuch) {
            abandon(session, tooMuch);
            return false;
        }
    }

    /** Serves the sessions that something woke, and those that they wake in turn. */
    void goOn() {
        while (!resumed.isEmpty()) {
            Session session = resumed.poll();
            try {
                goOn(session);
            } catch (OutOfMemoryError | StackOverflowError tooMuch) {
                abandon(session, tooMuch);
            }
        }
    }

    private void goOn(Session session) {
        byte[][] request = session.postponed();
        if (request != null && !session.isClosed()) {
            session.postponed(null);
            engine.sampleTime();
            engine.dispatcher().dispatchAgain(session, request);
        }
        serve(session, Integer.MAX_VALUE);
    }

    /** Executes complete requests until there are none, the session must wait, or many replies are to be sent. */
    private boolean serve(Session session, int mostUnsent) {
        while (session.canServe()) {
            if (session.outputLength() > mostUnsent) {
                return true;
            }
            byte[][] request;
            try {
                request = session.decoder().next();
            } catch (ProtocolException broken) {
                beginAfterEmpty(session);
                // a reply that is to be skipped may be this one
                session.beginCommand();
                session.reply(Reply.error(broken.text()));
                engine.stats().countError(broken.text());
                session.closeAfterReply();
                break;
            }
            beginAfterEmpty(session);
            if (request == null) {
                break;
            }
            engine.sampleTime();
            engine.dispatcher().dispatch(session, request);
            if (session.isMaster()) {
                engine.replication().applied();
            }
        }
        if (session.closesAfterReply() && !session.isClosed()) {
            engine.close(session);
        } else if (isOverQueryLimit(session)) {
            engine.drop(session);
        } else if (session.decoder().isPartial()) {
            // whoever sends is not idle, though what was sent is no whole command
            engine.sampleTime();
            session.used(session.lastCommand(), engine.nowMillis());
        }
        return false;
    }

    /** A reply is skipped in vain when the request has no word. */
    private static void beginAfterEmpty(Session session) {
        for (int count = session.decoder().takeEmpty(); count > 0; count--) {
            session.beginCommand();
        }
    }

    /** Redis says no word to such a client. */
    private boolean isOverQueryLimit(Session session) {
        return !session.isClosed() && !session.isMaster() && session.decoder().isOverLimit();
    }

    /** Real Redis would end for lack of memory; a fake must not take the JVM of a test with it. */
    void abandon(Session session, VirtualMachineError tooMuch) {
        session.dropOutput();
        engine.drop(session);
        // asked for here because to find a logger takes a JVM longer than to start everything else
        System.getLogger(Serving.class.getName())
                .log(
                        System.Logger.Level.WARNING,
                        "Client " + session.id() + " at " + session.address() + " was disconnected: "
                                + tooMuch.getMessage());
    }
}
