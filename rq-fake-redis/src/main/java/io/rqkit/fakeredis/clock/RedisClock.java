package io.rqkit.fakeredis.clock;

import java.time.Instant;

/** The one notion of time that a server has. */
public interface RedisClock {
    /** Returns the server's time now. */
    Instant now();
}
