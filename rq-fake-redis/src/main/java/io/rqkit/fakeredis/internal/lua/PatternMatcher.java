package io.rqkit.fakeredis.internal.lua;

import org.jspecify.annotations.Nullable;

/**
 * Lua's patterns, matched byte by byte with backtracking. The end of the pattern counts as a zero byte, as it does in C; so
 * does a zero byte inside it.
 */
final class PatternMatcher {
    static final int MAX_CAPTURES = 32;
    private static final int UNFINISHED = -1;
    private static final int POSITION = -2;
    private static final int NO_MATCH = -1;

    private final LuaThread lua;
    private final byte[] text;
    private final byte[] pattern;

    /** The byte every match starts with, or -1 if that can't be said. */
    private final int first;

    private int level;
    private final int[] starts = new int[MAX_CAPTURES];
    private final int[] lengths = new int[MAX_CAPTURES];

    PatternMatcher(LuaThread lua, LuaString text, LuaString pattern) {
        this.lua = lua;
        this.text = text.bytes;
        this.pattern = pattern.bytes;
        boolean literal = "^$*+?.([%-)\0".indexOf(at(0)) < 0 && "*?-".indexOf(at(1)) < 0;
        first = literal ? at(0) : -1;
    }

    /** Returns the first place from an index on where a match may start, at most the end of the text. */
    int candidate(int from) {
        if (first < 0) {
            return from;
        }
        int s = from;
        while (s < text.length && (text[s] & 0xff) != first) {
            s++;
        }
        lua.state.work(s - from >> 6);
        return s;
    }

    /** Matches a place of the text with the pattern from an index on; returns the end of the match or -1. */
    int match(int from, int patternIndex) {
        level = 0;
        return step(from, patternIndex);
    }

    // ---- captures

    /** Returns how many values the last match gives: its captures, or the whole of it if {@code whole}. */
    int captureCount(boolean whole) {
        return level == 0 && whole ? 1 : level;
    }

    /** Returns a capture of the last match, counted from 0; the first is the whole match if there is none. */
    Object capture(int index, int from, int to) {
        if (index >= level) {
            if (index == 0) {
                return slice(from, to);
            }
            throw lua.error("invalid capture index");
        }
        int length = lengths[index];
        if (length == UNFINISHED) {
            throw lua.error("unfinished capture");
        }
        if (length == POSITION) {
            return (double) (starts[index] + 1);
        }
        return slice(starts[index], starts[index] + length);
    }

    LuaString slice(int from, int to) {
        lua.state.charge(40L + to - from);
        return LuaString.copy(text, from, to);
    }

    /** Pushes all captures; returns how many. */
    int pushCaptures(boolean whole, int from, int to) {
        int count = captureCount(whole);
        lua.checkRoom(count, "too many captures");
        for (int i = 0; i < count; i++) {
            @Nullable Object value = capture(i, from, to);
            lua.push(value);
        }
        return count;
    }

    private int checkCapture(int digit) {
        int index = digit - '1';
        if (index < 0 || index >= level || lengths[index] == UNFINISHED) {
            throw lua.error("invalid capture index");
        }
        return index;
    }

    private int captureToClose() {
        for (int i = level - 1; i >= 0; i--) {
            if (lengths[i] == UNFINISHED) {
                return i;
            }
        }
        throw lua.error("invalid pattern capture");
    }

    // ---- single characters

    private int at(int index) {
        return index < pattern.length ? pattern[index] & 0xff : 0;
    }

    /** Returns the end of the single-character item at an index. */
    private int itemEnd(int index) {
        int p = index;
        int first = at(p++);
        if (first == '%') {
            if (at(p) == 0) {
                throw lua.error("malformed pattern (ends with '%')");
            }
            return p + 1;
        }
        if (first == '[') {
            if (at(p) == '^') {
                p++;
            }
            do {
                if (at(p) == 0) {
                    throw lua.error("malformed pattern (missing ']')");
                }
                if (at(p++) == '%' && at(p) != 0) {
                    p++;
                }
            } while (at(p) != ']');
            return p + 1;
        }
        return p;
    }

    private static boolean matchesClass(int c, int letter) {
        boolean in;
        switch (Bytes.toLower(letter)) {
            case 'a' -> in = Bytes.isAlpha(c);
            case 'c' -> in = Bytes.isControl(c);
            case 'd' -> in = Bytes.isDigit(c);
            case 'l' -> in = Bytes.isLower(c);
            case 'p' -> in = Bytes.isPunct(c);
            case 's' -> in = Bytes.isSpace(c);
            case 'u' -> in = Bytes.isUpper(c);
            case 'w' -> in = Bytes.isAlnum(c);
            case 'x' -> in = Bytes.isHex(c);
            case 'z' -> in = c == 0;
            default -> {
                return letter == c;
            }
        }
        return Bytes.isLower(letter) == in;
    }

