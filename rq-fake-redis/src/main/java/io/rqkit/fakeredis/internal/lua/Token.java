package io.rqkit.fakeredis.internal.lua;

/** Tokens of the language: a byte for itself, and these numbers from 257 on. */
final class Token {
    static final int FIRST_RESERVED = 257;

    static final int AND = 257;
    static final int BREAK = 258;
    static final int DO = 259;
    static final int ELSE = 260;
    static final int ELSEIF = 261;
    static final int END = 262;
    static final int FALSE = 263;
    static final int FOR = 264;
    static final int FUNCTION = 265;
    static final int IF = 266;
    static final int IN = 267;
    static final int LOCAL = 268;
    static final int NIL = 269;
    static final int NOT = 270;
    static final int OR = 271;
    static final int REPEAT = 272;
    static final int RETURN = 273;
    static final int THEN = 274;
    static final int TRUE = 275;
    static final int UNTIL = 276;
    static final int WHILE = 277;
    static final int CONCAT = 278;
    static final int DOTS = 279;
    static final int EQ = 280;
    static final int GE = 281;
    static final int LE = 282;
    static final int NE = 283;
    static final int NUMBER = 284;
    static final int NAME = 285;
    static final int STRING = 286;
    static final int EOS = 287;

    private static final String[] TEXTS = {
        "and",
        "break",
        "do",
        "else",
        "elseif",
        "end",
        "false",
        "for",
        "function",
        "if",
        "in",
        "local",
        "nil",
        "not",
        "or",
        "repeat",
        "return",
        "then",
        "true",
        "until",
        "while",
        "..",
        "...",
        "==",
        ">=",
        "<=",
        "~=",
        "<number>",
        "<name>",
        "<string>",
        "<eof>"
    };

    private Token() {}

    /** Returns the token of a reserved word, or {@link #NAME}. */
    static int ofWord(byte[] buffer, int length) {
        for (int i = 0; i <= WHILE - FIRST_RESERVED; i++) {
            if (matches(TEXTS[i], buffer, length)) {
                return FIRST_RESERVED + i;
            }
        }
        return NAME;
    }

    private static boolean matches(String text, byte[] buffer, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != buffer[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns a token as it stands in error texts. */
    static String text(int token) {
        if (token >= FIRST_RESERVED) {
            return TEXTS[token - FIRST_RESERVED];
        }
        return token < ' ' || token == 127 ? "char(" + token + ")" : String.valueOf((char) token);
    }
}
