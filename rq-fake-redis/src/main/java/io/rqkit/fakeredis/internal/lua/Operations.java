package io.rqkit.fakeredis.internal.lua;

import org.jspecify.annotations.Nullable;

/** Operators in their general form: with conversions, metatables and errors. */
final class Operations {
    private Operations() {}

    // ---- metamethods

    /** Calls a handler with two values and puts its first result into a slot. */
    static void callHandler(LuaThread lua, int to, Object handler, @Nullable Object left, @Nullable Object right) {
        int slot = lua.top;
        lua.ensure(3);
        lua.set(slot, handler);
        lua.set(slot + 1, left);
        lua.set(slot + 2, right);
        lua.top = slot + 3;
        lua.call(slot, 1);
        lua.top--;
        lua.move(lua.top, to);
    }

    private static boolean handle(LuaThread lua, int to, int event, @Nullable Object left, @Nullable Object right) {
        Object handler = lua.state.handler(left, event);
        if (handler == null) {
            handler = lua.state.handler(right, event);
        }
        if (handler == null) {
            return false;
        }
        callHandler(lua, to, handler, left, right);
        return true;
    }

    private static boolean test(LuaThread lua, Object handler, @Nullable Object left, @Nullable Object right) {
        int slot = lua.top;
        callHandler(lua, slot, handler, left, right);
        return LuaState.isTrue(lua.get(slot));
    }

    // ---- arithmetic and length

    /** Runs an arithmetic instruction or a comparison, whichever form it has; returns the next instruction's position. */
    static int general(LuaThread lua, Prototype p, int pc, int to) {
        int i = p.code[pc - 1];
        int op = Opcode.op(i);
        if (op != Opcode.EQ && op != Opcode.LT && op != Opcode.LE) {
            arithmetic(lua, p, i, to);
            return pc;
        }
        Object left = Access.operand(lua, p, Opcode.b(i));
        Object right = Access.operand(lua, p, Opcode.c(i));
        boolean holds = switch (op) {
            case Opcode.EQ -> equal(lua, left, right);
            case Opcode.LT -> less(lua, left, right);
            default -> lessOrEqual(lua, left, right);
        };
        return holds == (Opcode.a(i) != 0) ? Interpreter.jump(lua.state, lua.frame, p.code, pc) : pc + 1;
    }

    private static void arithmetic(LuaThread lua, Prototype p, int i, int to) {
        int op = Opcode.op(i);
        int b = Opcode.b(i);
        int c = op == Opcode.UNM ? b : Opcode.c(i);
        Object left = Access.operand(lua, p, b);
        Object right = Access.operand(lua, p, c);
        Double one = Arithmetic.toNumber(left);
        Double other = Arithmetic.toNumber(right);
        if (one != null && other != null) {
            lua.set(to, Arithmetic.compute(op, one, other));
        } else if (!handle(lua, to, Metatables.ADD + op - Opcode.ADD, left, right)) {
            boolean leftIsWrong = one == null;
            int rk = leftIsWrong ? b : c;
            throw ErrorText.typeError(
                    lua, leftIsWrong ? left : right, Opcode.isConstant(rk) ? -1 : rk, "perform arithmetic on");
        }
    }

    static void length(LuaThread lua, int from, int to) {
        Object value = lua.get(from);
        if (value instanceof LuaTable table) {
            lua.set(to, table.length());
        } else if (value instanceof LuaString string) {
            lua.set(to, string.length());
        } else if (!handle(lua, to, Metatables.LEN, value, null)) {
            throw ErrorText.typeError(lua, value, from - lua.base, "get length of");
        }
    }

    // ---- comparison

    static boolean equal(LuaThread lua, @Nullable Object left, @Nullable Object right) {
        if (LuaState.rawEquals(left, right)) {
            return true;
        }
        boolean comparable = left instanceof LuaTable && right instanceof LuaTable
                || left instanceof LuaUserdata && right instanceof LuaUserdata;
        if (!comparable) {
            return false;
        }
        LuaTable one = lua.state.metatable(left);
        LuaTable other = lua.state.metatable(right);
        Object handler = one == null ? null : one.event(Metatables.EQ);
        if (handler == null || one != other && !sameHandler(other, handler)) {
            return false;
        }
        return test(lua, handler, left, right);
    }

