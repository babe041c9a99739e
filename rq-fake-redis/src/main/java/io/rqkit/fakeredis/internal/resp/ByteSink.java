package io.rqkit.fakeredis.internal.resp;

import java.util.Arrays;

/** A growable buffer of bytes to be sent. Not thread-safe. */
public final class ByteSink {
    private static final int INITIAL = 256;
    private static final int KEEP_AT_MOST = 64 * 1024;
    private byte[] buffer = new byte[INITIAL];
    private int length;

    /** Appends one byte. */
    public void put(int b) {
        if (length == buffer.length) {
            grow(1);
        }
        buffer[length++] = (byte) b;
    }

    /** Appends bytes. */
    public void put(byte[] bytes) {
        put(bytes, 0, bytes.length);
    }

    /** Appends a part of an array. */
    public void put(byte[] bytes, int offset, int count) {
        if (buffer.length - length < count) {
            grow(count);
        }
        System.arraycopy(bytes, offset, buffer, length, count);
        length += count;
    }

    /** Appends characters, each as its low byte. */
    @SuppressWarnings("deprecation") // the one call that copies Latin-1 characters without an intermediate array
    public void put(String latin1) {
        int count = latin1.length();
        if (buffer.length - length < count) {
            grow(count);
        }
        latin1.getBytes(0, count, buffer, length);
        length += count;
    }

    /** Appends CR and LF. */
    public void crlf() {
        if (buffer.length - length < 2) {
            grow(2);
        }
        buffer[length++] = '\r';
        buffer[length++] = '\n';
    }

    /** Appends a number in decimal. */
    public void decimal(long number) {
        if (number >= 0 && number < 10) {
            put('0' + (int) number);
            return;
        }
        if (number == Long.MIN_VALUE) {
            put("-9223372036854775808");
            return;
        }
        if (buffer.length - length < 20) {
            grow(20);
        }
        long rest = number;
        if (rest < 0) {
            buffer[length++] = '-';
            rest = -rest;
        }
        int digits = digits(rest);
        int at = length + digits;
        length = at;
        while (at > length - digits) {
            buffer[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static int digits(long positive) {
        int count = 1;
        for (long rest = positive; rest >= 10; rest /= 10) {
            count++;
        }
        return count;
    }

    private void grow(int count) {
        if ((long) length + count > Integer.MAX_VALUE - 8) {
            throw new OutOfMemoryError("A buffer of more than 2 GB");
        }
        long wanted = Math.max((long) length + count, buffer.length * 2L);
        buffer = Arrays.copyOf(buffer, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
    }

    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** Returns the buffer itself; only the first {@link #length()} bytes count, and only until the next change. */
    public byte[] array() {
        return buffer;
    }

    /** Forgets the contents, and a buffer that grew large. */
    public void clear() {
        length = 0;
        if (buffer.length > KEEP_AT_MOST) {
            buffer = new byte[INITIAL];
        }
    }

    /** Drops the first {@code count} bytes. */
    public void removeFirst(int count) {
        System.arraycopy(buffer, count, buffer, 0, length - count);
        length -= count;
    }

    /** Drops what stands beyond {@code newLength}. */
    public void truncate(int newLength) {
        length = Math.min(length, newLength);
    }

    /** Returns a copy of the contents. */
    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, length);
    }
}
