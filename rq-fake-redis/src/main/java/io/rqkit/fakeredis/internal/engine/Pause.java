package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Flag;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** CLIENT PAUSE: requests that are put off until a time or until CLIENT UNPAUSE. */
public final class Pause {
    /** Whom a pause holds. */
    public enum Mode {
        /** Nobody. */
        OFF,
        /** Who may change data. */
        WRITE,
        /** Everybody. */
        ALL
    }

    private final Engine engine;
    private final Set<Session> postponed = new LinkedHashSet<>();
    private Mode mode = Mode.OFF;
    private long endMillis;

    Pause(Engine engine) {
        this.engine = engine;
    }

    /** Begins or prolongs a pause: the longer time and the stricter mode win. */
    public void begin(Mode newMode, long untilMillis) {
        if (mode == Mode.OFF && untilMillis == 0) {
            // a pause of no length
            return;
        }
        mode = newMode.compareTo(mode) > 0 ? newMode : mode;
        endMillis = Math.max(endMillis, untilMillis);
        engine.deadlineAt(endMillis);
    }

    /** Ends the pause; what was put off runs now. */
    public void end() {
        mode = Mode.OFF;
        endMillis = 0;
        List<Session> waiting = List.copyOf(postponed);
        postponed.clear();
        waiting.forEach(engine::resume);
        engine.activeExpiry().resumed();
    }

    public Mode mode() {
        return mode;
    }

    boolean holds(Session session, CommandSpec spec) {
        if (mode == Mode.OFF) {
            return false;
        }
        return mode == Mode.ALL || mayChangeData(session, spec);
    }

    private static boolean mayChangeData(Session session, CommandSpec spec) {
        if (spec.fullName().equals("exec")) {
            return session.transaction().queued().stream()
                    .anyMatch(call -> mayChangeData(call.command().specOf(call.engine(), call.argv())));
        }
        return mayChangeData(spec);
    }

    private static boolean mayChangeData(CommandSpec spec) {
        return spec.is(Flag.WRITE) || spec.is(Flag.MAY_REPLICATE);
    }

    void postpone(Session session, byte[][] request) {
        session.postponed(request);
        postponed.add(session);
    }

    void forget(Session session) {
        postponed.remove(session);
    }

    /** Returns when the pause ends in milliseconds, or {@link Long#MAX_VALUE}. */
    long nextMillis() {
        return mode == Mode.OFF ? Long.MAX_VALUE : endMillis;
    }
}
