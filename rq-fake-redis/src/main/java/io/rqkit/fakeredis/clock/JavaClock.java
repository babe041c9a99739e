package io.rqkit.fakeredis.clock;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** A server's clock as the JDK's. */
final class JavaClock extends Clock {
    private final RedisClock clock;
    private final ZoneId zone;

    JavaClock(RedisClock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new JavaClock(clock, other);
    }

    @Override
    public Instant instant() {
        return clock.now();
    }

    @Override
    public long millis() {
        return clock.millis();
    }
}
