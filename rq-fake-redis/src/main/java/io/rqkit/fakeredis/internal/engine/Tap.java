package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.fault.Fault;
import io.rqkit.fakeredis.fault.Faults;
import io.rqkit.fakeredis.fault.When.Place;
import io.rqkit.fakeredis.internal.resp.ByteSink;
import io.rqkit.fakeredis.internal.resp.Reply;
import io.rqkit.fakeredis.internal.resp.ReplyEncoder;
import io.rqkit.fakeredis.record.RecordedCommand;
import io.rqkit.fakeredis.record.RecordedCommand.Origin;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What stands around each request while commands are recorded or faults wait. When neither is the case the engine does
 * without, so that it costs nothing.
 */
public final class Tap {
    private final Engine engine;
    private final Recorder recorder = new Recorder();
    private final Holds holds;
    private final FaultSet faults;
    private final AutoAdvance autoAdvance;
    private volatile @Nullable Gate gate;
    private final ByteSink scratch = new ByteSink();
    private long count;
    private @Nullable Crasher crasher;
    /** The request or nested call that runs. */
    private @Nullable Exchange running;
    /** The request within which it does. */
    private @Nullable Exchange outermost;

    Tap(Engine engine) {
        this.engine = engine;
        this.holds = new Holds(engine);
        this.faults = new FaultSet(engine, holds);
        this.autoAdvance = new AutoAdvance(engine);
    }

    /** Returns who decides when threads may send something in-process, or null when they may at any time. */
    public @Nullable Gate gate() {
        return gate;
    }

    public void gate(@Nullable Gate newGate) {
        gate = newGate;
    }

    /** Returns what moves the clock when nobody has anything left to do. */
    public AutoAdvance autoAdvance() {
        return autoAdvance;
    }

    /** Says whether commands are recorded or faults wait. */
    public boolean isNeeded() {
        return recorder.isOn() || !faults.isEmpty() || crasher != null;
    }

    Holds holds() {
        return holds;
    }

    /** Returns the faults; of use without the lock. */
    public Faults faults() {
        return faults;
    }

    /** Says who stops listening while connections are refused; called without the lock. */
    public void onRefusal(Consumer<Boolean> listener) {
        faults.onRefusal(listener);
    }

    /** Says whether a fault refuses a connection that is about to be made; of use without the lock. */
    public boolean refusesConnection() {
        return engine.tap() != null && faults.underLock(() -> isDead() || faults.meets(Fault.RefuseConnections.class));
    }

    /** Says whether a fault turns a connection away that was just made. */
    boolean turnsAway() {
        return isDead() || faults.meets(Fault.TooManyClients.class);
    }

    private boolean isDead() {
        return crasher != null && crasher.hasCrashed();
    }

    /** Keeps the last {@code count} commands from now on, 0 for none; of use without the lock. */
    public void record(int count) {
        int checked = checkedCount(count);
        engine.execute(() -> {
            recorder.keep(checked);
            engine.tapChanged();
        });
    }

