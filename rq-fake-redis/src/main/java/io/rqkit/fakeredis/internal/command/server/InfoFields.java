package io.rqkit.fakeredis.internal.command.server;

import java.util.Locale;

/** The lines of a section of INFO. */
final class InfoFields {
    private static final double UNIT = 1024;
    private final StringBuilder text = new StringBuilder();

    InfoFields add(String name, String value) {
        text.append(name).append(':').append(value).append("\r\n");
        return this;
    }

    InfoFields add(String name, long value) {
        return add(name, Long.toString(value));
    }

    /** Adds several fields that are nought. */
    InfoFields noughts(String... names) {
        for (String name : names) {
            add(name, 0);
        }
        return this;
    }

    /** Adds a number with two decimals. */
    InfoFields ratio(String name, double value) {
        return add(name, String.format(Locale.ROOT, "%.2f", value));
    }

    /** Adds a number of bytes as people read it. */
    InfoFields human(String name, long bytes) {
        if (bytes < UNIT) {
            return add(name, bytes + "B");
        }
        double scaled = bytes;
        int unit = -1;
        while (scaled >= UNIT && unit < 4) {
            scaled /= UNIT;
            unit++;
        }
        return add(name, String.format(Locale.ROOT, "%.2f%c", scaled, "KMGTP".charAt(unit)));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