    private static boolean sameHandler(@Nullable LuaTable metatable, Object handler) {
        return metatable != null && LuaState.rawEquals(metatable.event(Metatables.EQ), handler);
    }

    static boolean less(LuaThread lua, @Nullable Object left, @Nullable Object right) {
        if (left instanceof Double one && right instanceof Double other) {
            return one < other;
        }
        if (left instanceof LuaString one && right instanceof LuaString other) {
            return one.compare(other) < 0;
        }
        Object handler = orderHandler(lua, Metatables.LT, left, right);
        if (handler == null) {
            throw ErrorText.orderError(lua, left, right);
        }
        return test(lua, handler, left, right);
    }

    static boolean lessOrEqual(LuaThread lua, @Nullable Object left, @Nullable Object right) {
        if (left instanceof Double one && right instanceof Double other) {
            return one <= other;
        }
        if (left instanceof LuaString one && right instanceof LuaString other) {
            return one.compare(other) <= 0;
        }
        Object handler = orderHandler(lua, Metatables.LE, left, right);
        if (handler != null) {
            return test(lua, handler, left, right);
        }
        handler = orderHandler(lua, Metatables.LT, right, left);
        if (handler == null) {
            throw ErrorText.orderError(lua, left, right);
        }
        return !test(lua, handler, right, left);
    }

    /** Returns the handler that both values, of one type, have for an order, or null. */
    private static @Nullable Object orderHandler(
            LuaThread lua, int event, @Nullable Object left, @Nullable Object right) {
        if (!LuaState.typeName(left).equals(LuaState.typeName(right))) {
            return null;
        }
        Object handler = lua.state.handler(left, event);
        return handler != null && LuaState.rawEquals(handler, lua.state.handler(right, event)) ? handler : null;
    }

    // ---- concatenation

    /** Joins the values in a range of slots, from right to left, and puts the result into another. */
    static void concat(LuaThread lua, int first, int last, int to) {
        int total = last - first + 1;
        int right = last;
        while (total > 1) {
            int joined = 2;
            if (!isText(lua.slots[right - 1]) || !isText(lua.slots[right])) {
                Object one = lua.get(right - 1);
                Object other = lua.get(right);
                if (!handle(lua, right - 1, Metatables.CONCAT, one, other)) {
                    boolean leftIsText = isText(lua.slots[right - 1]);
                    int wrong = leftIsText ? right : right - 1;
                    throw ErrorText.typeError(lua, lua.get(wrong), wrong - lua.base, "concatenate");
                }
            } else {
                joined = join(lua, total, right);
            }
            total -= joined - 1;
            right -= joined - 1;
        }
        lua.move(first, to);
    }

    private static boolean isText(@Nullable Object slot) {
        return slot == ValueStack.NUMBER || slot instanceof LuaString;
    }

    private static LuaString text(LuaThread lua, int index) {
        Object value = lua.slots[index];
        if (value instanceof LuaString string) {
            return string;
        }
        LuaString made = Numbers.format(lua.numbers[index]);
        lua.slots[index] = made;
        return made;
    }

    /** Joins as many values as are text; returns how many. */
    private static int join(LuaThread lua, int total, int right) {
        int count = 0;
        long length = 0;
        while (count < total && isText(lua.slots[right - count])) {
            length += text(lua, right - count).length();
            count++;
        }
        if (length > Integer.MAX_VALUE - 16) {
            throw LuaError.memory();
        }
        lua.state.meter.charge(40 + length);
        byte[] bytes = new byte[(int) length];
        int at = 0;
        for (int i = right - count + 1; i <= right; i++) {
            byte[] part = text(lua, i).bytes;
            System.arraycopy(part, 0, bytes, at, part.length);
            at += part.length;
        }
        lua.set(right - count + 1, LuaString.wrap(bytes));
        return count;
    }

    // ---- loops, closures, varargs

    /** Runs {@code FORPREP} apart from its jump: makes index, limit and step numbers and steps back once. */
    static void prepareLoop(LuaThread lua, int a) {
        loopNumber(lua, a, "initial value");
        loopNumber(lua, a + 1, "limit");
        loopNumber(lua, a + 2, "step");
        lua.numbers[a] -= lua.numbers[a + 2];
    }

