package io.rqkit.fakeredis.internal.acl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.rqkit.fakeredis.internal.acl.RuleException.Kind;
import io.rqkit.fakeredis.internal.command.Category;
import io.rqkit.fakeredis.internal.command.CommandKeys;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Flag;
import io.rqkit.fakeredis.internal.command.Glob;
import io.rqkit.fakeredis.internal.command.KeySpec.Access;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One set of permissions: commands, keys and channels. A user has a root selector and perhaps more. */
final class Selector {
    private final Commands commands;
    /** Commands and subcommands, each on its own. */
    private Set<CommandSpec> allowed = Set.of();
    /** Whether the set is another's too, and must be copied before it changes; most users have all commands or none. */
    private boolean sharesAllowed = true;
    /** First arguments with which a command that isn't allowed may be called all the same. */
    private final Map<CommandSpec, List<String>> firstArguments = new HashMap<>();

    private final List<KeyPattern> keys = new ArrayList<>();
    private final List<String> channels = new ArrayList<>();
    private boolean allCommands;
    private boolean futureCommands;
    private boolean allKeys;
    private boolean allChannels;

    Selector(Commands commands, boolean allChannels) {
        this.commands = commands;
        this.allChannels = allChannels;
    }

    Selector(Selector other) {
        commands = other.commands;
        allowed = other.allowed;
        other.sharesAllowed = true;
        other.firstArguments.forEach((spec, words) -> firstArguments.put(spec, new ArrayList<>(words)));
        keys.addAll(other.keys);
        channels.addAll(other.channels);
        allCommands = other.allCommands;
        futureCommands = other.futureCommands;
        allKeys = other.allKeys;
        allChannels = other.allChannels;
    }

    boolean isUnrestricted() {
        return allCommands && allKeys && allChannels;
    }

    boolean hasAllKeys() {
        return allKeys;
    }

    boolean hasAllChannels() {
        return allChannels;
    }

    /** Says whether commands that don't exist yet are allowed too. */
    boolean hasFutureCommands() {
        return futureCommands;
    }

    List<KeyPattern> keys() {
        return keys;
    }

    List<String> channels() {
        return channels;
    }

    Set<CommandSpec> allowed() {
        return allowed;
    }

    List<String> firstArguments(CommandSpec spec) {
        return firstArguments.getOrDefault(spec, List.of());
    }

    /** Applies a rule on commands, keys or channels. */
    void apply(String rule) throws RuleException {
        switch (rule.toLowerCase(Locale.ROOT)) {
            case "allkeys", "~*" -> setAllKeys(true);
            case "resetkeys" -> setAllKeys(false);
            case "allchannels", "&*" -> setAllChannels(true);
            case "resetchannels" -> setAllChannels(false);
            case "allcommands", "+@all" -> setAllCommands(true);
            case "nocommands", "-@all" -> setAllCommands(false);
            default -> applyOne(rule);
        }
    }

    private void setAllKeys(boolean yes) {
        allKeys = yes;
        keys.clear();
    }

    private void setAllChannels(boolean yes) {
        allChannels = yes;
        channels.clear();
    }

    private void setAllCommands(boolean yes) {
        allowed = yes ? commands.specs() : Set.of();
        sharesAllowed = true;
        firstArguments.clear();
        allCommands = yes;
        futureCommands = yes;
    }

    private Set<CommandSpec> ownAllowed() {
        if (sharesAllowed) {
            allowed = new HashSet<>(allowed);
            sharesAllowed = false;
        }
        return allowed;
    }

    private void applyOne(String rule) throws RuleException {
        char sign = rule.charAt(0);
        if (sign == '~' || sign == '%') {
            addKeys(rule);
        } else if (sign == '&') {
            addChannels(rule.substring(1));
        } else if (sign != '+' && sign != '-') {
            throw new RuleException(Kind.SYNTAX);
        } else if (rule.startsWith("@", 1)) {
            setCategory(rule.substring(2), sign == '+');
        } else if (sign == '+' && rule.indexOf('|') >= 0) {
            allowWithBar(rule.substring(1));
        } else {
            set(find(rule.substring(1)), sign == '+');
        }
    }

    private void addKeys(String rule) throws RuleException {
        if (allKeys) {
            throw new RuleException(Kind.PATTERN_AFTER_ALL_KEYS);
        }
        boolean read = rule.charAt(0) == '~';
        boolean write = read;
        int at = 1;
        if (!read) {
            for (; at < rule.length() && rule.charAt(at) != '~'; at++) {
                char letter = Character.toUpperCase(rule.charAt(at));
                if ((letter != 'R' || read) && (letter != 'W' || write)) {
                    throw new RuleException(Kind.SYNTAX);
                }
                read |= letter == 'R';
                write |= letter == 'W';
            }
            if (!read && !write) {
                // Redis takes it, and falls over when it has to show it
                throw new RuleException(Kind.SYNTAX);
            }
            at = Math.min(at + 1, rule.length());
        }
        String glob = rule.substring(at);
        requireNoSpaces(glob);
        for (int i = 0; i < keys.size(); i++) {
            KeyPattern known = keys.get(i);
            if (known.glob().equals(glob)) {
                keys.set(i, new KeyPattern(glob, known.read() || read, known.write() || write));
                return;
            }
        }
        keys.add(new KeyPattern(glob, read, write));
    }

