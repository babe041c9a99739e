package io.rqkit.fakeredis.internal.command;

/** Glob-style patterns over bytes, as KEYS, SCAN, PSUBSCRIBE and CONFIG GET read them (stringmatchlen in util.c). */
public final class Glob {
    private final byte[] pattern;
    private final byte[] text;
    private final boolean ignoreCase;

    private Glob(byte[] pattern, byte[] text, boolean ignoreCase) {
        this.pattern = pattern;
        this.text = text;
        this.ignoreCase = ignoreCase;
    }

    /** Says whether {@code pattern} matches the whole of {@code text}. */
    public static boolean matches(byte[] pattern, byte[] text) {
        return new Glob(pattern, text, false).match();
    }

    /** Says whether {@code pattern} is a single star, which KEYS and SCAN take as no pattern at all. */
    public static boolean isStar(byte[] pattern) {
        return pattern.length == 1 && pattern[0] == '*';
    }

    /** The same as {@link #matches}, in any case of ASCII letters. */
    public static boolean matchesIgnoringCase(byte[] pattern, byte[] text) {
        return new Glob(pattern, text, true).match();
    }

    /** Runs in O(pattern × text): only the last star is ever gone back to. */
    private boolean match() {
        if (text.length == 0) {
            // even a star wants a byte to begin with; KEYS and SCAN do not ask when the pattern is just a star
            return pattern.length == 0;
        }
        int p = 0;
        int t = 0;
        int starPattern = -1;
        int starText = 0;
        while (t < text.length) {
            if (p < pattern.length && pattern[p] == '*') {
                starPattern = ++p;
                starText = t;
                continue;
            }
            int next = p < pattern.length ? matchOne(p, text[t]) : MISMATCH;
            if (next != MISMATCH) {
                p = next;
                t++;
            } else if (starPattern >= 0) {
                p = starPattern;
                t = ++starText;
            } else {
                return false;
            }
        }
        while (p < pattern.length && pattern[p] == '*') {
            p++;
        }
        return p == pattern.length;
    }

    private static final int MISMATCH = -1;

    /** Matches one byte; returns where the pattern goes on, or {@link #MISMATCH}. */
    private int matchOne(int p, byte b) {
        return switch (pattern[p]) {
            case '?' -> p + 1;
            case '[' -> matchClass(p + 1, b);
            case '\\' ->
                p + 1 < pattern.length
                        ? (equal(pattern[p + 1], b) ? p + 2 : MISMATCH)
                        : (equal(pattern[p], b) ? p + 1 : MISMATCH);
            default -> equal(pattern[p], b) ? p + 1 : MISMATCH;
        };
    }

    /** An unclosed class ends with the pattern. */
    private int matchClass(int from, byte b) {
        int p = from;
        boolean not = p < pattern.length && pattern[p] == '^';
        if (not) {
            p++;
        }
        boolean found = false;
        while (p < pattern.length && pattern[p] != ']') {
            if (pattern[p] == '\\' && p + 1 < pattern.length) {
                p++;
                found |= equal(pattern[p], b);
            } else if (p + 2 < pattern.length && pattern[p + 1] == '-') {
                found |= inRange(pattern[p], pattern[p + 2], b);
                p += 2;
            } else {
                found |= equal(pattern[p], b);
            }
            p++;
        }
        int after = p < pattern.length ? p + 1 : p;
        return found != not ? after : MISMATCH;
    }

    private boolean inRange(byte from, byte to, byte b) {
        int low = fold(from);
        int high = fold(to);
        int c = fold(b);
        return low <= high ? c >= low && c <= high : c >= high && c <= low;
    }

    private boolean equal(byte one, byte other) {
        return one == other || fold(one) == fold(other);
    }

    /** C compares plain chars in ranges as signed ints. */
    private int fold(byte b) {
        return ignoreCase && b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
    }
}
