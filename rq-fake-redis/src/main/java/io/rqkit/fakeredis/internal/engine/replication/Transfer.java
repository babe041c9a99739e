package io.rqkit.fakeredis.internal.engine.replication;

import io.rqkit.fakeredis.internal.resp.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A copy of all data as it arrives: of a length told before, or up to a mark. */
final class Transfer {
    private static final int MARK_LENGTH = 40;
    private static final String MARK_PREFIX = "$EOF:";
    private final ByteSink received = new ByteSink();
    private final byte[] mark;
    private final long length;

    /**
     * Begins with the line that announces the data.
     *
     * @throws IllegalArgumentException if the line announces nothing
     */
    Transfer(String line) {
        if (line.startsWith(MARK_PREFIX) && line.length() == MARK_PREFIX.length() + MARK_LENGTH) {
            mark = line.substring(MARK_PREFIX.length()).getBytes(StandardCharsets.ISO_8859_1);
            length = -1;
        } else if (line.startsWith("$") && line.length() > 1) {
            mark = new byte[0];
            length = Long.parseLong(line.substring(1));
        } else {
            throw new IllegalArgumentException("No data follow after '" + line + "'");
        }
    }

    /** Takes bytes and returns how many of them belong to the data. */
    int take(byte[] bytes, int offset, int count) {
        int taken = length < 0 ? count : (int) Math.min(count, length - received.length());
        received.put(bytes, offset, taken);
        return taken;
    }

    /** Says whether all has arrived; after a mark nothing follows until the copy is acknowledged. */
    boolean isWhole() {
        int end = received.length();
        return length >= 0
                ? end == length
                : end >= MARK_LENGTH && Arrays.equals(received.array(), end - MARK_LENGTH, end, mark, 0, MARK_LENGTH);
    }

    /** Returns the data, which must be whole. */
    byte[] data() {
        return Arrays.copyOf(received.array(), received.length() - mark.length);
    }

    /** Says whether the master waits for an acknowledgement before it sends more. */
    boolean isToBeAcknowledged() {
        return length < 0;
    }

    /** Returns how many bytes there will be; -1 if nobody knows. */
    long expected() {
        return length;
    }

    int received() {
        return received.length();
    }
}
