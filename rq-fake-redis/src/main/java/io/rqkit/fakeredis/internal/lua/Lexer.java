package io.rqkit.fakeredis.internal.lua;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Cuts the text of a chunk into tokens. */
final class Lexer {
    private static final int END_OF_TEXT = -1;
    private static final int MAX_SOURCE = 80;

    final LuaString source;
    int line = 1;
    int lastLine = 1;
    int token;
    LuaString string = LuaString.EMPTY;
    double number;

    private final byte[] text;
    private int position;
    private int current;
    private byte[] buffer = new byte[64];
    private int length;
    private int ahead = Token.EOS;
    private LuaString aheadString = LuaString.EMPTY;
    private double aheadNumber;
    private final Map<LuaString, LuaString> strings = new HashMap<>();

    Lexer(byte[] text, LuaString source) {
        this.text = text;
        this.source = source;
        advance();
    }

    // ---- tokens

    void next() {
        lastLine = line;
        if (ahead != Token.EOS) {
            token = ahead;
            string = aheadString;
            number = aheadNumber;
            ahead = Token.EOS;
        } else {
            token = scan();
        }
    }

    /** Reads the token after the current one and returns it; {@link #next} will move to it. */
    int lookAhead() {
        LuaString keptString = string;
        double keptNumber = number;
        ahead = scan();
        aheadString = string;
        aheadNumber = number;
        string = keptString;
        number = keptNumber;
        return ahead;
    }

    private int scan() {
        length = 0;
        while (true) {
            switch (current) {
                case '\n', '\r' -> newLine();
                case '-' -> {
                    advance();
                    if (current != '-') {
                        return '-';
                    }
                    advance();
                    comment();
                }
                case '[' -> {
                    int level = separator();
                    if (level >= 0) {
                        longString(true, level);
                        return Token.STRING;
                    } else if (level == -1) {
                        return '[';
                    }
                    throw error("invalid long string delimiter", Token.STRING);
                }
                case '=' -> {
                    return orWithEquals('=', Token.EQ);
                }
                case '<' -> {
                    return orWithEquals('<', Token.LE);
                }
                case '>' -> {
                    return orWithEquals('>', Token.GE);
                }
                case '~' -> {
                    return orWithEquals('~', Token.NE);
                }
                case '"', '\'' -> {
                    quoted(current);
                    return Token.STRING;
                }
                case '.' -> {
                    return dot();
                }
                case END_OF_TEXT -> {
                    return Token.EOS;
                }
                default -> {
                    if (!Bytes.isSpace(current)) {
                        return other();
                    }
                    advance();
                }
            }
        }
    }

    private int orWithEquals(int alone, int together) {
        advance();
        if (current != '=') {
            return alone;
        }
        advance();
        return together;
    }

    private int dot() {
        saveAndAdvance();
        if (current == '.') {
            saveAndAdvance();
            if (current == '.') {
                saveAndAdvance();
                return Token.DOTS;
            }
            return Token.CONCAT;
        }
        if (!Bytes.isDigit(current)) {
            return '.';
        }
        numeral();
        return Token.NUMBER;
    }

    private int other() {
        if (Bytes.isDigit(current)) {
            numeral();
            return Token.NUMBER;
        }
        if (!Bytes.isAlpha(current) && current != '_') {
            int single = current;
            advance();
            return single;
        }
        do {
            saveAndAdvance();
        } while (Bytes.isAlnum(current) || current == '_');
        int word = Token.ofWord(buffer, length);
        if (word == Token.NAME) {
            string = intern(0, length);
        }
        return word;
    }

    private void numeral() {
        do {
            saveAndAdvance();
        } while (Bytes.isDigit(current) || current == '.');
        if (current == 'E' || current == 'e') {
            saveAndAdvance();
            if (current == '+' || current == '-') {
                saveAndAdvance();
            }
        }
        while (Bytes.isAlnum(current) || current == '_') {
            saveAndAdvance();
        }
        Double value = Numbers.parse(buffer, length);
        if (value == null) {
            throw error("malformed number", Token.NUMBER);
        }
        number = value;
    }

    // ---- strings and comments

    private void comment() {
        if (current == '[') {
            int level = separator();
            length = 0;
            if (level >= 0) {
                longString(false, level);
                length = 0;
                return;
            }
        }
        while (current != '\n' && current != '\r' && current != END_OF_TEXT) {
            advance();
        }
    }

