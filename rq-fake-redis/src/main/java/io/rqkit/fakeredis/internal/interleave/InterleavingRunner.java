package io.rqkit.fakeredis.internal.interleave;

import io.rqkit.fakeredis.clock.RedisClock;
import io.rqkit.fakeredis.interleave.Interleaving;
import io.rqkit.fakeredis.interleave.InterleavingFailure;
import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.state.DirectAccess;
import io.rqkit.fakeredis.internal.state.KeptSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Runs tasks in one order after another. */
public final class InterleavingRunner implements Interleaving {
    private static final int MOST_TURNS = 100_000;
    private static final int MOST_SHRINKING_RUNS = 200;
    private final Engine engine;
    private final DirectAccess access;
    private final List<Task> tasks;
    private Task preparation = () -> {};
    private Task invariants = () -> {};

    /** Creates a runner of tasks. */
    public InterleavingRunner(Engine engine, DirectAccess access, List<Task> tasks) {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("There is no task. Give two or more.");
        }
        this.engine = engine;
        this.access = access;
        this.tasks = List.copyOf(tasks);
    }

    @Override
    public Interleaving before(Task task) {
        preparation = task;
        return this;
    }

    @Override
    public Interleaving check(Task task) {
        invariants = task;
        return this;
    }

    /** Says which of those that stand at the gate, counted from 0, is next. */
    private interface Chooser {
        int choose(int turn, List<Integer> atGate);
    }

    /** What came of a run. */
    private record Outcome(
            List<Integer> order,
            List<String> turns,
            @Nullable Throwable failure) {
        int changes() {
            int changes = 0;
            for (int i = 1; i < order.size(); i++) {
                changes += order.get(i).equals(order.get(i - 1)) ? 0 : 1;
            }
            return changes;
        }
    }

    @Override
    public List<Integer> run(long seed) {
        return required("With the seed " + seed, outcome(bySeed(seed)));
    }

    @Override
    public List<Integer> replay(List<Integer> order) {
        return required("In this order", outcome(byOrder(order)));
    }

    private static List<Integer> required(String description, Outcome outcome) {
        Throwable failure = outcome.failure();
        if (failure != null) {
            throw new InterleavingFailure(description, outcome.order(), outcome.turns(), failure);
        }
        return outcome.order();
    }

    @Override
    public void explore(int runs) {
        for (long seed = 1; seed <= runs; seed++) {
            Outcome outcome = outcome(bySeed(seed));
            if (outcome.failure() != null) {
                required("With the seed " + seed + ", and made simpler", simplest(outcome));
            }
        }
    }

    private static Chooser bySeed(long seed) {
        RandomGenerator chance = Engine.generator(seed);
        return (turn, atGate) -> atGate.get(chance.nextInt(atGate.size()));
    }

    private static Chooser byOrder(List<Integer> order) {
        return (turn, atGate) -> {
            Integer wanted = turn < order.size() ? Integer.valueOf(order.get(turn) - 1) : null;
            return wanted != null && atGate.contains(wanted) ? wanted : atGate.get(0);
        };
    }

    /** Exchanges neighbouring blocks of turns as long as that leaves fewer changes and the failure stays. */
    private Outcome simplest(Outcome failing) {
        Outcome best = failing;
        int runs = 0;
        boolean better = true;
        while (better && runs < MOST_SHRINKING_RUNS) {
            better = false;
            for (List<Integer> candidate : simpler(best.order())) {
                Outcome outcome = outcome(byOrder(candidate));
                if (outcome.failure() != null && outcome.changes() < best.changes()) {
                    best = outcome;
                    better = true;
                    break;
                }
                if (++runs >= MOST_SHRINKING_RUNS) {
                    break;
                }
            }
        }
        return best;
    }

    /** Each order in which a block of turns has moved behind the next block. */
    private static List<List<Integer>> simpler(List<Integer> order) {
        List<List<Integer>> found = new ArrayList<>();
        int start = 0;
        while (start < order.size()) {
            int middle = blockEnd(order, start);
            int end = blockEnd(order, middle);
            if (end > middle) {
                List<Integer> moved = new ArrayList<>(order.subList(0, start));
                moved.addAll(order.subList(middle, end));
                moved.addAll(order.subList(start, middle));
                moved.addAll(order.subList(end, order.size()));
                found.add(moved);
            }
            start = middle;
        }
        return found;
    }

    private static int blockEnd(List<Integer> order, int start) {
        int end = start;
        while (end < order.size() && order.get(end).equals(order.get(start))) {
            end++;
        }
        return end;
    }

    private Outcome outcome(Chooser chooser) {
        RedisClock clock = engine.clock();
        Instant start = clock.now();
        try (KeptSnapshot before = new KeptSnapshot(access)) {
            Outcome outcome = attempt(chooser);
            before.restore();
            if (clock.isFrozen()) {
                clock.set(start);
            }
            return outcome;
        }
    }

    private Outcome attempt(Chooser chooser) {
        List<Integer> order = new ArrayList<>();
        List<String> turns = new ArrayList<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try {
            preparation.run();
            takeTurns(chooser, order, turns, failure);
            if (failure.get() == null) {
                invariants.run();
            }
        } catch (Throwable failed) {
            failure.compareAndSet(null, failed);
        }
        return new Outcome(order, turns, failure.get());
    }

    private void takeTurns(Chooser chooser, List<Integer> order, List<String> turns, AtomicReference<Throwable> failure)
            throws InterruptedException {
        Turns gate = new Turns();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            Task task = tasks.get(i);
            Thread thread = new Thread(() -> perform(task, gate, failure), "interleaved-" + (i + 1));
            thread.setDaemon(true);
            threads.add(thread);
            gate.add(thread);
        }
        engine.tapped().gate(gate);
        try {
            threads.forEach(Thread::start);
            while (!gate.allDone() && order.size() < MOST_TURNS && step(gate, chooser, order, turns)) {
                // one turn after the other
            }
            if (!gate.allDone()) {
                failure.compareAndSet(null, new IllegalStateException("Nobody can go on: tasks wait for ever"));
                engine.tapped().faults().cutAll();
            }
        } finally {
            engine.tapped().gate(null);
            gate.end();
            for (Thread thread : threads) {
                thread.interrupt();
                thread.join();
            }
        }
    }

    private static void perform(Task task, Turns gate, AtomicReference<Throwable> failure) {
        try {
            task.run();
        } catch (Throwable failed) {
            failure.compareAndSet(null, failed);
        } finally {
            gate.done();
        }
    }

    /** Lets one take its turn; false when nobody can any more. */
    private boolean step(Turns gate, Chooser chooser, List<Integer> order, List<String> turns)
            throws InterruptedException {
        List<Integer> atGate = gate.atGate();
        if (!atGate.isEmpty()) {
            int chosen = chooser.choose(order.size(), atGate);
            order.add(chosen + 1);
            long before = engine.tapped().recordedCount();
            gate.grant(chosen);
            gate.atGate();
            for (String line : engine.tapped().linesSince(before)) {
                turns.add((chosen + 1) + ": " + line);
            }
            return true;
        }
        return gate.allDone() || (engine.clock().isFrozen() && engine.clock().advanceToNext());
    }
}
