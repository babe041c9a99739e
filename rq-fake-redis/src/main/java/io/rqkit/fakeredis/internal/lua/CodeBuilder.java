package io.rqkit.fakeredis.internal.lua;

import static io.rqkit.fakeredis.internal.lua.Opcode.*;

import org.jspecify.annotations.Nullable;

/**
 * Emits the instructions of one function: jumps and their lists, registers, and moving values to where they are needed.
 *
 * <p>The instructions are exactly those that Lua 5.1's compiler emits, since the names and lines in error texts are read off
 * them, and its limits show in error texts too.
 */
class CodeBuilder extends FunctionState {
    static final int NO_JUMP = -1;
    static final int MULTIPLE = -1;
    private static final int MAX_STACK = 250;

    CodeBuilder(Lexer lexer, @Nullable FunctionState outer) {
        super(lexer, outer);
    }

    // ---- instructions

    private int emit(int instruction, int line) {
        patch(pendingJumps, pc, NO_REG, pc);
        pendingJumps = NO_JUMP;
        append(instruction, line);
        return pc - 1;
    }

    int emitAbc(int op, int a, int b, int c) {
        return emit(abc(op, a, b, c), lexer.lastLine);
    }

    int emitAbx(int op, int a, int bx) {
        return emit(abx(op, a, bx), lexer.lastLine);
    }

    int emitAsbx(int op, int a, int sbx) {
        return emit(abx(op, a, sbx + MAX_SBX), lexer.lastLine);
    }

    void fixLine(int line) {
        lines[pc - 1] = line;
    }

    void emitNil(int from, int count) {
        if (pc > lastTarget) {
            if (pc == 0) {
                if (from >= activeCount) {
                    return; // a new frame is clean already
                }
            } else if (op(code[pc - 1]) == LOADNIL) {
                int previousFrom = a(code[pc - 1]);
                int previousTo = b(code[pc - 1]);
                if (previousFrom <= from && from <= previousTo + 1) {
                    if (from + count - 1 > previousTo) {
                        code[pc - 1] = withB(code[pc - 1], from + count - 1);
                    }
                    return;
                }
            }
        }
        emitAbc(LOADNIL, from, from + count - 1, 0);
    }

    void emitReturn(int first, int count) {
        emitAbc(RETURN, first, count + 1, 0);
    }

    void emitSetList(int base, int elements, int toStore) {
        int batch = (elements - 1) / FIELDS_PER_FLUSH + 1;
        int count = toStore == MULTIPLE ? 0 : toStore;
        if (batch <= MAX_C) {
            emitAbc(SETLIST, base, count, batch);
        } else {
            emitAbc(SETLIST, base, count, 0);
            emit(batch, lexer.lastLine);
        }
        freeRegister = base + 1;
    }

    // ---- jumps

    int emitJump() {
        int pending = pendingJumps;
        pendingJumps = NO_JUMP;
        int jump = emitAsbx(JMP, 0, NO_JUMP);
        return concat(jump, pending);
    }

    int emitTestAndJump(int op, int a, int b, int c) {
        emitAbc(op, a, b, c);
        return emitJump();
    }

    private void fixJump(int at, int target) {
        int offset = target - (at + 1);
        if (Math.abs(offset) > MAX_SBX) {
            throw lexer.syntaxError("control structure too long");
        }
        code[at] = withSbx(code[at], offset);
    }

    /** Returns the current position and remembers that something jumps to it. */
    int label() {
        lastTarget = pc;
        return pc;
    }

    private int nextJump(int at) {
        int offset = sbx(code[at]);
        return offset == NO_JUMP ? NO_JUMP : at + 1 + offset;
    }

    /** Returns the position of the test that decides on a jump, or of the jump. */
    int control(int jump) {
        return jump >= 1 && isTest(op(code[jump - 1])) ? jump - 1 : jump;
    }

