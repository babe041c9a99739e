package io.rqkit.fakeredis.internal.data;

/** A member of a sorted set and its score. The set changes the score in place when the member is added again. */
public final class ZSetEntry extends Dict.Entry {
    double score;

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
}
