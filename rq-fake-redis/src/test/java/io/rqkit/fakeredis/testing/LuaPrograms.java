package io.rqkit.fakeredis.testing;

import java.util.Random;

/**
 * Random Lua programs, from a seed. Each defines some variables, then runs a row of small functions, each in a
 * {@code pcall}, and returns what they gave, errors included, as a list of texts. They always end, and make nothing large.
 */
final class LuaPrograms {
    private static final String[] NAMES = {"a", "b", "c", "d"};
    private static final String SCOPE = "a, b, c, d, p";
    private static final String[] FIELDS = {"x", "y", "z"};
    private static final String[] BINARY = {
        "+", "-", "*", "/", "%", "^", "..", "==", "~=", "<", "<=", ">", ">=", "and", "or", "+", "-", "*", ".."
    };
    private static final String[] CONSTANTS = {
        "nil",
        "true",
        "false",
        "0",
        "1",
        "2",
        "-1",
        "3.5",
        "10",
        "1e15",
        "0.1",
        "-0.5",
        "255",
        "''",
        "'x'",
        "'abc'",
        "'10'",
        "'0x10'",
        "' 5 '",
        "'a b c'",
        "2^53",
        "1/0",
        "'%d'",
        "'k'",
        "{}",
        "{1, 2, 3}",
        "{x = 1, y = 'two'}",
        "{10, nil, 30}"
    };
    private static final String[] CALLS = {
        "text(%s)",
        "tonumber(%s)",
        "type(%s)",
        "#%s",
        "-%s",
        "not %s",
        "math.floor(%s)",
        "math.max(%s, %s)",
        "string.rep(string.sub(%s, 1, 20), 3)",
        "string.sub(%s, %s)",
        "string.format('%%s|%%5.2f', %s, %s)",
        "string.format('%%d', %s)",
        "string.format('%%g', %s)",
        "string.upper(%s)",
        "string.len(%s)",
        "(string.gsub(%s, '%%w', %s))",
        "(string.find(%s, %s))",
        "string.byte(%s)",
        "string.char(%s)",
        "select('#', %s, %s)",
        "select(%s, %s)",
        "unpack(%s)",
        "table.concat(%s, ',')",
        "next(%s)",
        "rawget(%s, %s)",
        "(pcall((%s)))",
        "math.fmod(%s, %s)",
        "string.reverse(%s)",
        "table.maxn(%s)",
        "string.match(%s, '(%%a)(.?)')",
        "text(%s):len()",
        "rawequal(%s, %s)",
        "setmetatable(%s, %s)",
        "tonumber(%s, 16)",
        "(setmetatable({}, {__add = function(p, q, ...) return %s end}) + %s)",
        "(setmetatable({}, {__concat = function(p, q, ...) return %s end}) .. %s)",
        "(setmetatable({}, {__lt = function(p, q, ...) return %s end}) < setmetatable({}, {__lt = %s}))",
        "(function(p, ...) return -p, %2$s end)(setmetatable({}, {__unm = function(p, ...) return %1$s end}))",
        "setmetatable({}, {__index = function(p, q, ...) return %s end})[%s]",
        "setmetatable({}, {__call = function(p, q, ...) return %s end})(%s)",
        "coroutine.wrap(function(p, ...) local q = coroutine.yield(p) return %s end)(%s)",
        "select(2, coroutine.resume(coroutine.create(function(p, ...) return %s end), %s))",
        "xpcall(function(...) return %s end, function(p, ...) return {p, %s} end)",
        "pcall(error, %s)",
        "error(%s, 2)",
        "assert(%s, %s)",
        "(loadstring('return ' .. text(%s)) or type)(%s)"
    };
    private static final String PRELUDE = """
            local r = {}
            local function show(v, n)
              local t = type(v)
              if t == 'number' then return string.format('%.17g', v) end
              if t ~= 'table' then return t == 'function' and t or tostring(v) end
              if n > 2 then return '{..}' end
              local s = {}
              for k, x in pairs(v) do
                if type(k) == 'table' or type(k) == 'function' then return '{?}' end
                s[#s + 1] = show(k, n + 1) .. '=' .. show(x, n + 1)
                if #s > 20 then break end
              end
              return '{' .. table.concat(s, ' ') .. '}#' .. #v
            end
            local function text(v)
              local t = type(v)
              return (t == 'table' or t == 'function') and t or tostring(v)
            end
            local function key(v)
              local t = type(v)
              return (t == 'table' or t == 'function') and t or v
            end
            local function big(n, ...)
              for i = 1, select('#', ...) do
                local v = select(i, ...)
                if type(v) == 'string' and #v > 300 then return true end
                if type(v) == 'table' and n < 3 then
                  for k, x in next, v do if big(n + 1, k, x) then return true end end
                end
              end
              return false
            end
            local function note(ok, ...)
              local s = tostring(ok)
              for i = 1, math.min(select('#', ...), 5) do s = s .. ':' .. show((select(i, ...)), 0) end
              r[#r + 1] = s:sub(1, 400)
            end
            """;

