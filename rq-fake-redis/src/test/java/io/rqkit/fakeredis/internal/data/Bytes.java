package io.rqkit.fakeredis.internal.data;

import java.util.Random;

/** Short ways to write byte strings in tests. */
final class Bytes {
    private Bytes() {}

    static byte[] of(String text) {
        return ByteArrays.fromAscii(text);
    }

    static String text(byte[] bytes) {
        return ByteArrays.toAscii(bytes);
    }

    static byte[] repeat(char letter, int length) {
        return of(String.valueOf(letter).repeat(length));
    }

    /** One of {@code keys} different byte strings, so that operations meet. */
    static byte[] key(Random random, int keys) {
        return of("k" + random.nextInt(keys));
    }
}
