package io.rqkit.fakeredis.internal.lua;

import static io.rqkit.fakeredis.internal.lua.Opcode.*;

import org.jspecify.annotations.Nullable;

/**
 * Runs the instructions of Lua functions. Calls from Lua to Lua stay in one loop and use no stack of the JVM's, so scripts
 * may recurse as deeply as in C Lua, and a coroutine needs no thread.
 *
 * <p>One long method on purpose: locals hold the frame, and the JIT compiles the loop as a whole. It has to stay below 8000
 * bytes of bytecode, the size above which the JVM compiles nothing; what is not needed often is elsewhere.
 */
final class Interpreter {
    private static final Object NUMBER = ValueStack.NUMBER;

    private Interpreter() {}

    /** Runs the topmost frame and those it calls, until so many frames have returned or the coroutine yields. */
    static void execute(LuaThread lua, int frames) {
        int running = frames;
        LuaState state = lua.state;
        while (true) {
            CallFrame frame = lua.frame;
            LuaClosure closure = frame.closure;
            if (closure == null) {
                throw new IllegalStateException("not a Lua function");
            }
            Prototype p = closure.prototype;
            int[] code = p.fastCode;
            @Nullable Object[] k = p.slots;
            double[] kn = p.numbers;
            @Nullable Object[] r = lua.slots;
            double[] n = lua.numbers;
            int base = lua.base;
            int pc = frame.pc;
            frame:
            while (true) {
                int i = code[pc++];
                int a = base + (i >>> 6 & 0xff);
                slow:
                {
                    switch (i & 0x3f) {
                        case MOVE: {
                            int b = base + (i >>> 23);
                            r[a] = r[b];
                            n[a] = n[b];
                            continue;
                        }
                        case LOADK: {
                            int b = i >>> 14;
                            r[a] = k[b];
                            n[a] = kn[b];
                            continue;
                        }
                        case LOADBOOL: {
                            r[a] = (i >>> 23) != 0 ? Boolean.TRUE : Boolean.FALSE;
                            if ((i >>> 14 & 0x1ff) != 0) {
                                pc++;
                            }
                            continue;
                        }
                        case LOADNIL: {
                            for (int b = base + (i >>> 23); b >= a; b--) {
                                r[b] = null;
                            }
                            continue;
                        }
                        case GETUPVAL: {
                            UpValue up = closure.upvalues[i >>> 23];
                            r[a] = up.slots[up.index];
                            n[a] = up.numbers[up.index];
                            continue;
                        }
                        case SETUPVAL: {
                            UpValue up = closure.upvalues[i >>> 23];
                            up.slots[up.index] = r[a];
                            up.numbers[up.index] = n[a];
                            continue;
                        }
                        case GETGLOBAL: {
                            LuaTable table = closure.environment;
                            LuaString key = (LuaString) k[i >>> 14];
                            Object v = table.get(key);
                            if (v != null || table.metatable == null) {
                                if (v instanceof Double d) {
                                    r[a] = NUMBER;
                                    n[a] = d;
                                } else {
                                    r[a] = v;
                                }
                                continue;
                            }
                            frame.pc = pc;
                            Access.index(lua, table, -1, key, a);
                            break slow;
                        }
                        case GETFIELD: {
                            Object t = r[base + (i >>> 23)];
                            if (t instanceof LuaTable table) {
                                Object v = table.get((LuaString) k[i >>> 14 & 0xff]);
                                if (v != null || table.metatable == null) {
                                    if (v instanceof Double d) {
                                        r[a] = NUMBER;
                                        n[a] = d;
                                    } else {
                                        r[a] = v;
                                    }
                                    continue;
                                }
                            }
                            frame.pc = pc;
                            Access.indexRegister(lua, p, i, a);
                            break slow;
                        }
                        case GETTABLE: {
                            Object t = r[base + (i >>> 23)];
                            if (t instanceof LuaTable table) {
                                int c = i >>> 14 & 0x1ff;
                                Object v;
                                if (c < BIT_RK) {
                                    Object key = r[base + c];
                                    v = key == NUMBER ? table.get(n[base + c]) : table.get(key);
                                } else {
                                    v = k[c & 0xff] == NUMBER ? table.get(kn[c & 0xff]) : table.get(k[c & 0xff]);
                                }
                                if (v != null || table.metatable == null) {
                                    if (v instanceof Double d) {
                                        r[a] = NUMBER;
                                        n[a] = d;
                                    } else {
                                        r[a] = v;
                                    }
                                    continue;
                                }
                            }
                            frame.pc = pc;
                            Access.indexRegister(lua, p, i, a);
                            break slow;
                        }
                        case SETGLOBAL: {
                            frame.pc = pc;
                            LuaString key = (LuaString) p.constants[i >>> 14];
                            Access.setIndex(lua, closure.environment, -1, key, lua.get(a));
                            break slow;
                        }
                        case SETTABLE: {
                            frame.pc = pc;
                            Access.setRegister(lua, p, i, a);
                            break slow;
                        }
                        case NEWTABLE: {
                            r[a] = Operations.makeTable(state, i);
                            continue;
                        }
                        case SELF: {
                            int b = base + (i >>> 23);
                            r[a + 1] = r[b];
                            n[a + 1] = n[b];
                            frame.pc = pc;
                            Access.indexRegister(lua, p, i, a);
                            break slow;
                        }
                        case ADD_RR: {
                            int b = base + (i >>> 23);
                            int c = base + (i >>> 14 & 0x1ff);
                            if (r[b] == NUMBER && r[c] == NUMBER) {
                                tag(r, a);
                                n[a] = n[b] + n[c];
                                continue;
                            }
                            break;
                        }
                        case ADD_RK: {
                            int b = base + (i >>> 23);
                            if (r[b] == NUMBER) {
                                tag(r, a);
                                n[a] = n[b] + kn[i >>> 14 & 0xff];
                                continue;
                            }
                            break;
                        }
                        case SUB_RR: {
                            int b = base + (i >>> 23);
                            int c = base + (i >>> 14 & 0x1ff);
                            if (r[b] == NUMBER && r[c] == NUMBER) {
                                tag(r, a);
                                n[a] = n[b] - n[c];
                                continue;
                            }
                            break;
                        }
                        case SUB_RK: {
                            int b = base + (i >>> 23);
                            if (r[b] == NUMBER) {
                                tag(r, a);
                                n[a] = n[b] - kn[i >>> 14 & 0xff];
                                continue;
                            }
                            break;
                        }
                        case MUL_RR: {
                            int b = base + (i >>> 23);
                            int c = base + (i >>> 14 & 0x1ff);
                            if (r[b] == NUMBER && r[c] == NUMBER) {
                                tag(r, a);
                                n[a] = n[b] * n[c];
                                continue;
                            }
                            break;
                        }
                        case MUL_RK: {
                            int b = base + (i >>> 23);
                            if (r[b] == NUMBER) {
                                tag(r, a);
                                n[a] = n[b] * kn[i >>> 14 & 0xff];
                                continue;
                            }
                            break;
                        }
                        case DIV_RR: {
                            int b = base + (i >>> 23);
                            int c = base + (i >>> 14 & 0x1ff);
                            if (r[b] == NUMBER && r[c] == NUMBER) {
                                tag(r, a);
                                n[a] = n[b] / n[c];
                                continue;
                            }
                            break;
                        }
                        case DIV_RK: {
                            int b = base + (i >>> 23);
                            if (r[b] == NUMBER) {
                                tag(r, a);
                                n[a] = n[b] / kn[i >>> 14 & 0xff];
                                continue;
                            }
                            break;
                        }
                        case MOD_RK: {
                            int b = base + (i >>> 23);
                            if (r[b] == NUMBER) {
                                tag(r, a);
                                n[a] = Numbers.mod(n[b], kn[i >>> 14 & 0xff]);
                                continue;
                            }
                            break;
                        }
                        case UNM: {
                            int b = base + (i >>> 23);
                            if (r[b] == NUMBER) {
                                tag(r, a);
                                n[a] = -n[b];
                                continue;
                            }
                            break;
                        }
                        case NOT: {
                            Object v = r[base + (i >>> 23)];
                            r[a] = v == null || v == Boolean.FALSE ? Boolean.TRUE : Boolean.FALSE;
                            continue;
                        }
                        case LEN: {
                            frame.pc = pc;
                            Operations.length(lua, base + (i >>> 23), a);
                            break slow;
                        }
                        case CONCAT: {
                            frame.pc = pc;
                            Operations.concat(lua, base + (i >>> 23), base + (i >>> 14 & 0x1ff), a);
                            break slow;
                        }
                        case JMP: {
                            pc = jump(state, frame, code, pc - 1);
                            continue;
                        }
                        case EQ_RK: {
                            // a constant is no table, so no metamethod has a say
                            int b = base + (i >>> 23);
                            int c = i >>> 14 & 0xff;
                            Object v = r[b];
                            boolean holds = v == k[c]
                                    ? v != NUMBER || n[b] == kn[c]
                                    : v instanceof LuaString s && k[c] instanceof LuaString t && s.same(t);
                            pc = holds == ((i >>> 6 & 0xff) != 0) ? jump(state, frame, code, pc) : pc + 1;
                            continue;
                        }
                        case LT_RR: {
                            int b = base + (i >>> 23);
                            int c = base + (i >>> 14 & 0x1ff);
                            if (r[b] == NUMBER && r[c] == NUMBER) {
                                boolean holds = n[b] < n[c];
                                pc = holds == ((i >>> 6 & 0xff) != 0) ? jump(state, frame, code, pc) : pc + 1;
                                continue;
                            }
                            break;
                        }
                        case LT_RK: {
                            int b = base + (i >>> 23);
                            if (r[b] == NUMBER) {
                                boolean holds = n[b] < kn[i >>> 14 & 0xff];
                                pc = holds == ((i >>> 6 & 0xff) != 0) ? jump(state, frame, code, pc) : pc + 1;
                                continue;
                            }
                            break;
                        }
                        case LT_KR: {
                            int c = base + (i >>> 14 & 0x1ff);
                            if (r[c] == NUMBER) {
                                boolean holds = kn[i >>> 23 & 0xff] < n[c];
                                pc = holds == ((i >>> 6 & 0xff) != 0) ? jump(state, frame, code, pc) : pc + 1;
                                continue;
                            }
                            break;
                        }
                        case LE_RR: {
                            int b = base + (i >>> 23);
                            int c = base + (i >>> 14 & 0x1ff);
                            if (r[b] == NUMBER && r[c] == NUMBER) {
                                boolean holds = n[b] <= n[c];
                                pc = holds == ((i >>> 6 & 0xff) != 0) ? jump(state, frame, code, pc) : pc + 1;
                                continue;
                            }
                            break;
                        }
                        case LE_RK: {
                            int b = base + (i >>> 23);
                            if (r[b] == NUMBER) {
                                boolean holds = n[b] <= kn[i >>> 14 & 0xff];
                                pc = holds == ((i >>> 6 & 0xff) != 0) ? jump(state, frame, code, pc) : pc + 1;
                                continue;
                            }
                            break;
                        }
                        case LE_KR: {
                            int c = base + (i >>> 14 & 0x1ff);
                            if (r[c] == NUMBER) {
                                boolean holds = kn[i >>> 23 & 0xff] <= n[c];
                                pc = holds == ((i >>> 6 & 0xff) != 0) ? jump(state, frame, code, pc) : pc + 1;
                                continue;
                            }
                            break;
                        }
                        case TEST: {
                            Object v = r[a];
                            boolean isFalse = v == null || v == Boolean.FALSE;
                            pc = isFalse != ((i >>> 14 & 0x1ff) != 0) ? jump(state, frame, code, pc) : pc + 1;
                            continue;
                        }
                        case TESTSET: {
                            int b = base + (i >>> 23);
                            Object v = r[b];
                            boolean isFalse = v == null || v == Boolean.FALSE;
                            if (isFalse != ((i >>> 14 & 0x1ff) != 0)) {
                                r[a] = v;
                                n[a] = n[b];
                                pc = jump(state, frame, code, pc);
                            } else {
                                pc++;
                            }
                            continue;
                        }
                        case CALL: {
                            int b = i >>> 23;
                            int wanted = (i >>> 14 & 0x1ff) - 1;
                            if (b != 0) {
                                lua.top = a + b;
                            }
                            frame.pc = pc;
                            int done = lua.enter(a, wanted);
                            if (done == CallStack.ENTERED_LUA) {
                                running++;
                                break frame;
                            } else if (done == CallStack.YIELDED) {
                                return;
                            }
                            if (wanted >= 0) {
                                lua.top = frame.top;
                            }
                            break slow;
                        }
                        case TAILCALL: {
                            int b = i >>> 23;
                            if (b != 0) {
                                lua.top = a + b;
                            }
                            frame.pc = pc;
                            int done = lua.enter(a, CallStack.MULTIPLE);
                            if (done == CallStack.ENTERED_LUA) {
                                lua.becomeTailCall();
                                break frame;
                            } else if (done == CallStack.YIELDED) {
                                return;
                            }
                            break slow;
                        }
                        case RETURN: {
                            int b = i >>> 23;
                            if (b != 0) {
                                lua.top = a + b - 1;
                            }
                            if (lua.hasOpenUpvalues()) {
                                lua.closeFrom(base);
                            }
                            boolean fixed = lua.leave(a);
                            if (--running == 0) {
                                return;
                            }
                            if (fixed) {
                                lua.top = lua.frame.top;
                            }
                            break frame;
                        }
                        case FORLOOP: {
                            double step = n[a + 2];
                            double index = n[a] + step;
                            if (step > 0 ? index <= n[a + 1] : n[a + 1] <= index) {
                                pc += (i >>> 14) - MAX_SBX;
                                n[a] = index;
                                tag(r, a + 3);
                                n[a + 3] = index;
                                if (--state.budget < 0) {
                                    frame.pc = pc;
                                    state.tick();
                                }
                            }
                            continue;
                        }
                        case FORPREP: {
                            frame.pc = pc;
                            Operations.prepareLoop(lua, a);
                            pc += (i >>> 14) - MAX_SBX;
                            continue;
                        }
                        case TFORLOOP: {
                            frame.pc = pc;
                            boolean more = Operations.iterate(lua, a, i >>> 14 & 0x1ff);
                            r = lua.slots;
                            n = lua.numbers;
                            pc = more ? jump(state, frame, code, pc) : pc + 1;
                            continue;
                        }
                        case SETLIST: {
                            int c = i >>> 14 & 0x1ff;
                            if (c == 0) {
                                c = code[pc++];
                            }
                            Access.setList(lua, a, i >>> 23, c);
                            continue;
                        }
                        case CLOSE: {
                            lua.closeFrom(a);
                            continue;
                        }
                        case CLOSURE: {
                            pc = Operations.makeClosure(lua, closure, i, a, pc);
                            continue;
                        }
                        case VARARG: {
                            Operations.varargs(lua, p, (i >>> 23) - 1, a);
                            break slow;
                        }
                        case LINE: {
                            LineHook hook = state.lineHook;
                            if (hook != null) {
                                hook.line(p, p.lines[pc - 1]);
                            }
                            continue;
                        }
                        default:
                            break;
                    }
                    // arithmetic and comparisons whose operands are not what their special instruction is for
                    frame.pc = pc;
                    pc = Operations.general(lua, p, pc, a);
                }
                r = lua.slots; // metamethods and builtins may have moved the stack
                n = lua.numbers;
            }
        }
    }

    /** Marks a slot as holding a number. Most do already, and a store of a reference costs more than a look. */
    private static void tag(@Nullable Object[] slots, int index) {
        if (slots[index] != NUMBER) {
            slots[index] = NUMBER;
        }
    }

    /** Takes the jump that stands at a position. */
    static int jump(LuaState state, CallFrame frame, int[] code, int pc) {
        int offset = (code[pc] >>> 14) - MAX_SBX;
        if (offset < 0 && --state.budget < 0) {
            frame.pc = pc;
            state.tick();
        }
        return pc + 1 + offset;
    }
}
