package io.rqkit.fakeredis.testing;

import java.util.ArrayList;
import java.util.List;

/** Reads and writes command lines with the quoting of redis-cli. Strings are byte strings, one char a byte. */
final class RedisCli {
    private static final String ESCAPED = "\n\r\t\b\u0007\\\"";
    private static final String ESCAPES = "nrtba\\\"";

    private RedisCli() {}

    /** Quotes one argument for a line, and leaves plain words alone. */
    static String word(String argument) {
        boolean plain = !argument.isEmpty()
                && argument.chars().allMatch(c -> c > ' ' && c < 127 && c != '"' && c != '\'' && c != '\\');
        return plain ? argument : quote(argument);
    }

    /** Quotes a byte string, always, with {@code \xHH} for what cannot be printed. */
    static String quote(String bytes) {
        StringBuilder text = new StringBuilder("\"");
        for (char c : bytes.toCharArray()) {
            int escape = ESCAPED.indexOf(c);
            if (escape >= 0) {
                text.append('\\').append(ESCAPES.charAt(escape));
            } else if (c < ' ' || c > 126) {
                text.append(String.format("\\x%02x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.append('"').toString();
    }

    /**
     * Splits a line into arguments: words, {@code "…"} with escapes, {@code '…'} with only {@code \'}.
     *
     * @throws IllegalArgumentException if a quote is left open or text follows a closing quote
     */
    static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (true) {
            while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
                at++;
            }
            if (at == line.length()) {
                return words;
            }
            StringBuilder word = new StringBuilder();
            at = readWord(line, at, word);
            words.add(word.toString());
        }
    }

    private static int readWord(String line, int start, StringBuilder word) {
        int at = start;
        while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
            char c = line.charAt(at);
            if (c == '"' || c == '\'') {
                at = readQuoted(line, at, word);
                if (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
                    throw new IllegalArgumentException("a blank must follow the closing quote: " + line);
                }
                return at;
            }
            word.append(c);
            at++;
        }
        return at;
    }

    private static int readQuoted(String line, int start, StringBuilder word) {
        char quote = line.charAt(start);
        int at = start + 1;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == quote) {
                return at + 1;
            }
            if (c == '\\' && at + 1 < line.length()) {
                at = quote == '"' ? readEscape(line, at + 1, word) : readSingleEscape(line, at, word);
            } else {
                word.append(c);
                at++;
            }
        }
        throw new IllegalArgumentException("the quote is not closed: " + line);
    }

    private static int readEscape(String line, int at, StringBuilder word) {
        char c = line.charAt(at);
        if (c == 'x' && at + 2 < line.length() && line.substring(at + 1, at + 3).matches("[0-9a-fA-F]{2}")) {
            word.append((char) Integer.parseInt(line.substring(at + 1, at + 3), 16));
            return at + 3;
        }
        int escape = ESCAPES.indexOf(c);
        word.append(escape >= 0 ? ESCAPED.charAt(escape) : c);
        return at + 1;
    }

    private static int readSingleEscape(String line, int at, StringBuilder word) {
        if (line.charAt(at + 1) == '\'') {
            word.append('\'');
            return at + 2;
        }
        word.append('\\');
        return at + 1;
    }
}
