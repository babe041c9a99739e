package io.rqkit.fakeredis.internal.lua.lib;

/** Finds where a number ends that C's strtod would read. */
final class CNumber {
    private CNumber() {}

    /** Returns the end of the number that begins at {@code from}, or {@code from} if none does. */
    static int end(byte[] text, int from) {
        int at = from;
        if (at < text.length && (text[at] == '-' || text[at] == '+')) {
            at++;
        }
        if (isWord(text, at, "infinity")) {
            return at + 8;
        }
        if (isWord(text, at, "inf")) {
            return at + 3;
        }
        if (isWord(text, at, "nan")) {
            return nanEnd(text, at + 3);
        }
        boolean hex = isWord(text, at, "0x") && mantissaEnd(text, at + 2, 16) > 0;
        int end = mantissaEnd(text, hex ? at + 2 : at, hex ? 16 : 10);
        return end < 0 ? from : exponentEnd(text, end, hex ? 'p' : 'e');
    }

    /** Says whether a word stands at an index, in any case of letters. */
    static boolean isWord(byte[] text, int at, String lower) {
        if (text.length - at < lower.length()) {
            return false;
        }
        for (int i = 0; i < lower.length(); i++) {
            int c = text[at + i];
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** After nan may stand letters and digits in parentheses. */
    private static int nanEnd(byte[] text, int from) {
        if (from >= text.length || text[from] != '(') {
            return from;
        }
        int at = from + 1;
        while (at < text.length && (Character.digit(text[at], 36) >= 0 || text[at] == '_')) {
            at++;
        }
        return at < text.length && text[at] == ')' ? at + 1 : from;
    }

    /** Returns -1 when there is no digit. */
    private static int mantissaEnd(byte[] text, int from, int radix) {
        int at = from;
        int digits = 0;
        boolean point = false;
        while (at < text.length) {
            if (text[at] >= 0 && Character.digit(text[at], radix) >= 0) {
                digits++;
            } else if (text[at] == '.' && !point) {
                point = true;
            } else {
                break;
            }
            at++;
        }
        return digits == 0 ? -1 : at;
    }

    private static int exponentEnd(byte[] text, int from, char letter) {
        if (from >= text.length || (text[from] | 0x20) != letter) {
            return from;
        }
        int at = from + 1;
        if (at < text.length && (text[at] == '-' || text[at] == '+')) {
            at++;
        }
        int digits = at;
        while (at < text.length && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at == digits ? from : at;
    }
}
