package io.rqkit.fakeredis.internal.lua;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of a function while it is compiled: its variables, constants and the code so far. */
class FunctionState {
    private static final int MAX_VARIABLES = 200;
    private static final int MAX_UPVALUES = 60;
    private static final Object NIL_KEY = new Object();

    final Lexer lexer;
    final @Nullable FunctionState outer;

    int lineDefined;
    int parameterCount;
    int varargFlags;
    int stackSize = 2;
    final List<@Nullable Object> constants = new ArrayList<>();
    final List<Prototype> children = new ArrayList<>();
    final List<LocalVariable> locals = new ArrayList<>();
    final List<LuaString> upvalueNames = new ArrayList<>();
    final boolean[] upvalueIsLocal = new boolean[MAX_UPVALUES];
    final int[] upvalueIndex = new int[MAX_UPVALUES];

    int[] code = new int[32];
    int[] lines = new int[32];
    /** The position of the next instruction. */
    int pc;
    /** The last position that something jumps to. */
    int lastTarget = -1;
    /** Jumps waiting to be led to {@link #pc}. */
    int pendingJumps = CodeBuilder.NO_JUMP;

    int freeRegister;
    int activeCount;
    private final LocalVariable[] active = new LocalVariable[MAX_VARIABLES];
    private final Map<Object, Integer> constantIndex = new HashMap<>();

    @Nullable
    Block block;

    /** A block of statements: a scope, and perhaps a loop that {@code break} can leave. */
    static final class Block {
        final @Nullable Block outer;
        final boolean isLoop;
        final int activeBefore;
        int breaks = CodeBuilder.NO_JUMP;
        boolean hasUpvalue;

        Block(@Nullable Block outer, boolean isLoop, int activeBefore) {
            this.outer = outer;
            this.isLoop = isLoop;
            this.activeBefore = activeBefore;
        }
    }

    FunctionState(Lexer lexer, @Nullable FunctionState outer) {
        this.lexer = lexer;
        this.outer = outer;
    }

    // ---- constants

    int stringConstant(LuaString string) {
        return constant(string, string);
    }

    int numberConstant(double number) {
        // 0 and -0 are one key in Lua's table of constants: the first to come stays
        return constant(number == 0 ? 0.0 : number, number);
    }

    int booleanConstant(boolean value) {
        return constant(value, value);
    }

    int nilConstant() {
        return constant(NIL_KEY, null);
    }

    private int constant(Object key, @Nullable Object value) {
        Integer known = constantIndex.get(key);
        if (known != null) {
            return known;
        }
        if (constants.size() >= Opcode.MAX_BX) {
            throw lexer.error("constant table overflow", 0);
        }
        constants.add(value);
        constantIndex.put(key, constants.size() - 1);
        return constants.size() - 1;
    }

    // ---- variables

    void limit(int value, int limit, String what) {
        if (value > limit) {
            String where = lineDefined == 0 ? "main function" : "function at line " + lineDefined;
            throw lexer.error(where + " has more than " + limit + " " + what, 0);
        }
    }

    /** Declares the n-th (from 0) of the variables that {@link #activate} will bring to life. */
    void declare(LuaString name, int n) {
        limit(activeCount + n + 1, MAX_VARIABLES, "local variables");
        if (locals.size() >= Short.MAX_VALUE) {
            throw lexer.error("too many local variables", 0);
        }
        LocalVariable local = new LocalVariable(name);
        locals.add(local);
        active[activeCount + n] = local;
    }

    void activate(int count) {
        activeCount += count;
        for (int i = count; i > 0; i--) {
            active[activeCount - i].start = pc;
        }
    }

    void lastVariableStartsHere() {
        active[activeCount - 1].start = pc;
    }

    void deactivate(int toLevel) {
        while (activeCount > toLevel) {
            active[--activeCount].end = pc;
        }
    }

    int findVariable(LuaString name) {
        for (int i = activeCount - 1; i >= 0; i--) {
            if (active[i].name.same(name)) {
                return i;
            }
        }
        return -1;
    }

    void markUpvalue(int level) {
        Block b = block;
        while (b != null && b.activeBefore > level) {
            b = b.outer;
        }
        if (b != null) {
            b.hasUpvalue = true;
        }
    }

    int upvalue(LuaString name, Expression variable) {
        boolean isLocal = variable.kind == Expression.LOCAL;
        for (int i = 0; i < upvalueNames.size(); i++) {
            if (upvalueIsLocal[i] == isLocal && upvalueIndex[i] == variable.info) {
                return i;
            }
        }
        limit(upvalueNames.size() + 1, MAX_UPVALUES, "upvalues");
        int index = upvalueNames.size();
        upvalueNames.add(name);
        upvalueIsLocal[index] = isLocal;
        upvalueIndex[index] = variable.info;
        return index;
    }

    /** Finds what a name stands for: a local variable, an upvalue, or else a global (then {@code info} is not set). */
    static boolean resolve(@Nullable FunctionState f, LuaString name, Expression variable, boolean here) {
        if (f == null) {
            variable.init(Expression.GLOBAL, Opcode.NO_REG);
            return false;
        }
        int register = f.findVariable(name);
        if (register >= 0) {
            variable.init(Expression.LOCAL, register);
            if (!here) {
                f.markUpvalue(register);
            }
            return true;
        }
        if (!resolve(f.outer, name, variable, false)) {
            return false;
        }
        variable.info = f.upvalue(name, variable);
        variable.kind = Expression.UPVALUE;
        return true;
    }

    // ---- code

    void append(int instruction, int line) {
        if (pc == code.length) {
            code = Arrays.copyOf(code, 2 * pc);
            lines = Arrays.copyOf(lines, 2 * pc);
        }
        code[pc] = instruction;
        lines[pc] = line;
        pc++;
    }

    int[] finishedCode() {
        return Arrays.copyOf(code, pc);
    }

    int[] finishedLines() {
        return Arrays.copyOf(lines, pc);
    }
}
