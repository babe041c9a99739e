package io.rqkit.fakeredis.internal.command.stream;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;

/** Error texts that more than one stream command can answer. */
final class StreamErrors {
    static final CommandException INVALID_ID =
            new CommandException("ERR Invalid stream ID specified as stream command argument");
    static final CommandException INVALID_START = new CommandException("ERR invalid start ID for the interval");
    static final CommandException INVALID_END = new CommandException("ERR invalid end ID for the interval");

    private StreamErrors() {}

    /** A group that a read names does not exist, or its key. */
    static CommandException noGroupToRead(byte[] key, byte[] group) {
        return new CommandException("NOGROUP No such key '" + shown(key) + "' or consumer group '" + shown(group)
                + "' in XREADGROUP with GROUP option");
    }

    /** A group does not exist, or its key. */
    static CommandException noKeyOrGroup(byte[] key, byte[] group) {
        return new CommandException(
                "NOGROUP No such key '" + shown(key) + "' or consumer group '" + shown(group) + "'");
    }

    /** A group of a key that exists does not. */
    static CommandException noGroup(byte[] key, byte[] group) {
        return new CommandException(
                "NOGROUP No such consumer group '" + shown(group) + "' for key name '" + shown(key) + "'");
    }

    static CommandException unrecognizedClaimOption(byte[] option) {
        return new CommandException("ERR Unrecognized XCLAIM option '" + shown(option) + "'");
    }

    /** A C string ends at its first NUL, and a line of the protocol can't hold a line break. */
    private static String shown(byte[] argument) {
        String text = Args.latin1(argument);
        int end = text.indexOf(0);
        return (end < 0 ? text : text.substring(0, end)).replace('\r', ' ').replace('\n', ' ');
    }
}
