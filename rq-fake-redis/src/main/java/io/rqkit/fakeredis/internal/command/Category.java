package io.rqkit.fakeredis.internal.command;

import java.util.Locale;

/** An ACL category, in the order in which COMMAND and ACL CAT list them. */
public enum Category {
    KEYSPACE,
    READ,
    WRITE,
    SET,
    SORTEDSET,
    LIST,
    HASH,
    STRING,
    BITMAP,
    HYPERLOGLOG,
    GEO,
    STREAM,
    PUBSUB,
    ADMIN,
    FAST,
    SLOW,
    BLOCKING,
    DANGEROUS,
    CONNECTION,
    TRANSACTION,
    SCRIPTING;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** Returns the category's name without the {@code @}. */
    public String wireName() {
        return wireName;
    }
}
