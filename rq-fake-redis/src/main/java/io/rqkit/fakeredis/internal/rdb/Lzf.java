package io.rqkit.fakeredis.internal.rdb;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The LZF compression: runs of literal bytes, and references of 3 to 264 bytes to at most 8192 bytes before. Compresses
 * to the same bytes as Redis's library, which chooses references by a hash of three bytes.
 */
final class Lzf {
    private static final int HASH_BITS = 16;
    private static final int MAX_LITERALS = 1 << 5;
    private static final int MAX_OFFSET = 1 << 13;
    private static final int MAX_REFERENCE = (1 << 8) + (1 << 3);
    /** Lengths from here on take a byte of their own. */
    private static final int LONG_REFERENCE = 7;
    /** From here on a length is checked before memory is taken. */
    private static final int MUCH = 1 << 20;

    /** Where three bytes of that hash were seen last, plus the base; what is below the base was seen in other inputs. */
    private final int[] seen = new int[1 << HASH_BITS];

    private int base = 1;
    private byte[] in = {};
    private byte[] out = {};
    private int written;
    private int literals;

    /** Returns the compressed bytes, or null when they would be more than {@code atMost}. */
    byte @Nullable [] compress(byte[] input, int atMost) {
        if (input.length == 0 || atMost <= 0) {
            return null;
        }
        if (base > Integer.MAX_VALUE - input.length) {
            Arrays.fill(seen, 0);
            base = 1;
        }
        in = input;
        out = new byte[atMost];
        written = 1;
        literals = 0;
        byte[] compressed = compress();
        base += input.length;
        return compressed;
    }

    private byte @Nullable [] compress() {
        int at = 0;
        while (at < in.length - 2) {
            int slot = slot(at);
            int reference = seen[slot] - base;
            seen[slot] = base + at;
            if (isMatch(reference, at)) {
                int next = writeReference(reference, at);
                if (next < 0) {
                    return null;
                }
                at = next;
            } else {
                if (written >= out.length) {
                    return null;
                }
                writeLiteral(at++);
            }
        }
        if (written + 3 > out.length) {
            return null;
        }
        while (at < in.length) {
            writeLiteral(at++);
        }
        endRun();
        return Arrays.copyOf(out, written);
    }

    private int slot(int at) {
        int hash = (in[at] & 0xff) << 16 | (in[at + 1] & 0xff) << 8 | in[at + 2] & 0xff;
        return (hash >>> 3 * Byte.SIZE - HASH_BITS) - hash * 5 & seen.length - 1;
    }

    /** The library never refers to the very first byte. */
    private boolean isMatch(int reference, int at) {
        return reference > 0
                && at - reference - 1 < MAX_OFFSET
                && in[reference + 2] == in[at + 2]
                && in[reference] == in[at]
                && in[reference + 1] == in[at + 1];
    }

    private void writeLiteral(int at) {
        literals++;
        out[written++] = in[at];
        if (literals == MAX_LITERALS) {
            out[written - literals - 1] = (byte) (literals - 1);
            literals = 0;
            written++;
        }
    }

    /** Fills in the length of the run, or takes back the place for it when the run is empty. */
    private void endRun() {
        out[written - literals - 1] = (byte) (literals - 1);
        if (literals == 0) {
            written--;
        }
    }

    /** Returns where to go on, or -1 when there is no room. */
    private int writeReference(int reference, int at) {
        if (written + 4 >= out.length && written - (literals == 0 ? 1 : 0) + 4 >= out.length) {
            return -1;
        }
        int most = Math.min(in.length - at - 2, MAX_REFERENCE);
        int length = matchLength(reference, at, most);
        endRun();
        int offset = at - reference - 1;
        int code = length - 2;
        if (code < LONG_REFERENCE) {
            out[written++] = (byte) ((offset >> 8) + (code << 5));
        } else {
            out[written++] = (byte) ((offset >> 8) + (LONG_REFERENCE << 5));
            out[written++] = (byte) (code - LONG_REFERENCE);
        }
        out[written++] = (byte) offset;
        literals = 0;
        written++;
        int next = at + length;
        if (next < in.length - 2) {
            // only the last two places that the reference covers are noted
            seen[slot(next - 2)] = base + next - 2;
            seen[slot(next - 1)] = base + next - 1;
        }
        return next;
    }

    /** With little input left the library gives up three bytes before the end. */
    private int matchLength(int reference, int at, int most) {
        int length = 3;
        if (most > 16) {
            while (length < 19 && in[reference + length] == in[at + length]) {
                length++;
            }
            if (length < 19) {
                return length;
            }
        }
        while (length < most && in[reference + length] == in[at + length]) {
            length++;
        }
        return length;
    }

    /** Returns the {@code length} bytes that were compressed. */
    static byte[] decompress(byte[] in, int length) {
        require(length < MUCH || expandedLength(in) == length);
        byte[] out = new byte[length];
        int to = 0;
        int from = 0;
        while (from < in.length) {
            int control = in[from++] & 0xff;
            if (control < MAX_LITERALS) {
                int count = control + 1;
                require(to + count <= length && from + count <= in.length);
                System.arraycopy(in, from, out, to, count);
                from += count;
                to += count;
                continue;
            }
            int count = control >> 5;
            if (count == LONG_REFERENCE) {
                require(from < in.length);
                count += in[from++] & 0xff;
            }
            require(from < in.length);
            int reference = to - ((control & 0x1f) << 8) - (in[from++] & 0xff) - 1;
            count += 2;
            require(reference >= 0 && to + count <= length);
            for (int i = 0; i < count; i++) {
                // byte by byte, since a reference may overlap what it makes
                out[to++] = out[reference++];
            }
        }
        require(to == length);
        return out;
    }

    /** Returns how long the decompressed bytes will be, to know before memory is taken for them. */
    private static long expandedLength(byte[] in) {
        long length = 0;
        int from = 0;
        while (from < in.length) {
            int control = in[from++] & 0xff;
            int count = control >> 5;
            if (control < MAX_LITERALS) {
                length += control + 1;
                from += control + 1;
            } else if (count < LONG_REFERENCE) {
                length += count + 2;
                from++;
            } else {
                require(from < in.length);
                length += count + 2 + (in[from] & 0xff);
                from += 2;
            }
        }
        return length;
    }

    private static void require(boolean sound) {
        if (!sound) {
            throw new CorruptRdbException("invalid LZF compressed string");
        }
    }
}
