package io.rqkit.fakeredis.internal.command;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Every error text that more than one command can answer, complete with its code. */
public final class Errors {
    public static final CommandException SYNTAX = new CommandException("ERR syntax error");
    public static final CommandException WRONG_TYPE =
            new CommandException("WRONGTYPE Operation against a key holding the wrong kind of value");
    public static final CommandException NOT_AN_INTEGER =
            new CommandException("ERR value is not an integer or out of range");
    public static final CommandException NOT_A_FLOAT = new CommandException("ERR value is not a valid float");
    public static final CommandException OUT_OF_RANGE = new CommandException("ERR index out of range");
    public static final CommandException NO_SUCH_KEY = new CommandException("ERR no such key");
    public static final CommandException OVERFLOW = new CommandException("ERR increment or decrement would overflow");
    public static final CommandException MUST_BE_POSITIVE =
            new CommandException("ERR value is out of range, must be positive");
    public static final CommandException TIMEOUT_NOT_A_FLOAT =
            new CommandException("ERR timeout is not a float or out of range");
    public static final CommandException TIMEOUT_NEGATIVE = new CommandException("ERR timeout is negative");
    public static final CommandException DB_OUT_OF_RANGE = new CommandException("ERR DB index is out of range");
    public static final CommandException INVALID_DB = new CommandException("ERR invalid DB index");
    public static final CommandException STRING_TOO_LONG =
            new CommandException("ERR string exceeds maximum allowed size (proto-max-bulk-len)");
    public static final String NO_AUTH = "NOAUTH Authentication required.";
    /** Not Redis's: it ends where the operating system gives it no memory. */
    public static final String JVM_OUT_OF_MEMORY = "ERR the JVM of this fake has no memory left for that";

    public static final String OUT_OF_MEMORY = "OOM command not allowed when used memory > 'maxmemory'.";
    public static final String READ_ONLY_REPLICA = "READONLY You can't write against a read only replica.";
    public static final String MASTER_DOWN =
            "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.";
    public static final String NO_REPLICAS = "NOREPLICAS Not enough good replicas to write.";
    public static final String PROTECTED_MODE = "DENIED Redis is running in protected mode because protected mode is"
            + " enabled and no password is set for the default user. In this mode connections are only accepted from the"
            + " loopback interface. If you want to connect from external computers to Redis you may adopt one of the"
            + " following solutions: 1) Just disable protected mode sending the command 'CONFIG SET protected-mode no' from"
            + " the loopback interface by connecting to Redis from the same host the server is running, however MAKE SURE"
            + " Redis is not publicly accessible from internet if you do so. Use CONFIG REWRITE to make this change"
            + " permanent. 2) Alternatively you can just disable the protected mode by editing the Redis configuration"
            + " file, and setting the protected mode option to 'no', and then restarting the server. 3) If you started the"
            + " server manually just for testing, restart it with the '--protected-mode no' option. 4) Setup a an"
            + " authentication password for the default user. NOTE: You only need to do one of the above things in order for"
            + " the server to start accepting connections from the outside.";
    public static final String EXEC_ABORT = "EXECABORT Transaction discarded because of previous errors.";
    public static final String UNBLOCKED = "UNBLOCKED client unblocked via CLIENT UNBLOCK";
    private static final int SHOWN = 128;

    private Errors() {}

    /** EXEC itself was refused, with an error whose general prefix is left out. */
    public static String execAbort(String error) {
        return "EXECABORT Transaction discarded because of: " + (error.startsWith("ERR ") ? error.substring(4) : error);
    }

    /** A wrong number of arguments; {@code fullName} is {@code container|name} for a subcommand. */
    public static CommandException wrongArity(String fullName) {
        return new CommandException("ERR wrong number of arguments for '" + fullName + "' command");
    }

    /** A time to live or deadline that is not positive or too large. */
    public static CommandException invalidExpireTime(String fullName) {
        return new CommandException("ERR invalid expire time in '" + fullName + "' command");
    }

    /** A command that does not exist; quotes the first arguments as Redis does. */
    public static String unknownCommand(byte[][] argv) {
        StringBuilder args = new StringBuilder();
        for (int i = 1; i < argv.length && args.length() < SHOWN; i++) {
            args.append('\'').append(shown(argv[i], SHOWN - args.length())).append("' ");
        }
        return oneLine("ERR unknown command '" + shown(argv[0], SHOWN) + "', with args beginning with: " + args);
    }

    /** A subcommand that does not exist. */
    public static String unknownSubcommand(byte[][] argv) {
        String container = latin1(argv[0]).toUpperCase(Locale.ROOT);
        return oneLine("ERR unknown subcommand '" + shown(argv[1], SHOWN) + "'. Try " + container + " HELP.");
    }

    /** What a subcommand says of options that it does not have. */
    public static CommandException subcommandSyntax(byte[][] argv) {
        String container = latin1(argv[0]).toUpperCase(Locale.ROOT);
        return new CommandException(oneLine("ERR unknown subcommand or wrong number of arguments for '"
                + shown(argv[1], SHOWN) + "'. Try " + container + " HELP."));
    }

    /** A protected command without permission to use it. */
    public static String protectedCommand(String fullName) {
        String command = fullName.startsWith("debug") ? "DEBUG" : "MODULE";
        String option = fullName.startsWith("debug") ? "enable-debug-command" : "enable-module-command";
        return "ERR " + command + " command not allowed. If the " + option
                + " option is set to \"local\", you can run it from a local connection, otherwise you need to set this"
                + " option in the configuration file, and then restart the server.";
    }

    /** A command that a RESP2 session with subscriptions may not use. */
    public static String whileSubscribed(String fullName) {
        return "ERR Can't execute '" + fullName + "': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are"
                + " allowed in this context";
    }

    /** An error that quotes an argument in the middle of a sentence. */
    public static CommandException quoting(String before, byte[] argument, String after) {
        return new CommandException(oneLine(before + shown(argument, Integer.MAX_VALUE) + after));
    }

    /** An error that quotes at most the first 128 bytes of an argument. */
    public static CommandException quotingStart(String before, byte[] argument, String after) {
        return new CommandException(oneLine(before + shown(argument, SHOWN) + after));
    }

    /** A C string ends at its first NUL, and {@code %.128s} after 128 bytes. */
    private static String shown(byte[] bytes, int atMost) {
        String text = latin1(bytes);
        int end = text.indexOf(0);
        return text.substring(0, Math.min(end < 0 ? text.length() : end, atMost));
    }

    /** A line of the protocol can't hold a line break: at an end Redis drops it, within it makes a space of it. */
    public static String oneLine(String text) {
        return text.replaceAll("^[\r\n]+|[\r\n]+$", "").replace('\r', ' ').replace('\n', ' ');
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
