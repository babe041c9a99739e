package io.rqkit.fakeredis.testing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The commands of a run that cannot be part of a batch. */
final class Solo {
    private static final int MAX_PAGES = 10_000;
    private static final int POLLS_WITHOUT_INFO = 2_000;
    private static final Set<String> BLOCKING =
            Set.of("BLPOP", "BRPOP", "BLMOVE", "BRPOPLPUSH", "BLMPOP", "BZPOPMIN", "BZPOPMAX", "BZMPOP");
    private static final Set<String> LISTENING =
            Set.of("SUBSCRIBE", "PSUBSCRIBE", "SSUBSCRIBE", "UNSUBSCRIBE", "PUNSUBSCRIBE", "SUNSUBSCRIBE");

    private final Side real;
    private final Side other;

    Solo(Side real, Side other) {
        this.real = real;
        this.other = other;
    }

    /** Says whether a command may block for good or for more than a second; shorter waits are simply waited for. */
    static boolean mayBlock(Cmd cmd) {
        double seconds = timeoutSeconds(cmd);
        return seconds == 0 || seconds > 1;
    }

    /** Returns the time-out of a command that may block, 0 for none, or -1. */
    static double timeoutSeconds(Cmd cmd) {
        String timeout = "";
        double unit = 1;
        if (BLOCKING.contains(cmd.name())) {
            boolean timeoutFirst = cmd.name().equals("BLMPOP") || cmd.name().equals("BZMPOP");
            timeout = cmd.arg(timeoutFirst ? 1 : cmd.args().size() - 1);
        } else if (cmd.name().equals("XREAD") || cmd.name().equals("XREADGROUP")) {
            List<String> words = cmd.args().stream()
                    .map(word -> word.toUpperCase(Locale.ROOT))
                    .toList();
            timeout = words.contains("BLOCK") ? cmd.arg(words.indexOf("BLOCK") + 1) : "";
            unit = 0.001;
        }
        return timeout.matches("\\d{1,12}(\\.\\d+)?") ? Double.parseDouble(timeout) * unit : -1;
    }

    /** Says whether a connection may be sent messages, in this command's reply or later. */
    static boolean listens(Cmd cmd) {
        boolean tracks = cmd.name().equals("CLIENT") && cmd.arg(1).equalsIgnoreCase("TRACKING");
        return LISTENING.contains(cmd.name()) || tracks;
    }

    /** Runs a command that answers with any number of replies or pushes. */
    @Nullable
    Mismatch listen(int index, Cmd cmd, Rule rule) {
        real.append(cmd.connection(), cmd.args());
        other.append(cmd.connection(), cmd.args());
        List<RespValue> ours = real.drain(cmd.connection());
        List<RespValue> theirs = other.drain(cmd.connection());
        // Without arguments the channels are left in the order of a hash table; the counts go down all the same.
        boolean leavesAll = cmd.args().size() == 1 && cmd.name().endsWith("UNSUBSCRIBE");
        boolean same;
        if (leavesAll) {
            same = channels(ours).equals(channels(theirs)) && counts(ours).equals(counts(theirs));
        } else if (ours.size() == 1 && theirs.size() == 1) {
            same = Replies.same(rule, ours.get(0), theirs.get(0));
        } else {
            same = ours.equals(theirs);
        }
        return same ? null : Mismatch.of(index, cmd, ours, theirs);
    }

    private static Set<List<RespValue>> channels(List<RespValue> messages) {
        return messages.stream()
                .map(m -> m.children().subList(0, Math.min(2, m.children().size())))
                .collect(Collectors.toSet());
    }

    private static List<List<RespValue>> counts(List<RespValue> messages) {
        return messages.stream()
                .map(m -> m.children()
                        .subList(Math.min(2, m.children().size()), m.children().size()))
                .toList();
    }

    /** Compares what a connection has been sent unasked. */
    @Nullable
    Mismatch messages(int index, int connection) {
        List<RespValue> ours = real.drain(connection);
        List<RespValue> theirs = other.drain(connection);
        String where = "messages to connection " + connection;
        return ours.equals(theirs) ? null : new Mismatch(index, where, ours.toString(), theirs.toString(), null);
    }

