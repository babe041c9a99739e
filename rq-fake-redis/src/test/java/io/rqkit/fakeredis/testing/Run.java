package io.rqkit.fakeredis.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs one sequence on both servers and finds the first difference.
 *
 * <p>Commands go out in batches, as long as one connection is used and nothing has to be looked at in between: iterations,
 * random removals, commands that may block and subscriptions go alone.
 */
final class Run implements AutoCloseable {
    private static final int BATCH = 64;
    private static final Set<String> TTL_MOMENTS = Set.of("EXPIRETIME", "PEXPIRETIME");

    private final Side real;
    private final Side other;
    private final Comparison comparison;
    private final List<Cmd> commands;
    private final Solo solo;
    private final Set<Integer> inTransaction = new HashSet<>();
    private final Map<Integer, List<Cmd>> queued = new HashMap<>();
    /** Connections that wait in a blocking command, on both servers. */
    private final Map<Integer, Cmd> blocked = new HashMap<>();
    /** Connections that may be sent messages at any time. */
    private final Set<Integer> listening = new LinkedHashSet<>();

    Run(Side real, Side other, Comparison comparison, List<Cmd> commands) {
        this.real = real;
        this.other = other;
        this.comparison = comparison;
        this.commands = commands;
        this.solo = new Solo(real, other);
    }

    /** Returns the first difference, in replies and then in the data, or null. */
    @Nullable
    Mismatch execute() {
        int at = 0;
        while (at < commands.size()) {
            int end = batchEnd(at);
            Mismatch found = step(at, end);
            if (found != null) {
                return found.because(other.failure());
            }
            at = end;
        }
        try {
            return new KeyspaceDiff(real, other, comparison, commands.size()).find();
        } catch (RuntimeException e) {
            return new Mismatch(commands.size(), "reading all data at the end", "", e.toString(), e);
        }
    }

    @Override
    public void close() {
        real.close();
        other.close();
    }

    // Finds the end by walking ahead through transactions; the set itself moves on as commands are sent.
    private int batchEnd(int start) {
        int connection = commands.get(start).connection();
        if (!blocked.isEmpty() || listening.contains(connection)) {
            return start + 1;
        }
        boolean transaction = inTransaction.contains(connection);
        int end = start;
        while (end < commands.size() && end - start < BATCH && commands.get(end).connection() == connection) {
            Cmd cmd = commands.get(end);
            if (!transaction && isSolo(cmd) || TimeTravel.isMeant(cmd)) {
                return Math.max(end, start + 1);
            }
            transaction = isInTransactionAfter(cmd, transaction);
            end++;
        }
        return end;
    }

    /** Follows transactions by what is sent, so that no question of ours is queued in one. */
    private void track(Cmd cmd) {
        if (isInTransactionAfter(cmd, inTransaction.contains(cmd.connection()))) {
            inTransaction.add(cmd.connection());
        } else {
            inTransaction.remove(cmd.connection());
        }
    }

    private static boolean isInTransactionAfter(Cmd cmd, boolean before) {
        // An EXEC with the wrong number of arguments ends it as well.
        boolean ends = cmd.name().equals("EXEC") || cmd.is("DISCARD", 1) || cmd.is("RESET", 1);
        return cmd.is("MULTI", 1) || before && !ends;
    }

    private boolean isSolo(Cmd cmd) {
        if (TimeTravel.isMeant(cmd)) {
            return true;
        }
        Rule rule = comparison.rule(cmd);
        return rule == Rule.SCAN || rule == Rule.RANDOM_POP || Solo.mayBlock(cmd) || Solo.listens(cmd);
    }

    private @Nullable Mismatch step(int start, int end) {
        Cmd first = commands.get(start);
        if (TimeTravel.isMeant(first)) {
            return advance(start, first);
        }
        if (blocked.containsKey(first.connection())) {
            return null;
        }
        Mismatch found;
        boolean transaction = inTransaction.contains(first.connection());
        if (!transaction && isSolo(first) || listening.contains(first.connection())) {
            found = alone(start, first);
            track(first);
        } else {
            found = batch(start, end);
        }
        return found != null ? found : afterwards(end - 1);
    }

    /** Moves time on, unless a time-out would end by it, which on real Redis nothing can bring nearer. */
    private @Nullable Mismatch advance(int index, Cmd cmd) {
        if (blocked.values().stream().anyMatch(waiting -> Solo.timeoutSeconds(waiting) > 0)) {
            return null;
        }
        real.travel().by(cmd, !blocked.isEmpty());
        other.travel().by(cmd, !blocked.isEmpty());
        return afterwards(index);
    }

    private @Nullable Mismatch alone(int index, Cmd cmd) {
        Rule rule = comparison.rule(cmd);
        if (Solo.listens(cmd) || listening.contains(cmd.connection())) {
            listening.add(cmd.connection());
            return solo.listen(index, cmd, rule);
        }
        if (Solo.mayBlock(cmd)) {
            return block(index, cmd, rule);
        }
        return rule == Rule.SCAN ? solo.scan(index, cmd) : solo.pop(index, cmd);
    }

