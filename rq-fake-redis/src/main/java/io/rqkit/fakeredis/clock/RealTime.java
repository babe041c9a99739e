package io.rqkit.fakeredis.clock;

/** The time that passes by itself, for what must be measured and not kept: durations shown to people. */
public final class RealTime {
    private RealTime() {}

    /** Returns a number of nanoseconds that means something only beside another one from here. */
    public static long nanos() {
        return System.nanoTime();
    }
}
