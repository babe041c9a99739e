package io.rqkit.fakeredis.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps calls made at random from ending or cutting off a server, from waiting long, and from what differs by chance or
 * clock. A call is left out only where its arguments are right: one with mistakes is refused before it can do harm.
 */
final class TameCalls {
    private static final Set<String> ALONE =
            Set.of("MONITOR", "SYNC", "SAVE", "BGSAVE", "BGREWRITEAOF", "PFSELFTEST", "COMMAND");
    private static final Set<String> SHUTDOWN = Set.of("NOSAVE", "SAVE", "NOW", "FORCE");
    private static final Set<String> WAITS_LAST =
            Set.of("BLPOP", "BRPOP", "BRPOPLPUSH", "BLMOVE", "BZPOPMIN", "BZPOPMAX");
    private static final Set<String> WAITS_FIRST = Set.of("BLMPOP", "BZMPOP");
    /** What no command takes for a time to wait. */
    private static final Set<String> NO_TIMES = Set.of("", "abc", "-1", "-2", " 1", "1 ", "nan", "--1", "(1", "nope");

    private TameCalls() {}

    /** Returns a call that both servers can bear, or null. */
    static @Nullable List<String> of(List<String> call) {
        List<String> args = new ArrayList<>(call);
        List<String> upper =
                call.stream().map(word -> word.toUpperCase(Locale.ROOT)).toList();
        if (isHarmful(upper)) {
            return null;
        }
        if (SyntaxWords.TIMED.contains(upper.get(0).toLowerCase(Locale.ROOT))) {
            // a time that is over before the test is
            args.replaceAll(word -> word.matches("[1-9]\\d{0,3}") ? "100000" : word);
        }
        shorten(args, upper);
        fix(args, upper);
        return args;
    }

    private static boolean isHarmful(List<String> upper) {
        String second = upper.size() > 1 ? upper.get(1) : "";
        return switch (upper.get(0)) {
            case "QUIT" -> true;
            case "SHUTDOWN" -> SHUTDOWN.containsAll(upper.subList(1, upper.size()));
            case "PSYNC" -> upper.size() > 2 && upper.get(2).matches("-?\\d+");
            case "REPLCONF" -> true;
            case "REPLICAOF", "SLAVEOF" -> upper.size() == 3 && upper.get(2).matches("\\d{1,5}");
            case "BGSAVE" -> upper.size() == 1 || second.equals("SCHEDULE");
            case "CLIENT" -> isHarmfulToClients(upper, second);
            case "SCRIPT" -> second.equals("DEBUG");
            // real Redis takes it, and ends when it has to show it
            case "ACL" -> upper.stream().anyMatch(word -> word.matches("%(~.*)?"));
            case "CONFIG" -> second.equals("GET") && upper.stream().anyMatch(word -> word.matches(".*[*?\\[].*"));
            case "FUNCTION" -> second.equals("STATS");
            default -> upper.size() == 1 && ALONE.contains(upper.get(0));
        };
    }

    private static boolean isHarmfulToClients(List<String> upper, String subcommand) {
        return switch (subcommand) {
            case "PAUSE" -> upper.size() > 2 && upper.get(2).matches("\\d+");
            case "REPLY" -> true;
            // unless it names a client that there is not, it ends those of the test
            case "KILL" -> !upper.contains("999999999") && !upper.contains("NOPE") && !upper.contains("10.0.0.1:1");
            default -> false;
        };
    }

    private static void shorten(List<String> args, List<String> upper) {
        int last = args.size() - 1;
        if (WAITS_LAST.contains(upper.get(0)) && last > 0) {
            shortenAt(args, last, "0.001");
        } else if (WAITS_FIRST.contains(upper.get(0)) && last > 0) {
            shortenAt(args, 1, "0.001");
        } else if (upper.get(0).equals("WAIT") && last > 1) {
            shortenAt(args, 2, "1");
        } else if (upper.get(0).startsWith("XREAD")) {
            for (int i = 0; i < last; i++) {
                if (upper.get(i).equals("BLOCK")) {
                    shortenAt(args, i + 1, "1");
                }
            }
        }
    }

    private static void shortenAt(List<String> args, int index, String time) {
        if (!NO_TIMES.contains(args.get(index))) {
            args.set(index, time);
        }
    }

    private static void fix(List<String> args, List<String> upper) {
        switch (upper.get(0)) {
            case "XADD" -> args.replaceAll(word -> word.equals("*") ? "9-*" : word);
            case "MIGRATE" -> fixAt(args, 1, "127.0.0.1", "2", "[0-9]+");
            case "ACL" -> {
                if (args.size() > 2
                        && upper.get(1).equals("SETUSER")
                        && !args.get(2).contains(" ")) {
                    args.set(2, "bob");
                }
            }
            case "CLIENT" -> args.replaceAll(word -> word.matches("\\d{1,4}") ? "999999999" : word);
            default -> {}
        }
    }

    /** Sets a host, and a port where one stands, to what nobody listens at. */
    private static void fixAt(List<String> args, int index, String host, String port, String ports) {
        if (args.size() > index + 1) {
            args.set(index, host);
            args.set(index + 1, args.get(index + 1).matches(ports) ? "1" : args.get(index + 1));
        }
    }
}
