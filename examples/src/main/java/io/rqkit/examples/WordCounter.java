package io.rqkit.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Counts words exactly as {@code wc -w} of GNU coreutils 9.1 does in a UTF-8 locale.
 *
 * <p>White space ends a word and a printable character begins one. Everything else (control characters, NUL, bytes that
 * are not UTF-8, characters that Unicode has not assigned) does neither: alone it is no word, inside a word it divides
 * nothing.
 *
 * <p><b>Differs</b> in one point: which characters are assigned is decided by the JDK's Unicode version, not by the C
 * library's. From coreutils 9.5 on, bytes that are not UTF-8 begin a word too; here they do not.
 */
public final class WordCounter {
    private static final int INVALID = -1;

    private final byte[] bytes;
    private final int length;
    private int next;

    private WordCounter(byte[] bytes) {
        this.bytes = bytes;
        this.length = bytes.length;
    }

    /**
     * Returns the number of words in a file.
     *
     * @throws IOException if the file cannot be read
     */
    public static long count(Path file) throws IOException {
        return count(Files.readAllBytes(file));
    }

    /** Returns the number of words in a text of UTF-8 bytes, which may be malformed. */
    public static long count(byte[] text) {
        return new WordCounter(text).count();
    }

    private long count() {
        long words = 0;
        boolean inWord = false;
        while (next < length) {
            int character = decode();
            if (isSpace(character)) {
                inWord = false;
            } else if (!inWord && isPrintable(character)) {
                inWord = true;
                words++;
            }
        }
        return words;
    }

    /** Takes one character, or one byte if no well-formed character starts here. */
    private int decode() {
        int lead = bytes[next++] & 0xff;
        if (lead < 0x80) {
            return lead;
        }
        int trailing = lead < 0xc2 || lead > 0xf4 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
        if (trailing == 0 || next + trailing > length) {
            return INVALID;
        }
        int character = lead & 0x3f >> trailing;
        for (int i = next; i < next + trailing; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return INVALID;
            }
            character = character << 6 | bytes[i] & 0x3f;
        }
        if (isOverlong(character, trailing) || character > Character.MAX_CODE_POINT) {
            return INVALID;
        }
        next += trailing;
        return character;
    }

    private static boolean isOverlong(int character, int trailing) {
        return trailing == 2 && character < 0x800 || trailing == 3 && character < 0x10000;
    }

    /** No-break spaces separate words too; so wc has it unless POSIXLY_CORRECT is set. */
    private static boolean isSpace(int character) {
        return switch (character) {
            case ' ', '\t', '\n', '\r', '\f', 0x0b, 0x2060 -> true;
            default -> character >= 0x80 && Character.getType(character) == Character.SPACE_SEPARATOR;
        };
    }

    private static boolean isPrintable(int character) {
        if (character < 0x80) {
            return character > ' ' && character < 0x7f;
        }
        return switch (Character.getType(character)) {
            case Character.UNASSIGNED,
                    Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
