package io.rqkit.core.internal.worker;

import io.rqkit.core.WorkerState;
import io.rqkit.core.internal.lifecycle.Execution;
import io.rqkit.core.internal.lifecycle.Heartbeat;
import io.rqkit.core.internal.lifecycle.WorkerRecord;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** The signs of life of one run. Once stopped, none is under way and none follows. */
final class Pulse implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    private final UnifiedJedis redis;
    private final Execution execution;
    private final WorkerRecord worker;
    private final InstantSource clock;
    private boolean isStopped;

    Pulse(UnifiedJedis redis, Execution execution, WorkerRecord worker, InstantSource clock) {
        this.redis = redis;
        this.execution = execution;
        this.worker = worker;
        this.clock = clock;
    }

    @Override
    public synchronized void run() {
        if (isStopped) {
            return;
        }
        try {
            if (!Heartbeat.run(redis, execution, clock.instant())) {
                worker.restore(WorkerState.BUSY, clock.instant());
            }
        } catch (JedisException e) {
            LOG.warn(
                    "no sign of life of job {} could be given: {}",
                    execution.job().id(),
                    e.getMessage());
        }
    }

    synchronized void stop() {
        isStopped = true;
    }
}
