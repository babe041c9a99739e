package io.rqkit.fakeredis.internal.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** The calls that took longest of late. Follows slowlog.c. */
public final class SlowLog {
    private static final int MOST_ARGUMENTS = 32;
    private static final int LONGEST_ARGUMENT = 128;
    private static final int MILLIS_A_SECOND = 1000;

    private final Engine engine;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long nextId;

    private SlowLog(Engine engine) {
        this.engine = engine;
    }

    /** Returns the server's. */
    public static SlowLog of(Engine engine) {
        return engine.part(SlowLog.class, new Maker());
    }

    /** No lambda: the first command of a fresh JVM may be slow enough for this log, and linking one takes as long again. */
    private static final class Maker implements Function<Engine, SlowLog> {
        @Override
        public SlowLog apply(Engine engine) {
            return new SlowLog(engine);
        }
    }

    /**
     * A call.
     *
     * @param second when it ended, since 1970
     * @param arguments its arguments, cut where they were too many or too long
     * @param address the client's
     * @param name the client's
     */
    public record Entry(long id, long second, long micros, List<byte[]> arguments, String address, String name) {}

    /** Notes a call that took long. */
    void add(Call call, long micros) {
        long second = engine.clock().millis() / MILLIS_A_SECOND;
        Session session = call.session();
        entries.addFirst(new Entry(nextId++, second, micros, arguments(call), session.address(), session.name()));
        while (entries.size() > engine.config().slowLogLength()) {
            entries.removeLast();
        }
    }

    private static List<byte[]> arguments(Call call) {
        int shown = Math.min(call.argc(), MOST_ARGUMENTS);
        List<byte[]> arguments = new ArrayList<>(shown);
        for (int i = 0; i < shown; i++) {
            boolean last = call.argc() > MOST_ARGUMENTS && i == shown - 1;
            arguments.add(
                    last
                            ? ascii("... (" + (call.argc() - shown + 1) + " more arguments)")
                            : Secrets.isSecret(call, i) ? ascii(Secrets.SHOWN) : shortened(call.arg(i)));
        }
        return arguments;
    }

    private static byte[] shortened(byte[] argument) {
        if (argument.length <= LONGEST_ARGUMENT) {
            return argument;
        }
        byte[] note = ascii("... (" + (argument.length - LONGEST_ARGUMENT) + " more bytes)");
        byte[] cut = Arrays.copyOf(argument, LONGEST_ARGUMENT + note.length);
        System.arraycopy(note, 0, cut, LONGEST_ARGUMENT, note.length);
        return cut;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the entries, latest first. */
    public Iterable<Entry> entries() {
        return entries;
    }

    public int size() {
        return entries.size();
    }

    /** Forgets the entries; ids go on. */
    public void clear() {
        entries.clear();
    }
}
