package io.rqkit.fakeredis.internal.lua;

import static io.rqkit.fakeredis.internal.lua.Opcode.*;

import org.jspecify.annotations.Nullable;

/** Emits operators: arithmetic with constants folded, comparisons and the jumps of {@code and}, {@code or} and {@code not}. */
final class OperatorBuilder extends CodeBuilder {
    OperatorBuilder(Lexer lexer, @Nullable FunctionState outer) {
        super(lexer, outer);
    }

    void self(Expression e, Expression key) {
        toAnyRegister(e);
        release(e);
        int function = freeRegister;
        reserve(2);
        emitAbc(SELF, function, e.info, toOperand(key));
        release(key);
        e.info = function;
        e.kind = Expression.FIXED;
    }

    void indexed(Expression table, Expression key) {
        table.aux = toOperand(key);
        table.kind = Expression.INDEXED;
    }

    // ---- conditions

    private void invert(Expression e) {
        int at = control(e.info);
        code[at] = withA(code[at], a(code[at]) == 0 ? 1 : 0);
    }

    private int jumpOn(Expression e, int condition) {
        if (e.kind == Expression.RELOCATABLE) {
            int i = code[e.info];
            if (op(i) == NOT) {
                pc--; // the test does the NOT's work
                return emitTestAndJump(TEST, b(i), 0, condition == 0 ? 1 : 0);
            }
        }
        dischargeToAny(e);
        release(e);
        return emitTestAndJump(TESTSET, NO_REG, e.info, condition);
    }

    void goIfTrue(Expression e) {
        discharge(e);
        int jump;
        switch (e.kind) {
            case Expression.CONSTANT, Expression.NUMBER, Expression.TRUE -> jump = NO_JUMP;
            case Expression.JUMP -> {
                invert(e);
                jump = e.info;
            }
            default -> jump = jumpOn(e, 0);
        }
        e.whenFalse = concat(e.whenFalse, jump);
        patchToHere(e.whenTrue);
        e.whenTrue = NO_JUMP;
    }

    private void goIfFalse(Expression e) {
        discharge(e);
        int jump = switch (e.kind) {
            case Expression.NIL, Expression.FALSE -> NO_JUMP;
            case Expression.JUMP -> e.info;
            default -> jumpOn(e, 1);
        };
        e.whenTrue = concat(e.whenTrue, jump);
        patchToHere(e.whenFalse);
        e.whenFalse = NO_JUMP;
    }

    private void not(Expression e) {
        discharge(e);
        switch (e.kind) {
            case Expression.NIL, Expression.FALSE -> e.kind = Expression.TRUE;
            case Expression.CONSTANT, Expression.NUMBER, Expression.TRUE -> e.kind = Expression.FALSE;
            case Expression.JUMP -> invert(e);
            default -> {
                dischargeToAny(e);
                release(e);
                relocatable(e, emitAbc(NOT, 0, e.info, 0));
            }
        }
        int swapped = e.whenFalse;
        e.whenFalse = e.whenTrue;
        e.whenTrue = swapped;
        dropValues(e.whenFalse);
        dropValues(e.whenTrue);
    }

    // ---- arithmetic

    private static boolean fold(int op, Expression left, Expression right) {
        if (!left.isNumeral() || !right.isNumeral() || op == LEN || op == Opcode.CONCAT) {
            return false;
        }
        if ((op == DIV || op == MOD) && right.number == 0) {
            return false;
        }
        double result = Arithmetic.compute(op, left.number, right.number);
        if (Double.isNaN(result)) {
            return false;
        }
        left.number = result;
        return true;
    }

    private void arithmetic(int op, Expression left, Expression right) {
        if (fold(op, left, right)) {
            return;
        }
        int b = op != UNM && op != LEN ? toOperand(right) : 0;
        int a = toOperand(left);
        if (a > b) {
            release(left);
            release(right);
        } else {
            release(right);
            release(left);
        }
        relocatable(left, emitAbc(op, 0, a, b));
    }

    private void comparison(int op, boolean wanted, Expression left, Expression right) {
        int a = toOperand(left);
        int b = toOperand(right);
        release(right);
        release(left);
        boolean swap = !wanted && op != Opcode.EQ;
        left.info = swap ? emitTestAndJump(op, 1, b, a) : emitTestAndJump(op, wanted ? 1 : 0, a, b);
        left.kind = Expression.JUMP;
    }

    void prefix(int token, Expression e) {
        Expression none = new Expression();
        none.init(Expression.NUMBER, 0);
        switch (token) {
            case '-' -> {
                if (!e.isNumeral()) {
                    toAnyRegister(e);
                }
                arithmetic(UNM, e, none);
            }
            case Token.NOT -> not(e);
            default -> {
                toAnyRegister(e);
                arithmetic(LEN, e, none);
            }
        }
    }

    /** Readies the left operand before the right one is read. */
    void infix(int token, Expression left) {
        switch (token) {
            case Token.AND -> goIfTrue(left);
            case Token.OR -> goIfFalse(left);
            case Token.CONCAT -> toNextRegister(left);
            case '+', '-', '*', '/', '%', '^' -> {
                if (!left.isNumeral()) {
                    toOperand(left);
                }
            }
            default -> toOperand(left);
        }
    }

    void postfix(int token, Expression left, Expression right) {
        switch (token) {
            case Token.AND -> {
                discharge(right);
                right.whenFalse = concat(right.whenFalse, left.whenFalse);
                left.set(right);
            }
            case Token.OR -> {
                discharge(right);
                right.whenTrue = concat(right.whenTrue, left.whenTrue);
                left.set(right);
            }
            case Token.CONCAT -> concatenate(left, right);
            case '+' -> arithmetic(ADD, left, right);
            case '-' -> arithmetic(SUB, left, right);
            case '*' -> arithmetic(MUL, left, right);
            case '/' -> arithmetic(DIV, left, right);
            case '%' -> arithmetic(MOD, left, right);
            case '^' -> arithmetic(POW, left, right);
            case Token.EQ -> comparison(Opcode.EQ, true, left, right);
            case Token.NE -> comparison(Opcode.EQ, false, left, right);
            case '<' -> comparison(LT, true, left, right);
            case Token.LE -> comparison(Opcode.LE, true, left, right);
            case '>' -> comparison(LT, false, left, right);
            default -> comparison(Opcode.LE, false, left, right);
        }
    }

    private void concatenate(Expression left, Expression right) {
        toValue(right);
        if (right.kind == Expression.RELOCATABLE && op(code[right.info]) == Opcode.CONCAT) {
            release(left);
            code[right.info] = withB(code[right.info], left.info);
            relocatable(left, right.info);
        } else {
            toNextRegister(right);
            arithmetic(Opcode.CONCAT, left, right);
        }
    }
}
