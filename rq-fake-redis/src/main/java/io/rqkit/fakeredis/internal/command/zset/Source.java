package io.rqkit.fakeredis.internal.command.zset;

import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.SetValue;
import io.rqkit.fakeredis.internal.data.Value;
import io.rqkit.fakeredis.internal.data.ZSetValue;
import org.jspecify.annotations.Nullable;

/**
 * An input of ZUNION, ZINTER and ZDIFF: a sorted set, a set whose members all have the score 1, or nothing.
 *
 * @param value the set; null for a missing key
 * @param weight what scores are multiplied by
 */
record Source(@Nullable Value value, double weight) {

    /** Takes what a key holds; another type is an error. */
    static Source of(@Nullable Value value) {
        if (value != null && !(value instanceof ZSetValue) && !(value instanceof SetValue)) {
            throw Errors.WRONG_TYPE;
        }
        return new Source(value, 1);
    }

    Source withWeight(double other) {
        return new Source(value, other);
    }

    /** Takes a member and its score, which is not weighted yet. */
    interface Visitor {
        void visit(byte[] member, double score);
    }

    int size() {
        return value == null ? 0 : value.size();
    }

    /** Returns the member's score, or NaN if it has none. */
    double score(byte[] member) {
        if (value instanceof ZSetValue zset) {
            return zset.score(member);
        }
        return value instanceof SetValue set && set.contains(member) ? 1 : Double.NaN;
    }

    void forEach(Visitor visitor) {
        if (value instanceof ZSetValue zset) {
            zset.forEach(entry -> visitor.visit(entry.member(), entry.score()));
        } else if (value instanceof SetValue set) {
            set.forEach(member -> visitor.visit(member, 1));
        }
    }
}
