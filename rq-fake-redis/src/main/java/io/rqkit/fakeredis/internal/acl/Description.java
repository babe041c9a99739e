package io.rqkit.fakeredis.internal.acl;

import io.rqkit.fakeredis.internal.command.Category;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a selector's permissions as the rules that make them. Commands are first covered by categories, the best fit
 * each time, and what then differs is named one by one, as ACLDescribeSelectorCommandRules in Redis's acl.c does.
 */
final class Description {
    private final Commands commands;
    private final Selector selector;
    private final boolean additive;
    private final StringBuilder rules = new StringBuilder();
    /** What the rules written so far allow. */
    private final Selector written;

    private Description(Commands commands, Selector selector) throws RuleException {
        this.commands = commands;
        this.selector = selector;
        this.additive = !selector.hasFutureCommands();
        this.written = new Selector(commands, false);
        written.apply(additive ? "-@all" : "+@all");
    }

    static String keys(Selector selector) {
        return selector.hasAllKeys()
                ? "~*"
                : selector.keys().stream().map(KeyPattern::rule).collect(Collectors.joining(" "));
    }

    static String channels(Selector selector) {
        return selector.hasAllChannels()
                ? "&*"
                : selector.channels().stream().map(glob -> "&" + glob).collect(Collectors.joining(" "));
    }

    static String commands(Commands commands, Selector selector) {
        try {
            Description description = new Description(commands, selector);
            description.addCategories();
            description.addSingles();
            return description.rules.toString();
        } catch (RuleException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns everything, in the order of ACL LIST. */
    static String all(Commands commands, Selector selector) {
        StringBuilder all = new StringBuilder();
        String keys = keys(selector);
        if (!keys.isEmpty()) {
            all.append(keys).append(' ');
        }
        if (!selector.hasAllChannels()) {
            all.append("resetchannels ");
        }
        String channels = channels(selector);
        if (!channels.isEmpty()) {
            all.append(channels).append(' ');
        }
        return all.append(commands(commands, selector)).toString();
    }

    private void addCategories() throws RuleException {
        rules.append(additive ? "-@all" : "+@all");
        Set<CommandSpec> left = new HashSet<>(selector.allowed());
        EnumSet<Category> applied = EnumSet.noneOf(Category.class);
        while (true) {
            Category best = best(left, applied);
            if (best == null) {
                return;
            }
            rules.append(additive ? " +@" : " -@").append(best.wireName());
            written.set(best, additive);
            setCategory(left, best, !additive);
            applied.add(best);
        }
    }

    /** Returns the category with most in common and least that differs, or null when none has more than differs. */
    private @Nullable Category best(Set<CommandSpec> left, Set<Category> applied) {
        Category best = null;
        long leastDifferent = Integer.MAX_VALUE;
        long mostSame = 0;
        for (Category category : Category.values()) {
            if (applied.contains(category)) {
                continue;
            }
            long on = 0;
            long off = 0;
            for (Commands.Entry entry : commands.all()) {
                for (CommandSpec spec : withSubcommands(entry)) {
                    if (spec.categories().contains(category)) {
                        if (left.contains(spec)) {
                            on++;
                        } else {
                            off++;
                        }
                    }
                }
            }
            long different = additive ? off : on;
            long same = additive ? on : off;
            if (same > different && (different < leastDifferent || (different == leastDifferent && same > mostSame))) {
                best = category;
                leastDifferent = different;
                mostSame = same;
            }
        }
        return best;
    }

    private static List<CommandSpec> withSubcommands(Commands.Entry entry) {
        Collection<CommandSpec> subcommands = entry.subcommands();
        List<CommandSpec> all = new ArrayList<>(subcommands.size() + 1);
        all.add(entry.spec());
        all.addAll(subcommands);
        return all;
    }

    private void setCategory(Set<CommandSpec> set, Category category, boolean add) {
        for (Commands.Entry entry : commands.all()) {
            boolean whole = entry.spec().categories().contains(category);
            for (CommandSpec spec : withSubcommands(entry)) {
                if (whole || spec.categories().contains(category)) {
                    if (add) {
                        set.add(spec);
                    } else {
                        set.remove(spec);
                    }
                }
            }
        }
    }

    private void addSingles() {
        for (Commands.Entry entry : commands.all()) {
            addSingle(entry);
            for (CommandSpec subcommand : entry.subcommands()) {
                addSingle(new Commands.Entry(subcommand, List.of()));
            }
        }
    }

    private void addSingle(Commands.Entry entry) {
        CommandSpec spec = entry.spec();
        boolean allowed = selector.allowed().contains(spec);
        if (allowed != written.allowed().contains(spec)) {
            rules.append(allowed ? " +" : " -").append(spec.fullName());
            written.set(entry, allowed);
        }
        if (!allowed) {
            selector.firstArguments(spec)
                    .forEach(word -> rules.append(" +")
                            .append(spec.fullName())
                            .append('|')
                            .append(word));
        }
    }
}
