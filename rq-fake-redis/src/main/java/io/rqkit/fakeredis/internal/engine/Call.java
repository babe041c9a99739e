package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.command.LongDouble;
import io.rqkit.fakeredis.internal.command.Numbers;
import io.rqkit.fakeredis.internal.data.Limits;
import io.rqkit.fakeredis.internal.data.Value;
import io.rqkit.fakeredis.internal.data.ValueType;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One command of one session: its arguments, and all that a handler may use. */
public final class Call {
    /** Stands for a reply that comes later; see {@link #block}. */
    static final Reply PENDING = new Reply.Several(List.of());

    private static final long MILLIS_A_SECOND = 1000;
    private static final long NANOS_A_MICRO = 1000;
    private final Engine engine;
    private final Session session;
    private final Command command;
    private final byte[][] argv;
    private byte @Nullable [] readyKey;
    private boolean waits;
    private long nanosTaken;
    private final long sinceMillis;
    private @Nullable Object remembered;
    private byte[][] propagated;
    private boolean propagationPrevented;
    private boolean propagationForced;
    private @Nullable Waiter waiter;
    private boolean errorCounted;
    private @Nullable Exchange exchange;

    Call(Engine engine, Session session, Command command, byte[][] argv) {
        this.engine = engine;
        this.session = session;
        this.command = command;
        this.argv = argv;
        this.propagated = argv;
        this.sinceMillis = engine.nowMillis();
    }

    /** Notes that the call has run for so long. */
    void took(long nanos) {
        nanosTaken += nanos;
    }

    long nanosTaken() {
        return nanosTaken;
    }

    /** Returns how long the call has run, in microseconds, waiting not included. */
    long microsTaken() {
        return nanosTaken / NANOS_A_MICRO;
    }

    /** Returns the time when the call was made, in milliseconds since the epoch. */
    long sinceMillis() {
        return sinceMillis;
    }

    public Engine engine() {
        return engine;
    }

    public Session session() {
        return session;
    }

    public Command command() {
        return command;
    }

    /** Returns all arguments; the command's name has index 0, its subcommand's index 1. */
    public byte[][] argv() {
        return argv;
    }

    /** Returns the number of arguments, the name included. */
    public int argc() {
        return argv.length;
    }

    public byte[] arg(int index) {
        return argv[index];
    }

    /** Says whether an argument is {@code option}, which is upper case, in any case of letters. */
    public boolean argIs(int index, String option) {
        return Args.is(argv[index], option);
    }

    /** Returns an argument as text, a character a byte. */
    public String text(int index) {
        return Args.latin1(argv[index]);
    }

    /** Returns an integer argument, or fails with "value is not an integer or out of range". */
    public long longArg(int index) {
        return Numbers.parseLong(argv[index], Errors.NOT_AN_INTEGER);
    }

    public long longArg(int index, CommandException failure) {
        return Numbers.parseLong(argv[index], failure);
    }

    /** Returns a floating-point argument, or fails with "value is not a valid float". */
    public double doubleArg(int index) {
        return Numbers.parseDouble(argv[index], Errors.NOT_A_FLOAT);
    }

    /** Returns a cursor over the arguments from {@code index} on. */
    public Args args(int index) {
        return new Args(argv, index);
    }

    /** Returns the session's database. */
    public Keyspace keyspace() {
        return engine.keyspace(session.database());
    }

    /** Returns a database by its index, which must be valid. */
    public Keyspace keyspace(int index) {
        return engine.keyspace(index);
    }

    /** Looks a key up to read it; another type than {@code type} is an error. */
    public <T extends Value> @Nullable T read(byte[] key, Class<T> type) {
        return keyspace().read(key, type);
    }

    /** Looks a key up to change it; another type than {@code type} is an error. */
    public <T extends Value> @Nullable T write(byte[] key, Class<T> type) {
        return keyspace().write(key, type);
    }

    /** Returns the time, in milliseconds since the epoch, frozen for this command, script or transaction. */
    public long nowMillis() {
        return engine.nowMillis();
    }

    /** Returns the time, in microseconds since the epoch, frozen for this command, script or transaction. */
    public long nowMicros() {
        return engine.nowMicros();
    }

    /** Says whether a deadline is met by deleting at once; a replica leaves that to its master. */
    public boolean isPast(long deadlineMillis) {
        return deadlineMillis <= nowMillis() && !engine.replication().isReplica();
    }

    public RandomGenerator chance() {
        return engine.chance();
    }

    public Config config() {
        return engine.config();
    }

    public Limits limits() {
        return engine.config().limits();
    }

    /** Says whether the session speaks RESP3. */
    public boolean isResp3() {
        return session.resp() == 3;
    }

    /**
     * Waits: the call runs again when one of the keys becomes ready.
     *
     * @param type the type of value waited for; a key that holds another does not wake the call
     * @param deadlineMillis when to give up, in milliseconds since the epoch; 0 for never
     * @param atDeadline the reply then; also the reply at once where waiting is not allowed, as inside a transaction
     * @return what the handler must return
     */
    public Reply block(ValueType type, List<byte[]> keys, long deadlineMillis, Reply atDeadline) {
        return block(type, keys, deadlineMillis, atDeadline, null);
    }

    /** The same, but the wait ends with the reply {@code ifGone} when a key is deleted or comes to hold another type. */
    public Reply blockWhileThere(
            ValueType type, List<byte[]> keys, long deadlineMillis, Reply atDeadline, Reply ifGone) {
        return block(type, keys, deadlineMillis, atDeadline, ifGone);
    }

