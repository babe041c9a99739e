package io.rqkit.fakeredis.internal.lua;

import org.jspecify.annotations.Nullable;

/**
 * A variable that a closure captured. Open, it is a slot of a coroutine's stack; closed, it has a slot of its own.
 *
 * <p>Both are read the same way: an index into a pair of arrays.
 */
final class UpValue {
    static final UpValue[] NONE = {};

    @Nullable
    Object[] slots;

    double[] numbers;
    int index;

    /** The next open variable further down the same stack. */
    @Nullable
    UpValue next;

    UpValue(@Nullable Object[] slots, double[] numbers, int index) {
        this.slots = slots;
        this.numbers = numbers;
        this.index = index;
    }

    /** Makes a closed variable that holds nil. */
    static UpValue closed() {
        return new UpValue(new @Nullable Object[1], new double[1], 0);
    }

    void close() {
        @Nullable Object[] own = {slots[index]};
        double[] ownNumber = {numbers[index]};
        slots = own;
        numbers = ownNumber;
        index = 0;
        next = null;
    }
}
