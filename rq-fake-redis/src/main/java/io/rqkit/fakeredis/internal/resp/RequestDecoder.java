package io.rqkit.fakeredis.internal.resp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns bytes into requests, each a vector of arguments; keeps what is incomplete until more arrives.
 *
 * <p>Reads the multi-bulk form and the inline form, within Redis's limits and with its error texts (networking.c).
 */
public final class RequestDecoder {
    private static final int MAX_INLINE = 64 * 1024;
    private static final int READ_SIZE = 16 * 1024;
    private static final int MAX_UNAUTHENTICATED_ARGUMENTS = 10;
    private static final int MAX_UNAUTHENTICATED_BULK = 16 * 1024;
    /** A type, two digits, CR and LF. */
    private static final int SHORT_LINE = 5;
    /** No command has so long a name. */
    private static final int LONGEST_KEPT = 64;

    private static final byte[] EMPTY = new byte[0];
    private static final byte[][] NONE = new byte[0][];

    private boolean authenticated;
    private long maxBulk = 512L * 1024 * 1024;
    private long maxBuffered = 1024L * 1024 * 1024;
    private byte[] buffer = EMPTY;
    private int position;
    private int limit;
    private boolean borrowed;

    private int remaining;
    private int bulkLength = -1;
    /** Those of a request that is not complete. */
    private byte[][] arguments = NONE;
    /** The name of the last request, which is likely to be that of the next one. */
    private byte[] name = EMPTY;

    private int argumentCount;
    private int empty;
    private long argumentBytes;

    /** Says whether it is known who sends; until then limits are stricter. */
    public void authenticated(boolean yes) {
        authenticated = yes;
    }

    /** Sets proto-max-bulk-len and client-query-buffer-limit, in bytes. */
    public void limits(long bulk, long buffered) {
        maxBulk = bulk;
        maxBuffered = buffered;
    }

    /** Returns how many bytes Redis would hold for them, which reads no more at a time than it needs. */
    public int held() {
        return borrowed ? Math.min(pending(), READ_SIZE) : pending();
    }

    /** Says whether a request has begun to arrive. */
    public boolean isPartial() {
        return remaining > 0 || position < limit;
    }

    /** Says whether more waits to be decoded than client-query-buffer-limit allows. */
    public boolean isOverLimit() {
        return pending() > maxBuffered;
    }

    /**
     * Offers bytes. The array is read in place until {@link #release()}, which keeps a copy of what was not consumed.
     */
    public void feed(byte[] bytes, int offset, int length) {
        if (position == limit) {
            if (buffer != bytes) {
                buffer = bytes;
            }
            position = offset;
            limit = offset + length;
            borrowed = true;
            return;
        }
        append(bytes, offset, length);
    }

    private void append(byte[] bytes, int offset, int length) {
        int left = limit - position;
        if (borrowed || buffer.length - limit < length) {
            byte[] larger = new byte[capacity(left, length)];
            System.arraycopy(buffer, position, larger, 0, left);
            buffer = larger;
            position = 0;
            limit = left;
            borrowed = false;
        }
        System.arraycopy(bytes, offset, buffer, limit, length);
        limit += length;
    }

    /** Doubles, so that many small pieces cost no more than one large, but not beyond an argument whose length is known. */
    private int capacity(int left, int more) {
        long least = (long) left + more;
        if (least > Integer.MAX_VALUE - 8) {
            throw new OutOfMemoryError("A query buffer of more than 2 GB");
        }
        long wanted = Math.max(least, borrowed ? 0 : left * 2L);
        if (bulkLength >= 0 && wanted > bulkLength + 2L) {
            wanted = Math.max(least, bulkLength + 2L);
        }
        return (int) Math.min(wanted, Integer.MAX_VALUE - 8);
    }

    /** Ends the use of an array given to {@link #feed}. */
    public void release() {
        if (position == limit) {
            if (buffer.length > READ_SIZE) {
                buffer = EMPTY;
            }
            position = 0;
            limit = 0;
            borrowed = false;
        } else if (borrowed) {
            buffer = Arrays.copyOfRange(buffer, position, limit);
            limit -= position;
            position = 0;
            borrowed = false;
        }
    }

