package io.rqkit.fakeredis.testing;

import org.jspecify.annotations.Nullable;

/**
 * The first difference of a run.
 *
 * @param index of the command in the sequence; its size if the data differ at the end
 * @param where the command, or the key and what was asked about it
 * @param thrown what the other server threw into its caller, if it did
 */
record Mismatch(
        int index,
        String where,
        String real,
        String other,
        @Nullable RuntimeException thrown) {
    static Mismatch of(int index, Cmd cmd, Object real, Object other) {
        return new Mismatch(index, cmd.toString(), real.toString(), other.toString(), null);
    }

    Mismatch because(@Nullable RuntimeException failure) {
        return new Mismatch(index, where, real, other, failure);
    }
}
