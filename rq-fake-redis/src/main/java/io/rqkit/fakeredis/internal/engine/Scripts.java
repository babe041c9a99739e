package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.acl.AclLog;
import io.rqkit.fakeredis.internal.acl.Denial;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.command.Flag;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The script that runs, if any, and its way to other commands. Follows script.c in Redis; it knows nothing of Lua.
 *
 * <p>A script that runs for longer than busy-reply-threshold goes on without the server's lock and takes it for each
 * command that it calls: meanwhile other clients get the answer BUSY, and may kill it.
 */
public final class Scripts {
    private static final String WRONG_ARITY = "ERR Wrong number of args calling Redis command from script";
    private static final String UNKNOWN = "ERR Unknown Redis command called from script";
    private static final String NOT_ALLOWED = "ERR This Redis command is not allowed from script";
    private static final String STALE = "ERR Can not execute the command on a stale replica";
    private static final int KNOWN = 128;
    private static final String READ_ONLY = "ERR Write commands are not allowed from read-only scripts.";

    private final Engine engine;
    private final ReentrantLock lock;
    private final Condition idle;
    private final byte[] @Nullable [] knownNames = new byte[KNOWN][];
    private final @Nullable Command[] known = new Command[KNOWN];
    private @Nullable ScriptRun running;
    private int holds;
    private boolean allowsAll;
    private volatile boolean ending;

    Scripts(Engine engine, ReentrantLock lock) {
        this.engine = engine;
        this.lock = lock;
        this.idle = lock.newCondition();
    }

    /** Lets scripts call commands that are not for them, as Redis's own tests want it. */
    public void allowAll(boolean yes) {
        allowsAll = yes;
    }

    /** Returns the script that runs, or null. */
    public @Nullable ScriptRun running() {
        return running;
    }

    /** Says whether a script runs while others are answered. */
    boolean isBusy() {
        return running != null && running.isBusy();
    }

    /** Waits until no script runs without the lock, which the caller must hold. */
    void awaitIdle() {
        while (isBusy()) {
            idle.awaitUninterruptibly();
        }
    }

    /** Begins a run, which {@link #end} must follow. */
    public void begin(ScriptRun run) {
        running = run;
    }

    /** Ends a run, on the thread that began it. */
    public void end(ScriptRun run) {
        if (run.isBusy()) {
            for (int i = 0; i < holds; i++) {
                lock.lock();
            }
        }
        running = null;
        if (run.isBusy()) {
            idle.signalAll();
            engine.activeExpiry().resumed();
        }
    }

    /**
     * To be called by a script from time to time, on its thread; lets others in when it has run for too long.
     *
     * @return whether the script must end
     */
    public boolean poll(ScriptRun run) {
        long threshold = engine.config().busyReplyThreshold();
        if (threshold > 0 && !run.isBusy() && run.elapsedMillis() >= threshold) {
            run.becomeBusy();
            holds = lock.getHoldCount();
            for (int i = 0; i < holds; i++) {
                lock.unlock();
            }
        }
        return mustEnd(run);
    }

    /** Says whether a script must end at once. */
    public boolean mustEnd(ScriptRun run) {
        return run.isKilled() || ending;
    }

    /** Ends whatever script runs, and any that begins. */
    void endAll() {
        ending = true;
    }

    /** Has the running script end, as SCRIPT KILL and FUNCTION KILL do. */
    public Reply kill(boolean eval) {
        ScriptRun run = running;
        if (run == null) {
            return Reply.error("NOTBUSY No scripts in execution right now.");
        }
        if (run.hasWritten()) {
            return Reply.error(
                    "UNKILLABLE Sorry the script already executed write commands against the dataset. You can either"
                            + " wait the script termination or kill the server in a hard way using the SHUTDOWN NOSAVE"
                            + " command.");
        }
        if (run.isEval() != eval) {
            return Reply.error(busyTextOf(run));
        }
        run.kill();
        return Reply.OK;
    }

    /** Returns what clients are told while a script runs, or null when none does for too long. */
    public @Nullable String busyText() {
        ScriptRun run = running;
        return run != null && run.isBusy() ? busyTextOf(run) : null;
    }

