package io.rqkit.fakeredis.internal.sentinel;

import java.util.Locale;

/** What a sentinel takes an instance for. */
enum Kind {
    MASTER,
    SLAVE,
    SENTINEL;

    /** Returns the word that events and replies use. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
