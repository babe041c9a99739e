package io.rqkit.fakeredis.internal.engine.replication;

/**
 * The last bytes of the stream of changes, from which a replica that lost its link goes on. Positions count from the
 * beginning of the data's history, the first byte having position 1, as in Redis's replication.c.
 */
final class Backlog {
    private static final int INITIAL = 1024;
    private final int limit;
    private byte[] ring;
    /** The position of the byte that comes next. */
    private long end;

    private int length;

    Backlog(long limit, long end) {
        this.limit = (int) Math.min(limit, Integer.MAX_VALUE - 8);
        this.ring = new byte[Math.min(INITIAL, this.limit)];
        this.end = end;
    }

    /** Appends bytes; the oldest give way. */
    void put(byte[] bytes, int offset, int count) {
        reserve(count);
        int skipped = Math.max(0, count - ring.length);
        end += skipped;
        int from = offset + skipped;
        int left = count - skipped;
        while (left > 0) {
            int at = (int) Math.floorMod(end, (long) ring.length);
            int run = Math.min(left, ring.length - at);
            System.arraycopy(bytes, from, ring, at, run);
            end += run;
            from += run;
            left -= run;
        }
        length = Math.min(ring.length, length + count);
    }

    /** Grows as bytes come, so that a small history takes little memory. */
    private void reserve(int count) {
        if (ring.length == limit || (long) length + count <= ring.length) {
            return;
        }
        byte[] kept = from(first());
        ring = new byte[(int) Math.min(limit, Math.max(ring.length * 2L, (long) length + count))];
        end -= kept.length;
        length = 0;
        put(kept, 0, kept.length);
    }

    /** Returns the position of the oldest byte that is kept. */
    long first() {
        return end - length;
    }

    int length() {
        return length;
    }

    /** Says whether what follows a position is still there, be it nothing. */
    boolean has(long position) {
        return position >= first() && position <= end;
    }

    /** Returns all bytes from a position on. */
    byte[] from(long position) {
        byte[] bytes = new byte[(int) (end - position)];
        int done = 0;
        while (done < bytes.length) {
            int at = (int) Math.floorMod(position + done, (long) ring.length);
            int run = Math.min(bytes.length - done, ring.length - at);
            System.arraycopy(ring, at, bytes, done, run);
            done += run;
        }
        return bytes;
    }

    /** Returns a backlog of another size with what fits of this one. */
    Backlog resized(long newLimit) {
        Backlog other = new Backlog(newLimit, first());
        byte[] kept = from(first());
        other.put(kept, 0, kept.length);
        return other;
    }
}