    /** Sends a command that may block, and returns whether it does. */
    boolean sendAndSettle(Side side, Cmd cmd, int alreadyBlocked) {
        side.append(cmd.connection(), cmd.args());
        side.flush(cmd.connection());
        int polls = 0;
        while (!side.hasInput(cmd.connection())) {
            RespValue info = side.control().call("INFO", "clients");
            int count = blockedClients(info.text());
            if (count > alreadyBlocked || count < 0 && ++polls > POLLS_WITHOUT_INFO) {
                // Its reply may have come between the two looks, but then it would not be counted.
                return !side.hasInput(cmd.connection());
            }
        }
        return false;
    }

    /** Returns when both servers have written what they owe for the commands before: Redis writes before it reads on. */
    void settle() {
        real.control().call("PING");
        other.control().call("PING");
    }

    /** Compares whole iterations as sets; those of compact encodings come in one page and in order. */
    @Nullable
    Mismatch scan(int index, Cmd cmd) {
        int cursorAt = cmd.name().equals("SCAN") ? 1 : 2;
        String encoding = cursorAt == 1
                ? ""
                : real.call(cmd.connection(), List.of("OBJECT", "ENCODING", cmd.arg(1)))
                        .text();
        RespValue ours = real.call(cmd.connection(), cmd.args());
        RespValue theirs = other.call(cmd.connection(), cmd.args());
        boolean compact = encoding.equals("listpack") || encoding.equals("intset");
        if (compact || ours.isError() || theirs.isError()) {
            return ours.equals(theirs) ? null : Mismatch.of(index, cmd, ours, theirs);
        }
        if (!cmd.arg(cursorAt).equals("0")) {
            return ours.getClass() == theirs.getClass() ? null : Mismatch.of(index, cmd, ours, theirs);
        }
        int width = cmd.name().equals("HSCAN") || cmd.name().equals("ZSCAN") ? 2 : 1;
        Set<List<RespValue>> all = iterate(real, cmd, cursorAt, width, ours);
        Set<List<RespValue>> others = iterate(other, cmd, cursorAt, width, theirs);
        return all.equals(others) ? null : Mismatch.of(index, cmd, all, others);
    }

    /** Compares a random removal, then removes from each what only the other one took. */
    @Nullable
    Mismatch pop(int index, Cmd cmd) {
        RespValue ours = real.call(cmd.connection(), cmd.args());
        RespValue theirs = other.call(cmd.connection(), cmd.args());
        if (!Replies.same(Rule.SHAPE, ours, theirs)) {
            return Mismatch.of(index, cmd, ours, theirs);
        }
        boolean repaired =
                remove(other, cmd, taken(ours), taken(theirs)) && remove(real, cmd, taken(theirs), taken(ours));
        return repaired ? null : Mismatch.of(index, cmd, ours, theirs);
    }

    private static boolean remove(Side side, Cmd cmd, Set<String> wanted, Set<String> gone) {
        List<String> rest = new ArrayList<>(wanted);
        rest.removeAll(gone);
        if (rest.isEmpty()) {
            return true;
        }
        List<String> removal = new ArrayList<>(List.of("SREM", cmd.arg(1)));
        removal.addAll(rest);
        return side.call(cmd.connection(), removal).equals(new RespValue.Int(rest.size()));
    }

    private static Set<String> taken(RespValue reply) {
        Set<String> members = new HashSet<>();
        if (reply instanceof RespValue.Bulk bulk) {
            members.add(bulk.text());
        }
        reply.children().forEach(member -> members.add(member.text()));
        return members;
    }

    private static Set<List<RespValue>> iterate(Side side, Cmd cmd, int cursorAt, int width, RespValue first) {
        Set<List<RespValue>> all = new HashSet<>();
        RespValue page = first;
        for (int pages = 0; pages < MAX_PAGES && page.children().size() == 2; pages++) {
            all.addAll(Replies.groups(page.children().get(1).children(), width));
            String cursor = page.children().get(0).text();
            if (cursor.equals("0")) {
                return all;
            }
            List<String> next = new ArrayList<>(cmd.args());
            next.set(cursorAt, cursor);
            page = side.call(cmd.connection(), next);
        }
        all.add(List.of(new RespValue.Error("<the iteration did not end>"), page));
        return all;
    }

    /** Reads the number from INFO, or -1 if the server does not tell. */
    private static int blockedClients(String info) {
        for (String line : info.toLowerCase(Locale.ROOT).split("\r?\n")) {
            if (line.startsWith("blocked_clients:")) {
                return Integer.parseInt(
                        line.substring("blocked_clients:".length()).trim());
            }
        }
        return -1;
    }
}
