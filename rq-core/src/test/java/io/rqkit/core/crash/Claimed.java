package io.rqkit.core.crash;

import io.rqkit.core.internal.lifecycle.Execution;
import io.rqkit.core.internal.lifecycle.Step;
import java.time.InstantSource;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/** Takes a job and never says more of it. */
record Claimed(UnifiedJedis redis) {
    void claim(String queue) {
        new Step("worker-9", null, Execution.newId(), List.of(queue)).send(redis, InstantSource.system(), false);
    }
}
