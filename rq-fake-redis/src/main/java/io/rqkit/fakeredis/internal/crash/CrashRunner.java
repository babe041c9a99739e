package io.rqkit.fakeredis.internal.crash;

import io.rqkit.fakeredis.clock.RedisClock;
import io.rqkit.fakeredis.crash.CrashOutcome;
import io.rqkit.fakeredis.crash.CrashOutcome.Moment;
import io.rqkit.fakeredis.crash.CrashOutcome.Result;
import io.rqkit.fakeredis.crash.CrashPlan;
import io.rqkit.fakeredis.crash.CrashReport;
import io.rqkit.fakeredis.internal.engine.Crasher;
import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.state.DirectAccess;
import io.rqkit.fakeredis.internal.state.KeptSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs a scenario with a crash at each of its commands. */
public final class CrashRunner implements CrashPlan {
    private static final int LOOK_MILLIS = 2;
    /** How long a scenario may take to end when it is dead already. */
    private static final int PATIENCE_MILLIS = 5000;

    private final Engine engine;
    private final DirectAccess access;
    private @Nullable Action scenario;
    private Action recovery = () -> {};
    private @Nullable Action check;

    /** Creates a plan without a scenario yet. */
    public CrashRunner(Engine engine, DirectAccess access) {
        this.engine = engine;
        this.access = access;
    }

    @Override
    public CrashPlan scenario(Action action) {
        scenario = action;
        return this;
    }

    @Override
    public CrashPlan recover(Action action) {
        recovery = action;
        return this;
    }

    @Override
    public CrashPlan check(Action action) {
        check = action;
        return this;
    }

    @Override
    public CrashReport run() {
        Action process = required(scenario, "scenario");
        Action invariants = required(check, "check");
        RedisClock clock = engine.clock();
        clock.freeze();
        Instant start = clock.now();
        try (KeptSnapshot before = new KeptSnapshot(access)) {
            List<String> commands = count(process, invariants);
            List<CrashOutcome> outcomes = new ArrayList<>();
            for (int i = 0; i < commands.size(); i++) {
                for (Moment moment : Moment.values()) {
                    before.restore();
                    clock.set(start);
                    outcomes.add(crash(i + 1, moment, commands.get(i), process, invariants));
                }
            }
            before.restore();
            clock.set(start);
            return new CrashReport(outcomes);
        }
    }

    private static Action required(@Nullable Action action, String name) {
        if (action == null) {
            throw new IllegalStateException("There is no " + name + ". Give one by " + name + "(…) before run().");
        }
        return action;
    }

    /** Runs everything without a crash, and returns the commands of the scenario. */
    private List<String> count(Action process, Action invariants) {
        Crasher crasher = Crasher.counting();
        String phase = "The scenario";
        try {
            engine.tapped().crasher(crasher);
            process.run();
            engine.tapped().crasher(null);
            phase = "Recovery";
            recovery.run();
            phase = "The check";
            invariants.run();
        } catch (Throwable failed) {
            throw new IllegalStateException(phase + " fails without any crash: " + failed, failed);
        } finally {
            engine.tapped().crasher(null);
        }
        return crasher.commands();
    }

    /** Runs the scenario until it has ended; once the connections are cut it is interrupted. Returns what it threw. */
    private @Nullable Throwable die(Action process, Crasher crasher) {
        AtomicReference<Throwable> ended = new AtomicReference<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        process.run();
                    } catch (Throwable deathOfTheProcess) {
                        ended.set(deathOfTheProcess);
                    }
                },
                "crashing-process");
        thread.setDaemon(true);
        engine.tapped().crasher(crasher);
        try {
            thread.start();
            int patience = PATIENCE_MILLIS;
            while (thread.isAlive() && patience > 0) {
                thread.join(LOOK_MILLIS);
                if (crasher.hasCrashed()) {
                    thread.interrupt();
                    patience -= LOOK_MILLIS;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            engine.tapped().crasher(null);
        }
        if (thread.isAlive()) {
            throw new IllegalStateException("The scenario has not ended " + PATIENCE_MILLIS
                    + " ms after its connections were cut. Let it end when it is interrupted.");
        }
        return ended.get();
    }

    private CrashOutcome crash(int number, Moment moment, String counted, Action process, Action invariants) {
        Crasher crasher = Crasher.at(number, moment == Moment.AFTER);
        Throwable ended = die(process, crasher);
        if (!crasher.hasCrashed()) {
            return new CrashOutcome(number, counted, moment, Result.NOT_REACHED, Optional.ofNullable(ended));
        }
        String command = crasher.commands().get(number - 1);
        try {
            recovery.run();
        } catch (Throwable failed) {
            return new CrashOutcome(number, command, moment, Result.NOT_RECOVERED, Optional.of(failed));
        }
        try {
            invariants.run();
        } catch (Throwable failed) {
            return new CrashOutcome(number, command, moment, Result.BROKEN, Optional.of(failed));
        }
        return new CrashOutcome(number, command, moment, Result.OK, Optional.empty());
    }
}
