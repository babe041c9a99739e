package io.rqkit.fakeredis.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One command of a sequence: its arguments, the connection that sends it and, if the usual comparison of its reply does not
 * fit, another rule.
 *
 * @param args byte strings, one char (0 to 255) a byte, the name first
 * @param connection number of the connection, 0 if nothing is said
 * @param rule null to let {@link Comparison} decide by the command's name
 */
public record Cmd(
        List<String> args, int connection, @Nullable Rule rule) {

    /** Copies the arguments. */
    public Cmd {
        args = List.copyOf(args);
    }

    /**
     * Makes a command of strings, numbers, {@code byte[]} and lists of those, which are spliced in. A string with a char
     * above 255 stands for its UTF-8 bytes.
     */
    public static Cmd cmd(Object... parts) {
        List<String> args = new ArrayList<>();
        addAll(args, List.of(parts));
        return new Cmd(args, 0, null);
    }

    /** Reads a line as redis-cli would; {@code [2] PING} in front names connection 2. */
    public static Cmd parse(String line) {
        List<String> words = RedisCli.split(line);
        if (words.size() > 1 && words.get(0).matches("\\[\\d+]")) {
            String number = words.get(0).substring(1, words.get(0).length() - 1);
            return cmd(words.subList(1, words.size())).on(Integer.parseInt(number));
        }
        return cmd(words);
    }

    /** Sends it over another connection. */
    public Cmd on(int number) {
        return new Cmd(args, number, rule);
    }

    /** Compares its reply by a rule of its own. */
    public Cmd compare(Rule other) {
        return new Cmd(args, connection, other);
    }

    /** Compares its reply without regard to the order of elements. */
    public Cmd unordered() {
        return compare(Rule.UNORDERED);
    }

    /** Compares its reply only by kinds and sizes. */
    public Cmd shape() {
        return compare(Rule.SHAPE);
    }

    /** Runs it without comparing its reply. */
    public Cmd ignored() {
        return compare(Rule.IGNORED);
    }

    /** Replaces the arguments and keeps the rest. */
    Cmd withArgs(List<String> others) {
        return new Cmd(others, connection, rule);
    }

    /** Returns the name in upper case, empty for no arguments. */
    String name() {
        return arg(0).toUpperCase(Locale.ROOT);
    }

    /** Returns an argument, empty if there are fewer. */
    String arg(int index) {
        return index < args.size() ? args.get(index) : "";
    }

    boolean is(String name, int size) {
        return args.size() == size && name().equals(name);
    }

    /** Returns the line that {@link #parse} reads, without the rule. */
    @Override
    public String toString() {
        String line = String.join(" ", args.stream().map(RedisCli::word).toList());
        return connection == 0 ? line : "[" + connection + "] " + line;
    }

    private static void addAll(List<String> args, List<?> parts) {
        for (Object part : parts) {
            if (part instanceof List<?> nested) {
                addAll(args, nested);
            } else if (part instanceof byte[] bytes) {
                args.add(new String(bytes, StandardCharsets.ISO_8859_1));
            } else {
                args.add(new String(RespClient.bytes(part.toString()), StandardCharsets.ISO_8859_1));
            }
        }
    }
}