    /** Waits for nothing but time. */
    public Reply pause(long deadlineMillis, Reply atDeadline) {
        return pause(deadlineMillis, () -> atDeadline);
    }

    /** Waits for time, or for somebody who ends the wait; {@code atDeadline} gives the reply when the time is up. */
    public Reply pause(long deadlineMillis, Supplier<Reply> atDeadline) {
        if (!mayWait()) {
            return atDeadline.get();
        }
        waiter = new Waiter(session, this, null, List.of(), session.database(), deadlineMillis, atDeadline, null);
        return PENDING;
    }

    private Reply block(
            ValueType type, List<byte[]> keys, long deadlineMillis, Reply atDeadline, @Nullable Reply ifGone) {
        if (waits) {
            return PENDING;
        }
        if (!mayWait()) {
            return atDeadline;
        }
        List<KeyName> names = new ArrayList<>(keys.size());
        for (byte[] key : keys) {
            names.add(KeyName.of(session.database(), key));
        }
        waiter = new Waiter(session, this, type, names, session.database(), deadlineMillis, () -> atDeadline, ifGone);
        return PENDING;
    }

    /** Says whether a call that finds nothing may wait; inside a transaction or a script it may not. */
    public boolean mayWait() {
        return !engine.dispatcher().deniesBlocking() && !session.isScript();
    }

    /** Returns the keys to look at: all of them, or when the call runs again only the one that became ready. */
    public List<byte[]> orReady(List<byte[]> keys) {
        return readyKey == null ? keys : List.of(readyKey);
    }

    /** Says whether the call waited and runs again. */
    public boolean isRunningAgain() {
        return waits;
    }

    /** Keeps what the call found out when it first ran, for when it runs again. */
    public void remember(Object found) {
        remembered = found;
    }

    /** Returns what was kept by {@link #remember}, which must be of that type. */
    public <T> T remembered(Class<T> type) {
        if (remembered == null) {
            throw new IllegalStateException(
                    "Nothing was remembered by " + command.spec().fullName());
        }
        return type.cast(remembered);
    }

    /** Returns a time-out argument, in seconds with a fraction, as a deadline in milliseconds; 0 stands for never. */
    public long deadlineArg(int index) {
        LongDouble seconds = LongDouble.parse(argv[index], Errors.TIMEOUT_NOT_A_FLOAT);
        return deadline(seconds.timesRoundedUp(MILLIS_A_SECOND));
    }

    /** Returns a time-out in milliseconds as a deadline; 0 stands for never. */
    public long deadline(long timeoutMillis) {
        if (timeoutMillis < 0) {
            throw Errors.TIMEOUT_NEGATIVE;
        }
        if (timeoutMillis == 0) {
            return 0;
        }
        // Redis adds without a check, and a sum too large stands behind all others in its table of time-outs
        return Math.max(0, nowMillis() + timeoutMillis);
    }

    /** Says whether replicas are told of this call; if not, the methods below are without effect. */
    public boolean isPropagated() {
        return engine.propagation().isWanted();
    }

    /** Has replicas run another command in place of this call; each word is bytes, text or a number. */
    public void propagateAs(Object... words) {
        byte[][] other = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            other[i] = Propagation.bytes(words[i]);
        }
        propagated = other;
    }

    /** Has replicas see another argument in place of one of this call's. */
    public void propagateArg(int index, Object word) {
        if (propagated == argv) {
            propagated = argv.clone();
        }
        propagated[index] = Propagation.bytes(word);
    }

    /** Has replicas run a further command, before what becomes of this call. */
    public void propagateAlso(Object... words) {
        engine.propagation().add(session.database(), words);
    }

    /** Keeps this call from replicas, whatever it changed. */
    public void preventPropagation() {
        propagationPrevented = true;
    }

    /** Has replicas see this call though it changes nothing. */
    public void forcePropagation() {
        propagationForced = true;
    }

    byte[][] propagated() {
        return propagated;
    }

    boolean isPropagationPrevented() {
        return propagationPrevented;
    }

    boolean isPropagationForced() {
        return propagationForced;
    }

    /** Returns what a container's HELP answers: a heading, the given lines, and the lines on HELP itself. */
    public Reply help(String... lines) {
        List<Reply> shown = new ArrayList<>(lines.length + 3);
        shown.add(Reply.simple(
                text(0).toUpperCase(Locale.ROOT) + " <subcommand> [<arg> [value] [opt] ...]. Subcommands are:"));
        for (String line : lines) {
            shown.add(Reply.simple(line));
        }
        shown.add(Reply.simple("HELP"));
        shown.add(Reply.simple("    Prints this help."));
        return Reply.array(shown);
    }

    /** Notes that the error with which the call will reply was counted already, where it came from. */
    public void errorCounted() {
        errorCounted = true;
    }

    boolean isErrorCounted() {
        return errorCounted;
    }

    /** Returns what was noted of a call when a transaction queued it, or null. */
    @Nullable
    Exchange exchange() {
        return exchange;
    }

    void exchange(@Nullable Exchange noted) {
        exchange = noted;
    }

    @Nullable
    Waiter waiter() {
        return waiter;
    }

    /** Notes that the call is about to run again for a key. */
    void again(byte[] key) {
        waits = true;
        readyKey = key;
    }
}
