package io.rqkit.fakeredis.internal.lua;

import static io.rqkit.fakeredis.internal.lua.Opcode.*;

import org.jspecify.annotations.Nullable;

/** The texts of run-time errors: where they happened, and what the value in question is called there. */
final class ErrorText {
    private ErrorText() {}

    // ---- errors

    /** Makes an error at the running instruction, if the running function is written in Lua. */
    static LuaError runError(CallStack lua, String message) {
        return new LuaError(LuaString.of(position(lua.frame) + message));
    }

    /**
     * Makes an error about a value of the wrong type.
     *
     * @param register where the running function has the value, or -1 if nowhere
     */
    static LuaError typeError(CallStack lua, @Nullable Object value, int register, String operation) {
        String type = LuaState.typeName(value);
        String name = register < 0 || lua.base + register >= lua.frame.top ? null : describe(lua.frame, register);
        return runError(
                lua,
                "attempt to " + operation + " " + (name == null ? "a" : name + " (a") + " " + type + " value"
                        + (name == null ? "" : ")"));
    }

    static LuaError orderError(CallStack lua, @Nullable Object left, @Nullable Object right) {
        String one = LuaState.typeName(left);
        String other = LuaState.typeName(right);
        return runError(
                lua,
                one.charAt(2) == other.charAt(2)
                        ? "attempt to compare two " + one + " values"
                        : "attempt to compare " + one + " with " + other);
    }

    /** Returns {@code name:line: }, or nothing for a function written in Java. */
    static String position(CallFrame frame) {
        LuaClosure closure = frame.closure;
        if (closure == null) {
            return "";
        }
        return ChunkName.display(closure.prototype.source, ChunkName.SIZE) + ":" + line(frame) + ": ";
    }

    /** Returns the line that a frame is at, or -1. */
    static int line(CallFrame frame) {
        LuaClosure closure = frame.closure;
        return closure == null ? -1 : closure.prototype.lines[Math.max(frame.pc - 1, 0)];
    }

    // ---- names

    /** Returns what a function is called by the one that called it, such as {@code global 'f'}, or null. */
    static @Nullable String calledAs(CallStack lua, int level, boolean nameOnly) {
        CallFrame called = lua.frame(level);
        if (level == 0 || called.closure != null && called.tailCalls > 0) {
            return null;
        }
        CallFrame caller = lua.frame(level - 1);
        LuaClosure closure = caller.closure;
        if (closure == null) {
            return null;
        }
        int i = closure.prototype.code[Math.max(caller.pc - 1, 0)];
        if (op(i) != CALL && op(i) != TAILCALL && op(i) != TFORLOOP) {
            return null;
        }
        String found = describe(caller, a(i));
        if (found == null || !nameOnly) {
            return found;
        }
        return found.substring(found.indexOf('\'') + 1, found.length() - 1);
    }

    /** Returns the kind and name of what a register of a Lua function holds, such as {@code local 'x'}, or null. */
    static @Nullable String describe(CallFrame frame, int register) {
        LuaClosure closure = frame.closure;
        if (closure == null) {
            return null;
        }
        return describe(closure.prototype, Math.max(frame.pc - 1, 0), register);
    }

    private static @Nullable String describe(Prototype p, int pc, int register) {
        LuaString local = p.localName(register + 1, pc);
        if (local != null) {
            return "local '" + cString(local) + "'";
        }
        int i = lastChange(p, pc, register);
        return switch (op(i)) {
            case GETGLOBAL -> "global '" + constantName(p, bx(i) | BIT_RK, bx(i)) + "'";
            case MOVE -> b(i) < a(i) ? describe(p, pc, b(i)) : null;
            case GETTABLE -> "field '" + constantName(p, c(i), c(i) & ~BIT_RK) + "'";
            case GETUPVAL -> "upvalue '" + cString(p.upvalueNames[b(i)]) + "'";
            case SELF -> "method '" + constantName(p, c(i), c(i) & ~BIT_RK) + "'";
            default -> null;
        };
    }

    private static String constantName(Prototype p, int rk, int index) {
        return isConstant(rk) && p.constants[index] instanceof LuaString name ? cString(name) : "?";
    }

    /** C's formatting of a name ends at a zero byte. */
    private static String cString(LuaString name) {
        String text = name.toString();
        int zero = text.indexOf('\0');
        return zero < 0 ? text : text.substring(0, zero);
    }

    /**
     * Returns the last instruction before a position that wrote a register, going through the code in a straight line and
     * taking only forward jumps that end before the position, as Lua's symbolic execution does.
     */
    private static int lastChange(Prototype p, int position, int register) {
        int last = p.code.length - 1;
        for (int pc = 0; pc < position; pc++) {
            int i = p.code[pc];
            int op = op(i);
            int a = a(i);
            if (writesA(op) && a == register) {
                last = pc;
            }
            switch (op) {
                case LOADNIL -> last = a <= register && register <= b(i) ? pc : last;
                case SELF -> last = register == a + 1 ? pc : last;
                case TFORLOOP -> last = register >= a + 2 ? pc : last;
                case CALL, TAILCALL -> last = register >= a ? pc : last;
                case FORLOOP, FORPREP, JMP -> {
                    int target = pc + 1 + sbx(i);
                    if (pc < target && target <= position) {
                        pc += sbx(i);
                    }
                }
                case SETLIST -> pc += c(i) == 0 ? 1 : 0;
                case CLOSURE -> pc += p.children[bx(i)].upvalueCount;
                default -> {
                    // nothing beyond A
                }
            }
        }
        return p.code[last];
    }
}
