package io.rqkit.fakeredis.internal.engine;

/**
 * The size of the buffer that Redis keeps for a client's replies, which shrinks while it is not filled and grows again when
 * it is. Nothing is kept in it here: CLIENT LIST shows its size, and what clients take in memory depends on it. Follows
 * clientsCronResizeOutputBuffer in Redis's server.c.
 */
public final class ReplyBuffer {
    private static final int LARGEST = 16 * 1024;
    private static final int SMALLEST = 1024;
    /** How often Redis looks at each client while they are few. */
    private static final int ROUND_MILLIS = 100;
    /** After so many rounds without a reply the size is the smallest whatever it was. */
    private static final int MOST_ROUNDS = 1000;

    /** How long a peak counts, unless DEBUG says otherwise. */
    public static final long PEAK_RESET_MILLIS = 5000;

    private int size = LARGEST;
    private int peak = LARGEST;
    private long peakSinceMillis;
    private long roundMillis;

    /** What DEBUG REPLYBUFFER sets. */
    private static final class Settings {
        private boolean fixed;
        private long peakResetMillis = PEAK_RESET_MILLIS;

        private static Settings of(Engine engine) {
            return engine.part(Settings.class, e -> new Settings());
        }
    }

    ReplyBuffer(long nowMillis) {
        peakSinceMillis =
                nowMillis / 1000; // as in Redis 7.0, which takes seconds here: the first round is the first reset
        roundMillis = nowMillis;
    }

    /** Lets the size change, or not. */
    public static void resizing(Engine engine, boolean yes) {
        Settings.of(engine).fixed = !yes;
    }

    /** Sets how long a peak counts; negative for ever. */
    public static void peakReset(Engine engine, long millis) {
        Settings.of(engine).peakResetMillis = millis;
    }

    /** Notes that so much was written at once. */
    void filled(int bytes) {
        if (bytes > peak) {
            peak = Math.min(bytes, size);
        }
    }

    /** Returns the size in bytes, once all that was due has been done. */
    int size(Engine engine) {
        long rounds = Math.min((engine.nowMillis() - roundMillis) / ROUND_MILLIS, MOST_ROUNDS);
        if (rounds <= 0) {
            return size;
        }
        Settings settings = Settings.of(engine);
        roundMillis = Math.max(roundMillis, engine.nowMillis() - rounds * ROUND_MILLIS);
        for (long i = 0; i < rounds; i++) {
            roundMillis += ROUND_MILLIS;
            if (!settings.fixed) {
                round(settings);
            }
        }
        return size;
    }

    /** Returns the most that was in it of late, as of the last {@link #size}. */
    int peak() {
        return peak;
    }

    private void round(Settings settings) {
        int resized = size;
        if (size / 2 >= SMALLEST && peak < size / 2) {
            resized = Math.max(SMALLEST, peak + 1);
        } else if (size * 2 < LARGEST * 2 && peak == size) {
            resized = Math.min(LARGEST, size * 2);
        }
        if (settings.peakResetMillis >= 0 && roundMillis - peakSinceMillis >= settings.peakResetMillis) {
            peak = 0;
            peakSinceMillis = roundMillis;
        }
        size = resized;
    }
}
