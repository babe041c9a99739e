package io.rqkit.fakeredis.internal.lua;

import static io.rqkit.fakeredis.internal.lua.Opcode.*;

import org.jspecify.annotations.Nullable;

/**
 * Puts special instructions in place of general ones where the operands' sort is known: both registers, or a number or a
 * string constant. Positions stay as they are.
 */
final class Specializer {
    private Specializer() {}

    static int[] specialize(int[] code, @Nullable Object[] constants) {
        int[] fast = code.clone();
        for (int pc = 0; pc < fast.length; pc++) {
            int i = code[pc];
            fast[pc] = withOp(i, choose(i, constants));
            if (op(i) == SETLIST && c(i) == 0) {
                pc++; // the next word is a count
            }
        }
        return fast;
    }

    private static int choose(int i, @Nullable Object[] constants) {
        int op = op(i);
        boolean leftRegister = !isConstant(b(i));
        boolean rightRegister = !isConstant(c(i));
        boolean leftNumber = !leftRegister && isNumber(constants, b(i));
        boolean rightNumber = !rightRegister && isNumber(constants, c(i));
        return switch (op) {
            case ADD -> arithmetic(op, ADD_RR, ADD_RK, leftRegister, rightRegister, rightNumber);
            case SUB -> arithmetic(op, SUB_RR, SUB_RK, leftRegister, rightRegister, rightNumber);
            case MUL -> arithmetic(op, MUL_RR, MUL_RK, leftRegister, rightRegister, rightNumber);
            case DIV -> arithmetic(op, DIV_RR, DIV_RK, leftRegister, rightRegister, rightNumber);
            case MOD -> leftRegister && rightNumber ? MOD_RK : op;
            case LT -> comparison(op, LT_RR, LT_RK, LT_KR, leftRegister, rightRegister, leftNumber, rightNumber);
            case LE -> comparison(op, LE_RR, LE_RK, LE_KR, leftRegister, rightRegister, leftNumber, rightNumber);
            case EQ -> leftRegister && !rightRegister ? EQ_RK : op;
            case GETTABLE -> !rightRegister && constants[c(i) & ~BIT_RK] instanceof LuaString ? GETFIELD : op;
            default -> op;
        };
    }

    private static int arithmetic(int op, int rr, int rk, boolean leftRegister, boolean rightRegister, boolean number) {
        if (!leftRegister) {
            return op;
        }
        return rightRegister ? rr : number ? rk : op;
    }

    private static int comparison(
            int op,
            int rr,
            int rk,
            int kr,
            boolean leftRegister,
            boolean rightRegister,
            boolean leftNumber,
            boolean rightNumber) {
        if (leftRegister) {
            return rightRegister ? rr : rightNumber ? rk : op;
        }
        return rightRegister && leftNumber ? kr : op;
    }

    private static boolean isNumber(@Nullable Object[] constants, int rk) {
        return (rk & ~BIT_RK) < constants.length && constants[rk & ~BIT_RK] instanceof Double;
    }
}
