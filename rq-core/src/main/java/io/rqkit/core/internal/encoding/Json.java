package io.rqkit.core.internal.encoding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as Python's {@code json.dumps} does and reads any valid JSON, and Python's NaN and Infinity.
 *
 * <p>Types are never chosen by the text: no default typing, no class names.
 */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    /** Room enough for most calls. */
    private static final int CALL = 128;

    private Json() {}

    /**
     * Turns a value into a tree.
     *
     * @throws IllegalArgumentException when the value has no JSON form
     */
    public static JsonNode tree(@Nullable Object value) {
        // what most results and arguments are needs no mapper
        if (value instanceof String text) {
            return TextNode.valueOf(text);
        } else if (value instanceof Long number) {
            return LongNode.valueOf(number);
        } else if (value instanceof Integer number) {
            return IntNode.valueOf(number);
        } else if (value == null) {
            return NullNode.getInstance();
        }
        JsonNode node = MAPPER.valueToTree(value);
        return node == null ? NullNode.getInstance() : node;
    }

    /** Reads a tree. */
    public static JsonNode parse(byte[] json) throws DeserializationFailure {
        try {
            JsonNode node = MAPPER.readTree(new String(json, StandardCharsets.UTF_8));
            if (node == null || node.isMissingNode()) {
                throw new DeserializationFailure("empty text");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new DeserializationFailure(e.getOriginalMessage());
        }
    }

    /**
     * Converts a tree to a Java type.
     *
     * @throws IllegalArgumentException when it does not fit
     */
    public static @Nullable Object convert(JsonNode node, Type type) {
        if (type == String.class && node.isTextual()) {
            return node.textValue();
        } else if ((type == long.class || type == Long.class) && node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        } else if ((type == int.class || type == Integer.class) && node.isIntegralNumber() && node.canConvertToInt()) {
            return node.intValue();
        }
        return MAPPER.convertValue(node, MAPPER.constructType(type));
    }

    /** Prints a tree with Python's separators, escapes and floats. */
    public static String text(JsonNode node) {
        StringBuilder out = new StringBuilder();
        write(node, out);
        return out.toString();
    }

    /** Prints a tree as UTF-8. */
    public static byte[] bytes(JsonNode node) {
        return text(node).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Prints a call as an array of four: the name, the instance of a bound method, which JSON cannot carry, and the
     * arguments.
     */
    static byte[] call(String name, List<JsonNode> args, Map<String, JsonNode> kwargs) {
        StringBuilder out = new StringBuilder(CALL);
        out.append('[');
        quote(name, out);
        out.append(", null, ");
        writeArray(args, out);
        out.append(", ");
        writeObject(kwargs.entrySet(), out);
        return out.append(']').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonNode node, StringBuilder out) {
        switch (node.getNodeType()) {
            case ARRAY -> writeArray(node, out);
            case OBJECT -> writeObject(node.properties(), out);
            case STRING, BINARY -> quote(node.asText(), out);
            case NUMBER -> out.append(number(node, "NaN", "Infinity"));
            case BOOLEAN -> out.append(node.booleanValue());
            case NULL, MISSING -> out.append("null");
            case POJO -> throw new IllegalArgumentException("no JSON form: " + node);
        }
    }

    static String number(JsonNode node, String nan, String infinity) {
        if (!node.isDouble() && !node.isFloat()) {
            return node.asText();
        }
        // a float goes by its own digits, 0.1f is 0.1
        double value = node.isFloat() ? Double.parseDouble(Float.toString(node.floatValue())) : node.doubleValue();
        if (Double.isNaN(value)) {
            return nan;
        }
        return Double.isInfinite(value) ? (value < 0 ? "-" : "") + infinity : PythonFloat.text(value);
    }

    private static void writeArray(Iterable<JsonNode> elements, StringBuilder out) {
        out.append('[');
        String separator = "";
        for (JsonNode element : elements) {
            out.append(separator);
            write(element, out);
            separator = ", ";
        }
        out.append(']');
    }

    private static void writeObject(Iterable<Map.Entry<String, JsonNode>> properties, StringBuilder out) {
        out.append('{');
        String separator = "";
        for (Map.Entry<String, JsonNode> property : properties) {
            out.append(separator);
            quote(property.getKey(), out);
            out.append(": ");
            write(property.getValue(), out);
            separator = ", ";
        }
        out.append('}');
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || c > '~') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** Says why bytes are no JSON. */
    public static final class DeserializationFailure extends Exception {
        private static final long serialVersionUID = 1L;

        DeserializationFailure(String message) {
            super(message);
        }
    }
}
