package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.command.CommandSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All commands by name; names are found in any case of letters, without making a string. */
public final class CommandTable {
    private final @Nullable Row[] slots;
    private final List<Row> rows = new ArrayList<>();
    private final Map<Command, Row> rowOf = new LinkedHashMap<>();
    private final Set<CommandSpec> specs;

    /** A top-level command with its subcommands, by lower-case name and in the order of their declaration. */
    public record Row(Command command, Map<String, Command> subcommands, byte[] name) {
        /** Returns the subcommand of that name in any case of letters, or null. */
        public @Nullable Command subcommand(byte[] wanted) {
            return subcommands.get(new String(wanted, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT));
        }
    }

    /** Builds the table from the families' constants; a container must not stand after its subcommands' families. */
    public CommandTable(List<Command[]> families) {
        int count = 0;
        for (Command[] family : families) {
            count += family.length;
        }
        slots = new Row[Integer.highestOneBit(Math.max(count, 1)) * 4];
        // plain loops: the first lambda or stream costs a fresh JVM as much as all of this
        Set<CommandSpec> all = new HashSet<>(count * 2);
        for (Command[] family : families) {
            addContainers(family);
            for (Command command : family) {
                all.add(command.spec());
            }
        }
        for (Command[] family : families) {
            addSubcommands(family);
        }
        specs = Collections.unmodifiableSet(all);
    }

    private void addContainers(Command[] family) {
        for (Command command : family) {
            if (command.spec().container() == null) {
                byte[] name = command.spec().fullName().getBytes(StandardCharsets.ISO_8859_1);
                Row row = new Row(command, new LinkedHashMap<>(0), name);
                rows.add(row);
                rowOf.put(command, row);
                insert(row);
            }
        }
    }

    private void addSubcommands(Command[] family) {
        for (Command command : family) {
            CommandSpec spec = command.spec();
            String container = spec.container();
            if (container != null) {
                Row row = find(container.getBytes(StandardCharsets.ISO_8859_1));
                if (row == null) {
                    throw new IllegalStateException("No container " + container + " for " + spec.fullName());
                }
                row.subcommands().put(spec.name(), command);
            }
        }
    }

    private void insert(Row row) {
        int slot = slot(row.name());
        while (slots[slot] != null) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = row;
    }

    /** Returns the row of a top-level command, or null when there is none of that name. */
    public @Nullable Row find(byte[] name) {
        int slot = slot(name);
        Row row = slots[slot];
        while (row != null && !equalIgnoringCase(row.name(), name)) {
            slot = (slot + 1) & (slots.length - 1);
            row = slots[slot];
        }
        return row;
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

    /** Returns the row of a top-level command. */
    public @Nullable Row row(Command command) {
        return rowOf.get(command);
    }

    /** Returns what every command and subcommand is like. */
    public Set<CommandSpec> specs() {
        return specs;
    }

    /** Returns all top-level commands. */
    public List<Row> rows() {
        return Collections.unmodifiableList(rows);
    }

    private int slot(byte[] name) {
        int hash = 0;
        for (byte b : name) {
            hash = hash * 31 + (b | 0x20);
        }
        return (hash ^ (hash >>> 15)) & (slots.length - 1);
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
