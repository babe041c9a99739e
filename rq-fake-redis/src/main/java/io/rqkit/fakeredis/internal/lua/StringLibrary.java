package io.rqkit.fakeredis.internal.lua;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The functions of {@code string}, which are also the methods of strings. */
public final class StringLibrary extends LuaLibrary {
    private static final String[] NAMES = {
        "byte", "char", "dump", "find", "format", "gfind", "gmatch", "gsub", "len", "lower", "match", "rep", "reverse",
        "sub", "upper"
    };
    private static final int GMATCH_STEP = 15;
    /** Bytes that take about as long as a step. */
    private static final int WORK = 256;

    private static final String SPECIALS = "^$*+?.([%-";

    private StringLibrary() {}

    /** Puts {@code string} into the globals and makes it the {@code __index} of all strings. */
    public static void install(LuaState state) {
        LuaTable table = state.newTable(0, NAMES.length);
        new StringLibrary().register(state, table, NAMES);
        table.put("gfind", table.get("gmatch"));
        state.globals().put("string", table);
        LuaTable metatable = state.newTable(0, 1);
        metatable.put("__index", table);
        state.stringMetatable(metatable);
    }

    @Override
    protected int call(LuaThread lua, int number) {
        return switch (number) {
            case 0 -> bytes(lua);
            case 1 -> fromBytes(lua);
            case 2 -> dump(lua);
            case 3 -> find(lua, true);
            case 4 -> Formatter.format(lua);
            case 6 -> matches(lua);
            case 7 -> Substitution.run(lua);
            case 8 -> lua.returns((double) lua.checkString(1).length());
            case 9, 14 -> changeCase(lua, number == 14);
            case 10 -> find(lua, false);
            case 11 -> repeat(lua);
            case 12 -> reverse(lua);
            case 13 -> slice(lua);
            default -> nextMatch(lua);
        };
    }

    // ---- parts

    private static long relative(long position, int length) {
        long from = position < 0 ? position + length + 1 : position;
        return Math.max(from, 0);
    }

    private static int slice(LuaThread lua) {
        LuaString s = lua.checkString(1);
        long start = Math.max(relative(lua.checkLong(2), s.length()), 1);
        long end = Math.min(relative(lua.optLong(3, -1), s.length()), s.length());
        if (start > end) {
            return lua.returns(LuaString.EMPTY);
        }
        lua.state.charge(40 + end - start);
        return lua.returns(LuaString.copy(s.bytes, (int) start - 1, (int) end));
    }

    private static int bytes(LuaThread lua) {
        LuaString s = lua.checkString(1);
        long start = relative(lua.optLong(2, 1), s.length());
        long end = relative(lua.optLong(3, start), s.length());
        start = Math.max(start, 1);
        end = Math.min(end, s.length());
        if (start > end) {
            return 0;
        }
        int count = (int) (end - start + 1);
        lua.checkRoom(count, "string slice too long");
        for (int i = 0; i < count; i++) {
            lua.push((double) s.at((int) start + i - 1));
        }
        return count;
    }

    private static int fromBytes(LuaThread lua) {
        byte[] made = new byte[lua.count()];
        for (int i = 0; i < made.length; i++) {
            int c = lua.checkInt(i + 1);
            if ((c & 0xff) != c) {
                throw lua.argumentError(i + 1, "invalid value");
            }
            made[i] = (byte) c;
        }
        return lua.returns(LuaString.wrap(made));
    }

    private static int dump(LuaThread lua) {
        if (lua.checkFunction(1) instanceof LuaBuiltin) {
            throw lua.error("unable to dump given function");
        }
        // compiled code is for no one to read: loading it is refused, as Redis does
        return lua.returns(LuaString.of("\u001bLuaQ"));
    }

    // ---- whole strings

    private static int changeCase(LuaThread lua, boolean upper) {
        byte[] made = lua.checkString(1).bytes.clone();
        lua.state.charge(40 + made.length);
        for (int i = 0; i < made.length; i++) {
            made[i] = (byte) (upper ? Bytes.toUpper(made[i]) : Bytes.toLower(made[i]));
        }
        return lua.returns(LuaString.wrap(made));
    }

