package io.rqkit.fakeredis.internal.lua;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The registers of a coroutine's functions, one frame above the other.
 *
 * <p>A number is not boxed here: its slot holds {@link #NUMBER} and the number stands at the same index of a second array.
 */
abstract class ValueStack {
    /** Marks a slot whose value is a number. */
    static final Object NUMBER = new Object();

    private static final int FIRST_SIZE = 45;
    /** Slots that are always there above what was asked for, so that a metamethod's arguments need no check. */
    private static final int SPARE = 8;

    final LuaState state;

    @Nullable
    Object[] slots = new @Nullable Object[FIRST_SIZE];

    double[] numbers = new double[FIRST_SIZE];
    /** The first free slot. */
    int top;
    /** The first slot of the running function. */
    int base;

    private @Nullable UpValue openUpvalues;

    ValueStack(LuaState state) {
        this.state = state;
    }

    // ---- room

    /** Makes sure that so many slots above {@link #top} can be written. */
    final void ensure(int count) {
        if (top + count + SPARE > slots.length) {
            grow(count);
        }
    }

    private void grow(int count) {
        int size = Math.max(2 * slots.length, top + count + SPARE);
        state.meter.charge(12L * (size - slots.length));
        slots = Arrays.copyOf(slots, size);
        numbers = Arrays.copyOf(numbers, size);
        for (UpValue open = openUpvalues; open != null; open = open.next) {
            open.slots = slots;
            open.numbers = numbers;
        }
    }

    /** Lets go of everything, and of a stack that had grown large. */
    final void clear() {
        if (slots.length > 16 * FIRST_SIZE) {
            slots = new @Nullable Object[FIRST_SIZE];
            numbers = new double[FIRST_SIZE];
        } else {
            Arrays.fill(slots, null);
        }
    }

    // ---- values

    final @Nullable Object get(int index) {
        Object value = slots[index];
        return value == NUMBER ? Double.valueOf(numbers[index]) : value;
    }

    final void set(int index, @Nullable Object value) {
        if (value instanceof Double number) {
            slots[index] = NUMBER;
            numbers[index] = number;
        } else {
            slots[index] = value;
        }
    }

    final void set(int index, double value) {
        slots[index] = NUMBER;
        numbers[index] = value;
    }

    final void move(int from, int to) {
        slots[to] = slots[from];
        numbers[to] = numbers[from];
    }

    // ---- captured variables

    /** Returns the captured variable for a slot, making it if no closure has it yet. */
    final UpValue capture(int index) {
        UpValue previous = null;
        UpValue open = openUpvalues;
        while (open != null && open.index >= index) {
            if (open.index == index) {
                return open;
            }
            previous = open;
            open = open.next;
        }
        UpValue made = new UpValue(slots, numbers, index);
        made.next = open;
        if (previous == null) {
            openUpvalues = made;
        } else {
            previous.next = made;
        }
        return made;
    }

    /** Gives each captured variable from a slot upwards a place of its own. */
    final void closeFrom(int index) {
        UpValue open = openUpvalues;
        while (open != null && open.index >= index) {
            UpValue next = open.next;
            open.close();
            open = next;
        }
        openUpvalues = open;
    }

    final boolean hasOpenUpvalues() {
        return openUpvalues != null;
    }
}
