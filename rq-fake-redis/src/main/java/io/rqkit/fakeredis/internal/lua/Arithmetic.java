package io.rqkit.fakeredis.internal.lua;

import org.jspecify.annotations.Nullable;

/** Arithmetic on numbers and on what converts to one. */
final class Arithmetic {
    private Arithmetic() {}

    /** Computes one operation; {@code right} is not looked at for the unary one. */
    static double compute(int op, double left, double right) {
        return switch (op) {
            case Opcode.ADD -> left + right;
            case Opcode.SUB -> left - right;
            case Opcode.MUL -> left * right;
            case Opcode.DIV -> left / right;
            case Opcode.MOD -> Numbers.mod(left, right);
            case Opcode.POW -> Numbers.pow(left, right);
            default -> -left;
        };
    }

    /** Converts a value to a number as operators do: a number itself, or a string that reads as one. */
    static @Nullable Double toNumber(@Nullable Object value) {
        if (value instanceof Double number) {
            return number;
        }
        return value instanceof LuaString string ? Numbers.parse(string) : null;
    }
}
