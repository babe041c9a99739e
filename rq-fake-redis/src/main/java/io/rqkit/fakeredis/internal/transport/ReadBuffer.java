package io.rqkit.fakeredis.internal.transport;

/** Bytes that wait to be read, first come first out. Not thread-safe. */
final class ReadBuffer {
    private static final byte[] NONE = {};
    private static final int LEAST = 256;
    private static final int KEEP_AT_MOST = 1024 * 1024;
    private byte[] bytes = NONE;
    private int from;
    private int to;

    boolean isEmpty() {
        return from == to;
    }

    int count() {
        return to - from;
    }

    void put(byte[] source, int offset, int length) {
        if (bytes.length - to < length) {
            makeRoom(length);
        }
        System.arraycopy(source, offset, bytes, to, length);
        to += length;
    }

    private void makeRoom(int length) {
        int kept = to - from;
        byte[] target = bytes.length - kept >= length
                ? bytes
                : new byte
                        [(int) Math.min(
                                Integer.MAX_VALUE - 8L,
                                Math.max(Math.max(LEAST, bytes.length * 2L), (long) kept + length))];
        System.arraycopy(bytes, from, target, 0, kept);
        bytes = target;
        from = 0;
        to = kept;
    }

    /** Moves as many bytes as there are and as {@code length} allows; returns how many. */
    int take(byte[] target, int offset, int length) {
        int count = Math.min(length, to - from);
        System.arraycopy(bytes, from, target, offset, count);
        from += count;
        if (from == to) {
            clear();
        }
        return count;
    }

    /** Forgets the bytes, and an array that grew large. */
    void clear() {
        from = 0;
        to = 0;
        if (bytes.length > KEEP_AT_MOST) {
            bytes = NONE;
        }
    }
}
