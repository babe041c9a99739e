package io.rqkit.fakeredis.internal.command;

import java.util.Locale;

/** A command's flag, in the order in which COMMAND lists them. */
public enum Flag {
    WRITE,
    READONLY,
    DENYOOM,
    MODULE,
    ADMIN,
    PUBSUB,
    NOSCRIPT,
    BLOCKING,
    LOADING,
    STALE,
    SKIP_MONITOR,
    SKIP_SLOWLOG,
    ASKING,
    FAST,
    NO_AUTH,
    /** Not listed by COMMAND: CLIENT PAUSE WRITE holds such a command although it may write nothing. */
    MAY_REPLICATE,
    NO_MANDATORY_KEYS,
    NO_ASYNC_LOADING,
    NO_MULTI,
    MOVABLEKEYS,
    ALLOW_BUSY,
    /** Not listed by COMMAND: DEBUG and MODULE need a configuration option to be allowed at all. */
    PROTECTED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** Returns the flag as COMMAND prints it. */
    public String wireName() {
        return wireName;
    }
}