    boolean needsValue(int list) {
        for (int jump = list; jump != NO_JUMP; jump = nextJump(jump)) {
            if (op(code[control(jump)]) != TESTSET) {
                return true;
            }
        }
        return false;
    }

    private boolean patchTest(int jump, int register) {
        int at = control(jump);
        int i = code[at];
        if (op(i) != TESTSET) {
            return false;
        }
        if (register != NO_REG && register != b(i)) {
            code[at] = withA(i, register);
        } else {
            code[at] = abc(TEST, b(i), 0, c(i));
        }
        return true;
    }

    void dropValues(int list) {
        for (int jump = list; jump != NO_JUMP; jump = nextJump(jump)) {
            patchTest(jump, NO_REG);
        }
    }

    void patch(int list, int valueTarget, int register, int otherTarget) {
        int jump = list;
        while (jump != NO_JUMP) {
            int next = nextJump(jump);
            fixJump(jump, patchTest(jump, register) ? valueTarget : otherTarget);
            jump = next;
        }
    }

    void patchTo(int list, int target) {
        if (target == pc) {
            patchToHere(list);
        } else {
            patch(list, target, NO_REG, target);
        }
    }

    void patchToHere(int list) {
        label();
        pendingJumps = concat(pendingJumps, list);
    }

    /** Appends one list of jumps to another and returns the whole. */
    int concat(int list, int more) {
        if (more == NO_JUMP) {
            return list;
        }
        if (list == NO_JUMP) {
            return more;
        }
        int last = list;
        for (int next = nextJump(last); next != NO_JUMP; next = nextJump(last)) {
            last = next;
        }
        fixJump(last, more);
        return list;
    }

    // ---- registers

    void checkStack(int count) {
        int size = freeRegister + count;
        if (size > stackSize) {
            if (size >= MAX_STACK) {
                throw lexer.syntaxError("function or expression too complex");
            }
            stackSize = size;
        }
    }

    void reserve(int count) {
        checkStack(count);
        freeRegister += count;
    }

    private void release(int register) {
        if (!isConstant(register) && register >= activeCount) {
            freeRegister--;
        }
    }

    void release(Expression e) {
        if (e.kind == Expression.FIXED) {
            release(e.info);
        }
    }

    // ---- values

    void setReturns(Expression e, int count) {
        if (e.kind == Expression.CALL) {
            code[e.info] = withC(code[e.info], count + 1);
        } else if (e.kind == Expression.VARARG) {
            code[e.info] = withA(withB(code[e.info], count + 1), freeRegister);
            reserve(1);
        }
    }

    void setOneReturn(Expression e) {
        if (e.kind == Expression.CALL) {
            e.kind = Expression.FIXED;
            e.info = a(code[e.info]);
        } else if (e.kind == Expression.VARARG) {
            code[e.info] = withB(code[e.info], 2);
            e.kind = Expression.RELOCATABLE;
        }
    }

    /** Turns a variable into a value. */
    void discharge(Expression e) {
        switch (e.kind) {
            case Expression.LOCAL -> e.kind = Expression.FIXED;
            case Expression.UPVALUE -> relocatable(e, emitAbc(GETUPVAL, 0, e.info, 0));
            case Expression.GLOBAL -> relocatable(e, emitAbx(GETGLOBAL, 0, e.info));
            case Expression.INDEXED -> {
                release(e.aux);
                release(e.info);
                relocatable(e, emitAbc(GETTABLE, 0, e.info, e.aux));
            }
            case Expression.CALL, Expression.VARARG -> setOneReturn(e);
            default -> {
                // a value already
            }
        }
    }

    static void relocatable(Expression e, int at) {
        e.info = at;
        e.kind = Expression.RELOCATABLE;
    }

