package io.rqkit.fakeredis.internal.command;

import java.nio.charset.StandardCharsets;

/**
 * A cursor over a command's arguments: options are read one after the other, each with its type.
 *
 * <pre>{@code
 * while (args.hasNext()) {
 *     if (args.skip("NX")) { … } else if (args.skip("EX", 1)) { seconds = args.nextLong(); } else { throw Errors.SYNTAX; }
 * }
 * }</pre>
 */
public final class Args {
    private final byte[][] argv;
    private int at;

    /** Creates a cursor at index {@code from}; the command's name has index 0. */
    public Args(byte[][] argv, int from) {
        this.argv = argv;
        this.at = from;
    }

    public boolean hasNext() {
        return at < argv.length;
    }

    /** Returns how many arguments are left. */
    public int remaining() {
        return argv.length - at;
    }

    /** Returns the index of the next argument. */
    public int index() {
        return at;
    }

    /** Returns the next argument; a missing one is a syntax error. */
    public byte[] next() {
        if (at >= argv.length) {
            throw Errors.SYNTAX;
        }
        return argv[at++];
    }

    /** Returns the next argument without passing it; a missing one is a syntax error. */
    public byte[] peek() {
        if (at >= argv.length) {
            throw Errors.SYNTAX;
        }
        return argv[at];
    }

    public long nextLong() {
        return nextLong(Errors.NOT_AN_INTEGER);
    }

    public long nextLong(CommandException failure) {
        return Numbers.parseLong(next(), failure);
    }

    public double nextDouble() {
        return nextDouble(Errors.NOT_A_FLOAT);
    }

    public double nextDouble(CommandException failure) {
        return Numbers.parseDouble(next(), failure);
    }

    /** Passes the next argument when it is {@code option} in any case of letters, and says whether it did. */
    public boolean skip(String option) {
        return skip(option, 0);
    }

    /** The same, only if at least {@code following} arguments stand after it. */
    public boolean skip(String option, int following) {
        if (remaining() > following && is(argv[at], option)) {
            at++;
            return true;
        }
        return false;
    }

    /** Says whether an argument is {@code option}, which is upper case, in any case of letters. */
    public static boolean is(byte[] argument, String option) {
        int length = option.length();
        if (argument.length != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            int b = argument[i];
            if (b >= 'a' && b <= 'z') {
                b -= 'a' - 'A';
            }
            if (b != option.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns an argument as text, a character a byte. */
    public static String latin1(byte[] argument) {
        return new String(argument, StandardCharsets.ISO_8859_1);
    }
}
