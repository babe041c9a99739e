package io.rqkit.examples.bench;

import java.util.Locale;

/** How thoroughly is measured. */
public enum Mode {
    /** As little as shows that it runs at all: for the build. */
    SMOKE,
    /** All of the report in less than five minutes on two cores. */
    QUICK,
    /** More rounds, more processes and longer ones: about half an hour. */
    FULL;

    /** Returns the number that is meant for this mode. */
    public int of(int smoke, int quick, int full) {
        return switch (this) {
            case SMOKE -> smoke;
            case QUICK -> quick;
            case FULL -> full;
        };
    }

    /** Returns the mode of that name. */
    static Mode named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