    private static void loopNumber(LuaThread lua, int index, String name) {
        if (lua.slots[index] == ValueStack.NUMBER) {
            return;
        }
        Double number = Arithmetic.toNumber(lua.get(index));
        if (number == null) {
            throw ErrorText.runError(lua, "'for' " + name + " must be a number");
        }
        lua.set(index, number.doubleValue());
    }

    /** Runs {@code TFORLOOP} apart from its jump; says whether the loop goes on. */
    static boolean iterate(LuaThread lua, int a, int results) {
        int call = a + 3;
        Object generator = lua.slots[a];
        if (generator instanceof LuaBuiltin builtin
                && results <= 2
                && lua.slots[a + 1] instanceof LuaTable table
                && advance(lua, builtin, table, a)) {
            return lua.slots[call] != null;
        }
        lua.move(a + 2, call + 2);
        lua.move(a + 1, call + 1);
        lua.move(a, call);
        lua.top = call + 3;
        lua.call(call, results);
        lua.top = lua.frame.top;
        if (lua.slots[call] == null) {
            return false;
        }
        lua.move(call, call - 1);
        return true;
    }

    /**
     * Takes the next step of {@code pairs} or {@code ipairs} without the cost of a call; says whether it could. Afterwards
     * the loop's variables are set, the first to nil at the end.
     */
    private static boolean advance(LuaThread lua, LuaBuiltin generator, LuaTable table, int a) {
        LuaState state = lua.state;
        int variable = a + 3;
        if (generator == state.ipairsStep && lua.slots[a + 2] == ValueStack.NUMBER) {
            int index = Numbers.toInt(lua.numbers[a + 2]) + 1;
            Object value = table.get(index);
            lua.slots[variable] = null;
            if (value != null) {
                lua.set(variable, index);
                lua.set(variable + 1, value);
                lua.set(a + 2, index);
            }
        } else if (generator == state.next) {
            int cursor = table.cursorOf(lua.get(a + 2));
            if (cursor == LuaTable.UNKNOWN) {
                return false;
            }
            cursor = table.next(cursor);
            lua.slots[variable] = null;
            if (cursor >= 0) {
                lua.set(variable, table.keyAt(cursor));
                lua.set(variable + 1, table.valueAtCursor(cursor));
                lua.move(variable, a + 2);
            }
        } else {
            return false;
        }
        state.work(1);
        return true;
    }

    /** Runs {@code NEWTABLE}, which tells how many entries the constructor has. */
    static LuaTable makeTable(LuaState state, int i) {
        return state.newTable(ExpressionParser.sizeOf(Opcode.b(i)), ExpressionParser.sizeOf(Opcode.c(i)));
    }

    /** Runs {@code CLOSURE}; returns the position after the pseudo-instructions that name what it captures. */
    static int makeClosure(LuaThread lua, LuaClosure outer, int i, int a, int pc) {
        Prototype prototype = outer.prototype.children[Opcode.bx(i)];
        LuaClosure made = lua.state.function(prototype, outer.environment);
        int[] code = outer.prototype.code;
        for (int j = 0; j < made.upvalues.length; j++) {
            int capture = code[pc + j];
            int b = Opcode.b(capture);
            made.upvalues[j] = Opcode.op(capture) == Opcode.GETUPVAL ? outer.upvalues[b] : lua.capture(lua.base + b);
        }
        lua.slots[a] = made;
        return pc + made.upvalues.length;
    }

    /** Runs {@code VARARG}: copies so many of the extra arguments, or all and sets the top. */
    static void varargs(LuaThread lua, Prototype p, int wanted, int a) {
        CallFrame frame = lua.frame;
        int given = frame.base - frame.functionSlot - 1 - p.parameterCount;
        int count = wanted;
        if (wanted == CallStack.MULTIPLE) {
            lua.ensure(given);
            count = given;
            lua.top = a + given;
        }
        for (int j = 0; j < count; j++) {
            if (j < given) {
                lua.move(frame.base - given + j, a + j);
            } else {
                lua.slots[a + j] = null;
            }
        }
    }
}
