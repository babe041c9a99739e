package io.rqkit.fakeredis.internal.command.zset;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.Errors;

/** How the scores of one member in several inputs make one. */
enum Aggregate {
    SUM {
        @Override
        double of(double one, double other) {
            return notNaN(one + other);
        }
    },
    MIN {
        @Override
        double of(double one, double other) {
            return other < one ? other : one;
        }
    },
    MAX {
        @Override
        double of(double one, double other) {
            return other > one ? other : one;
        }
    };

    /** Reads a name; anything else is a syntax error. */
    static Aggregate of(byte[] argument) {
        for (Aggregate aggregate : values()) {
            if (Args.is(argument, aggregate.name())) {
                return aggregate;
            }
        }
        throw Errors.SYNTAX;
    }

    /** By convention of Redis, infinity minus infinity is 0, and so is infinity times 0. */
    static double notNaN(double score) {
        return Double.isNaN(score) ? 0 : score;
    }

    /** Returns {@code one} when {@code other} is NaN and this is no sum. */
    abstract double of(double one, double other);
}
