package io.rqkit.fakeredis.internal.command;

import io.rqkit.fakeredis.internal.command.KeySpec.Access;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the keys among a command's arguments, and what the command does to them. Follows getKeysFromCommandWithSpecs in
 * Redis's db.c: the key specifications decide, and where they can't say everything, what is known of a command.
 */
public final class CommandKeys {
    private static final Set<Access> READ = EnumSet.of(Access.RO, Access.ACCESS);
    private static final Set<Access> OVERWRITE = EnumSet.of(Access.OW, Access.UPDATE);
    private static final Set<Access> UPDATE = EnumSet.of(Access.RW, Access.ACCESS, Access.UPDATE);
    private static final Set<Access> MOVE = EnumSet.of(Access.RW, Access.ACCESS, Access.DELETE);
    private static final CommandException NOT_A_COUNT = new CommandException("ERR");

    private final CommandSpec spec;
    private final byte[][] argv;
    private final List<Found> found = new ArrayList<>();

    /**
     * A key among the arguments.
     *
     * @param index its index; the command's name has index 0
     * @param flags what happens to the key
     */
    public record Found(int index, Set<Access> flags) {}

    private CommandKeys(CommandSpec spec, byte[][] argv) {
        this.spec = spec;
        this.argv = argv;
    }

    /** Says whether a command has keys at all. */
    public static boolean mayHaveKeys(CommandSpec spec) {
        return spec.is(Flag.MOVABLEKEYS)
                || spec.keySpecs().stream().anyMatch(keys -> !keys.flags().contains(Access.NOT_KEY));
    }

    /** Returns the keys; none when the arguments are wrong. */
    public static List<Found> find(CommandSpec spec, byte[][] argv) {
        CommandKeys keys = new CommandKeys(spec, argv);
        boolean variable = spec.keySpecs().stream().anyMatch(k -> k.flags().contains(Access.VARIABLE_FLAGS));
        if (!variable && keys.addBySpecs()) {
            return keys.found;
        }
        keys.found.clear();
        keys.addByKnowledge();
        return keys.found;
    }

    /** Returns false when the specifications can't tell, or the arguments don't fit them. */
    private boolean addBySpecs() {
        for (KeySpec keys : spec.keySpecs()) {
            if (!keys.flags().contains(Access.NOT_KEY) && !addBySpec(keys)) {
                return false;
            }
        }
        return true;
    }

    private boolean addBySpec(KeySpec keys) {
        int first = first(keys.begin());
        if (first == 0) {
            return true;
        }
        if (first < 0) {
            return false;
        }
        int last;
        int step;
        if (keys.find() instanceof KeySpec.Range range) {
            step = range.step();
            last = last(first, range);
        } else if (keys.find() instanceof KeySpec.KeyCount count && first + count.countIndex() < argv.length) {
            Long number = count(argv[first + count.countIndex()]);
            if (number == null || number < 0) {
                return false;
            }
            step = count.step();
            first += count.firstKey();
            // as Redis does it, a number beyond an int loses its upper bits
            last = first + number.intValue() - 1;
        } else {
            return false;
        }
        if (last >= argv.length || last < first) {
            return false;
        }
        for (int i = first; i <= last; i += step) {
            found.add(new Found(i, keys.flags()));
        }
        return !keys.flags().contains(Access.INCOMPLETE);
    }

    /** Returns the index of the first key; 0 when its keyword is not there, -1 when nobody can say. */
    private int first(KeySpec.Begin begin) {
        if (begin instanceof KeySpec.AtIndex at) {
            return at.index();
        }
        if (!(begin instanceof KeySpec.AfterKeyword after)) {
            return -1;
        }
        boolean forward = after.startFrom() > 0;
        int at = forward ? after.startFrom() : argv.length + after.startFrom();
        int end = forward ? argv.length - 1 : 1;
        int step = at <= end ? 1 : -1;
        while (at != end && at >= 1 && at < argv.length) {
            if (Args.is(argv[at], after.keyword())) {
                return at + 1;
            }
            at += step;
        }
        return 0;
    }

    private int last(int first, KeySpec.Range range) {
        if (range.lastKey() >= 0) {
            return first + range.lastKey();
        }
        return range.limit() == 0
                ? argv.length + range.lastKey()
                : first + (argv.length - first) / range.limit() + range.lastKey();
    }

    private static @Nullable Long count(byte[] argument) {
        try {
            return Numbers.parseLong(argument, NOT_A_COUNT);
        } catch (CommandException notANumber) {
            return null;
        }
    }

