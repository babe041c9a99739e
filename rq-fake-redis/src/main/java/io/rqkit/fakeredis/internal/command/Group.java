package io.rqkit.fakeredis.internal.command;

import java.util.Locale;

/** The group under which Redis documents a command. */
public enum Group {
    GENERIC,
    STRING,
    LIST,
    SET,
    SORTED_SET,
    HASH,
    PUBSUB,
    TRANSACTIONS,
    CONNECTION,
    SERVER,
    SCRIPTING,
    HYPERLOGLOG,
    CLUSTER,
    SENTINEL,
    GEO,
    STREAM,
    BITMAP;

    private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Returns the group as COMMAND DOCS prints it. */
    public String wireName() {
        return wireName;
    }
}
