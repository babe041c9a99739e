package io.rqkit.fakeredis.internal.data;

import org.jspecify.annotations.Nullable;

/** A member of a sorted set and its score. The set changes the score in place when the member is added again. */
public final class ZSetEntry extends Dict.Entry {
    private static final @Nullable ZSetEntry[] NO_ENTRIES = {};
    private static final int[] NO_SPANS = {};

    double score;
    /** The neighbours in a skip list's lowest level, where every step spans one. */
    @Nullable
    ZSetEntry before;

    @Nullable
    ZSetEntry after;

    /** The next entries in the levels above the lowest, and how many ranks away; three of four entries have none. */
    @Nullable
    ZSetEntry[] express = NO_ENTRIES;

    int[] spans = NO_SPANS;

    ZSetEntry(byte[] member, double score) {
        super(member);
        this.score = score;
    }

    /** Returns the member; nobody may change its bytes. */
    public byte[] member() {
        return key;
    }

    /** Returns the score, never NaN. */
    public double score() {
        return score;
    }

    /** Returns whether this entry's place is before that of the score and member. */
    boolean isBefore(double otherScore, byte[] otherMember) {
        return score < otherScore || score == otherScore && ByteArrays.compare(key, otherMember) < 0;
    }

    int levels() {
        return express.length + 1;
    }

    void levels(int levels) {
        express = levels == 1 ? NO_ENTRIES : new ZSetEntry[levels - 1];
        spans = levels == 1 ? NO_SPANS : new int[levels - 1];
    }

    @Nullable
    ZSetEntry forward(int level) {
        return level == 0 ? after : express[level - 1];
    }

    void forward(int level, @Nullable ZSetEntry entry) {
        if (level == 0) {
            after = entry;
        } else {
            express[level - 1] = entry;
        }
    }

    /** The ranks to the next entry of the level, or to the end if there is none. */
    int span(int level) {
        return level > 0 ? spans[level - 1] : after == null ? 0 : 1;
    }

    void span(int level, int span) {
        if (level > 0) {
            spans[level - 1] = span;
        }
    }
}
