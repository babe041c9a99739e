package io.rqkit.fakeredis.internal.command.hyperloglog;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** What is left of an element: the register that its hash chooses, and the run of zeros that the register notes. */
final class Element {
    private static final int REGISTER_BITS = 14;
    private static final long SEED = 0xadc83b19L;
    private static final long MIX = 0xc6a4a7935bd1e995L;
    private static final int SHIFT = 47;
    private static final VarHandle LONG_AT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Element() {}

    /** Returns the register that a hash chooses. */
    static int register(long hash) {
        return (int) hash & HyperLogLog.REGISTERS - 1;
    }

    /** Returns the number of bits up to the first that is set, among those that do not choose the register. */
    static int run(long hash) {
        long rest = hash >>> REGISTER_BITS | 1L << Long.SIZE - REGISTER_BITS;
        return Long.numberOfTrailingZeros(rest) + 1;
    }

    /** Returns MurmurHash2 of 64 bits (64A), with Redis's seed. */
    static long hash(byte[] bytes) {
        long hash = SEED ^ bytes.length * MIX;
        int blocks = bytes.length & ~7;
        for (int i = 0; i < blocks; i += Long.BYTES) {
            long block = (long) LONG_AT.get(bytes, i) * MIX;
            block ^= block >>> SHIFT;
            hash = (hash ^ block * MIX) * MIX;
        }
        if (blocks < bytes.length) {
            long tail = 0;
            for (int i = bytes.length - 1; i >= blocks; i--) {
                tail = tail << Byte.SIZE | bytes[i] & 0xff;
            }
            hash = (hash ^ tail) * MIX;
        }
        hash = (hash ^ hash >>> SHIFT) * MIX;
        return hash ^ hash >>> SHIFT;
    }
}
