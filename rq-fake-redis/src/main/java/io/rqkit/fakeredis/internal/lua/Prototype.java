package io.rqkit.fakeredis.internal.lua;

import org.jspecify.annotations.Nullable;

/**
 * The compiled form of a function, the same for all states and closures that run it. Never changes once made.
 *
 * <p>The first one of a chunk stands for the whole chunk; get it from {@link LuaCompiler}.
 */
public final class Prototype {
    /** The function takes {@code ...}. */
    static final int IS_VARARG = 2;
    /** The function has a local {@code arg}, since it might not use {@code ...}. */
    static final int HAS_ARG = 1;
    /** The function does not use {@code ...}, so {@code arg} is to be filled. */
    static final int NEEDS_ARG = 4;

    final LuaString source;
    final int lineDefined;
    final int lastLineDefined;
    final int parameterCount;
    final int varargFlags;
    final int stackSize;
    final int upvalueCount;

    /** As compiled; names in error texts are found by going through these. */
    final int[] code;
    /** As run: the same positions, with special instructions in place of general ones. */
    final int[] fastCode;

    final int[] lines;
    /** Constants as values. */
    final @Nullable Object[] constants;
    /** Constants as slots: {@link LuaThread#NUMBER} where the value is in {@link #numbers}. */
    final @Nullable Object[] slots;

    final double[] numbers;
    final Prototype[] children;
    final LocalVariable[] locals;
    final LuaString[] upvalueNames;

    Prototype(FunctionState f, int lastLine) {
        source = f.lexer.source;
        lineDefined = f.lineDefined;
        lastLineDefined = lastLine;
        parameterCount = f.parameterCount;
        varargFlags = f.varargFlags;
        stackSize = f.stackSize;
        upvalueCount = f.upvalueNames.size();
        code = f.finishedCode();
        lines = f.finishedLines();
        constants = f.constants.toArray();
        children = f.children.toArray(new Prototype[0]);
        locals = f.locals.toArray(new LocalVariable[0]);
        upvalueNames = f.upvalueNames.toArray(new LuaString[0]);
        slots = constants.clone();
        numbers = new double[slots.length];
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] instanceof Double number) {
                slots[i] = LuaThread.NUMBER;
                numbers[i] = number;
            }
        }
        fastCode = Specializer.specialize(code, constants);
    }

    /** Returns the name of the chunk as given to the compiler, such as {@code @user_script}. */
    public LuaString source() {
        return source;
    }

    /** Returns the line where the function starts, 0 for a whole chunk. */
    public int lineDefined() {
        return lineDefined;
    }

    /** Returns the line where the function ends. */
    public int lastLineDefined() {
        return lastLineDefined;
    }

    /**
     * Returns the lines on which statements start, in this function and those inside it.
     *
     * @return empty unless compiled for a {@link LineHook}
     */
    public java.util.BitSet statementLines() {
        java.util.BitSet found = new java.util.BitSet();
        collectLines(found);
        return found;
    }

    private void collectLines(java.util.BitSet found) {
        for (int pc = 0; pc < code.length; pc++) {
            if (Opcode.op(code[pc]) == Opcode.LINE) {
                found.set(lines[pc]);
            }
        }
        for (Prototype child : children) {
            child.collectLines(found);
        }
    }

    /** Returns the name of the n-th local variable (from 1) that lives at an instruction. */
    @Nullable
    LuaString localName(int n, int pc) {
        int left = n;
        for (LocalVariable local : locals) {
            if (local.start > pc) {
                break;
            }
            if (pc < local.end && --left == 0) {
                return local.name;
            }
        }
        return null;
    }
}