    private final Random random;
    private final StringBuilder out = new StringBuilder();
    private int loops;
    private int functions;

    private LuaPrograms(long seed) {
        random = new Random(seed);
    }

    /** Returns the program of a seed. */
    static String program(long seed) {
        return new LuaPrograms(seed).write();
    }

    private String write() {
        out.append(PRELUDE);
        out.append("local a, b, c, d = ").append(constant());
        for (int i = 1; i < NAMES.length; i++) {
            out.append(", ").append(constant());
        }
        out.append('\n');
        int tests = 3 + random.nextInt(5);
        for (int i = 0; i < tests; i++) {
            out.append("note(pcall(function(p, ...)").append(separator());
            statements(0);
            out.append("return ")
                    .append(expression(0))
                    .append(" end, ")
                    .append(constant())
                    .append(", ");
            out.append(constant()).append("))\n");
        }
        out.append("note(true, a, b, c, d)\nreturn r\n");
        return out.toString();
    }

    // ---- parts

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String constant() {
        return pick(CONSTANTS);
    }

    private String separator() {
        return random.nextInt(3) == 0 ? "\n" : " ";
    }

    private String name() {
        return random.nextInt(6) == 0 ? "p" : pick(NAMES);
    }

    private String expression(int depth) {
        int choice = random.nextInt(depth > 3 ? 4 : 12);
        return switch (choice) {
            case 0, 1 -> name();
            case 2 -> constant();
            case 3 -> "(" + name() + ")";
            case 4, 5, 6 -> "(" + expression(depth + 1) + " " + pick(BINARY) + " " + expression(depth + 1) + ")";
            case 7 -> suffixed(depth);
            case 8, 9 -> call(depth);
            case 10 -> table(depth);
            default -> function(depth);
        };
    }

    private String suffixed(int depth) {
        return switch (random.nextInt(6)) {
            case 0 -> name() + "." + pick(FIELDS);
            case 1 -> name() + "[" + expression(depth + 1) + "]";
            case 2 -> name() + "." + pick(FIELDS) + "." + pick(FIELDS);
            case 3 -> name() + ":" + pick("x", "upper", "len") + "(" + expression(depth + 1) + ")";
            case 4 -> name() + "(" + expression(depth + 1) + ")";
            default -> pick("...", "(...)", "(select('#', ...))");
        };
    }

    private String call(int depth) {
        String form = pick(CALLS);
        Object[] arguments = {expression(depth + 1), expression(depth + 1)};
        String text = String.format(java.util.Locale.ROOT, form, arguments);
        // a minus before a negative number would start a comment
        return text.startsWith("-") || text.startsWith("#") || text.startsWith("not") ? "(" + spaced(text) + ")" : text;
    }

    private static String spaced(String text) {
        return text.startsWith("-") ? "- " + text.substring(1) : text;
    }

