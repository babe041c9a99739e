package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.acl.Denial;
import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.command.Flag;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The gates that a request passes before it runs, in the order of processCommand in Redis's server.c, because the order
 * shows in which of two errors a client gets.
 */
public final class Dispatcher {
    /** Run at once though a transaction queues. */
    private static final Set<String> NOT_QUEUED = Set.of("exec", "discard", "multi", "watch", "quit", "reset");
    /** Allowed to a RESP2 session that has subscriptions. */
    private static final Set<String> WHILE_SUBSCRIBED = Set.of(
            "ping",
            "subscribe",
            "ssubscribe",
            "unsubscribe",
            "sunsubscribe",
            "psubscribe",
            "punsubscribe",
            "quit",
            "reset");

    private final Engine engine;
    private final CommandTable table;
    private final Costs costs;
    private int nesting;
    private boolean ranOthers;

    Dispatcher(Engine engine, CommandTable table) {
        this.engine = engine;
        this.costs = new Costs(engine);
        this.table = table;
    }

    public CommandTable table() {
        return table;
    }

    /** Takes one request of a session through the gates, past recorder and faults where there are any. */
    void dispatch(Session session, byte[][] argv) {
        session.beginCommand();
        Tap tap = engine.tap();
        if (tap == null || session.isMaster()) {
            process(session, argv);
        } else {
            tap.dispatch(session, argv);
        }
    }

    /** Goes on with a request that was put off. */
    void dispatchAgain(Session session, byte[][] argv) {
        Exchange exchange = session.exchange();
        if (exchange == null) {
            process(session, argv);
        } else {
            engine.tapped().run(session, exchange);
        }
    }

    /** Takes a request through the gates. */
    void process(Session session, byte[][] argv) {
        if (isHttp(argv[0])) {
            // a browser made to talk to Redis: nothing it sent may have an effect, nor does it get an answer
            session.dropOutput();
            engine.close(session);
            return;
        }
        if (engine.config().maxmemoryClients() != 0) {
            // what was sent since the last command counts as well
            engine.eviction().limitClients();
            if (session.isClosed()) {
                return;
            }
        }
        CommandTable.Row row = session.row(argv[0], table);
        Command command = row == null ? null : CommandTable.resolve(row, argv);
        session.used(command == null ? null : command.spec(), engine.nowMillis());
        String refusal = command == null ? unknown(row, argv) : refusal(session, command, argv);
        if (command == null || refusal != null) {
            refuse(session, command, argv, refusal == null ? unknown(row, argv) : refusal);
            return;
        }
        if (!isKindOfReplica(session) && engine.pause().holds(session, command.specOf(engine, argv))) {
            engine.pause().postpone(session, argv);
            return;
        }
        Call call = new Call(engine, session, command, argv);
        if (engine.tracking().isUsed()) {
            engine.tracking().limitKeys();
        }
        if (queues(session, command)) {
            call.exchange(session.exchange());
            session.transaction().queue(call);
            session.reply(Reply.QUEUED);
            return;
        }
        if (engine.tracking().isUsed()) {
            runTracked(call);
        } else {
            run(call);
            session.writeOffset(engine.replication().offset());
            engine.blocking().serveReady();
        }
    }

    private void runTracked(Call call) {
        Tracking tracking = engine.tracking();
        tracking.running(call.session());
        run(call);
        tracking.flushPending();
        call.session().writeOffset(engine.replication().offset());
        engine.blocking().serveReady();
        tracking.ended(call.session(), call.command());
    }

    /** Says whether a session's transaction keeps a command for later. */
    boolean queues(Session session, @Nullable Command command) {
        return command != null
                && session.transaction().isOpen()
                && !NOT_QUEUED.contains(command.spec().fullName());
    }

    /** Refuses a request whatever the gates would say. */
    void refuse(Session session, byte[][] argv, String error) {
        Command command = table.resolve(argv);
        session.used(command == null ? null : command.spec(), engine.nowMillis());
        refuse(session, command, argv, error);
    }

    /** Cross-protocol scripting shows by these words; see securityWarningCommand in Redis's networking.c. */
    private static boolean isHttp(byte[] name) {
        return (name.length == 5 || name.length == 4) && (Args.is(name, "HOST:") || Args.is(name, "POST"));
    }

