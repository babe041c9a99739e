package io.rqkit.fakeredis.internal.lua.lib;

import io.rqkit.fakeredis.internal.lua.LuaString;
import io.rqkit.fakeredis.internal.lua.Numbers;
import java.nio.charset.StandardCharsets;

/** The tokens of a JSON text. Beyond its end stand zeros, and a zero ends it, as in C. */
final class JsonTokens {
    private static final String ESCAPES = "\"\\/btnfr";
    private static final String ESCAPED = "\"\\/\b\t\n\f\r";
    private static final int HIGH_SURROGATE = 0xd800;
    private static final int LOW_SURROGATE = 0xdc00;
    private final byte[] bytes;
    private final boolean invalidNumbers;
    private int at;
    private Type type = Type.END;
    private int index;
    private String error = "";
    private LuaString text = LuaString.EMPTY;
    private double number;
    private boolean truth;

    /** Sorts of tokens, with the names that errors give them. */
    enum Type {
        OBJECT_BEGIN("T_OBJ_BEGIN"),
        OBJECT_END("T_OBJ_END"),
        ARRAY_BEGIN("T_ARR_BEGIN"),
        ARRAY_END("T_ARR_END"),
        STRING("T_STRING"),
        NUMBER("T_NUMBER"),
        BOOLEAN("T_BOOLEAN"),
        NULL("T_NULL"),
        COLON("T_COLON"),
        COMMA("T_COMMA"),
        END("T_END"),
        ERROR("T_ERROR");

        private final String shown;

        Type(String shown) {
            this.shown = shown;
        }
    }

    JsonTokens(LuaString text, boolean invalidNumbers) {
        this.bytes = text.bytes();
        this.invalidNumbers = invalidNumbers;
    }

    Type type() {
        return type;
    }

    LuaString text() {
        return text;
    }

    Double number() {
        return number;
    }

    Boolean truth() {
        return truth;
    }

    /** Returns what an error says it found: the sort of token, or what is wrong with it. */
    String found() {
        return type == Type.ERROR ? error : type.shown;
    }

    /** Returns where the token, or the mistake in it, stands; the first byte has 1. */
    int index() {
        return index + 1;
    }

    /** Returns how many bytes have been read. */
    int position() {
        return at;
    }

    private int peek(int ahead) {
        return at + ahead < bytes.length ? bytes[at + ahead] & 0xff : 0;
    }

    /** Reads the next token. */
    void next() {
        while (" \t\n\r".indexOf(peek(0)) >= 0) {
            at++;
        }
        index = at;
        switch (peek(0)) {
            case '{' -> single(Type.OBJECT_BEGIN);
            case '}' -> single(Type.OBJECT_END);
            case '[' -> single(Type.ARRAY_BEGIN);
            case ']' -> single(Type.ARRAY_END);
            case ',' -> single(Type.COMMA);
            case ':' -> single(Type.COLON);
            case 0 -> type = Type.END;
            case '"' -> string();
            default -> wordOrNumber();
        }
    }

    private void single(Type found) {
        type = found;
        at++;
    }

    private void fail(String what) {
        type = Type.ERROR;
        index = at;
        error = what;
    }

    private void wordOrNumber() {
        int c = peek(0);
        boolean plain = c == '-' || (c >= '0' && c <= '9');
        if (plain && !invalidNumbers && isInvalidNumber()) {
            fail("invalid number");
        } else if (plain) {
            number("invalid number");
        } else if (startsWith("true") || startsWith("false")) {
            type = Type.BOOLEAN;
            truth = c == 't';
            at += truth ? 4 : 5;
        } else if (startsWith("null")) {
            type = Type.NULL;
            at += 4;
        } else if (invalidNumbers && "+iInN".indexOf(c) >= 0 && isInvalidNumber()) {
            number("invalid number");
        } else {
            fail("invalid token");
        }
    }

    private boolean startsWith(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (peek(i) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Says whether a number begins as none of JSON's does: by plus, as hexadecimal, with a leading zero, inf or nan. */
    private boolean isInvalidNumber() {
        if (peek(0) == '+') {
            return true;
        }
        int first = peek(0) == '-' ? 1 : 0;
        if (peek(first) == '0') {
            int second = peek(first + 1);
            return (second | 0x20) == 'x' || (second >= '0' && second <= '9');
        }
        return peek(first) > '9'
                && (CNumber.isWord(bytes, at + first, "inf") || CNumber.isWord(bytes, at + first, "nan"));
    }

    private void number(String ifNone) {
        int end = CNumber.end(bytes, at);
        if (end == at) {
            fail(ifNone);
            return;
        }
        Double parsed = Numbers.parse(LuaString.copy(bytes, at, end));
        number = parsed == null ? 0 : parsed;
        type = Type.NUMBER;
        at = end;
    }

    private void string() {
        ByteBuilder out = new ByteBuilder();
        at++;
        int c = peek(0);
        while (c != '"') {
            if (c == 0) {
                fail("unexpected end of string");
                return;
            }
            if (c == '\\') {
                if (!escape(out)) {
                    return;
                }
            } else {
                out.put(c);
                at++;
            }
            c = peek(0);
        }
        at++;
        type = Type.STRING;
        text = out.toLuaString();
    }

    private boolean escape(ByteBuilder out) {
        int c = peek(1);
        if (c == 'u') {
            return unicode(out);
        }
        int escape = ESCAPES.indexOf(c);
        if (escape < 0) {
            fail("invalid escape code");
            return false;
        }
        out.put(ESCAPED.charAt(escape));
        at += 2;
        return true;
    }

    private boolean unicode(ByteBuilder out) {
        int unit = hex4(2);
        int length = 6;
        int codePoint = unit;
        if ((unit & 0xf800) == HIGH_SURROGATE) {
            int low = peek(6) == '\\' && peek(7) == 'u' ? hex4(8) : -1;
            boolean pair = (unit & 0x400) == 0 && low >= 0 && (low & 0xfc00) == LOW_SURROGATE;
            codePoint = pair ? Character.toCodePoint((char) unit, (char) low) : -1;
            length = 12;
        }
        if (codePoint < 0) {
            fail("invalid unicode escape code");
            return false;
        }
        put(codePoint, out);
        at += length;
        return true;
    }

    /** A surrogate was refused before: every other code point has a form in UTF-8. */
    private static void put(int codePoint, ByteBuilder out) {
        byte[] utf8 = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
        out.put(utf8, 0, utf8.length);
    }

    private int hex4(int ahead) {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int c = peek(ahead + i);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
