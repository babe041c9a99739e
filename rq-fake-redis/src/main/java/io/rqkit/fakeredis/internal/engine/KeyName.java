package io.rqkit.fakeredis.internal.engine;

import java.nio.charset.StandardCharsets;

/** A key of a numbered database, for maps of keys that somebody watches or waits for. */
public record KeyName(int database, String latin1) {
    /** Returns the name of a key. */
    public static KeyName of(int database, byte[] key) {
        return new KeyName(database, new String(key, StandardCharsets.ISO_8859_1));
    }

    /** Returns the key. */
    public byte[] bytes() {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }
}
