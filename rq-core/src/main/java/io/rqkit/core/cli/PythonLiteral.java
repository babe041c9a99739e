package io.rqkit.core.cli;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a literal of Python as far as JSON can hold it: {@code None}, booleans, numbers, texts, lists, tuples and maps.
 * A tuple becomes a list, as the JSON serializer makes it in RQ.
 */
final class PythonLiteral {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d[\\d_]*)?(\\.\\d[\\d_]*|\\.(?!\\w))?([eE][+-]?\\d+)?(?![\\w.])");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");
    private static final int HEX = 16;

    private final String text;
    private int at;

    private PythonLiteral(String text) {
        this.text = text;
    }

    /**
     * Reads one literal.
     *
     * @throws IllegalArgumentException when it is none, or one that JSON has no form for
     */
    static @Nullable Object parse(String text) {
        PythonLiteral literal = new PythonLiteral(text);
        Object value = literal.value();
        literal.skipSpace();
        if (literal.at < text.length()) {
            throw literal.malformed();
        }
        return value;
    }

    private IllegalArgumentException malformed() {
        return new IllegalArgumentException("no literal of Python at character " + (at + 1));
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /** Looks whether a character follows, and takes it if so. */
    private boolean take(char wanted) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private @Nullable Object value() {
        if (take('[')) {
            return items(']', new ArrayList<>());
        }
        if (take('(')) {
            return tuple();
        }
        if (take('{')) {
            return map();
        }
        if (take('\'')) {
            return string('\'');
        }
        if (take('"')) {
            return string('"');
        }
        Matcher word = WORD.matcher(text).region(at, text.length());
        if (word.lookingAt()) {
            return word(word.group());
        }
        return number();
    }

    private @Nullable Object word(String word) {
        at += word.length();
        return switch (word) {
            case "None" -> null;
            case "True" -> true;
            case "False" -> false;
            default -> throw malformed();
        };
    }

    private Object number() {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt() || (number.group(1) == null && number.group(2) == null)) {
            throw malformed();
        }
        at = number.end();
        String digits = number.group().replace("_", "");
        boolean whole = number.group(2) == null && number.group(3) == null;
        return whole ? new BigInteger(digits) : Double.valueOf(digits);
    }

    private List<@Nullable Object> items(char end, List<@Nullable Object> items) {
        while (!take(end)) {
            items.add(value());
            if (!take(',') && !(at < text.length() && text.charAt(at) == end)) {
                throw malformed();
            }
        }
        return items;
    }

    /** What stands in parentheses is a tuple only with a comma. */
    private @Nullable Object tuple() {
        if (take(')')) {
            return List.of();
        }
        Object first = value();
        if (take(')')) {
            return first;
        }
        if (!take(',')) {
            throw malformed();
        }
        List<@Nullable Object> items = new ArrayList<>();
        items.add(first);
        return items(')', items);
    }

    private Map<String, @Nullable Object> map() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (!take('}')) {
            if (!(value() instanceof String key) || !take(':')) {
                throw malformed();
            }
            map.put(key, value());
            if (!take(',') && !(at < text.length() && text.charAt(at) == '}')) {
                throw malformed();
            }
        }
        return map;
    }

    private String string(char quote) {
        StringBuilder read = new StringBuilder();
        while (at < text.length()) {
            char next = text.charAt(at++);
            if (next == quote) {
                return read.toString();
            }
            if (next == '\\' && at < text.length()) {
                escape(read);
            } else {
                read.append(next);
            }
        }
        throw malformed();
    }

    private void escape(StringBuilder read) {
        char kind = text.charAt(at++);
        switch (kind) {
            case 'n' -> read.append('\n');
            case 'r' -> read.append('\r');
            case 't' -> read.append('\t');
            case '\\', '\'', '"' -> read.append(kind);
            case 'x' -> read.appendCodePoint(hexadecimal(2));
            case 'u' -> read.appendCodePoint(hexadecimal(4));
            default -> throw malformed();
        }
    }

    private int hexadecimal(int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at), HEX) : -1;
            if (digit < 0) {
                throw malformed();
            }
            value = value * HEX + digit;
            at++;
        }
        return value;
    }
}
