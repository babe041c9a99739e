package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.command.CommandSpec;
import java.nio.charset.StandardCharsets;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All commands by name; names are found in any case of letters, without making a string.
 *
 * <p>Families are taken in one after another, as far as it takes to find a name: to make all takes a fresh JVM longer than
 * to start everything else, and most programs use a few. Nobody can tell, since what a name stands for never changes.
 * Thread-safe: servers share a table.
 */
public final class CommandTable {
    /** Four times as many as there are commands, so that few names collide. */
    private static final int SLOTS = 1024;

    private final List<Command[]> families;
    /** Read without a lock: a row that a reader misses is found with it, and one that it sees is complete. */
    private final @Nullable Row[] slots = new Row[SLOTS];

    private final List<Row> rows = new ArrayList<>();
    private int taken;
    private volatile @Nullable Set<CommandSpec> specs;

    /** A top-level command with its subcommands, by lower-case name and in the order of their declaration. */
    public record Row(Command command, Map<String, Command> subcommands, byte[] name) {
        /** Returns the subcommand of that name in any case of letters, or null. */
        public @Nullable Command subcommand(byte[] wanted) {
            return subcommands.get(new String(wanted, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT));
        }
    }

    /**
     * Creates a table.
     *
     * @param families the constants of each family, those that are asked for most first; may make them when it is asked
     */
    public CommandTable(List<Command[]> families) {
        this.families = families;
    }

    /** Takes in a family; a container must not stand after its subcommands. */
    private void take(Command[] family) {
        Map<String, Map<String, Command>> subcommands = new HashMap<>();
        // plain loops: the first lambda or stream costs a fresh JVM as much as all of this
        for (Command command : family) {
            CommandSpec spec = command.spec();
            String container = spec.container();
            if (container == null) {
                subcommands.put(spec.fullName(), new LinkedHashMap<>(0));
            } else {
                Map<String, Command> known = subcommands.get(container);
                if (known == null) {
                    throw new IllegalStateException("No container " + container + " before " + spec.fullName());
                }
                known.put(spec.name(), command);
            }
        }
        for (Command command : family) {
            Map<String, Command> known = subcommands.get(command.spec().fullName());
            if (command.spec().container() == null && known != null) {
                byte[] name = command.spec().fullName().getBytes(StandardCharsets.ISO_8859_1);
                // made when the map is whole, since it is read without a lock
                Row row = new Row(command, known, name);
                rows.add(row);
                insert(row);
            }
        }
    }

    private void insert(Row row) {
        int slot = slot(row.name());
        while (slots[slot] != null) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        slots[slot] = row;
    }

    /** Returns the row of a top-level command, or null when there is none of that name. */
    public @Nullable Row find(byte[] name) {
        Row row = findTaken(name);
        return row == null ? take(name) : row;
    }

    private @Nullable Row findTaken(byte[] name) {
        int slot = slot(name);
        Row row = slots[slot];
        while (row != null && !equalIgnoringCase(row.name(), name)) {
            slot = (slot + 1) & (SLOTS - 1);
            row = slots[slot];
        }
        return row;
    }

    /** Takes in families until there is a command of that name. */
    private synchronized @Nullable Row take(byte[] name) {
        Row row = findTaken(name);
        while (row == null && taken < families.size()) {
            take(families.get(taken));
            taken++;
            row = findTaken(name);
        }
        return row;
    }

    /** Returns all top-level commands. */
    public synchronized List<Row> rows() {
        while (taken < families.size()) {
            take(families.get(taken));
            taken++;
        }
        return Collections.unmodifiableList(rows);
    }

    /** Returns the command or subcommand called {@code name}, a subcommand as {@code container|name}, or null. */
    public @Nullable Command findByFullName(String name) {
        int bar = name.indexOf('|');
        Row row = find((bar < 0 ? name : name.substring(0, bar)).getBytes(StandardCharsets.ISO_8859_1));
        if (row == null || bar < 0) {
            return row == null ? null : row.command();
        }
        return row.subcommand(name.substring(bar + 1).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Returns the command that a request calls, a subcommand where there are any, or null when there is no such. */
    public @Nullable Command resolve(byte[][] argv) {
        Row row = find(argv[0]);
        return row == null ? null : resolve(row, argv);
    }

    static @Nullable Command resolve(Row row, byte[][] argv) {
        return argv.length == 1 || row.subcommands().isEmpty() ? row.command() : row.subcommand(argv[1]);
    }

    /** Returns the row of a top-level command, or null for a subcommand. */
    public @Nullable Row row(Command command) {
        CommandSpec spec = command.spec();
        return spec.container() == null ? find(spec.fullName().getBytes(StandardCharsets.ISO_8859_1)) : null;
    }

    /** Returns what every command and subcommand is like. The set finds that out when it is asked. */
    public Set<CommandSpec> specs() {
        return new Specs();
    }

    private Set<CommandSpec> allSpecs() {
        Set<CommandSpec> known = specs;
        if (known != null) {
            return known;
        }
        Set<CommandSpec> all = new HashSet<>();
        for (Row row : rows()) {
            all.add(row.command().spec());
            for (Command subcommand : row.subcommands().values()) {
                all.add(subcommand.spec());
            }
        }
        specs = all;
        return all;
    }

    private final class Specs extends AbstractSet<CommandSpec> {
        @Override
        public boolean contains(Object spec) {
            return allSpecs().contains(spec);
        }

        @Override
        public Iterator<CommandSpec> iterator() {
            return Collections.unmodifiableSet(allSpecs()).iterator();
        }

        @Override
        public int size() {
            return allSpecs().size();
        }
    }

    private static int slot(byte[] name) {
        int hash = 0;
        for (byte b : name) {
            hash = hash * 31 + (b | 0x20);
        }
        return (hash ^ (hash >>> 15)) & (SLOTS - 1);
    }

    private static boolean equalIgnoringCase(byte[] lower, byte[] name) {
        if (lower.length != name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            int b = name[i];
            if (b >= 'A' && b <= 'Z') {
                b += 'a' - 'A';
            }
            if (b != lower[i]) {
                return false;
            }
        }
        return true;
    }
}