    private @Nullable Mismatch block(int index, Cmd cmd, Rule rule) {
        int connection = cmd.connection();
        boolean waits = solo.sendAndSettle(real, cmd, blocked.size());
        boolean otherWaits = solo.sendAndSettle(other, cmd, blocked.size());
        if (waits && otherWaits) {
            blocked.put(connection, cmd);
            return null;
        }
        return compareAwake(index, cmd, rule, !waits, !otherWaits);
    }

    private @Nullable Mismatch compareAwake(int index, Cmd cmd, Rule rule, boolean awake, boolean otherAwake) {
        String still = "(still blocked)";
        Object ours = awake ? real.read(cmd.connection()) : still;
        Object theirs = otherAwake ? other.read(cmd.connection()) : still;
        boolean same = ours instanceof RespValue a && theirs instanceof RespValue b && Replies.same(rule, a, b);
        return same ? null : Mismatch.of(index, cmd, ours, theirs);
    }

    private @Nullable Mismatch batch(int start, int end) {
        int connection = commands.get(start).connection();
        List<@Nullable List<String>> questions = new ArrayList<>();
        Set<Cmd> calmed = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Cmd cmd : commands.subList(start, end)) {
            List<String> question =
                    inTransaction.contains(connection) ? null : Probe.question(comparison.rule(cmd), cmd);
            if (listening.isEmpty() && !inTransaction.contains(connection) && Probe.needsCalm(cmd)) {
                real.append(connection, Probe.CALMING);
                calmed.add(cmd);
            }
            track(cmd);
            questions.add(question);
            if (question != null) {
                real.append(connection, question);
            }
            real.append(connection, cmd.args());
            other.append(connection, cmd.args());
        }
        real.flush(connection);
        other.flush(connection);
        for (int i = start; i < end; i++) {
            if (calmed.contains(commands.get(i))) {
                real.read(connection);
            }
            RespValue answer = questions.get(i - start) == null ? null : real.read(connection);
            Mismatch found = compare(i, commands.get(i), answer);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable Mismatch compare(int index, Cmd cmd, @Nullable RespValue answer) {
        RespValue ours = real.read(cmd.connection());
        RespValue theirs = other.read(cmd.connection());
        if (TTL_MOMENTS.contains(cmd.name())) {
            ours = real.travel().unmoved(cmd, ours);
            theirs = other.travel().unmoved(cmd, theirs);
        }
        if (comparison.tolerates(cmd, theirs)) {
            return null;
        }
        List<Cmd> transaction = queued.get(cmd.connection());
        boolean same;
        if (transaction != null && cmd.is("EXEC", 1)) {
            same = sameTransaction(transaction, ours, theirs);
        } else {
            same = Probe.same(comparison.rule(cmd), cmd, ours, theirs, answer);
        }
        follow(cmd, ours);
        return same ? null : Mismatch.of(index, cmd, ours, theirs);
    }

    private boolean sameTransaction(List<Cmd> transaction, RespValue ours, RespValue theirs) {
        List<RespValue> replies = ours.children();
        List<RespValue> others = theirs.children();
        if (ours.getClass() != theirs.getClass()
                || replies.size() != others.size()
                || replies.size() != transaction.size()) {
            return ours.equals(theirs);
        }
        for (int i = 0; i < replies.size(); i++) {
            if (!Replies.same(comparison.rule(transaction.get(i)), replies.get(i), others.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Notes what the real server has queued, whose rules decide at EXEC. */
    private void follow(Cmd cmd, RespValue reply) {
        if (reply.equals(new RespValue.Simple("QUEUED"))) {
            queued.computeIfAbsent(cmd.connection(), c -> new ArrayList<>()).add(cmd);
        } else if (cmd.is("MULTI", 1) || cmd.name().equals("EXEC") || cmd.is("DISCARD", 1)) {
            queued.remove(cmd.connection());
        }
    }

    /** Looks at connections that may have been served or sent messages by what others have just done. */
    private @Nullable Mismatch afterwards(int index) {
        if (!blocked.isEmpty()) {
            solo.settle();
            for (Cmd cmd : List.copyOf(blocked.values())) {
                boolean awake = real.hasInput(cmd.connection());
                boolean otherAwake = other.hasInput(cmd.connection());
                if (awake || otherAwake) {
                    blocked.remove(cmd.connection());
                    Mismatch found = compareAwake(index, cmd, comparison.rule(cmd), awake, otherAwake);
                    if (found != null) {
                        return found;
                    }
                }
            }
        }
        for (int connection : listening) {
            Mismatch found = blocked.containsKey(connection) ? null : solo.messages(index, connection);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