    /** Says whether a set that spans from its bracket to its closing one has a byte. */
    private boolean matchesSet(int c, int open, int close) {
        int p = open;
        boolean found = true;
        if (at(p + 1) == '^') {
            found = false;
            p++;
        }
        while (++p < close) {
            if (at(p) == '%') {
                p++;
                if (matchesClass(c, at(p))) {
                    return found;
                }
            } else if (at(p + 1) == '-' && p + 2 < close) {
                p += 2;
                if (at(p - 2) <= c && c <= at(p)) {
                    return found;
                }
            } else if (at(p) == c) {
                return found;
            }
        }
        return !found;
    }

    private boolean matchesOne(int c, int p, int end) {
        return switch (at(p)) {
            case '.' -> true;
            case '%' -> matchesClass(c, at(p + 1));
            case '[' -> matchesSet(c, p, end - 1);
            default -> at(p) == c;
        };
    }

    // ---- matching

    private int step(int from, int patternIndex) {
        int s = from;
        int p = patternIndex;
        while (true) {
            if (--lua.state.budget < 0) {
                lua.state.tick();
            }
            switch (at(p)) {
                case '(':
                    return at(p + 1) == ')' ? open(s, p + 2, POSITION) : open(s, p + 1, UNFINISHED);
                case ')':
                    return close(s, p + 1);
                case 0:
                    return s;
                case '$':
                    if (at(p + 1) == 0) {
                        return s == text.length ? s : NO_MATCH;
                    }
                    break;
                case '%':
                    int next = at(p + 1);
                    if (next == 'b') {
                        s = balance(s, p + 2);
                        p += 4;
                    } else if (next == 'f') {
                        p += 2;
                        int end = frontierEnd(p);
                        s = isFrontier(s, p, end) ? s : NO_MATCH;
                        p = end;
                    } else if (Bytes.isDigit(next)) {
                        s = again(s, next);
                        p += 2;
                    } else {
                        break;
                    }
                    if (s == NO_MATCH) {
                        return NO_MATCH;
                    }
                    continue;
                default:
                    break;
            }
            int end = itemEnd(p);
            boolean matches = s < text.length && matchesOne(text[s] & 0xff, p, end);
            switch (at(end)) {
                case '?':
                    if (matches) {
                        int result = step(s + 1, end + 1);
                        if (result != NO_MATCH) {
                            return result;
                        }
                    }
                    p = end + 1;
                    continue;
                case '*':
                    return expandLong(s, p, end);
                case '+':
                    return matches ? expandLong(s + 1, p, end) : NO_MATCH;
                case '-':
                    return expandShort(s, p, end);
                default:
                    if (!matches) {
                        return NO_MATCH;
                    }
                    s++;
                    p = end;
            }
        }
    }

    private int expandLong(int s, int p, int end) {
        int count = 0;
        while (s + count < text.length && matchesOne(text[s + count] & 0xff, p, end)) {
            count++;
        }
        lua.state.work(count >> 3);
        for (; count >= 0; count--) {
            int result = step(s + count, end + 1);
            if (result != NO_MATCH) {
                return result;
            }
        }
        return NO_MATCH;
    }

    private int expandShort(int from, int p, int end) {
        int s = from;
        while (true) {
            int result = step(s, end + 1);
            if (result != NO_MATCH) {
                return result;
            }
            if (s == text.length || !matchesOne(text[s] & 0xff, p, end)) {
                return NO_MATCH;
            }
            s++;
        }
    }

    private int open(int s, int p, int kind) {
        if (level >= MAX_CAPTURES) {
            throw lua.error("too many captures");
        }
        starts[level] = s;
        lengths[level] = kind;
        level++;
        int result = step(s, p);
        if (result == NO_MATCH) {
            level--;
        }
        return result;
    }

    private int close(int s, int p) {
        int index = captureToClose();
        lengths[index] = s - starts[index];
        int result = step(s, p);
        if (result == NO_MATCH) {
            lengths[index] = UNFINISHED;
        }
        return result;
    }

    private int balance(int from, int p) {
        if (at(p) == 0 || at(p + 1) == 0) {
            throw lua.error("unbalanced pattern");
        }
        if (from >= text.length || (text[from] & 0xff) != at(p)) {
            return NO_MATCH;
        }
        int depth = 1;
        for (int s = from + 1; s < text.length; s++) {
            int c = text[s] & 0xff;
            if (c == at(p + 1)) {
                if (--depth == 0) {
                    return s + 1;
                }
            } else if (c == at(p)) {
                depth++;
            }
        }
        return NO_MATCH;
    }

    private int frontierEnd(int p) {
        if (at(p) != '[') {
            throw lua.error("missing '[' after '%f' in pattern");
        }
        return itemEnd(p);
    }

    private boolean isFrontier(int s, int p, int end) {
        int before = s == 0 ? 0 : text[s - 1] & 0xff;
        int here = s < text.length ? text[s] & 0xff : 0;
        return !matchesSet(before, p, end - 1) && matchesSet(here, p, end - 1);
    }

    /** Matches what a capture holds once more. */
    private int again(int s, int digit) {
        int index = checkCapture(digit);
        int length = lengths[index];
        // a position capture has no length; C takes its mark for one, too large to match
        if (length < 0 || text.length - s < length) {
            return NO_MATCH;
        }
        for (int i = 0; i < length; i++) {
            if (text[starts[index] + i] != text[s + i]) {
                return NO_MATCH;
            }
        }
        return s + length;
    }
}
