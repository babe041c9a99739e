package io.rqkit.fakeredis.internal.acl;

import java.nio.charset.StandardCharsets;

/**
 * Keys that may be read, written, or both.
 *
 * @param glob a pattern as KEYS has them, a character a byte
 */
record KeyPattern(String glob, boolean read, boolean write) {
    byte[] bytes() {
        return glob.getBytes(StandardCharsets.ISO_8859_1);
    }

    boolean allows(boolean reads, boolean writes) {
        return (read || !reads) && (write || !writes);
    }

    /** Returns the pattern as a rule. */
    String rule() {
        return (read && write ? "~" : read ? "%R~" : "%W~") + glob;
    }
}
