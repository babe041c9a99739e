package io.rqkit.fakeredis.internal.engine;

/** Whether replies are sent, as CLIENT REPLY sets it. */
public enum ReplyMode {
    ON,
    OFF,
    SKIP
}
