package io.rqkit.core.internal.lifecycle;

import io.rqkit.core.InvalidJobOperationException;
import io.rqkit.core.NoSuchJobException;
import io.rqkit.core.internal.encoding.RqTime;
import io.rqkit.core.internal.encoding.Zlib;
import io.rqkit.core.internal.scripts.Scripts;
import java.time.InstantSource;
import redis.clients.jedis.UnifiedJedis;

/** Failed back to queued, in one step where RQ takes three. */
public final class Requeue {
    private Requeue() {}

    /**
     * Puts a job of the failed registry back into its queue.
     *
     * @throws InvalidJobOperationException when the registry does not list it
     */
    public static void run(UnifiedJedis redis, String queue, String id, boolean atFront, InstantSource clock) {
        String outcome = Scripts.REQUEUE.text(
                redis, RqTime.argument(clock), queue, id, atFront ? "1" : "", Zlib.deflate(new byte[0]));
        if (outcome.equals("unlisted")) {
            throw new InvalidJobOperationException(
                    "Cannot requeue job " + id + ": the failed registry of queue " + queue + " does not list it");
        }
        if (outcome.equals("missing")) {
            throw new NoSuchJobException("No such job: " + id);
        }
    }
}
