package io.rqkit.fakeredis.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Makes arguments of commands from a seed: mostly sensible, sometimes at a limit, seldom nonsense. Strings are byte strings,
 * one char (0 to 255) a byte. The same seed and the same calls give the same arguments.
 */
public final class Gen {
    private static final List<String> KEYS = List.of("a", "b", "c", "d", "e", "f", "key:{g}");
    private static final List<String> ODD_KEYS = List.of("", "\u0000\u00ff\r\n", "key with blanks", "K".repeat(70));
    private static final List<String> MEMBERS =
            List.of("a", "b", "c", "d", "e", "f", "g", "h", "1", "2", "3", "10", "-5");
    private static final List<String> LIMITS = List.of(
            "0",
            "-0",
            "-1",
            "127",
            "128",
            "-128",
            "-129",
            "32767",
            "32768",
            "-32769",
            "8388608",
            "2147483647",
            "2147483648",
            "-2147483649",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "-9223372036854775809",
            "18446744073709551615");
    private static final List<String> NOT_INTEGERS =
            List.of("", "01", "+1", " 1", "1 ", "1.0", "0x10", "1e3", "abc", "--1", "-", "9".repeat(30), "1\u00001");
    private static final List<String> FLOATS = List.of(
            "0.1",
            "-0.5",
            "3.0",
            "1e3",
            "1.5e-10",
            "1e17",
            "1e300",
            "-1e300",
            "5e-324",
            "0.30000000000000004",
            "3.14159265358979",
            "123456789.123456789",
            ".5",
            "5.",
            "0x1p3",
            "-0",
            "-0.0",
            "100000000000000000000");
    private static final List<String> NOT_FLOATS =
            List.of("", "nan", "NaN", "-nan", "1e", "abc", " 1.5", "1.5 ", "1,5", "1.5.5", "infin");
    private static final List<String> INFINITIES = List.of("inf", "-inf", "+inf", "Infinity", "-INFINITY", "1e309");

    private static final int GRID_SECONDS = 1000;
    private static final Set<String> TIMED =
            Set.of("EXPIRE", "PEXPIRE", "EXPIREAT", "PEXPIREAT", "SETEX", "PSETEX", "RESTORE", "XCLAIM");
    private static final Set<String> TIMED_OPTIONS = Set.of("EX", "PX", "EXAT", "PXAT");

    private static final List<String> FRAMES = List.of("MULTI", "EXEC", "DISCARD");

    private final RandomGenerator random;
    private int deadlines;

    /** Starts from a seed. */
    public Gen(long seed) {
        random = new java.util.Random(seed);
    }

    // ---- chance

    /** Returns a number from 0 (inclusive) to a bound (exclusive). */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** Returns a number within two inclusive bounds. */
    public int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /** Returns true in so many of a hundred cases. */
    public boolean percent(int percentage) {
        return random.nextInt(100) < percentage;
    }

    /** Returns one of the choices. */
    @SafeVarargs
    public final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** Returns one of the choices. */
    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    // ---- keys and members

    /** Returns one of few keys, so that types collide; seldom an odd one (empty, binary, long). */
    public String key() {
        return percent(97) ? oneOf(KEYS) : oneOf(ODD_KEYS);
    }

    /** Returns so many keys, which may repeat. */
    public List<String> keys(int low, int high) {
        return times(low, high, this::key);
    }

    /** Returns a member, field or element out of few, seldom any {@link #value}. */
    public String member() {
        return percent(85) ? oneOf(MEMBERS) : value();
    }

    /** Returns so many members, which may repeat. */
    public List<String> members(int low, int high) {
        return times(low, high, this::member);
    }

    /** Returns the results of so many calls. */
    public <T> List<T> times(int low, int high, Supplier<T> each) {
        return IntStream.range(0, between(low, high)).mapToObj(i -> each.get()).toList();
    }

    /** Returns so many pairs, one flat list. */
    public List<String> pairs(int low, int high, Supplier<String> first, Supplier<String> second) {
        List<String> flat = new ArrayList<>();
        for (int i = between(low, high); i > 0; i--) {
            flat.add(first.get());
            flat.add(second.get());
        }
        return flat;
    }

