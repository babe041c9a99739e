package io.rqkit.fakeredis.internal.data;

/**
 * An interval of members of one score, in the order of their bytes; it may be empty.
 *
 * @param min the lower bound
 * @param max the upper bound
 */
public record LexRange(Bound min, Bound max) {
    /** Every member. */
    public static final LexRange ALL = new LexRange(Bound.LOWEST, Bound.HIGHEST);

    /** One end of an interval. */
    public static final class Bound {
        /** Below every member, {@code -}. */
        public static final Bound LOWEST = new Bound(ByteArrays.EMPTY, false);
        /** Above every member, {@code +}. */
        public static final Bound HIGHEST = new Bound(ByteArrays.EMPTY, false);

        private final byte[] member;
        private final boolean exclusive;

        private Bound(byte[] member, boolean exclusive) {
            this.member = member;
            this.exclusive = exclusive;
        }

        /** Returns the bound {@code [member}, which lies within. */
        public static Bound inclusive(byte[] member) {
            return new Bound(member, false);
        }

        /** Returns the bound {@code (member}, which lies outside. */
        public static Bound exclusive(byte[] member) {
            return new Bound(member, true);
        }

        /** Compares this bound's place with another's, regardless of whether they are inclusive. */
        int compareTo(byte[] other) {
            return this == LOWEST ? -1 : this == HIGHEST ? 1 : ByteArrays.compare(member, other);
        }
    }

    /** Returns whether the member is not below the lower bound. */
    public boolean isAboveMin(byte[] member) {
        int order = min.compareTo(member);
        return order < 0 || order == 0 && !min.exclusive;
    }

    /** Returns whether the member is not above the upper bound. */
    public boolean isBelowMax(byte[] member) {
        int order = max.compareTo(member);
        return order > 0 || order == 0 && !max.exclusive;
    }

    /** Returns whether no member can lie within. */
    public boolean isEmpty() {
        if (min == Bound.LOWEST || max == Bound.HIGHEST) {
            return min == max;
        }
        if (min == Bound.HIGHEST || max == Bound.LOWEST) {
            return true;
        }
        int order = ByteArrays.compare(min.member, max.member);
        return order > 0 || order == 0 && (min.exclusive || max.exclusive);
    }
}
