package io.rqkit.fakeredis.internal.data;

/** A member of a sorted set and its score. The set changes the score in place when the member is added again. */
public final class ZSetEntry extends Dict.Entry {
    /** The first bytes of the member, which mostly tell the order without a look at an array elsewhere. */
    private final long prefix;

    double score;

    ZSetEntry(byte[] member, double score) {
        super(member);
        this.score = score;
        this.prefix = prefix(member);
    }

    private static long prefix(byte[] member) {
        long prefix = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            prefix = prefix << Byte.SIZE | (i < member.length ? member[i] & 0xff : 0);
        }
        return prefix;
    }

    /** Returns the member; nobody may change its bytes. */
    public byte[] member() {
        return key;
    }

    /** Returns the score, never NaN. */
    public double score() {
        return score;
    }

    /** Returns whether this entry's place is before another's. */
    boolean isBefore(ZSetEntry other) {
        if (score != other.score) {
            return score < other.score;
        }
        return prefix == other.prefix
                ? ByteArrays.compare(key, other.key) < 0
                : Long.compareUnsigned(prefix, other.prefix) < 0;
    }

    /** Returns whether this entry's place is before that of the score and member. */
    boolean isBefore(double otherScore, byte[] otherMember) {
        return score < otherScore || score == otherScore && ByteArrays.compare(key, otherMember) < 0;
    }
}
