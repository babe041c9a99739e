package io.rqkit.fakeredis.testing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which {@link Rule} a command's reply falls under, by the command's name. Immutable; {@link #standard} knows Redis's
 * commands whose replies depend on chance, clocks or hash tables, and takes all others exactly.
 */
public final class Comparison {
    private static final Map<String, Rule> STANDARD = standardRules();

    private final Map<String, Rule> rules;
    private final Set<String> tolerated;

    private Comparison(Map<String, Rule> rules, Set<String> tolerated) {
        this.rules = Map.copyOf(rules);
        this.tolerated = Set.copyOf(tolerated);
    }

    /** Returns the rules that fit Redis 7.0. */
    public static Comparison standard() {
        return new Comparison(STANDARD, Set.of());
    }

    /** Sets the rule of a command, or of a subcommand written {@code "OBJECT FREQ"}. */
    public Comparison with(String command, Rule rule) {
        Map<String, Rule> more = new HashMap<>(rules);
        more.put(command.toUpperCase(Locale.ROOT), rule);
        return new Comparison(more, tolerated);
    }

    /** Takes over the rules that another comparison has besides the standard ones. */
    Comparison and(Comparison other) {
        Map<String, Rule> more = new HashMap<>(rules);
        other.rules.forEach((command, rule) -> {
            if (STANDARD.get(command) != rule) {
                more.put(command, rule);
            }
        });
        Set<String> both = new HashSet<>(tolerated);
        both.addAll(other.tolerated);
        return new Comparison(more, both);
    }

    /** Accepts that the other server does not know a command yet: its "unknown command" then counts as the same reply. */
    public Comparison tolerating(String... commands) {
        Set<String> more = new HashSet<>(tolerated);
        for (String command : commands) {
            more.add(command.toUpperCase(Locale.ROOT));
        }
        return new Comparison(rules, more);
    }

    Rule rule(Cmd cmd) {
        Rule own = cmd.rule();
        if (own != null) {
            return own;
        }
        Rule ofSubcommand = rules.get(cmd.name() + " " + cmd.arg(1).toUpperCase(Locale.ROOT));
        return ofSubcommand != null ? ofSubcommand : rules.getOrDefault(cmd.name(), Rule.EXACT);
    }

    boolean tolerates(Cmd cmd, RespValue other) {
        return tolerated.contains(cmd.name()) && other.isError() && other.text().startsWith("ERR unknown command");
    }

    private static Map<String, Rule> standardRules() {
        Map<String, Rule> rules = new HashMap<>();
        put(rules, Rule.BY_ENCODING, "SMEMBERS", "HKEYS", "HVALS");
        put(rules, Rule.PAIRS_BY_ENCODING, "HGETALL");
        put(rules, Rule.SHAPE_IF_HASHED, "DUMP");
        put(rules, Rule.UNION, "SUNION");
        put(rules, Rule.UNORDERED, "SINTER", "SDIFF", "KEYS", "PUBSUB CHANNELS", "PUBSUB SHARDCHANNELS", "ACL USERS");
        put(rules, Rule.UNORDERED, "COMMAND", "COMMAND LIST", "FUNCTION LIST");
        put(rules, Rule.UNORDERED_PAIRS, "CONFIG GET");
        put(rules, Rule.RANDOM_MEMBER, "SRANDMEMBER", "HRANDFIELD", "ZRANDMEMBER", "RANDOMKEY");
        put(rules, Rule.RANDOM_POP, "SPOP");
        put(rules, Rule.SCAN, "SCAN", "SSCAN", "HSCAN", "ZSCAN");
        put(rules, Rule.SHAPE, "TIME", "LASTSAVE", "CLIENT ID", "OBJECT IDLETIME", "OBJECT FREQ", "ACL GENPASS");
        put(rules, Rule.KIND, "INFO", "CLIENT LIST", "CLIENT INFO", "HELLO", "MEMORY", "SLOWLOG", "LATENCY", "DEBUG");
        put(rules, Rule.KIND, "ACL LOG", "LOLWUT", "ROLE", "CLUSTER NODES", "CLUSTER INFO");
        put(rules, Rule.STREAM_INFO, "XINFO", "XPENDING");
        put(rules, Rule.MILLIS, "PTTL", "PEXPIRETIME");
        put(rules, Rule.SECONDS, "TTL", "EXPIRETIME");
        return rules;
    }

    private static void put(Map<String, Rule> rules, Rule rule, String... commands) {
        for (String command : commands) {
            rules.put(command, rule);
        }
    }
}
