package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.resp.Reply;

/**
 * A command or subcommand: a constant of its family's enum.
 *
 * <p>{@link #run} parses all arguments, looks up, decides, changes, signals, replies, in this order. It never writes to a
 * wire, waits, reads a clock of its own or touches another session.
 */
public interface Command {
    /** Returns what is known of the command before it runs. */
    CommandSpec spec();

    /** Returns what is known of a call before it runs, where the arguments make a difference, as a script's flags do. */
    default CommandSpec specOf(Engine engine, byte[][] argv) {
        return spec();
    }

    /**
     * Runs the command.
     *
     * @return the reply, or what {@link Call#block} returned
     * @throws io.rqkit.fakeredis.internal.command.CommandException for an error reply
     */
    Reply run(Call call);
}
