package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Sessions that a fault makes wait: until a time, or until it is released. Used under the engine's lock. */
final class Holds {
    private static final long NEVER = Long.MAX_VALUE;
    private final Engine engine;
    private final List<Hold> holds = new ArrayList<>();

    /** A session that waits before a command runs, or whose reply is held back. */
    private record Hold(Session session, Injected fault, long untilMillis, boolean ofReply) {}

    Holds(Engine engine) {
        this.engine = engine;
    }

    void delay(Exchange exchange, Injected fault, Fault.Delay delay) {
        if (!delay.inRealTime()) {
            long until = engine.nowMillis() + delay.duration().toMillis();
            before(exchange, new Hold(exchange.session(), fault, until, false));
            engine.deadlineAt(until);
            return;
        }
        Hold hold = new Hold(exchange.session(), fault, NEVER, false);
        before(exchange, hold);
        CompletableFuture.delayedExecutor(delay.duration().toNanos(), TimeUnit.NANOSECONDS, Runnable::run)
                .execute(() -> engine.execute(() -> end(hold)));
    }

    void stall(Exchange exchange, Injected fault) {
        before(exchange, new Hold(exchange.session(), fault, NEVER, false));
    }

    private void before(Exchange exchange, Hold hold) {
        hold.session().postponed(exchange.argv());
        holds.add(hold);
    }

    /** Sends what stands before {@code start}, and nothing more until the fault is released. */
    void stallReply(Session session, Injected fault, int start) {
        session.stall(start);
        holds.add(new Hold(session, fault, NEVER, true));
    }

    private void end(Hold hold) {
        if (!holds.removeIf(each -> each == hold)) {
            return;
        }
        if (hold.ofReply()) {
            hold.session().unstall();
        }
        engine.resume(hold.session());
    }

    void release(Injected fault) {
        List.copyOf(holds).stream().filter(hold -> hold.fault() == fault).forEach(this::end);
    }

    void forget(Session session) {
        if (!holds.isEmpty()) {
            holds.removeIf(hold -> hold.session() == session);
        }
    }

    /** Returns when the next one ends in milliseconds, or {@link Long#MAX_VALUE}. */
    long nextMillis() {
        long next = NEVER;
        for (Hold hold : holds) {
            next = Math.min(next, hold.untilMillis());
        }
        return next;
    }

    void expire(long nowMillis) {
        if (!holds.isEmpty()) {
            List.copyOf(holds).stream()
                    .filter(hold -> hold.untilMillis() <= nowMillis)
                    .forEach(this::end);
        }
    }
}
