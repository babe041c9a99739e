package io.rqkit.fakeredis.internal.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a command before it runs: its name, arity, flags, key specifications and categories.
 *
 * <p>Arity errors, ACL categories, COMMAND's replies, key extraction and queueing come from here and from nowhere else.
 * Built once, as the argument of a family's enum constant, and not changed afterwards.
 */
public final class CommandSpec {
    private final String fullName;
    private final int arity;
    private final Group group;
    private final String since;
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
    private final Set<Category> categories = EnumSet.noneOf(Category.class);
    private final List<KeySpec> keySpecs = new ArrayList<>(1);
    private List<String> tips = List.of();
    private int @Nullable [] legacyRange;
    private int flagBits;

    private CommandSpec(String fullName, int arity, Group group, String since) {
        this.fullName = fullName;
        this.arity = arity;
        this.group = group;
        this.since = since;
        addImpliedCategories();
    }

    /**
     * Begins a specification.
     *
     * @param fullName lower case; a subcommand as {@code container|name}
     * @param arity the number of arguments including the name; negative for "at least"
     */
    public static CommandSpec of(String fullName, int arity, Group group, String since) {
        return new CommandSpec(fullName, arity, group, since);
    }

    /** Adds flags, and the categories that follow from them. */
    public CommandSpec flags(Flag... added) {
        for (Flag flag : added) {
            flags.add(flag);
            flagBits |= 1 << flag.ordinal();
        }
        addImpliedCategories();
        return this;
    }

    /** Adds categories that do not follow from the flags. */
    public CommandSpec categories(Category... added) {
        Collections.addAll(categories, added);
        addImpliedCategories();
        return this;
    }

    /** Adds a key specification. */
    public CommandSpec keys(KeySpec.Begin begin, KeySpec.Find find, KeySpec.Access... access) {
        keySpecs.add(KeySpec.of(null, begin, find, access));
        return this;
    }

    /** Adds a key specification with the remark that COMMAND shows. */
    public CommandSpec keys(String note, KeySpec.Begin begin, KeySpec.Find find, KeySpec.Access... access) {
        keySpecs.add(KeySpec.of(note, begin, find, access));
        return this;
    }

    /** Sets the tips that COMMAND shows to clients and proxies. */
    public CommandSpec tips(String... shown) {
        tips = List.of(shown);
        return this;
    }

    /** Overrides first key, last key and step where they do not follow from the first key specification. */
    public CommandSpec legacyRange(int first, int last, int step) {
        legacyRange = new int[] {first, last, step};
        return this;
    }

    /** Returns a specification that differs in these flags only: those of {@code without} are gone, those of {@code with} there. */
    public CommandSpec changed(Set<Flag> without, Set<Flag> with) {
        CommandSpec copy = new CommandSpec(fullName, arity, group, since);
        Set<Flag> all = EnumSet.noneOf(Flag.class);
        all.addAll(flags);
        all.removeAll(without);
        all.addAll(with);
        copy.flags(all.toArray(Flag[]::new));
        copy.categories.clear();
        copy.categories.addAll(categories);
        copy.keySpecs.addAll(keySpecs);
        copy.tips = tips;
        copy.legacyRange = legacyRange;
        return copy;
    }

    /** As setImplicitACLCategories in Redis's acl.c does. */
    private void addImpliedCategories() {
        if (is(Flag.WRITE)) {
            categories.add(Category.WRITE);
        }
        if (categories.contains(Category.SCRIPTING)) {
            categories.remove(Category.READ);
        } else if (is(Flag.READONLY)) {
            categories.add(Category.READ);
        }
        if (is(Flag.ADMIN)) {
            categories.add(Category.ADMIN);
            categories.add(Category.DANGEROUS);
        }
        if (is(Flag.PUBSUB)) {
            categories.add(Category.PUBSUB);
        }
        if (is(Flag.BLOCKING)) {
            categories.add(Category.BLOCKING);
        }
        categories.add(is(Flag.FAST) ? Category.FAST : Category.SLOW);
        categories.remove(is(Flag.FAST) ? Category.SLOW : Category.FAST);
    }

    /** Returns the name in lower case, {@code container|name} for a subcommand. */
    public String fullName() {
        return fullName;
    }

    /** Returns the name by which the command, or the subcommand within its container, is called. */
    public String name() {
        return fullName.substring(fullName.indexOf('|') + 1);
    }

    /** Returns the container's name, or null when this is not a subcommand. */
    public @Nullable String container() {
        int bar = fullName.indexOf('|');
        return bar < 0 ? null : fullName.substring(0, bar);
    }

    public int arity() {
        return arity;
    }

    /** Says whether a call with {@code count} arguments, name included, has the right number of them. */
    public boolean accepts(int count) {
        return arity >= 0 ? count == arity : count >= -arity;
    }

    public boolean is(Flag flag) {
        return (flagBits & (1 << flag.ordinal())) != 0;
    }

    public Set<Flag> flags() {
        return Collections.unmodifiableSet(flags);
    }

    public Set<Category> categories() {
        return Collections.unmodifiableSet(categories);
    }

    public List<KeySpec> keySpecs() {
        return Collections.unmodifiableList(keySpecs);
    }

    public List<String> tips() {
        return tips;
    }

    public Group group() {
        return group;
    }

    public String since() {
        return since;
    }

    /** Returns first key, last key and step as COMMAND prints them; zeros when there are none. */
    public int[] legacyRange() {
        if (legacyRange != null) {
            return legacyRange.clone();
        }
        if (keySpecs.isEmpty()
                || !(keySpecs.get(0).begin() instanceof KeySpec.AtIndex begin)
                || !(keySpecs.get(0).find() instanceof KeySpec.Range range)) {
            return new int[] {0, 0, 0};
        }
        int last = range.lastKey() < 0 ? range.lastKey() : begin.index() + range.lastKey();
        return new int[] {begin.index(), last, range.step()};
    }
}