    private String table(int depth) {
        StringBuilder text = new StringBuilder("{");
        int items = random.nextInt(4);
        for (int i = 0; i < items; i++) {
            switch (random.nextInt(3)) {
                case 0 -> text.append(pick(FIELDS)).append(" = ").append(expression(depth + 1));
                case 1 ->
                    text.append("[key(")
                            .append(expression(depth + 1))
                            .append(")] = ")
                            .append(expression(depth + 1));
                default -> text.append(expression(depth + 1));
            }
            text.append(", ");
        }
        return text.append("}").toString();
    }

    private String function(int depth) {
        if (++functions > 6) {
            return name();
        }
        String vararg = random.nextBoolean() ? "q, ..." : "...";
        return "(function(" + vararg + ")" + separator() + "return " + expression(depth + 1) + " end)"
                + (random.nextBoolean() ? "(" + expression(depth + 1) + ")" : "");
    }

    private void statements(int depth) {
        int count = random.nextInt(3);
        for (int i = 0; i < count; i++) {
            statement(depth);
            out.append(separator());
        }
    }

    private void statement(int depth) {
        switch (random.nextInt(depth > 1 ? 5 : 11)) {
            case 0 -> out.append(name()).append(" = ").append(expression(1));
            case 1 -> out.append("local ").append(name()).append(" = ").append(expression(1));
            case 2 ->
                out.append(name())
                        .append(".")
                        .append(pick(FIELDS))
                        .append(" = ")
                        .append(expression(1));
            case 3 -> out.append(name() + "[key(" + expression(2) + ")] = " + expression(1));
            case 4 -> out.append(name() + ", " + name() + " = " + expression(2) + ", " + expression(2));
            case 5 -> conditional(depth);
            case 6 -> numericFor(depth);
            case 7 -> genericFor(depth);
            case 8 -> loop(depth);
            case 9 -> closure(depth);
            default -> out.append("local ").append(name()).append(", q = ").append(call(1));
        }
    }

    private void conditional(int depth) {
        out.append("if ").append(expression(1)).append(" then").append(separator());
        statements(depth + 1);
        if (random.nextBoolean()) {
            out.append("elseif ").append(expression(1)).append(" then").append(separator());
            statements(depth + 1);
        }
        out.append("else ");
        statements(depth + 1);
        out.append("end");
    }

    private void numericFor(int depth) {
        String variable = "i" + ++loops;
        out.append("for " + variable + " = " + pick("1", "3", "-2", name()) + ", " + pick("3", "0.5", name()) + ", ");
        out.append(pick("1", "1", "-1", "0.5") + " do" + separator());
        out.append("if " + variable + " == nil or math.abs(" + variable + ") > 8 or big(0, " + SCOPE
                + ") then break end ");
        statements(depth + 1);
        out.append(name() + " = " + variable).append(" end");
    }

    private void genericFor(int depth) {
        String count = "n" + ++loops;
        out.append("local " + count + " = 0 for k, v in " + pick("pairs", "ipairs") + "(" + expression(2) + ") do");
        out.append(separator() + count + " = " + count + " + 1 if " + count + " > 8 or big(0, " + SCOPE
                + ") then break end ");
        statements(depth + 1);
        out.append(pick("a = k", "b = v", "c = text(k)", "d = {k, v}")).append(" end");
    }

    private void loop(int depth) {
        String count = "n" + ++loops;
        boolean repeat = random.nextBoolean();
        String bound = repeat ? " >= 4 or big(0, " + SCOPE + ") or " : " < 4 and not big(0, " + SCOPE + ") and ";
        String condition = count + bound + "(" + expression(2) + ")";
        out.append("local " + count + " = 0 " + (repeat ? "repeat " : "while " + condition + " do "));
        out.append(count + " = " + count + " + 1" + separator());
        statements(depth + 1);
        out.append(repeat ? "until " + condition : "end");
    }

    private void closure(int depth) {
        out.append("local function " + name() + "(" + pick("", "p", "...", "p, ...") + ")" + separator());
        int start = out.length();
        statements(depth + 2);
        // its own ... only where it has one
        String inner = out.substring(start)
                .replace("(select('#', ...))", "1")
                .replace("(...)", "(1)")
                .replace("...", "1");
        out.setLength(start);
        out.append(inner).append(" return ").append(name()).append(" end");
    }
}