    /** What Redis keeps functions for. */
    private void addByKnowledge() {
        switch (spec.fullName()) {
            case "set" -> found.add(new Found(1, setReadsToo() ? UPDATE : OVERWRITE));
            case "bitfield" -> found.add(new Found(1, bitfieldOnlyReads() ? READ : UPDATE));
            case "sort" -> addSort();
            case "sort_ro" -> found.add(new Found(1, READ));
            case "migrate" -> addMigrate();
            case "xread", "xreadgroup" -> addStreams();
            case "georadius", "georadiusbymember" -> addGeoRadius();
            case "zunionstore", "zinterstore", "zdiffstore" -> addCounted(1, 2);
            case "eval", "eval_ro", "evalsha", "evalsha_ro", "fcall", "fcall_ro", "blmpop", "bzmpop" ->
                addCounted(0, 2);
            case "zunion", "zinter", "zdiff", "zintercard", "sintercard", "lmpop", "zmpop" -> addCounted(0, 1);
            default -> {
                // the arguments are wrong
            }
        }
    }

    /** Takes the number of keys more loosely than the specifications do, and knows no flags. */
    private void addCounted(int destination, int countIndex) {
        int first = countIndex + 1;
        int count = Numbers.leadingInt(argv[countIndex]);
        if (count < 1 || count > argv.length - first) {
            return;
        }
        for (int i = first; i < first + count; i++) {
            found.add(new Found(i, Set.of()));
        }
        if (destination > 0) {
            found.add(new Found(destination, Set.of()));
        }
    }

    /** The last STORE or STOREDIST counts. */
    private void addGeoRadius() {
        found.add(new Found(1, Set.of()));
        int store = 0;
        for (int i = 5; i + 1 < argv.length; i++) {
            if (Args.is(argv[i], "STORE") || Args.is(argv[i], "STOREDIST")) {
                store = ++i;
            }
        }
        if (store > 0) {
            found.add(new Found(store, Set.of()));
        }
    }

    private boolean setReadsToo() {
        for (int i = 3; i < argv.length; i++) {
            if (Args.is(argv[i], "GET")) {
                return true;
            }
        }
        return false;
    }

    private boolean bitfieldOnlyReads() {
        int at = 2;
        while (at < argv.length) {
            int left = argv.length - at - 1;
            if (Args.is(argv[at], "GET") && left >= 2) {
                at += 3;
            } else if (Args.is(argv[at], "OVERFLOW") && left >= 1) {
                at += 2;
            } else {
                return false;
            }
        }
        return true;
    }

    /** The last STORE counts. */
    private void addSort() {
        found.add(new Found(1, READ));
        int store = 0;
        for (int i = 2; i < argv.length; i++) {
            if (Args.is(argv[i], "LIMIT")) {
                i += 2;
            } else if (Args.is(argv[i], "STORE") && i + 1 < argv.length) {
                store = i + 1;
            } else if (Args.is(argv[i], "GET") || Args.is(argv[i], "BY")) {
                i++;
            }
        }
        if (store > 0) {
            found.add(new Found(store, OVERWRITE));
        }
    }

    private void addMigrate() {
        int first = 3;
        int count = 1;
        for (int i = 6; i < argv.length; i++) {
            if (Args.is(argv[i], "KEYS")) {
                first = i + 1;
                count = argv[3].length > 0 ? 0 : argv.length - first;
                break;
            }
            i += Args.is(argv[i], "AUTH") ? 1 : Args.is(argv[i], "AUTH2") ? 2 : 0;
        }
        for (int i = first; i < first + count; i++) {
            found.add(new Found(i, MOVE));
        }
    }

    /** STREAMS may also be the name of a group or a consumer, which its specification can't know. */
    private void addStreams() {
        int at = 1;
        while (at < argv.length && !Args.is(argv[at], "STREAMS")) {
            if (Args.is(argv[at], "BLOCK") || Args.is(argv[at], "COUNT")) {
                at += 2;
            } else if (Args.is(argv[at], "GROUP")) {
                at += 3;
            } else if (Args.is(argv[at], "NOACK")) {
                at++;
            } else {
                return;
            }
        }
        int count = argv.length - at - 1;
        if (count > 0 && count % 2 == 0) {
            for (int i = at + 1; i <= at + count / 2; i++) {
                found.add(new Found(i, Set.of()));
            }
        }
    }
}
