package io.rqkit.fakeredis.testing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Questions put to the real server alone, just before a command whose comparison depends on the key's state. */
final class Probe {
    /** Reads a number as Redis reads most, which forgets that an earlier one was out of range. */
    static final List<String> CALMING = List.of("ZUNION", "1", "\u0001", "WEIGHTS", "1");

    private Probe() {}

    /** Says whether real Redis may blame the command for what an earlier one left in C's errno. */
    static boolean needsCalm(Cmd cmd) {
        return cmd.name().equals("SORT") || cmd.name().equals("SORT_RO");
    }

    static @Nullable List<String> question(Rule rule, Cmd cmd) {
        return switch (rule) {
            case BY_ENCODING, PAIRS_BY_ENCODING, SHAPE_IF_HASHED ->
                cmd.args().size() == 2 ? List.of("OBJECT", "ENCODING", cmd.arg(1)) : null;
            case RANDOM_MEMBER -> members(cmd);
            default -> null;
        };
    }

    static boolean same(Rule rule, Cmd cmd, RespValue real, RespValue other, @Nullable RespValue answer) {
        if (answer == null) {
            return Replies.same(rule, real, other);
        }
        if (rule == Rule.RANDOM_MEMBER) {
            return Replies.sameRandom(cmd, real, other, answer);
        }
        boolean hashed = answer.text().equals("hashtable");
        return Replies.same(hashed ? rule : Rule.EXACT, real, other);
    }

    private static @Nullable List<String> members(Cmd cmd) {
        return switch (cmd.name()) {
            case "RANDOMKEY" -> List.of("KEYS", "*");
            case "SRANDMEMBER" -> List.of("SMEMBERS", cmd.arg(1));
            case "HRANDFIELD" -> List.of("HGETALL", cmd.arg(1));
            case "ZRANDMEMBER" -> List.of("ZRANGE", cmd.arg(1), "0", "-1", "WITHSCORES");
            default -> null;
        };
    }
}