    private static String unknown(CommandTable.@Nullable Row row, byte[][] argv) {
        return row == null ? Errors.unknownCommand(argv) : Errors.unknownSubcommand(argv);
    }

    /** Returns the error of the first gate that is closed, or null. */
    private @Nullable String refusal(Session session, Command command, byte[][] argv) {
        CommandSpec spec = command.specOf(engine, argv);
        if (!spec.accepts(argv.length)) {
            return Errors.wrongArity(spec.fullName()).text();
        }
        if (session.isMaster()) {
            return null;
        }
        if (spec.is(Flag.PROTECTED) && !engine.config().allowsProtected(spec, session)) {
            return Errors.protectedCommand(spec.fullName());
        }
        if (engine.access().requiresAuthentication(session) && !spec.is(Flag.NO_AUTH)) {
            return Errors.NO_AUTH;
        }
        if (session.transaction().isOpen() && spec.is(Flag.NO_MULTI)) {
            return "ERR Command not allowed inside a transaction";
        }
        Denial denial = engine.access().check(session, command.spec(), argv);
        if (denial != null) {
            return denial.error(spec.fullName());
        }
        return refusalOfServer(session, spec);
    }

    /** The gates that the state of the server closes, not who asks. */
    private @Nullable String refusalOfServer(Session session, CommandSpec spec) {
        if (engine.eviction().lacksMemory() && needsMemory(session, spec)) {
            return Errors.OUT_OF_MEMORY;
        }
        if (engine.replication().lacksReplicas() && writes(session, spec)) {
            return Errors.NO_REPLICAS;
        }
        if (engine.replication().isReadOnly() && writes(session, spec)) {
            return Errors.READ_ONLY_REPLICA;
        }
        if (session.resp() == 2 && session.isSubscribed() && !WHILE_SUBSCRIBED.contains(spec.fullName())) {
            return Errors.whileSubscribed(spec.fullName());
        }
        if (engine.replication().isStale() && !allowsStale(session, spec)) {
            return Errors.MASTER_DOWN;
        }
        String busy = engine.scripts().busyText();
        if (busy != null && !spec.is(Flag.ALLOW_BUSY)) {
            return busy;
        }
        if (isKindOfReplica(session) && touchesData(spec)) {
            return "ERR Replica can't interact with the keyspace";
        }
        return null;
    }

    /** To Redis a monitor is a kind of replica. */
    private boolean isKindOfReplica(Session session) {
        return session.isReplica() || engine.monitors().contains(session);
    }

    private static boolean touchesData(CommandSpec spec) {
        return spec.is(Flag.READONLY) || spec.is(Flag.WRITE) || spec.is(Flag.MAY_REPLICATE);
    }

    private static boolean allowsStale(Session session, CommandSpec spec) {
        return spec.is(Flag.STALE)
                && (!spec.fullName().equals("exec")
                        || session.transaction().queued().stream()
                                .allMatch(call -> call.command().spec().is(Flag.STALE)));
    }

    /** Whatever is queued might need memory, and EXEC when something that it runs does. */
    private static boolean needsMemory(Session session, CommandSpec spec) {
        if (session.transaction().isOpen() && !NOT_QUEUED.contains(spec.fullName())) {
            return true;
        }
        return spec.is(Flag.DENYOOM)
                || (spec.fullName().equals("exec")
                        && session.transaction().queued().stream()
                                .anyMatch(call -> call.command().spec().is(Flag.DENYOOM)));
    }

    /** EXEC writes when something that it runs does. */
    private static boolean writes(Session session, CommandSpec spec) {
        return spec.is(Flag.WRITE)
                || (spec.fullName().equals("exec")
                        && session.transaction().queued().stream()
                                .anyMatch(call -> call.command().spec().is(Flag.WRITE)));
    }

    private void refuse(Session session, @Nullable Command command, byte[][] argv, String error) {
        session.transaction().markBroken();
        engine.stats().countError(error);
        if (command != null) {
            engine.stats().of(command).rejected++;
        }
        if (command != null && command.spec().fullName().equals("exec")) {
            // An EXEC that is refused ends the transaction all the same, and without one says so too.
            session.discard();
            session.reply(Reply.error(Errors.execAbort(error)));
            // monitors saw MULTI, and are to see that the transaction is over
            engine.monitors().show(new Call(engine, session, command, argv));
            return;
        }
        session.reply(Reply.error(error));
    }

