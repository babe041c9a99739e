package io.rqkit.fakeredis.internal.rdb;

import io.rqkit.fakeredis.internal.data.Value;

/**
 * A key as a file holds it.
 *
 * @param database the number of its database
 * @param expireAtMillis its deadline, or {@link #NONE}
 * @param idleSeconds for how long nobody had used it, or {@link #NONE}
 * @param frequency the counter of its uses, or {@link #NONE}
 */
public record RdbKey(int database, byte[] key, Value value, long expireAtMillis, long idleSeconds, int frequency) {
    /** Stands for what a key does not have. */
    public static final int NONE = -1;
}
