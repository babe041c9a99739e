package io.rqkit.core.internal.encoding;

import io.rqkit.core.DeserializationException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** RFC 1950 streams at the default level, as Python's {@code zlib.compress} writes them. */
public final class Zlib {
    private static final int CHUNK = 4096;
    /** Room enough for most calls besides what their size suggests. */
    private static final int SMALL = 64;

    /** What compression makes hardly shorter: of a call of this many bytes it saves some twenty. */
    private static final int MOST_STORED = 128;

    private static final byte METHOD = 0x78;
    /** As compressed streams have it, so that all begin alike; readers make nothing of the level. */
    private static final byte DEFAULT_LEVEL = (byte) 0x9c;

    private static final byte LAST_STORED = 1;
    private static final int STORED_HEAD = 7;
    private static final int CHECKSUM = 4;

    /** What is inflated at most, so that a few bytes in Redis cannot exhaust a worker's memory: 64 MiB. */
    private static final long MAX_BYTES = 64L << 20;

    private Zlib() {}

    /** Compresses; a short text, which gains nothing by it, is stored as it is in one block of the same format. */
    public static byte[] deflate(byte[] plain) {
        return plain.length <= MOST_STORED ? stored(plain) : compressed(plain);
    }

    /** A compressor's memory takes far longer to make than a short text takes to copy. */
    private static byte[] stored(byte[] plain) {
        byte[] stream = new byte[STORED_HEAD + plain.length + CHECKSUM];
        ByteBuffer.wrap(stream)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(METHOD)
                .put(DEFAULT_LEVEL)
                .put(LAST_STORED)
                .putShort((short) plain.length)
                .putShort((short) ~plain.length)
                .put(plain)
                .order(ByteOrder.BIG_ENDIAN)
                .putInt(checksum(plain));
        return stream;
    }

    private static int checksum(byte[] plain) {
        Adler32 checksum = new Adler32();
        checksum.update(plain);
        return (int) checksum.getValue();
    }

    /** Reads what {@link #stored} writes without a decompressor; anything else is left to that. */
    private static byte @Nullable [] fromStored(byte[] stream) {
        int length = stream.length - STORED_HEAD - CHECKSUM;
        if (length < 0 || length > MOST_STORED || stream[0] != METHOD || stream[2] != LAST_STORED) {
            return null;
        }
        byte[] plain = Arrays.copyOfRange(stream, STORED_HEAD, STORED_HEAD + length);
        return Arrays.equals(stream, stored(plain)) ? plain : null;
    }

    private static byte[] compressed(byte[] plain) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(plain);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] chunk = new byte[(int) Math.min(CHUNK, (long) SMALL + plain.length)];
            while (!deflater.finished()) {
                out.write(chunk, 0, deflater.deflate(chunk));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** Inflates, or returns the bytes as they are when they are no zlib stream: RQ's readers do the same. */
    public static byte[] inflateOrRaw(byte[] bytes) {
        byte[] plain = fromStored(bytes);
        return plain != null ? plain : inflated(bytes);
    }

    private static byte[] inflated(byte[] bytes) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] chunk = new byte[(int) Math.min(CHUNK, SMALL + 4L * bytes.length)];
            while (!inflater.finished()) {
                if (inflater.getBytesWritten() > MAX_BYTES) {
                    throw new DeserializationException("compressed data inflates to more than " + MAX_BYTES + " bytes");
                }
                int count = inflater.inflate(chunk);
                if (count == 0 && !inflater.finished()) {
                    return bytes; // truncated, or asks for a dictionary
                }
                out.write(chunk, 0, count);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            return bytes;
        } finally {
            inflater.end();
        }
    }
}
