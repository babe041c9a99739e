package io.rqkit.fakeredis.internal.lua;

/** Classes of bytes in the C locale. An argument below 0, for the end of a text, is in no class. */
final class Bytes {
    private Bytes() {}

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLower(int c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isUpper(int c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean isAlpha(int c) {
        return isLower(c) || isUpper(c);
    }

    static boolean isAlnum(int c) {
        return isAlpha(c) || isDigit(c);
    }

    static boolean isSpace(int c) {
        return c == ' ' || c >= 9 && c <= 13;
    }

    static boolean isControl(int c) {
        return c >= 0 && c < 32 || c == 127;
    }

    static boolean isPunct(int c) {
        return c > 32 && c < 127 && !isAlnum(c);
    }

    static boolean isHex(int c) {
        return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    static int toLower(int c) {
        return isUpper(c) ? c + 32 : c;
    }

    static int toUpper(int c) {
        return isLower(c) ? c - 32 : c;
    }

    /** Returns the value of a digit or letter in bases up to 36, or 99. */
    static int digit(int c) {
        if (isDigit(c)) {
            return c - '0';
        }
        return isAlpha(c) ? toLower(c) - 'a' + 10 : 99;
    }
}
