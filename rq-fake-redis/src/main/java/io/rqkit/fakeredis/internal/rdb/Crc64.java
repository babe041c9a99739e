package io.rqkit.fakeredis.internal.rdb;

/** The checksum CRC-64/Jones, with bits reflected and nothing added before or after. */
final class Crc64 {
    /** The polynomial 0xad93d23594c935a9, its bits in reverse. */
    private static final long POLYNOMIAL = 0x95ac9329ac4bc9b5L;

    private static final long[] TABLE = table();

    private Crc64() {}

    private static long[] table() {
        long[] table = new long[256];
        for (int i = 0; i < table.length; i++) {
            long crc = i;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ POLYNOMIAL;
            }
            table[i] = crc;
        }
        return table;
    }

    /** Returns the checksum of the first {@code length} bytes. */
    static long of(byte[] bytes, int length) {
        return update(0, bytes, 0, length);
    }

    /** Returns the checksum of what {@code crc} is of and the bytes from {@code from} to before {@code to}. */
    static long update(long crc, byte[] bytes, int from, int to) {
        long sum = crc;
        for (int i = from; i < to; i++) {
            sum = TABLE[(int) (sum ^ bytes[i]) & 0xff] ^ sum >>> Byte.SIZE;
        }
        return sum;
    }
}
