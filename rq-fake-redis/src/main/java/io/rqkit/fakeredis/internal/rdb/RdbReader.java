package io.rqkit.fakeredis.internal.rdb;

import io.rqkit.fakeredis.internal.data.ByteArrays;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the primitives of the format, from an array or, through a window, from a file; what is missing or malformed is a
 * {@link CorruptRdbException}.
 */
final class RdbReader {
    private static final int UNKNOWN_OR_LONG = 0x80;
    private static final Pattern NUMBER = Pattern.compile(
            "[ \\t-\\r]*([+-]?)(?:(inf|nan)|(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)", Pattern.CASE_INSENSITIVE);
    private static final int KIND_MASK = 0xc0;
    private static final int LOW_BITS = 0x3f;
    /** More than a reference of LZF makes of its three bytes, so that a lie about a length can't cost much memory. */
    private static final int MOST_EXPANSION = 128;

    private static final int WINDOW = 1 << 16;
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final byte[] in;
    private final InputStream more;
    private int at;
    private int end;
    /** The bytes that are still to come into the window. */
    private long left;
    /** Of all bytes before {@link #summed}. */
    private long crc;

    private int summed;
    private long beforeWindow;

    RdbReader(byte[] in) {
        this.in = in;
        end = in.length;
        more = InputStream.nullInputStream();
    }

    /** Creates a reader of so many bytes; lengths in the data are held against what is left of them. */
    RdbReader(InputStream more, long length) {
        this.in = new byte[WINDOW];
        this.more = more;
        left = length;
    }

    /** Reads a length where Redis does not look whether it is one; what is none counts as the highest number. */
    long anyLength() {
        int first = oneByte();
        boolean unknown =
                (first & KIND_MASK) == UNKNOWN_OR_LONG && first != RdbWriter.LENGTH_32 && first != RdbWriter.LENGTH_64;
        return unknown ? -1 : length(first);
    }

    int position() {
        return at;
    }

    /** Returns how many bytes were read. */
    long offset() {
        return beforeWindow + at;
    }

    int oneByte() {
        if (at == end) {
            refill();
        }
        return in[at++] & 0xff;
    }

    byte[] raw(long length) {
        if (length < 0 || length > end - at + left || length > LONGEST_ARRAY) {
            throw tooShort();
        }
        byte[] bytes = new byte[(int) length];
        int done = 0;
        while (done < bytes.length) {
            if (at == end) {
                refill();
            }
            int count = Math.min(end - at, bytes.length - done);
            System.arraycopy(in, at, bytes, done, count);
            at += count;
            done += count;
        }
        return bytes;
    }

    private void refill() {
        if (left == 0) {
            throw tooShort();
        }
        checksum();
        beforeWindow += end;
        at = 0;
        summed = 0;
        try {
            end = more.readNBytes(in, 0, (int) Math.min(left, in.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        left -= end;
        if (end == 0) {
            throw tooShort();
        }
    }

    private static CorruptRdbException tooShort() {
        return new CorruptRdbException("the data end too early");
    }

    /** Returns the checksum of all that was read. */
    long checksum() {
        crc = Crc64.update(crc, in, summed, at);
        summed = at;
        return crc;
    }

    /** Reads a length, or any unsigned number; of a special encoding it is the code. */
    long length() {
        int first = oneByte();
        return length(first);
    }

    private long length(int first) {
        switch (first & KIND_MASK) {
            case 0x40:
                return (long) (first & LOW_BITS) << Byte.SIZE | oneByte();
            case 0x80:
                if (first == RdbWriter.LENGTH_32) {
                    return bigEndian(Integer.BYTES);
                }
                if (first == RdbWriter.LENGTH_64) {
                    return bigEndian(Long.BYTES);
                }
                throw new CorruptRdbException("unknown kind of length " + first);
            default:
                return first & LOW_BITS;
        }
    }

    long bigEndian(int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << Byte.SIZE | oneByte();
        }
        return value;
    }

    /** Reads an unsigned number, the lowest byte first. */
    long littleEndian(int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) oneByte() << i * Byte.SIZE;
        }
        return value;
    }

    double binaryDouble() {
        return Double.longBitsToDouble(littleEndian(Double.BYTES));
    }

    /** Reads a score as Redis before 4.0 wrote it: a length and text, or a code. */
    double textDouble() {
        int length = oneByte();
        switch (length) {
            case 253:
                return Double.NaN;
            case 254:
                return Double.POSITIVE_INFINITY;
            case 255:
                return Double.NEGATIVE_INFINITY;
            default:
                byte[] text = raw(length);
                if (!NUMBER.matcher(ByteArrays.toAscii(text)).lookingAt()) {
                    throw new CorruptRdbException("a score is no number");
                }
                return parseDouble(text);
        }
    }

    /** As C's strtod does: as much of the text as is a number, and 0 if nothing is. */
    static double parseDouble(byte[] text) {
        Matcher number = NUMBER.matcher(ByteArrays.toAscii(text));
        if (!number.lookingAt()) {
            return 0;
        }
        if (number.group(2) == null) {
            return Double.parseDouble(number.group().strip());
        }
        boolean nan = number.group(2).toLowerCase(Locale.ROOT).startsWith("nan");
        double positive = nan ? Double.NaN : Double.POSITIVE_INFINITY;
        return number.group(1).equals("-") ? -positive : positive;
    }

    /** Reads a string in any of its encodings. */
    byte[] string() {
        int first = oneByte();
        if ((first & KIND_MASK) != RdbWriter.ENCODED) {
            return raw(length(first));
        }
        switch (first & LOW_BITS) {
            case RdbWriter.INT8:
                return ByteArrays.fromLong((byte) oneByte());
            case RdbWriter.INT16:
                return ByteArrays.fromLong((short) littleEndian(Short.BYTES));
            case RdbWriter.INT32:
                return ByteArrays.fromLong((int) littleEndian(Integer.BYTES));
            case RdbWriter.LZF:
                return compressed();
            default:
                throw new CorruptRdbException("unknown encoding of a string " + first);
        }
    }

    private byte[] compressed() {
        long small = length();
        long length = length();
        byte[] bytes = raw(small);
        if (length == 0) {
            return ByteArrays.EMPTY;
        }
        if (length < 0 || length > Math.min((long) bytes.length * MOST_EXPANSION, LONGEST_ARRAY)) {
            throw new CorruptRdbException("invalid LZF compressed string");
        }
        return Lzf.decompress(bytes, (int) length);
    }
}
