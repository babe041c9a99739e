package io.rqkit.fakeredis.internal.acl;

import io.rqkit.fakeredis.internal.command.CommandSpec;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The commands that rules may name. */
public interface Commands {
    /** A top-level command with its subcommands, of which there may be none. */
    record Entry(CommandSpec spec, Collection<CommandSpec> subcommands) {}

    /** Returns every top-level command. */
    List<Entry> all();

    /** Returns every command and subcommand, as a set that nothing changes. */
    Set<CommandSpec> specs();

    /** Returns the command of that name in any case of letters, a subcommand as {@code container|name}, or null. */
    @Nullable
    Entry find(String name);
}