    /** Returns the number of commands to keep, or refuses it. */
    public static int checkedCount(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("The number of commands to keep can't be " + count);
        }
        return count;
    }

    /** Returns the commands that are kept; of use without the lock. */
    public List<RecordedCommand> recorded() {
        return faults.underLock(recorder::all);
    }

    /** Returns how many commands have been noted so far; of use without the lock. */
    public long recordedCount() {
        return faults.underLock(() -> count);
    }

    /** Returns the commands that were noted after so many, each as a line, as far as they are kept. */
    public List<String> linesSince(long number) {
        return recorded().stream()
                .filter(command -> command.number() > number && !command.isInScript())
                .map(RecordedCommand::toString)
                .toList();
    }

    /** Forgets the commands that are kept; of use without the lock. */
    public void clearRecorded() {
        engine.execute(recorder::clear);
    }

    /** Takes a request through. */
    void dispatch(Session session, byte[][] argv) {
        Command command = engine.dispatcher().table().resolve(argv);
        boolean queues = engine.dispatcher().queues(session, command);
        Exchange exchange = begin(session, argv, command, queues ? Origin.TRANSACTION : Origin.CLIENT, null);
        session.exchange(exchange);
        if (crasher != null && crashes(session, exchange, crasher)) {
            return;
        }
        if (!faults.isEmpty()) {
            Injected fault = faults.choose(exchange, queues ? Place.IN_MULTI : Place.CLIENT);
            int start = session.outputLength();
            if (fault != null && faults.before(exchange, fault)) {
                settle(session, start);
                return;
            }
        }
        run(session, exchange);
    }

    private boolean crashes(Session session, Exchange exchange, Crasher crash) {
        Crasher.Cut cut = crash.meet(exchange);
        if (cut == Crasher.Cut.BEFORE) {
            exchange.fate("process died before it ran");
            crash.crash(engine);
            settle(session, session.outputLength());
            return true;
        }
        if (cut == Crasher.Cut.AFTER) {
            exchange.crasher(crash);
        }
        return false;
    }

    /** Lets somebody count commands and cut all connections; null to end it. Of use without the lock. */
    public void crasher(@Nullable Crasher newCrasher) {
        engine.execute(() -> {
            crasher = newCrasher;
            engine.tapChanged();
        });
    }

    /** Runs a request that has passed the faults. */
    void run(Session session, Exchange exchange) {
        int start = session.outputLength();
        // not always null: while a script is busy other sessions are answered
        Exchange outer = running;
        Exchange outerRequest = outermost;
        running = exchange;
        outermost = exchange;
        try {
            engine.dispatcher().process(session, exchange.argv());
        } finally {
            running = outer;
            outermost = outerRequest;
        }
        settle(session, start);
    }

    private Exchange begin(
            Session session, byte[][] argv, @Nullable Command command, Origin origin, @Nullable Exchange caller) {
        Exchange exchange = new Exchange(++count, session, argv, command, engine.nowMicros(), origin, caller);
        if (recorder.isOn()) {
            recorder.add(exchange);
        }
        return exchange;
    }

    /** Notes the reply to a session's request, which stands in its output from {@code start} on, and lets faults at it. */
    void settle(Session session, int start) {
        Exchange exchange = session.exchange();
        if (exchange == null || session.waiter() != null || session.postponed() != null) {
            return;
        }
        session.exchange(null);
        exchange.ended(session.output(), start, Math.max(0, session.outputLength() - start));
        Crasher crash = exchange.crasher();
        if (crash != null) {
            exchange.fate("process died after it ran, reply lost");
            session.dropOutput(start);
            crash.crash(engine);
            return;
        }
        Injected fault = exchange.fault();
        if (fault != null && !session.isClosed()) {
            faults.after(exchange, fault, start);
        }
    }

    /** Runs a call within EXEC or a script. */
    Reply nested(Call call) {
        Exchange caller = running;
        Exchange exchange = call.exchange();
        boolean inExec = exchange != null || (caller != null && caller.isExec());
        if (exchange == null) {
            Origin origin = inExec ? Origin.TRANSACTION : Origin.SCRIPT;
            // a script's calls are made in the name of a session of its own
            Session client = caller == null ? call.session() : caller.session();
            exchange = begin(client, call.argv(), call.command(), origin, inExec ? null : caller);
        }
        Injected fault = faults.isEmpty() ? null : faults.choose(exchange, inExec ? Place.IN_EXEC : Place.IN_SCRIPT);
        Reply reply;
        if (fault != null && fault.fault() instanceof Fault.Error error) {
            exchange.fate("fault");
            reply = Reply.error(error.text());
        } else {
            running = exchange;
            try {
                reply = engine.dispatcher().invokeNow(call);
            } finally {
                running = caller;
            }
        }
        if (fault != null && outermost != null && !(fault.fault() instanceof Fault.Error)) {
            // what runs within can't be undone: the reply of the whole is what suffers
            outermost.fault(fault);
        }
        note(exchange, reply, call.session().resp());
        return reply;
    }

    private void note(Exchange exchange, Reply reply, int resp) {
        if (reply != Call.PENDING && recorder.isOn()) {
            ReplyEncoder.encode(reply, resp, scratch);
            exchange.ended(scratch.array(), 0, scratch.length());
            scratch.clear();
        }
    }
}