    private void dischargeTo(Expression e, int register) {
        discharge(e);
        switch (e.kind) {
            case Expression.NIL -> emitNil(register, 1);
            case Expression.FALSE -> emitAbc(LOADBOOL, register, 0, 0);
            case Expression.TRUE -> emitAbc(LOADBOOL, register, 1, 0);
            case Expression.CONSTANT -> emitAbx(LOADK, register, e.info);
            case Expression.NUMBER -> emitAbx(LOADK, register, numberConstant(e.number));
            case Expression.RELOCATABLE -> code[e.info] = withA(code[e.info], register);
            case Expression.FIXED -> {
                if (register != e.info) {
                    emitAbc(MOVE, register, e.info, 0);
                }
            }
            default -> {
                return; // nothing, or a jump
            }
        }
        e.info = register;
        e.kind = Expression.FIXED;
    }

    void dischargeToAny(Expression e) {
        if (e.kind != Expression.FIXED) {
            reserve(1);
            dischargeTo(e, freeRegister - 1);
        }
    }

    private int emitLabelled(int a, int b, int skip) {
        label();
        return emitAbc(LOADBOOL, a, b, skip);
    }

    void toRegister(Expression e, int register) {
        dischargeTo(e, register);
        if (e.kind == Expression.JUMP) {
            e.whenTrue = concat(e.whenTrue, e.info);
        }
        if (e.hasJumps()) {
            int loadFalse = NO_JUMP;
            int loadTrue = NO_JUMP;
            if (needsValue(e.whenTrue) || needsValue(e.whenFalse)) {
                int over = e.kind == Expression.JUMP ? NO_JUMP : emitJump();
                loadFalse = emitLabelled(register, 0, 1);
                loadTrue = emitLabelled(register, 1, 0);
                patchToHere(over);
            }
            int end = label();
            patch(e.whenFalse, end, register, loadFalse);
            patch(e.whenTrue, end, register, loadTrue);
        }
        e.init(Expression.FIXED, register);
    }

    void toNextRegister(Expression e) {
        discharge(e);
        release(e);
        reserve(1);
        toRegister(e, freeRegister - 1);
    }

    int toAnyRegister(Expression e) {
        discharge(e);
        if (e.kind == Expression.FIXED) {
            if (!e.hasJumps()) {
                return e.info;
            }
            if (e.info >= activeCount) {
                toRegister(e, e.info);
                return e.info;
            }
        }
        toNextRegister(e);
        return e.info;
    }

    void toValue(Expression e) {
        if (e.hasJumps()) {
            toAnyRegister(e);
        } else {
            discharge(e);
        }
    }

    /** Returns the operand for a value: a register, or a constant if it can be one. */
    int toOperand(Expression e) {
        toValue(e);
        switch (e.kind) {
            case Expression.NUMBER, Expression.TRUE, Expression.FALSE, Expression.NIL -> {
                if (constants.size() <= MAX_INDEX_RK) {
                    e.info = literal(e);
                    e.kind = Expression.CONSTANT;
                    return e.info | BIT_RK;
                }
            }
            case Expression.CONSTANT -> {
                if (e.info <= MAX_INDEX_RK) {
                    return e.info | BIT_RK;
                }
            }
            default -> {
                // into a register
            }
        }
        return toAnyRegister(e);
    }

    private int literal(Expression e) {
        return switch (e.kind) {
            case Expression.NIL -> nilConstant();
            case Expression.NUMBER -> numberConstant(e.number);
            default -> booleanConstant(e.kind == Expression.TRUE);
        };
    }

    void store(Expression variable, Expression e) {
        switch (variable.kind) {
            case Expression.LOCAL -> {
                release(e);
                toRegister(e, variable.info);
                return;
            }
            case Expression.UPVALUE -> emitAbc(SETUPVAL, toAnyRegister(e), variable.info, 0);
            case Expression.GLOBAL -> emitAbx(SETGLOBAL, toAnyRegister(e), variable.info);
            default -> emitAbc(SETTABLE, variable.info, variable.aux, toOperand(e));
        }
        release(e);
    }
}
