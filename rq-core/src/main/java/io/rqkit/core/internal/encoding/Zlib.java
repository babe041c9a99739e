package io.rqkit.core.internal.encoding;

import io.rqkit.core.DeserializationException;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** RFC 1950 streams at the default level, as Python's {@code zlib.compress} writes them. */
public final class Zlib {
    private static final int CHUNK = 4096;
    /** Room enough for most calls besides what their size suggests. */
    private static final int SMALL = 64;

    /** What is inflated at most, so that a few bytes in Redis cannot exhaust a worker's memory: 64 MiB. */
    private static final long MAX_BYTES = 64L << 20;

    private Zlib() {}

    public static byte[] deflate(byte[] plain) {
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
