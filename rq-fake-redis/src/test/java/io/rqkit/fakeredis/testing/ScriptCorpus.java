package io.rqkit.fakeredis.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lua scripts in resource files, one file a subject, that are run on two servers and whose replies are compared.
 *
 * <p>A file is a list of scripts. Each starts with a line {@code -- name: what it shows}; then may follow, in any order,
 *
 * <pre>
 * -- keys: k1 k2          what KEYS holds, by blanks
 * -- args: a b            what ARGV holds, by blanks
 * -- before: SET k1 5     a command to send first; may stand several times
 * -- after: GET k1        a command to send afterwards, its reply compared too; may stand several times
 * -- resp: 3              the protocol the client speaks, 2 if not said
 * </pre>
 *
 * and every line from the next one on, up to the next name, is the script, whose line 1 that is. Text before the first name
 * is for the reader. Files are ISO-8859-1: a byte is a char. Addresses such as {@code table: 0x55d0} are not compared.
 */
public final class ScriptCorpus {
    private static final Pattern ADDRESS = Pattern.compile("(table|function|thread|userdata): 0x[0-9a-f]+");
    private static final String NAME = "-- name: ";

    private ScriptCorpus() {}

    /** One script with what it needs. */
    public record Script(
            String name,
            List<String> keys,
            List<String> args,
            List<String> before,
            List<String> after,
            int resp,
            String body) {

        /** Sends all of it to a server whose data are flushed first; returns the replies as text, addresses masked. */
        public String run(RespClient client) {
            client.call("FLUSHALL");
            client.call("HELLO", Integer.toString(resp));
            for (String command : before) {
                client.call(command.split(" "));
            }
            List<String> call = new ArrayList<>(List.of("EVAL", body, Integer.toString(keys.size())));
            call.addAll(keys);
            call.addAll(args);
            StringBuilder replies = new StringBuilder(show(client.call(call.toArray(String[]::new))));
            for (String command : after) {
                replies.append("\n").append(show(client.call(command.split(" "))));
            }
            return replies.toString();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Returns a reply as text that tells all kinds of values apart, addresses masked. */
    public static String show(RespValue reply) {
        StringBuilder text = new StringBuilder();
        append(reply, text);
        return ADDRESS.matcher(text).replaceAll("$1: 0x?");
    }

    private static void append(RespValue reply, StringBuilder text) {
        text.append(reply.getClass().getSimpleName()).append(' ');
        if (reply.children().isEmpty()) {
            text.append(reply);
            return;
        }
        text.append('[');
        for (RespValue child : reply.children()) {
            append(child, text);
            text.append(", ");
        }
        text.append(']');
    }

    /** Reads a file of scripts from the class path, such as {@code /lua/numbers.lua}. */
    public static List<Script> load(String resource) {
        List<Script> scripts = new ArrayList<>();
        String[] parts = text(resource).split("(?m)^" + NAME);
        for (String part : Arrays.asList(parts).subList(1, parts.length)) {
            scripts.add(parse(part));
        }
        return scripts;
    }

    private static Script parse(String part) {
        List<String> lines = new ArrayList<>(Arrays.asList(part.split("\n", -1)));
        String name = lines.remove(0).trim();
        List<String> keys = List.of();
        List<String> args = List.of();
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        int resp = 2;
        while (true) {
            String line = lines.get(0);
            if (line.startsWith("-- keys: ")) {
                keys = words(line);
            } else if (line.startsWith("-- args: ")) {
                args = words(line);
            } else if (line.startsWith("-- before: ")) {
                before.add(line.substring("-- before: ".length()));
            } else if (line.startsWith("-- after: ")) {
                after.add(line.substring("-- after: ".length()));
            } else if (line.startsWith("-- resp: ")) {
                resp = Integer.parseInt(line.substring("-- resp: ".length()).trim());
            } else {
                break;
            }
            lines.remove(0);
        }
        return new Script(
                name, keys, args, before, after, resp, String.join("\n", lines).stripTrailing());
    }

    private static List<String> words(String line) {
        return List.of(line.substring(line.indexOf(": ") + 2).split(" "));
    }

    private static String text(String resource) {
        try (InputStream in = ScriptCorpus.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
