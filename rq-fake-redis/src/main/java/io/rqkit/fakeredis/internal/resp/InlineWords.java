package io.rqkit.fakeredis.internal.resp;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits an inline request into words, with quotes and escapes as sdssplitargs in Redis's sds.c reads them. */
public final class InlineWords {
    private final byte[] line;
    private int at;

    private InlineWords(byte[] line) {
        this.line = line;
    }

    /** Returns the words, or null when the quotes are unbalanced. */
    public static byte @Nullable [][] split(byte[] line) {
        InlineWords words = new InlineWords(line);
        List<byte[]> found = new ArrayList<>();
        while (words.skipBlanks()) {
            byte[] word = words.word();
            if (word == null) {
                return null;
            }
            found.add(word);
        }
        return found.toArray(new byte[0][]);
    }

    private boolean skipBlanks() {
        while (at < line.length && isBlank(line[at])) {
            at++;
        }
        // sds strings end at a NUL for this parser
        return at < line.length && line[at] != 0;
    }

    private byte @Nullable [] word() {
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        while (at < line.length && line[at] != 0 && !endsWord(line[at])) {
            byte b = line[at++];
            if (b == '"' || b == '\'') {
                if (!(b == '"' ? doubleQuoted(word) : singleQuoted(word))) {
                    return null;
                }
                return word.toByteArray();
            }
            word.write(b);
        }
        return word.toByteArray();
    }

    private boolean doubleQuoted(ByteArrayOutputStream word) {
        while (at < line.length && line[at] != 0) {
            byte b = line[at++];
            if (b == '"') {
                return closed();
            }
            if (b != '\\' || at == line.length) {
                word.write(b);
            } else if (line[at] == 'x' && hex(at + 1) >= 0 && hex(at + 2) >= 0) {
                word.write(hex(at + 1) << 4 | hex(at + 2));
                at += 3;
            } else {
                word.write(escape(line[at++]));
            }
        }
        return false;
    }

    private boolean singleQuoted(ByteArrayOutputStream word) {
        while (at < line.length && line[at] != 0) {
            byte b = line[at++];
            if (b == '\'') {
                return closed();
            }
            if (b == '\\' && at < line.length && line[at] == '\'') {
                word.write('\'');
                at++;
            } else {
                word.write(b);
            }
        }
        return false;
    }

    /** A closing quote must be followed by a blank or nothing. */
    private boolean closed() {
        return at == line.length || line[at] == 0 || isBlank(line[at]);
    }

    private static int escape(byte b) {
        return switch (b) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'a' -> 7;
            default -> b;
        };
    }

    private int hex(int index) {
        return index < line.length ? Character.digit(line[index], 16) : -1;
    }

    /** A vertical tab or a form feed separates words, but does not end one. */
    private static boolean endsWord(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || (b >= 9 && b <= 13);
    }
}
