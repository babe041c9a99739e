package io.rqkit.core.internal.worker;

import io.rqkit.core.internal.keys.Keys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.args.ListDirection;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Waits in Redis until a queue is not empty, on one connection that is kept, so that another thread can end the wait by
 * its client id. Moving the first element to where it was takes nothing out.
 */
final class IdleWait implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IdleWait.class);

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

    /** Returns whether something waits; false when nothing came in time or the wait was ended. */
    boolean await(String queue, double seconds) {
        String key = Keys.queue(queue);
        Response<String> id = pipeline.blmove(key, key, ListDirection.LEFT, ListDirection.LEFT, seconds);
        pipeline.sync();
        return id.get() != null;
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
        try {
            pipeline.close();
        } catch (JedisException broken) {
            LOG.debug("what was awaited on this connection will not come", broken);
        }
    }
}