    /** Returns how many bytes wait to be decoded. */
    public int pending() {
        return limit - position;
    }

    /** Returns how many requests without a word were passed over since this was last asked. */
    public int takeEmpty() {
        int count = empty;
        empty = 0;
        return count;
    }

    /** Returns the length of the arguments that were decoded of a request that is not complete. */
    public long heldBytes() {
        return remaining == 0 ? 0 : argumentBytes;
    }

    /** Returns how many arguments were decoded of a request that is not complete. */
    public int heldCount() {
        return remaining == 0 ? 0 : argumentCount;
    }

    /** Returns how many bytes the argument has that is awaited, its line end included; 0 if none is. */
    public long awaited() {
        return bulkLength < 0 ? 0 : bulkLength + 2L;
    }

    /**
     * Returns the next complete request, or null when more bytes are needed. A request is never empty.
     *
     * @throws ProtocolException when the input can't be read on
     */
    public byte @Nullable [][] next() throws ProtocolException {
        while (true) {
            if (remaining == 0) {
                if (position == limit) {
                    return null;
                }
                if (buffer[position] != '*') {
                    byte[][] inline = inline();
                    if (inline == null || inline.length > 0) {
                        return inline;
                    }
                    empty++;
                    continue;
                }
                if (!beginMultiBulk()) {
                    return null;
                }
                if (remaining == 0) {
                    empty++;
                    continue;
                }
            }
            return multiBulk();
        }
    }

    /** Reads the count of arguments; false when the line is incomplete. */
    private boolean beginMultiBulk() throws ProtocolException {
        long count = shortNumber('*');
        int end = count < 0 ? lineEnd() : position;
        if (end < 0) {
            if (pending() > MAX_INLINE) {
                throw new ProtocolException("too big mbulk count string");
            }
            return false;
        }
        if (count < 0) {
            count = number(position + 1, end);
            position = end + 2;
        }
        if (count > Integer.MAX_VALUE) {
            throw new ProtocolException("invalid multibulk length");
        }
        if (count > MAX_UNAUTHENTICATED_ARGUMENTS && !authenticated) {
            throw new ProtocolException("unauthenticated multibulk length");
        }
        if (count <= 0) {
            return true;
        }
        remaining = (int) count;
        argumentCount = 0;
        argumentBytes = 0;
        return true;
    }

    /** Reads arguments until there are as many as announced; null when there are not, and keeps what there is. */
    private byte @Nullable [][] multiBulk() throws ProtocolException {
        // a count alone must not make us allocate: grow with what really arrives
        byte[][] read = argumentCount == 0 ? new byte[Math.min(remaining, 1024)][] : arguments;
        while (remaining > 0) {
            if (bulkLength < 0 && !beginBulk()) {
                arguments = read;
                return null;
            }
            int from = position;
            int length = bulkLength;
            // one longer than the query buffer may be is never whole: its client is ended when so much is here
            if (limit - from < length + 2L || length + 2L > maxBuffered) {
                arguments = read;
                return null;
            }
            if (argumentCount == read.length) {
                read = Arrays.copyOf(read, (int) Math.min(argumentCount * 2L, argumentCount + (long) remaining));
            }
            read[argumentCount] = argumentCount == 0 ? name() : Arrays.copyOfRange(buffer, from, from + length);
            argumentCount++;
            argumentBytes += length;
            position = from + length + 2;
            bulkLength = -1;
            remaining--;
        }
        if (arguments != NONE) {
            arguments = NONE;
        }
        return read;
    }

    /** Returns the first argument, in the same array as that of the request before if it is the same. */
    private byte[] name() {
        byte[] last = name;
        if (last.length == bulkLength) {
            int i = 0;
            while (i < last.length && last[i] == buffer[position + i]) {
                i++;
            }
            if (i == last.length) {
                return last;
            }
        }
        byte[] other = Arrays.copyOfRange(buffer, position, position + bulkLength);
        name = bulkLength <= LONGEST_KEPT ? other : EMPTY;
        return other;
    }