    private static int reverse(LuaThread lua) {
        byte[] bytes = lua.checkString(1).bytes;
        lua.state.charge(40 + bytes.length);
        byte[] made = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            made[i] = bytes[bytes.length - 1 - i];
        }
        return lua.returns(LuaString.wrap(made));
    }

    private static int repeat(LuaThread lua) {
        byte[] unit = lua.checkString(1).bytes;
        int count = lua.checkInt(2);
        if (count <= 0 || unit.length == 0) {
            lua.state.work(unit.length == 0 ? Math.max(count, 0) >> 6 : 0);
            return lua.returns(LuaString.EMPTY);
        }
        long length = (long) unit.length * count;
        if (length > Integer.MAX_VALUE - 16) {
            throw LuaError.memory();
        }
        lua.state.charge(40 + length);
        lua.state.work((int) (length >> 10));
        byte[] made = new byte[(int) length];
        if (unit.length == 1) {
            Arrays.fill(made, unit[0]);
        } else {
            for (int at = 0; at < made.length; at += unit.length) {
                System.arraycopy(unit, 0, made, at, unit.length);
            }
        }
        return lua.returns(LuaString.wrap(made));
    }

    // ---- searching

    private static boolean isPlain(LuaString pattern) {
        for (byte c : pattern.bytes) {
            if (c == 0) {
                return true; // C looks no further
            }
            if (SPECIALS.indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static int indexOf(LuaState state, byte[] text, byte[] part, int from) {
        int last = text.length - part.length;
        int compared = 0;
        for (int i = from; i <= last; i++) {
            int j = 0;
            while (j < part.length && text[i + j] == part[j]) {
                j++;
            }
            if (j == part.length) {
                return i;
            }
            compared += j + 1;
            if (compared > WORK) {
                state.work(compared / WORK);
                compared = 0;
            }
        }
        return -1;
    }

    private static int find(LuaThread lua, boolean positions) {
        LuaString text = lua.checkString(1);
        LuaString pattern = lua.checkString(2);
        long given = relative(lua.optLong(3, 1), text.length()) - 1;
        int from = (int) Math.max(0, Math.min(given, text.length()));
        if (positions && (lua.toBoolean(4) || isPlain(pattern))) {
            int at = indexOf(lua.state, text.bytes, pattern.bytes, from);
            return at < 0 ? lua.returns(null) : lua.returns(at + 1.0, (double) (at + pattern.length()));
        }
        PatternMatcher matcher = new PatternMatcher(lua, text, pattern);
        boolean anchored = pattern.length() > 0 && pattern.at(0) == '^';
        for (int s = from; s <= text.length(); s++) {
            s = anchored ? s : matcher.candidate(s);
            int end = matcher.match(s, anchored ? 1 : 0);
            if (end >= 0) {
                if (!positions) {
                    return matcher.pushCaptures(true, s, end);
                }
                lua.push(s + 1.0);
                lua.push((double) end);
                return matcher.pushCaptures(false, s, end) + 2;
            }
            if (anchored) {
                break;
            }
        }
        return lua.returns(null);
    }

    private int matches(LuaThread lua) {
        LuaString text = lua.checkString(1);
        LuaString pattern = lua.checkString(2);
        return lua.returns(lua.state.builtin(this, GMATCH_STEP, text, pattern, 0));
    }

    private static int nextMatch(LuaThread lua) {
        Object[] values = lua.running().values;
        LuaString text = (LuaString) values[0];
        PatternMatcher matcher = new PatternMatcher(lua, text, (LuaString) values[1]);
        for (int s = (Integer) values[2]; s <= text.length(); s++) {
            s = matcher.candidate(s);
            int end = matcher.match(s, 0);
            if (end >= 0) {
                values[2] = end == s ? end + 1 : end;
                return matcher.pushCaptures(true, s, end);
            }
        }
        return 0;
    }

    /** The work of {@code gsub}. */
    private static final class Substitution {
        private final LuaThread lua;
        private final LuaString text;
        private final @Nullable Object replacement;
        private final PatternMatcher matcher;
        private final ByteSink out;

        private Substitution(LuaThread lua, LuaString text, LuaString pattern, @Nullable Object replacement) {
            this.lua = lua;
            this.text = text;
            this.replacement = replacement;
            matcher = new PatternMatcher(lua, text, pattern);
            out = new ByteSink(lua.state);
        }

        static int run(LuaThread lua) {
            LuaString text = lua.checkString(1);
            LuaString pattern = lua.checkString(2);
            Object replacement = lua.argument(3);
            int most = lua.optInt(4, text.length() + 1);
            if (replacement instanceof Double number) {
                replacement = Numbers.format(number);
            }
            if (!(replacement instanceof LuaString)
                    && !(replacement instanceof LuaFunction)
                    && !(replacement instanceof LuaTable)) {
                throw lua.argumentError(3, "string/function/table expected");
            }
            boolean anchored = pattern.length() > 0 && pattern.at(0) == '^';
            return new Substitution(lua, text, pattern, replacement).run(anchored, most);
        }

        private int run(boolean anchored, int most) {
            int at = 0;
            int count = 0;
            while (count < most) {
                int start = anchored ? at : matcher.candidate(at);
                out.add(text.bytes, at, start);
                at = start;
                int end = matcher.match(at, anchored ? 1 : 0);
                if (end >= 0) {
                    count++;
                    addReplacement(at, end);
                }
                if (end > at) {
                    at = end;
                } else if (at < text.length()) {
                    out.add(text.bytes[at++]);
                } else {
                    break;
                }
                if (anchored) {
                    break;
                }
            }
            out.add(text.bytes, at, text.length());
            return lua.returns(out.string(), (double) count);
        }

        private void addReplacement(int from, int to) {
            Object value;
            if (replacement instanceof LuaString string) {
                addText(string, from, to);
                return;
            } else if (replacement instanceof LuaFunction) {
                int slot = lua.top;
                lua.push(replacement);
                matcher.pushCaptures(true, from, to);
                lua.call(slot, 1);
                value = lua.get(--lua.top);
            } else {
                lua.push(null);
                Access.index(lua, replacement, -1, matcher.capture(0, from, to), lua.top - 1);
                value = lua.get(--lua.top);
            }
            if (!LuaState.isTrue(value)) {
                out.add(text.bytes, from, to);
            } else if (value instanceof LuaString || value instanceof Double) {
                out.add(LuaState.toText(value));
            } else {
                throw lua.error("invalid replacement value (a " + LuaState.typeName(value) + ")");
            }
        }

        private void addText(LuaString template, int from, int to) {
            byte[] bytes = template.bytes;
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] != '%') {
                    out.add(bytes[i]);
                    continue;
                }
                int c = ++i < bytes.length ? bytes[i] : 0;
                if (!Bytes.isDigit(c)) {
                    out.add(c);
                } else if (c == '0') {
                    out.add(text.bytes, from, to);
                } else {
                    out.add(LuaState.toText(matcher.capture(c - '1', from, to)));
                }
            }
        }
    }
}