    /** Returns what clients are told while a certain script runs. */
    public String busyTextOf(ScriptRun run) {
        return "BUSY Redis is busy running a script. You can only call " + (run.isEval() ? "SCRIPT" : "FUNCTION")
                + " KILL or SHUTDOWN NOSAVE.";
    }

    /**
     * Takes the lock for a call by a script, unless the script has it because it is not busy.
     *
     * @return what to give to {@link #leave}
     */
    public boolean enter(ScriptRun run) {
        boolean busy = run.isBusy();
        if (busy) {
            lock.lock();
        }
        return busy;
    }

    /** Ends what {@link #enter} began. The reply has to be read before: it may share arrays with the data. */
    public void leave(boolean locked) {
        if (locked) {
            lock.unlock();
        }
    }

    /** Says whether the user who called a script may run a command; null when there is no such command. */
    public @Nullable Boolean allows(ScriptRun run, byte[][] argv) {
        Command command = engine.dispatcher().table().resolve(argv);
        if (command == null) {
            return null;
        }
        return run.caller().session().user().check(command.spec(), argv) == null;
    }

    /** Runs a command for a script, between {@link #enter} and {@link #leave}. Errors have been counted when this returns. */
    public Reply call(ScriptRun run, byte[][] argv) {
        Command command = resolve(argv);
        if (command == null) {
            return refuse(null, UNKNOWN);
        }
        if (!command.spec().accepts(argv.length)) {
            return refuse(command, WRONG_ARITY);
        }
        if (command.spec().is(Flag.NOSCRIPT) && !allowsAll) {
            return refuse(command, NOT_ALLOWED);
        }
        if (engine.replication().isStale() && !command.spec().is(Flag.STALE)) {
            return refuse(command, STALE);
        }
        Denial denial = engine.access().check(run.caller().session(), command.spec(), argv, AclLog.Context.LUA);
        if (denial != null) {
            return refuse(command, "ERR " + denial.errorInScript());
        }
        String refusal = refusal(run, command);
        if (refusal != null) {
            return refuse(command, refusal);
        }
        if (command.spec().is(Flag.WRITE)) {
            run.noteWrite();
        }
        return engine.dispatcher().invoke(new Call(engine, run.session(), command, argv));
    }

    /** A script's constants are the same arrays each time it runs, by which the command is found again. */
    private @Nullable Command resolve(byte[][] argv) {
        byte[] name = argv[0];
        int slot = name.length == 0 ? 0 : (name[0] * 7 + name[name.length - 1] + name.length) & KNOWN - 1;
        if (knownNames[slot] == name) {
            return known[slot];
        }
        CommandTable.Row row = engine.dispatcher().table().find(name);
        if (row != null && row.subcommands().isEmpty()) {
            knownNames[slot] = name;
            known[slot] = row.command();
        }
        return row == null ? null : CommandTable.resolve(row, argv);
    }

    /** What depends on the script and on the state of the server. */
    private @Nullable String refusal(ScriptRun run, Command command) {
        boolean writes = command.spec().is(Flag.WRITE);
        if (run.isReadOnly() && (writes || command.spec().is(Flag.MAY_REPLICATE))) {
            return READ_ONLY;
        }
        if (writes
                && engine.replication().isReadOnly()
                && !run.caller().session().isMaster()) {
            return Errors.READ_ONLY_REPLICA;
        }
        // what has changed something already must not stop in the middle
        if (command.spec().is(Flag.DENYOOM)
                && !run.allowsOom()
                && !run.hasWritten()
                && engine.config().maxmemory() > 0
                && engine.eviction().isOutOfMemory()) {
            return Errors.OUT_OF_MEMORY;
        }
        if (writes && !run.hasWritten() && engine.replication().lacksReplicas()) {
            return Errors.NO_REPLICAS;
        }
        return null;
    }

    private Reply refuse(@Nullable Command command, String error) {
        engine.stats().countError(error);
        if (command != null) {
            engine.stats().of(command).rejected++;
        }
        return Reply.error(error);
    }
}
