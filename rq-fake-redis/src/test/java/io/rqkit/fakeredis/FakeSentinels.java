package io.rqkit.fakeredis;

import io.rqkit.fakeredis.clock.RedisClock;
import io.rqkit.fakeredis.testing.RespClient;
import java.time.Duration;
import java.time.Instant;

/** The fake's sentinels, in-process and under a clock that stands still. */
final class FakeSentinels extends SentinelSide {
    private static final long STEP_MILLIS = 50;
    private final RedisClock clock = RedisClock.frozenAt(Instant.parse("2026-01-01T00:00:00Z"));
    private final FakeTopology topology;

    FakeSentinels(Duration downAfter, Duration failoverTimeout) {
        topology = FakeRedis.topology()
                .replicas(REPLICAS)
                .sentinels(SENTINELS)
                .quorum(2)
                .downAfter(downAfter)
                .failoverTimeout(failoverTimeout)
                .clock(clock)
                .start();
        pass(11_000);
        learnNames();
    }

    @Override
    RespClient sentinel(int index) {
        return new RespClient(topology.sentinels().get(index).socket());
    }

    @Override
    RespClient server(int index) {
        return new RespClient(topology.servers().get(index).socket());
    }

    @Override
    void kill(int index) {
        topology.stop(topology.servers().get(index));
    }

    @Override
    int port(int index) {
        return topology.endpoint(topology.servers().get(index)).port();
    }

    @Override
    int sentinelPort(int index) {
        return topology.sentinels().get(index).endpoint().port();
    }

    @Override
    void pass(long millis) {
        for (long left = millis; left > 0; left -= STEP_MILLIS) {
            clock.advance(Duration.ofMillis(Math.min(left, STEP_MILLIS)));
        }
    }

    @Override
    public void close() {
        topology.close();
    }
}