    // ---- values

    /** Returns a value: small and large integers, near-integers, floats, words, binary, empty, lengths at encodings' limits. */
    public String value() {
        return switch (below(12)) {
            case 0, 1, 2 -> Integer.toString(between(-20, 120));
            case 3 -> oneOf(LIMITS);
            case 4 -> oneOf(NOT_INTEGERS);
            case 5 -> oneOf(FLOATS);
            case 6 -> oneOf(INFINITIES);
            case 7 -> binary(between(0, 20));
            case 8 -> letters(oneOf(0, 1, 20, 21, 39, 40, 43, 44, 45, 63, 64, 65, 66));
            case 9 -> percent(10) ? letters(oneOf(127, 128, 129, 1000, 5000)) : letters(3);
            default -> letters(between(1, 6));
        };
    }

    /** Returns lower-case letters. */
    public String letters(int length) {
        StringBuilder text = new StringBuilder();
        random.ints(length, 'a', 'z' + 1).forEach(c -> text.append((char) c));
        return text.toString();
    }

    /** Returns bytes of all values. */
    public String binary(int length) {
        StringBuilder text = new StringBuilder();
        random.ints(length, 0, 256).forEach(c -> text.append((char) c));
        return text.toString();
    }

    /** Returns a glob pattern that hits some keys or members. */
    public String pattern() {
        return oneOf(
                "*", "a*", "?", "[a-c]", "[^a]", "*1*", "", "[", "\\*", "key:*", "**", "[c-a]", "a?", "[!a]", "\\",
                "[a-", "key*s");
    }

    // ---- numbers

    /** Returns an integer: mostly small, seldom at a limit or no integer at all. */
    public String integer() {
        return mostly(() -> Integer.toString(between(-20, 120)), LIMITS, NOT_INTEGERS);
    }

    /** Returns an index into short sequences, from both ends. */
    public String index() {
        return mostly(() -> Integer.toString(between(-8, 8)), LIMITS, NOT_INTEGERS);
    }

    /** Returns a count: mostly 0 to 6, seldom negative, at a limit or no integer. */
    public String count() {
        return mostly(
                () -> Integer.toString(percent(90) ? between(0, 6) : between(-6, 30)),
                List.of("-1", "-5", "1000"),
                NOT_INTEGERS);
    }

    /** Returns a float: integers, fractions, seldom infinite or no number. */
    public String number() {
        return mostly(() -> percent(60) ? Integer.toString(between(-10, 20)) : oneOf(FLOATS), INFINITIES, NOT_FLOATS);
    }

    /** Returns a score, with many ties. */
    public String score() {
        return mostly(() -> percent(80) ? Integer.toString(between(-3, 6)) : oneOf(FLOATS), INFINITIES, NOT_FLOATS);
    }

    /** Returns a bound for ranges by score. */
    public String scoreBound() {
        return percent(25) ? oneOf("-inf", "+inf", "inf") : (percent(30) ? "(" : "") + score();
    }

    /** Returns a bound for ranges by lexicographic order. */
    public String lexBound() {
        return percent(30) ? oneOf("-", "+") : percent(95) ? oneOf("[", "(") + member() : member();
    }

    /**
     * Returns seconds to live that outlast the test (mostly), or that are over at once, or no number; never short, never
     * within 100 seconds of a multiple of 1000, by which {@link TimeTravel} moves clocks, and never the same twice.
     */
    public String ttlSeconds() {
        return mostly(
                () -> Integer.toString(deadlineSeconds()),
                List.of("0", "-1", "-100", "9223372036854775807", "9223372036854775"),
                NOT_INTEGERS);
    }

    /** Returns milliseconds to live, like {@link #ttlSeconds}. */
    public String ttlMillis() {
        return mostly(
                () -> deadlineSeconds() + "" + between(100, 999),
                List.of("0", "-1", "-100", "9223372036854775807"),
                NOT_INTEGERS);
    }

    private int deadlineSeconds() {
        deadlines++;
        return between(0, 99) * GRID_SECONDS + 100 + 2 * deadlines % 800;
    }

