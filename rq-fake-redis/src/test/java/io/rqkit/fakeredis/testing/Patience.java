package io.rqkit.fakeredis.testing;

/**
 * How long a test waits for what is sure to come: much longer than a busy machine stands still. Client libraries wait two
 * seconds unless told otherwise, which is less.
 */
public final class Patience {
    /** In milliseconds. */
    public static final int MILLIS = 30_000;

    private Patience() {}
}
