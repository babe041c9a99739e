package io.rqkit.fakeredis.internal.script;

/**
 * SHA-1, by which scripts are known. Not the JDK's, whose first use loads its whole list of providers: several times what
 * compiling a script takes.
 */
final class Sha1 {
    private static final String DIGITS = "0123456789abcdef";
    private static final int BLOCK = 64;
    private static final int LENGTH_BYTES = 8;
    private static final int ROUNDS = 80;

    private Sha1() {}

    /** Returns the digest in lower-case hexadecimal. */
    static String hex(byte[] message) {
        int[] state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
        byte[] padded = padded(message);
        int[] words = new int[ROUNDS];
        for (int at = 0; at < padded.length; at += BLOCK) {
            block(padded, at, words, state);
        }
        StringBuilder hex = new StringBuilder(40);
        for (int word : state) {
            for (int shift = 28; shift >= 0; shift -= 4) {
                hex.append(DIGITS.charAt((word >>> shift) & 15));
            }
        }
        return hex.toString();
    }

    private static byte[] padded(byte[] message) {
        int blocks = (message.length + LENGTH_BYTES) / BLOCK + 1;
        byte[] padded = new byte[blocks * BLOCK];
        System.arraycopy(message, 0, padded, 0, message.length);
        padded[message.length] = (byte) 0x80;
        long bits = message.length * 8L;
        for (int i = 1; i <= LENGTH_BYTES; i++) {
            padded[padded.length - i] = (byte) bits;
            bits >>>= 8;
        }
        return padded;
    }

    private static void block(byte[] from, int at, int[] words, int[] state) {
        for (int i = 0; i < 16; i++) {
            int p = at + i * 4;
            words[i] =
                    (from[p] & 255) << 24 | (from[p + 1] & 255) << 16 | (from[p + 2] & 255) << 8 | (from[p + 3] & 255);
        }
        for (int i = 16; i < ROUNDS; i++) {
            words[i] = Integer.rotateLeft(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
        }
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        int e = state[4];
        for (int i = 0; i < ROUNDS; i++) {
            int next = Integer.rotateLeft(a, 5) + mixed(i, b, c, d) + e + words[i];
            e = d;
            d = c;
            c = Integer.rotateLeft(b, 30);
            b = a;
            a = next;
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
    }

    private static int mixed(int round, int b, int c, int d) {
        return switch (round / 20) {
            case 0 -> ((b & c) | (~b & d)) + 0x5a827999;
            case 1 -> (b ^ c ^ d) + 0x6ed9eba1;
            case 2 -> ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
            default -> (b ^ c ^ d) + 0xca62c1d6;
        };
    }
}