    /** Returns a moment in seconds since 1970: far ahead, marked for {@link Side} as a moment, or long past. */
    public String unixSeconds() {
        return mostly(
                () -> "@" + between(2_000_000_000, 2_100_000_000) + "s",
                List.of("0", "-1", "1", "1500000000", "9223372036854775807"),
                NOT_INTEGERS);
    }

    /** Returns a moment in milliseconds since 1970, like {@link #unixSeconds}. */
    public String unixMillis() {
        return mostly(
                () -> "@" + between(2_000_000_000, 2_100_000_000) + "123ms",
                List.of("0", "-1", "1", "1500000000000", "@9223372030000000000ms"),
                NOT_INTEGERS);
    }

    /** Returns a time-out for blocking commands that is short enough to wait for, or malformed. */
    public String shortTimeout() {
        return percent(85) ? oneOf("0.001", "0.002", "0.01") : oneOf("-1", "abc", "", "nan", "-0.5", "1e400");
    }

    // ---- options

    /** Spells a name in a random letter case, mostly as it is. */
    public String casing(String name) {
        if (percent(80)) {
            return name;
        }
        StringBuilder text = new StringBuilder();
        for (char c : name.toCharArray()) {
            text.append(random.nextBoolean() ? Character.toLowerCase(c) : Character.toUpperCase(c));
        }
        return text.toString();
    }

    /**
     * Returns some of the options, in random order and letter case, one flat list. An option is a word ({@code "NX"}), or a
     * list that starts with one ({@code List.of("EX", gen.ttlSeconds())}). Most often none or one is taken.
     */
    public List<String> options(Object... choices) {
        List<Object> shuffled = new ArrayList<>(List.of(choices));
        Collections.shuffle(shuffled, new java.util.Random(random.nextLong()));
        int taken = Math.min(shuffled.size(), oneOf(0, 0, 1, 1, 1, 2, 2, 3));
        List<String> flat = new ArrayList<>();
        for (Object choice : shuffled.subList(0, taken)) {
            List<String> words = Cmd.cmd(choice).args();
            flat.add(casing(words.get(0)));
            flat.addAll(words.subList(1, words.size()));
        }
        return flat;
    }

    /** Returns the words in so many of a hundred cases, otherwise nothing. */
    public List<String> maybe(int percentage, Object... words) {
        List<String> given = Cmd.cmd(words).args();
        return percent(percentage) ? given : List.of();
    }

    // ---- mistakes

    /** Spoils a command seldom: drops, adds, doubles or swaps arguments; and varies the letter case of its name. */
    Cmd distort(Cmd cmd) {
        List<String> args = new ArrayList<>(cmd.args());
        args.set(0, casing(args.get(0)));
        // A transaction that is never closed queues the rest of the sequence, which is tried only now and then.
        boolean frame = FRAMES.contains(cmd.name());
        if (percent(4) && (!frame || percent(20))) {
            distortOnce(args);
        }
        return cmd.withArgs(args);
    }

    /** Leaves a time to live in its place: as one, another argument might be over in the midst of the test. */
    private void distortOnce(List<String> args) {
        int size = args.size();
        boolean timed = TIMED.contains(args.get(0).toUpperCase(Locale.ROOT))
                || args.stream().anyMatch(arg -> TIMED_OPTIONS.contains(arg.toUpperCase(Locale.ROOT)));
        // a moment that ends up as something else would not be the same for both servers
        boolean endsWithMoment = args.get(size - 1).startsWith("@");
        switch (timed ? endsWithMoment ? oneOf(0, 1) : oneOf(0, 1, 3) : below(5)) {
            case 0 -> args.subList(between(1, size), size).clear();
            case 1 -> args.add(value());
            case 2 -> args.add(between(1, size), member());
            case 3 -> args.add(args.get(size - 1));
            default -> {
                if (size > 2) {
                    Collections.swap(args, between(1, size - 1), between(1, size - 1));
                }
            }
        }
    }

    private String mostly(Supplier<String> usual, List<String> limits, List<String> wrong) {
        int chance = below(100);
        return chance < 92 ? usual.get() : chance < 97 ? oneOf(limits) : oneOf(wrong);
    }
}
