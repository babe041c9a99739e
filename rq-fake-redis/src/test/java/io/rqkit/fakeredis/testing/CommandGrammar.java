package io.rqkit.fakeredis.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A weighted choice of commands. Not thread-safe while rules are added. */
public final class CommandGrammar {
    private final List<Production> productions = new ArrayList<>();
    private final List<CommandGrammar> parts = new ArrayList<>();
    private int total;
    private boolean distorting = true;
    private @Nullable Set<String> mixable;

    private record Production(int weight, Function<Gen, List<Cmd>> make) {}

    /** Adds a command; it is made about {@code weight} times in the sum of all weights. */
    public CommandGrammar add(int weight, Function<Gen, Cmd> make) {
        return addAll(weight, gen -> List.of(make.apply(gen)));
    }

    /** Adds commands that belong together, such as a transaction. */
    public CommandGrammar addAll(int weight, Function<Gen, List<Cmd>> make) {
        productions.add(new Production(weight, make));
        total += weight;
        return this;
    }

    /** Chooses among grammars, each of which goes by its own rules. */
    static CommandGrammar amongst(List<CommandGrammar> grammars) {
        CommandGrammar all = new CommandGrammar().undistorted();
        for (CommandGrammar grammar : grammars) {
            all.addAll(1, grammar::next);
            all.parts.add(grammar);
        }
        return all;
    }

    /** Leaves all commands as the rules make them; otherwise one in 25 gets wrong arguments, and letter case varies. */
    public CommandGrammar undistorted() {
        distorting = false;
        return this;
    }

    /**
     * Adds commands of other families on the same keys, so that keys of the wrong type, expired, renamed and missing ones
     * are met. The weight is that of all together; a tenth of the family's own is enough.
     */
    public CommandGrammar typeMixers(int weight) {
        return add(weight, this::knownMixer);
    }

    /** Keeps to commands of these names, in upper case, when mixing types. */
    CommandGrammar mixingOnly(Set<String> names) {
        mixable = Set.copyOf(names);
        parts.forEach(part -> part.mixingOnly(names));
        return this;
    }

    /** Makes a sequence of at least so many commands. */
    public List<Cmd> sequence(Gen gen, int length) {
        if (productions.isEmpty()) {
            throw new IllegalStateException("the grammar has no command; add one with add(weight, gen -> cmd(…))");
        }
        List<Cmd> commands = new ArrayList<>();
        while (commands.size() < length) {
            commands.addAll(next(gen));
        }
        return commands;
    }

    private List<Cmd> next(Gen gen) {
        List<Cmd> made = pick(gen).make().apply(gen);
        return distorting ? made.stream().map(gen::distort).toList() : made;
    }

    private Production pick(Gen gen) {
        int at = gen.below(total);
        for (Production production : productions) {
            at -= production.weight();
            if (at < 0) {
                return production;
            }
        }
        throw new IllegalStateException("weights do not add up to " + total);
    }

    private Cmd knownMixer(Gen gen) {
        Cmd cmd = mixer(gen);
        boolean known = mixable == null || mixable.contains(cmd.name());
        return known ? cmd : Cmd.cmd("PING");
    }

    private static Cmd mixer(Gen gen) {
        return switch (gen.below(11)) {
            case 0 -> Cmd.cmd("SET", gen.key(), gen.value());
            case 1 -> Cmd.cmd("RPUSH", gen.key(), gen.members(1, 3));
            case 2 -> Cmd.cmd("HSET", gen.key(), gen.pairs(1, 3, gen::member, gen::value));
            case 3 -> Cmd.cmd("SADD", gen.key(), gen.members(1, 3));
            case 4 -> Cmd.cmd("ZADD", gen.key(), gen.pairs(1, 3, gen::score, gen::member));
            case 5 -> Cmd.cmd("XADD", gen.key(), gen.between(1, 3) + "-" + gen.between(1, 9), "f", gen.value());
            case 6, 7 -> Cmd.cmd("DEL", gen.keys(1, 2));
            case 8 -> Cmd.cmd("EXPIRE", gen.key(), gen.ttlSeconds());
            case 9 -> Cmd.cmd("RENAME", gen.key(), gen.key());
            default -> Cmd.cmd("PERSIST", gen.key());
        };
    }
}
