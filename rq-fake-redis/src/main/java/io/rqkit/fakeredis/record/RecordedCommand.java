package io.rqkit.fakeredis.record;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A command that the server received, or that a script of a client called, and what came of it.
 *
 * @param number counts up from 1 in the order of arrival
 * @param client who sent it, or whose script called it
 * @param database the database selected at the time
 * @param at when it arrived, by the server's clock
 * @param roundTrip counts the client's round trips from 1; commands of a pipeline that was sent at once have the same one
 * @param duration how long it took in real time, waiting included; empty while it waits
 * @param words its name and arguments as they came, bytes beyond UTF-8 replaced
 * @param name its name in capitals, a subcommand after its container: {@code "CONFIG GET"}
 * @param keys the keys among the arguments, in their order
 * @param origin by which way it came
 * @param caller the number of the EVAL, FCALL or the like that called it; 0 when a client sent it
 * @param reply the reply as redis-cli prints it; empty when there was none, or none yet. Of a command that a transaction
 *     has queued it is {@code QUEUED} until EXEC runs it
 * @param fate what a fault did to it, such as {@code "connection cut before it ran"}; empty when there was none
 */
public record RecordedCommand(
        long number,
        Client client,
        int database,
        Instant at,
        long roundTrip,
        Optional<Duration> duration,
        List<String> words,
        String name,
        List<String> keys,
        Origin origin,
        long caller,
        String reply,
        String fate) {
    private static final int SHOWN_REPLY = 120;

    /** By which way a command came. */
    public enum Origin {
        /** A client sent it. */
        CLIENT,
        /** A client sent it within MULTI. */
        TRANSACTION,
        /** A script or a function called it. */
        SCRIPT
    }

    /**
     * Who sent a command.
     *
     * @param id the number of the connection, as CLIENT ID answers it
     * @param name the name set by CLIENT SETNAME at the time; empty when there was none
     * @param address the client's end of the connection, as CLIENT LIST shows it
     */
    public record Client(long id, String name, String address) {
        @Override
        public String toString() {
            return name.isEmpty() ? "#" + id : "#" + id + " " + name;
        }
    }

    /** Says whether it was sent within MULTI. */
    public boolean isInTransaction() {
        return origin == Origin.TRANSACTION;
    }

    /** Says whether a script or a function called it. */
    public boolean isInScript() {
        return origin == Origin.SCRIPT;
    }

    /** Says whether it was answered with an error. */
    public boolean isError() {
        return reply.startsWith("(error)");
    }

    /** Says whether it is called {@code wanted}, in any case of letters, as in {@code "get"} or {@code "config get"}. */
    public boolean isNamed(String wanted) {
        return name.equals(wanted.strip().toUpperCase(Locale.ROOT).replace('|', ' '));
    }

    /** Returns one line much as MONITOR prints it, with the number and name of the client, and with the reply. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder()
                .append(String.format(Locale.ROOT, "%d.%06d [", at.getEpochSecond(), at.getNano() / 1000))
                .append(database)
                .append(' ')
                .append(client)
                .append(origin == Origin.SCRIPT ? " script]" : origin == Origin.TRANSACTION ? " multi]" : "]");
        words.forEach(word -> line.append(' ').append(quoted(word)));
        line.append(" -> ").append(shownReply());
        return fate.isEmpty()
                ? line.toString()
                : line.append(" (").append(fate).append(')').toString();
    }

    private String shownReply() {
        if (reply.isEmpty()) {
            return duration.isEmpty() ? "(waits)" : "(no reply)";
        }
        String oneLine =
                reply.lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse("");
        return oneLine.length() <= SHOWN_REPLY ? oneLine : oneLine.substring(0, SHOWN_REPLY) + "...";
    }

    private static String quoted(String word) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            int escape = "\n\r\t\u0007\b\\\"".indexOf(c);
            if (escape >= 0) {
                out.append('\\').append("nrtab\\\"".charAt(escape));
            } else if (c < ' ') {
                out.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
