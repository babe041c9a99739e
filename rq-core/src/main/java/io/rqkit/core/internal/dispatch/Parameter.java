package io.rqkit.core.internal.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import io.rqkit.core.internal.encoding.Json;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of a handler.
 *
 * @param name its name; null when the class was compiled without {@code -parameters}
 * @param type its type with type arguments
 */
public record Parameter(@Nullable String name, Type type) {
    private static final Set<Type> INTEGERS = Set.of(
            byte.class,
            short.class,
            int.class,
            long.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            BigInteger.class);
    private static final Set<Type> FLOATS = Set.of(float.class, double.class, Float.class, Double.class);

    /**
     * Converts a stored argument.
     *
     * @throws IllegalArgumentException when it does not fit
     */
    @Nullable
    Object convert(JsonNode stored) {
        JsonNode node = stored;
        if (INTEGERS.contains(type) && isWholeFloat(node)) {
            node = BigIntegerNode.valueOf(node.decimalValue().toBigIntegerExact());
        }
        boolean needsText = type == String.class || (type instanceof Class<?> raw && raw.isEnum());
        if (needsText && !node.isTextual() && !node.isNull()) {
            throw mismatch(stored, "a string is needed");
        }
        try {
            return Json.convert(node, type);
        } catch (IllegalArgumentException e) {
            throw mismatch(
                    stored, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /** Tells whether an argument would change its kind of number, so that an overload without that is better. */
    boolean isCoercing(JsonNode stored) {
        return INTEGERS.contains(type)
                ? stored.isFloatingPointNumber()
                : FLOATS.contains(type) && stored.isIntegralNumber();
    }

    private static boolean isWholeFloat(JsonNode node) {
        return node.isFloatingPointNumber() && Double.isFinite(node.doubleValue()) && node.doubleValue() % 1 == 0;
    }

    private IllegalArgumentException mismatch(JsonNode stored, String reason) {
        String text = Json.text(stored);
        String shown = text.length() <= 100 ? text : text.substring(0, 100) + "...";
        return new IllegalArgumentException(shown + " does not fit parameter " + this + ": " + reason);
    }

    @Override
    public String toString() {
        return type.getTypeName() + (name == null ? "" : " " + name);
    }
}