    private void addChannels(String glob) throws RuleException {
        if (allChannels) {
            throw new RuleException(Kind.PATTERN_AFTER_ALL_CHANNELS);
        }
        requireNoSpaces(glob);
        if (!channels.contains(glob)) {
            channels.add(glob);
        }
    }

    private static void requireNoSpaces(String text) throws RuleException {
        if (Users.hasSpaces(text)) {
            throw new RuleException(Kind.SYNTAX);
        }
    }

    private Commands.Entry find(String name) throws RuleException {
        Commands.Entry found = commands.find(name);
        if (found == null) {
            throw new RuleException(Kind.UNKNOWN_COMMAND);
        }
        return found;
    }

    private void allowWithBar(String name) throws RuleException {
        int bar = name.lastIndexOf('|');
        Commands.Entry command = find(name.substring(0, bar));
        if (command.spec().container() != null) {
            throw new RuleException(Kind.FIRST_ARGUMENT_OF_SUBCOMMAND);
        }
        String word = name.substring(bar + 1);
        if (word.isEmpty()) {
            throw new RuleException(Kind.SYNTAX);
        }
        if (!command.subcommands().isEmpty()) {
            set(find(name), true);
            return;
        }
        List<String> words = firstArguments.computeIfAbsent(command.spec(), spec -> new ArrayList<>());
        if (words.stream().noneMatch(word::equalsIgnoreCase)) {
            words.add(word);
        }
    }

    /** Allows or denies a command and, if it is a container, its subcommands. */
    void set(Commands.Entry command, boolean allow) {
        setOne(command.spec(), allow);
        firstArguments.remove(command.spec());
        command.subcommands().forEach(spec -> setOne(spec, allow));
    }

    private void setOne(CommandSpec spec, boolean allow) {
        if (allow) {
            ownAllowed().add(spec);
        } else {
            ownAllowed().remove(spec);
            allCommands = false;
        }
    }

    private void setCategory(String name, boolean allow) throws RuleException {
        Category category = Users.category(name);
        if (category == null) {
            throw new RuleException(Kind.UNKNOWN_COMMAND);
        }
        set(category, allow);
    }

    /** A container that belongs to a category brings all its subcommands. */
    void set(Category category, boolean allow) {
        for (Commands.Entry entry : commands.all()) {
            if (entry.spec().categories().contains(category)) {
                set(entry, allow);
            }
            for (CommandSpec subcommand : entry.subcommands()) {
                if (subcommand.categories().contains(category)) {
                    setOne(subcommand, allow);
                    firstArguments.remove(subcommand);
                }
            }
        }
    }

    /** Returns why a call is denied, or null when it is allowed. */
    @Nullable
    Denial check(CommandSpec spec, byte[][] argv) {
        if (!allCommands && !spec.is(Flag.NO_AUTH) && !allowsCommand(spec, argv)) {
            return new Denial(Denial.Reason.COMMAND, 0);
        }
        if (!allKeys && CommandKeys.mayHaveKeys(spec)) {
            for (CommandKeys.Found key : CommandKeys.find(spec, argv)) {
                if (!allowsKey(argv[key.index()], key.flags())) {
                    return new Denial(Denial.Reason.KEY, key.index());
                }
            }
        }
        if (!allChannels) {
            Channels named = Channels.of(spec, argv.length);
            for (int i = named.first(); i < named.last(); i++) {
                if (!matches(channels, argv[i], named.patterns())) {
                    return new Denial(Denial.Reason.CHANNEL, i);
                }
            }
        }
        return null;
    }

    private boolean allowsCommand(CommandSpec spec, byte[][] argv) {
        if (allowed.contains(spec)) {
            return true;
        }
        List<String> words = firstArguments.get(spec);
        if (words == null || argv.length < 2) {
            return false;
        }
        String first = new String(argv[1], ISO_8859_1);
        return words.stream().anyMatch(first::equalsIgnoreCase);
    }

    private boolean allowsKey(byte[] key, Set<Access> access) {
        boolean reads = access.contains(Access.ACCESS);
        boolean writes = writes(access);
        for (KeyPattern pattern : keys) {
            if (pattern.allows(reads, writes) && Glob.matches(pattern.bytes(), key)) {
                return true;
            }
        }
        return false;
    }

    private static boolean writes(Set<Access> access) {
        return access.contains(Access.INSERT) || access.contains(Access.DELETE) || access.contains(Access.UPDATE);
    }

    /** Says whether every key may be read, whatever its name. */
    boolean readsEveryKey() {
        return allKeys
                || keys.stream()
                        .anyMatch(pattern -> pattern.read() && pattern.glob().equals("*"));
    }

    /** A pattern subscribed to must be one of the patterns allowed, to the letter. */
    static boolean matches(List<String> globs, byte[] channel, boolean isPattern) {
        String name = new String(channel, ISO_8859_1);
        for (String glob : globs) {
            if (isPattern ? glob.equals(name) : Glob.matches(glob.getBytes(ISO_8859_1), channel)) {
                return true;
            }
        }
        return false;
    }
}
