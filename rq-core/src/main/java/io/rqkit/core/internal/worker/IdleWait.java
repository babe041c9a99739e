package io.rqkit.core.internal.worker;

import io.rqkit.core.internal.keys.Keys;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.PipeliningBase;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.args.ListDirection;

/**
 * Waits in Redis for a job, on one connection that is kept, so that another thread can end the wait by its client id.
 *
 * <p>Waiting moves the id into the intermediate list in the same step.
 */
final class IdleWait implements AutoCloseable {
    private final UnifiedJedis redis;
    private final AbstractPipeline pipeline;
    private final String clientId;

    IdleWait(UnifiedJedis redis) {
        this.redis = redis;
        this.pipeline = redis.pipelined();
        Response<Object> id = pipeline.sendCommand(Protocol.Command.CLIENT, "ID");
        pipeline.sync();
        this.clientId = String.valueOf(id.get());
    }

    /**
     * Returns an id taken from the queue, or null when none came in time or the wait was ended.
     *
     * @param before adds commands that go along in the same round trip
     */
    @Nullable
    String await(String queue, double seconds, Consumer<PipeliningBase> before) {
        before.accept(pipeline);
        Response<String> id = pipeline.blmove(
                Keys.queue(queue), Keys.intermediate(queue), ListDirection.LEFT, ListDirection.RIGHT, seconds);
        pipeline.sync();
        return id.get();
    }

    /** Ends a wait that is going on; harmless when none is. */
    void wake() {
        redis.executeCommand(new CommandArguments(Protocol.Command.CLIENT)
                .add("UNBLOCK")
                .add(clientId)
                .add("TIMEOUT"));
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
