package io.rqkit.fakeredis.internal.data;

import java.util.Arrays;

/**
 * A few byte strings, one after the other in one array, each after its length, as Redis's listpack keeps them: an array of
 * its own takes a string of some bytes three times as much. A string is found by its place, which holds until something
 * before it changes. Lengths are written seven bits a byte, the lowest first.
 */
final class PackedStrings {
    private static final int GROUP_BITS = 7;
    private static final int GROUP = (1 << GROUP_BITS) - 1;
    /** What is held ready for more is one part in so many. */
    private static final int SLACK = 8;

    private byte[] bytes = ByteArrays.EMPTY;
    private int used;

    PackedStrings copy() {
        PackedStrings copy = new PackedStrings();
        copy.bytes = Arrays.copyOf(bytes, used);
        copy.used = used;
        return copy;
    }

    /** Returns the place behind the last string. */
    int end() {
        return used;
    }

    /** Returns the place of the string after the one at a place. */
    int after(int place) {
        int begin = begin(place);
        return begin + length(place);
    }

    /** Returns a copy of the string at a place. */
    byte[] get(int place) {
        int begin = begin(place);
        return Arrays.copyOfRange(bytes, begin, begin + length(place));
    }

    boolean holds(int place, byte[] wanted) {
        if (length(place) != wanted.length) {
            return false;
        }
        int begin = begin(place);
        return Arrays.equals(bytes, begin, begin + wanted.length, wanted, 0, wanted.length);
    }

    /** Where the bytes of the string at a place begin. */
    private int begin(int place) {
        int at = place;
        while (bytes[at] < 0) {
            at++;
        }
        return at + 1;
    }

    int length(int place) {
        int length = bytes[place];
        if (length >= 0) {
            return length;
        }
        length &= GROUP;
        int at = place;
        int shift = 0;
        do {
            shift += GROUP_BITS;
            length |= (bytes[++at] & GROUP) << shift;
        } while (bytes[at] < 0);
        return length;
    }

    void add(byte[] string) {
        insert(used, string);
    }

    void replace(int place, byte[] string) {
        if (length(place) == string.length) {
            System.arraycopy(string, 0, bytes, begin(place), string.length);
        } else {
            remove(place, after(place));
            insert(place, string);
        }
    }

    /** Removes the strings from one place, inclusive, to another, exclusive. */
    void remove(int from, int to) {
        System.arraycopy(bytes, to, bytes, from, used - to);
        used -= to - from;
    }

    private void insert(int place, byte[] string) {
        int added = Math.addExact(string.length, digits(string.length));
        if (bytes.length - used < added) {
            int needed = Math.addExact(used, added);
            bytes = Arrays.copyOf(bytes, Math.addExact(needed, needed / SLACK));
        }
        System.arraycopy(bytes, place, bytes, place + added, used - place);
        used += added;
        int at = place;
        int rest = string.length;
        for (; rest > GROUP; rest >>>= GROUP_BITS) {
            bytes[at++] = (byte) (rest & GROUP | ~GROUP);
        }
        bytes[at++] = (byte) rest;
        System.arraycopy(string, 0, bytes, at, string.length);
    }

    private static int digits(int length) {
        int count = 1;
        for (int rest = length >>> GROUP_BITS; rest != 0; rest >>>= GROUP_BITS) {
            count++;
        }
        return count;
    }
}