    /** Reads the length of an argument; false when the line is incomplete. */
    private boolean beginBulk() throws ProtocolException {
        bulkLength = shortNumber('$');
        return bulkLength >= 0 || beginLongBulk();
    }

    private boolean beginLongBulk() throws ProtocolException {
        int end = lineEnd();
        if (end < 0) {
            if (pending() > MAX_INLINE) {
                throw new ProtocolException("too big bulk count string");
            }
            return false;
        }
        if (buffer[position] != '$') {
            throw new ProtocolException("expected '$', got '" + (char) (buffer[position] & 0xff) + "'");
        }
        long length = number(position + 1, end);
        if (length < 0 || length > maxBulk || length == INVALID) {
            throw new ProtocolException("invalid bulk length");
        }
        if (length > MAX_UNAUTHENTICATED_BULK && !authenticated) {
            throw new ProtocolException("unauthenticated bulk length");
        }
        position = end + 2;
        bulkLength = (int) length;
        return true;
    }

    /** Takes a line of a type and a number of one or two digits, which nearly every line is; -1 when it is another. */
    private int shortNumber(char type) {
        byte[] bytes = buffer;
        int at = position;
        if (limit - at < SHORT_LINE || bytes[at] != type) {
            return -1;
        }
        int first = bytes[at + 1] - '0';
        int second = bytes[at + 2] - '0';
        if (first < 0 || first > 9) {
            return -1;
        }
        if (second == '\r' - '0') {
            position = at + SHORT_LINE - 1;
            return first;
        }
        if (first == 0 || second < 0 || second > 9 || bytes[at + 3] != '\r') {
            return -1;
        }
        position = at + SHORT_LINE;
        return first * 10 + second;
    }

    /** Returns the index of the CR that ends the line, or -1. */
    private int lineEnd() {
        for (int i = position; i < limit - 1 && buffer[i] != 0; i++) {
            if (buffer[i] == '\r') {
                return i;
            }
        }
        return -1;
    }

    private static final int MAX_DIGITS = 19;
    /** Longer than anything may be. */
    private static final long INVALID = Long.MAX_VALUE;

    /** Parses strictly, as string2ll does: no sign but minus, no leading zero, no blank. */
    private long number(int from, int to) {
        int at = from;
        boolean negative = at < to && buffer[at] == '-';
        if (negative) {
            at++;
        }
        int digits = to - at;
        if (digits < 1 || digits > MAX_DIGITS || (buffer[at] == '0' && (digits > 1 || negative))) {
            return INVALID;
        }
        // negative, as there is one negative number more than there are positive ones
        long value = 0;
        for (; at < to; at++) {
            int digit = buffer[at] - '0';
            if (digit < 0 || digit > 9 || (digits == MAX_DIGITS && value < (Long.MIN_VALUE + digit) / 10)) {
                return INVALID;
            }
            value = value * 10 - digit;
        }
        if (negative) {
            return value;
        }
        return value == Long.MIN_VALUE ? INVALID : -value;
    }

    private byte @Nullable [][] inline() throws ProtocolException {
        int end = position;
        while (end < limit && buffer[end] != '\n' && buffer[end] != 0) {
            end++;
        }
        // Redis looks for the end of a line with strchr, which a NUL stops: the line never ends
        if (end == limit || buffer[end] == 0) {
            if (pending() > MAX_INLINE) {
                throw new ProtocolException("too big inline request");
            }
            return null;
        }
        int lineEnd = end > position && buffer[end - 1] == '\r' ? end - 1 : end;
        byte[] line = Arrays.copyOfRange(buffer, position, lineEnd);
        position = end + 1;
        byte[][] words = InlineWords.split(line);
        if (words == null) {
            throw new ProtocolException("unbalanced quotes in request");
        }
        return words;
    }
}
