package io.rqkit.fakeredis.clock;

import java.time.Instant;

/**
 * The system's time, read from the monotonic clock, which takes half as long as to ask for the time of day; that is asked
 * for anew ten times a second, so that a change of the machine's time shows. Thread-safe.
 */
final class SystemTime {
    private static final long NANOS_A_SECOND = 1_000_000_000;
    private static final long NANOS_A_MILLI = 1_000_000;
    private static final long NANOS_A_MICRO = 1_000;
    private static final long TRUSTED_NANOS = NANOS_A_SECOND / 10;
    /** Two readings further apart than this were interrupted. */
    private static final long TOGETHER_NANOS = 2_000;

    private static final int TRIALS = 5;

    private volatile Reading last = Reading.now();

    /**
     * Both clocks at one moment.
     *
     * @param epochNanos the time of day, in nanoseconds since the epoch
     * @param monotonicNanos what {@link System#nanoTime} said
     */
    private record Reading(long epochNanos, long monotonicNanos) {
        static Reading now() {
            long begun = System.nanoTime();
            for (int i = 1; ; i++) {
                Instant now = Instant.now();
                long ended = System.nanoTime();
                if (ended - begun < TOGETHER_NANOS || i == TRIALS) {
                    return new Reading(now.getEpochSecond() * NANOS_A_SECOND + now.getNano(), ended);
                }
                begun = ended;
            }
        }
    }

    /** Returns the milliseconds since the epoch. */
    long millis() {
        return nanos() / NANOS_A_MILLI;
    }

    /** Returns the microseconds since the epoch. */
    long micros() {
        return nanos() / NANOS_A_MICRO;
    }

    private long nanos() {
        Reading reading = last;
        long passed = System.nanoTime() - reading.monotonicNanos;
        if (passed > TRUSTED_NANOS) {
            reading = Reading.now();
            last = reading;
            return reading.epochNanos;
        }
        return reading.epochNanos + passed;
    }
}
