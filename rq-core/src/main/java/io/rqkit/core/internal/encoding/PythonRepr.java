package io.rqkit.core.internal.encoding;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** The description that RQ gives a job: the call as Python would print it. */
public final class PythonRepr {
    private static final int LONGEST = 75;

    private PythonRepr() {}

    /** Prints {@code name(arg, …, keyword=arg)}, each argument cut to 75 characters, keywords sorted. */
    public static String call(JobData data) {
        StringBuilder call = new StringBuilder(data.name()).append('(');
        String separator = "";
        for (JsonNode argument : data.args()) {
            call.append(separator).append(cut(of(argument)));
            separator = ", ";
        }
        if (!data.kwargs().isEmpty()) {
            for (Map.Entry<String, JsonNode> keyword : new TreeMap<>(data.kwargs()).entrySet()) {
                call.append(separator).append(keyword.getKey()).append('=').append(cut(of(keyword.getValue())));
                separator = ", ";
            }
        }
        return call.append(')').toString();
    }

    private static String cut(String repr) {
        if (repr.length() <= LONGEST || repr.codePointCount(0, repr.length()) <= LONGEST) {
            return repr;
        }
        return repr.substring(0, repr.offsetByCodePoints(0, LONGEST)) + "...";
    }

    static String of(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> array(node);
            case OBJECT -> object(node);
            case STRING, BINARY, POJO -> quoted(node.asText());
            case NUMBER -> Json.number(node, "nan", "inf");
            case BOOLEAN -> node.booleanValue() ? "True" : "False";
            case NULL, MISSING -> "None";
        };
    }

    private static String array(JsonNode node) {
        StringJoiner elements = new StringJoiner(", ", "[", "]");
        node.forEach(element -> elements.add(of(element)));
        return elements.toString();
    }

    private static String object(JsonNode node) {
        StringJoiner members = new StringJoiner(", ", "{", "}");
        node.properties().forEach(member -> members.add(quoted(member.getKey()) + ": " + of(member.getValue())));
        return members.toString();
    }

    private static String quoted(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder out = new StringBuilder().append(quote);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c == quote ? "\\" + quote : printable(c));
            }
        });
        return out.append(quote).toString();
    }

    private static String printable(int c) {
        boolean isPrintable = switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
        if (isPrintable) {
            return Character.toString(c);
        }
        return c < 0x100 ? String.format("\\x%02x", c) : String.format(c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
    }
}