    /** Skips {@code [==[} up to its second bracket; returns the number of equals signs, or -1 - that if there is none. */
    private int separator() {
        int bracket = current;
        int count = 0;
        saveAndAdvance();
        while (current == '=') {
            saveAndAdvance();
            count++;
        }
        return current == bracket ? count : -count - 1;
    }

    private void longString(boolean wanted, int level) {
        saveAndAdvance();
        if (current == '\n' || current == '\r') {
            newLine();
        }
        while (true) {
            switch (current) {
                case END_OF_TEXT ->
                    throw error(wanted ? "unfinished long string" : "unfinished long comment", Token.EOS);
                case '[' -> {
                    if (separator() == level) {
                        saveAndAdvance();
                        if (level == 0) {
                            throw error("nesting of [[...]] is deprecated", '[');
                        }
                    }
                }
                case ']' -> {
                    if (separator() == level) {
                        saveAndAdvance();
                        if (wanted) {
                            string = intern(2 + level, length - 2 - level);
                        }
                        return;
                    }
                }
                case '\n', '\r' -> {
                    save('\n');
                    newLine();
                    if (!wanted) {
                        length = 0;
                    }
                }
                default -> {
                    if (wanted) {
                        save(current);
                    }
                    advance();
                }
            }
        }
    }

    private void quoted(int delimiter) {
        saveAndAdvance();
        while (current != delimiter) {
            switch (current) {
                case END_OF_TEXT -> throw error("unfinished string", Token.EOS);
                case '\n', '\r' -> throw error("unfinished string", Token.STRING);
                case '\\' -> escape();
                default -> saveAndAdvance();
            }
        }
        saveAndAdvance();
        string = intern(1, length - 1);
    }

    private void escape() {
        advance();
        switch (current) {
            case 'a' -> replaceBy(7);
            case 'b' -> replaceBy('\b');
            case 'f' -> replaceBy('\f');
            case 'n' -> replaceBy('\n');
            case 'r' -> replaceBy('\r');
            case 't' -> replaceBy('\t');
            case 'v' -> replaceBy(11);
            case '\n', '\r' -> {
                save('\n');
                newLine();
            }
            case END_OF_TEXT -> {
                // the loop over the string says what is wrong
            }
            default -> {
                if (Bytes.isDigit(current)) {
                    decimalEscape();
                } else {
                    saveAndAdvance();
                }
            }
        }
    }

    private void replaceBy(int c) {
        save(c);
        advance();
    }

    private void decimalEscape() {
        int value = 0;
        for (int i = 0; i < 3 && Bytes.isDigit(current); i++) {
            value = 10 * value + current - '0';
            advance();
        }
        if (value > 255) {
            throw error("escape sequence too large", Token.STRING);
        }
        save(value);
    }

    // ---- bytes

    private void advance() {
        current = position < text.length ? text[position] & 0xff : END_OF_TEXT;
        position++;
    }

    private void save(int c) {
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * length);
        }
        buffer[length++] = (byte) c;
    }

    private void saveAndAdvance() {
        save(current);
        advance();
    }

    private void newLine() {
        int old = current;
        advance();
        if ((current == '\n' || current == '\r') && current != old) {
            advance();
        }
        line++;
    }

    private LuaString intern(int from, int to) {
        return intern(LuaString.copy(buffer, from, to));
    }

    LuaString intern(LuaString made) {
        LuaString known = strings.putIfAbsent(made, made);
        return known == null ? made : known;
    }

    // ---- errors

    /** Makes an error that names the current token. */
    LuaError syntaxError(String message) {
        return error(message, token);
    }

    /** Makes an error that names a token, or none if 0. */
    LuaError error(String message, int near) {
        StringBuilder full = new StringBuilder();
        full.append(ChunkName.display(source, MAX_SOURCE))
                .append(':')
                .append(line)
                .append(": ");
        full.append(message);
        if (near != 0) {
            full.append(" near '").append(near(near)).append('\'');
        }
        return new LuaError(LuaString.of(full.toString()), LuaError.Kind.SYNTAX);
    }

    private String near(int near) {
        if (near != Token.NAME && near != Token.STRING && near != Token.NUMBER) {
            return Token.text(near);
        }
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < length && buffer[i] != 0; i++) {
            shown.append((char) (buffer[i] & 0xff));
        }
        return shown.toString();
    }
}
