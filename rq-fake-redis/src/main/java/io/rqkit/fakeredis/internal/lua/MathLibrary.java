package io.rqkit.fakeredis.internal.lua;

/**
 * The functions of {@code math}. Random numbers come from a 48-bit generator like C's drand48, which is also what Redis
 * uses; it starts anew with {@link #seed}.
 */
public final class MathLibrary extends LuaLibrary {
    private static final String[] NAMES = {
        "abs", "acos", "asin", "atan2", "atan", "ceil", "cosh", "cos", "deg", "exp", "floor", "fmod", "frexp", "ldexp",
        "log10", "log", "max", "min", "modf", "pow", "rad", "random", "randomseed", "sinh", "sin", "sqrt", "tanh", "tan"
    };
    private static final long MULTIPLIER = 0x5DEECE66DL;
    private static final long MASK = (1L << 48) - 1;
    private static final double LARGEST = 0x7fffffff;

    private long generator;

    private MathLibrary() {
        seed(0);
    }

    /** Puts {@code math} into the globals; the library returned can be seeded. */
    public static MathLibrary install(LuaState state) {
        MathLibrary library = new MathLibrary();
        LuaTable table = state.newTable(0, NAMES.length + 3);
        library.register(state, table, NAMES);
        table.put("pi", Math.PI);
        table.put("huge", Double.POSITIVE_INFINITY);
        table.put("mod", table.get("fmod"));
        state.globals().put("math", table);
        return library;
    }

    /** Starts the random numbers anew, as {@code math.randomseed} does. */
    public void seed(int seed) {
        generator = (long) seed << 16 & MASK | 0x330E;
    }

    private int nextRandom() {
        generator = generator * MULTIPLIER + 0xB & MASK;
        return (int) (generator >>> 17);
    }

    @Override
    protected int call(LuaThread lua, int number) {
        switch (number) {
            case 12:
                return frexp(lua);
            case 16:
                return largest(lua);
            case 17:
                return smallest(lua);
            case 18:
                return modf(lua);
            case 21:
                return random(lua);
            case 22:
                seed(lua.checkInt(1));
                return 0;
            case 3, 11, 13, 19:
                // C happens to look at the second argument first
                double second = number == 13 ? lua.checkInt(2) : lua.checkNumber(2);
                return lua.returns(compute(number, lua.checkNumber(1), second));
            default:
                return lua.returns(compute(number, lua.checkNumber(1), 0));
        }
    }

    private static double compute(int number, double x, double y) {
        return switch (number) {
            case 0 -> Math.abs(x);
            case 1 -> Math.acos(x);
            case 2 -> Math.asin(x);
            case 3 -> Math.atan2(x, y);
            case 4 -> Math.atan(x);
            case 5 -> Math.ceil(x);
            case 6 -> Math.cosh(x);
            case 7 -> Math.cos(x);
            case 8 -> x / (Math.PI / 180.0);
            case 9 -> Math.exp(x);
            case 10 -> Math.floor(x);
            case 11 -> x % y;
            case 13 -> Math.scalb(x, (int) y);
            case 14 -> Math.log10(x);
            case 15 -> Math.log(x);
            case 19 -> Numbers.pow(x, y);
            case 20 -> x * (Math.PI / 180.0);
            case 23 -> Math.sinh(x);
            case 24 -> Math.sin(x);
            case 25 -> Math.sqrt(x);
            case 26 -> Math.tanh(x);
            default -> Math.tan(x);
        };
    }

    private static int frexp(LuaThread lua) {
        double x = lua.checkNumber(1);
        if (x == 0 || Double.isNaN(x) || Double.isInfinite(x)) {
            return lua.returns(x, 0.0);
        }
        double scaled = x;
        int exponent = 0;
        if (Math.abs(x) < Double.MIN_NORMAL) {
            scaled = x * 0x1p54;
            exponent = -54;
        }
        exponent += Math.getExponent(scaled) + 1;
        return lua.returns(Math.scalb(scaled, -(Math.getExponent(scaled) + 1)), (double) exponent);
    }

    private static int modf(LuaThread lua) {
        double x = lua.checkNumber(1);
        double whole = x < 0 ? Math.ceil(x) : Math.floor(x);
        double fraction = Double.isInfinite(x) ? 0.0 : x - whole;
        return lua.returns(whole, Math.copySign(fraction, x));
    }

    private static int largest(LuaThread lua) {
        int count = lua.count();
        double largest = lua.checkNumber(1);
        for (int i = 2; i <= count; i++) {
            double x = lua.checkNumber(i);
            if (x > largest) {
                largest = x;
            }
        }
        return lua.returns(largest);
    }

    private static int smallest(LuaThread lua) {
        int count = lua.count();
        double smallest = lua.checkNumber(1);
        for (int i = 2; i <= count; i++) {
            double x = lua.checkNumber(i);
            if (x < smallest) {
                smallest = x;
            }
        }
        return lua.returns(smallest);
    }

    private int random(LuaThread lua) {
        double r = nextRandom() % 0x7fffffff / LARGEST;
        switch (lua.count()) {
            case 0:
                return lua.returns(r);
            case 1: {
                int high = lua.checkInt(1);
                if (high < 1) {
                    throw lua.argumentError(1, "interval is empty");
                }
                return lua.returns(Math.floor(r * high) + 1);
            }
            case 2: {
                int low = lua.checkInt(1);
                int high = lua.checkInt(2);
                if (low > high) {
                    throw lua.argumentError(2, "interval is empty");
                }
                // the width is an int in C and may overflow
                return lua.returns(Math.floor(r * (high - low + 1)) + low);
            }
            default:
                throw lua.error("wrong number of arguments");
        }
    }
}