    private void run(Call call) {
        Session session = call.session();
        Reply reply = invokeNow(call);
        if (reply == Call.PENDING) {
            Waiter waiter = call.waiter();
            if (waiter == null) {
                throw new IllegalStateException("A call without a waiter can't be pending");
            }
            engine.blocking().add(waiter);
        } else {
            session.reply(reply);
        }
    }

    /** Runs a call of EXEC or of a script and returns its reply, an error reply if it fails. */
    public Reply invoke(Call call) {
        Tap tap = engine.tap();
        return tap == null ? invokeNow(call) : tap.nested(call);
    }

    /** Runs a call, past the tap. */
    Reply invokeNow(Call call) {
        if (!call.isRunningAgain()) {
            engine.stats().commandsProcessed++;
        }
        long dirty = engine.stats().dirty;
        ranOthers = false;
        engine.checkpoints().running(call.command().spec());
        boolean timed = costs.times(call);
        long start = timed ? Stopwatch.nanos() : 0;
        Reply reply = replyOf(call);
        if (timed) {
            call.took(Stopwatch.nanos() - start);
        }
        engine.propagation().noteCall(call, dirty, ranOthers);
        if (call.session().isScript()) {
            // the call of the script goes to replicas as what the script called
            ranOthers = true;
        } else if (nesting == 0) {
            engine.propagation().endUnit(call.command().spec());
        }
        if (!call.isRunningAgain()) {
            engine.monitors().show(call);
        }
        if (engine.tracking().isUsed()) {
            engine.tracking().ran(call);
        }
        if (reply != Call.PENDING) {
            count(call, reply);
        }
        return reply;
    }

    /** Counts a call that has its reply; one that waits is counted when it ends. */
    void count(Call call, Reply reply) {
        boolean failed = reply instanceof Reply.Err;
        if (reply instanceof Reply.Err error && !call.isErrorCounted()) {
            engine.stats().countError(error.text());
        }
        costs.count(call, failed);
    }

    private static Reply replyOf(Call call) {
        try {
            return call.command().run(call);
        } catch (CommandException error) {
            return Reply.error(error.text());
        } catch (RuntimeException bug) {
            // a defect of ours must not take the connection, and with it the user's test, down silently
            // asked for here because to find one takes a JVM longer than to start everything else
            System.getLogger(Dispatcher.class.getName())
                    .log(
                            System.Logger.Level.ERROR,
                            "A defect in " + call.command().spec().fullName(),
                            bug);
            return Reply.error("ERR internal error in " + call.command().spec().fullName() + ": " + bug);
        } catch (OutOfMemoryError tooMuch) {
            // real Redis would end; the JVM of a test must not, nor may a hostile client's command end the connection's
            // thread
            return Reply.error(Errors.JVM_OUT_OF_MEMORY);
        } catch (StackOverflowError tooDeep) {
            return Reply.error("ERR stack overflow in " + call.command().spec().fullName());
        }
    }

    /** Returns the error reply of a call that did not run, and counts the error. */
    public Reply failed(String error) {
        engine.stats().countError(error);
        return Reply.error(error);
    }

    /** Runs a request that comes from no client, past all gates but arity; it can't wait. */
    public Reply direct(Session session, byte[][] argv) {
        Command command = table.resolve(argv);
        if (command == null) {
            return Reply.error(unknown(table.find(argv[0]), argv));
        }
        if (!command.spec().accepts(argv.length)) {
            return Reply.error(Errors.wrongArity(command.spec().fullName()).text());
        }
        Reply[] reply = new Reply[] {Reply.NONE};
        nested(() -> reply[0] = invokeNow(new Call(engine, session, command, argv)));
        return reply[0];
    }

    /** Runs calls within a call: none of them may wait. */
    public void nested(Runnable calls) {
        nesting++;
        try {
            calls.run();
        } finally {
            nesting--;
            ranOthers = true;
        }
    }

    boolean deniesBlocking() {
        return nesting > 0;
    }

    /** Runs a waiting call again for a key that became ready. */
    Reply runAgain(Call call, byte[] key) {
        call.again(key);
        return invokeNow(call);
    }
}
