package io.rqkit.core.internal.worker;

import io.rqkit.core.internal.keys.Keys;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern DESCRIPTION = Pattern.compile("id=(\\d+) addr=\\S+ ");

    private final UnifiedJedis redis;
    private final AbstractPipeline pipeline;
    private final String clientId;
    /** How the server begins to describe this connection: by its id and the address it comes from. */
    private final String described;

    IdleWait(UnifiedJedis redis) {
        this.redis = redis;
        this.pipeline = redis.pipelined();
        Response<Object> info = pipeline.sendCommand(Protocol.Command.CLIENT, "INFO");
        pipeline.sync();
        Matcher parts = DESCRIPTION.matcher(text(info.get()));
        boolean isDescribed = parts.find();
        this.clientId = isDescribed ? parts.group(1) : "0";
        this.described = isDescribed ? parts.group() : "unknown";
    }

    /** Returns whether something waits; false when nothing came in time or the wait was ended. */
    boolean await(String queue, double seconds) {
        String key = Keys.queue(queue);
        Response<String> id = pipeline.blmove(key, key, ListDirection.LEFT, ListDirection.LEFT, seconds);
        pipeline.sync();
        return id.get() != null;
    }

    /**
     * Ends a wait that is going on; harmless when none is. After a failover the id may be somebody else's, who must not be
     * woken.
     */
    void wake() {
        String found = text(redis.executeCommand(client("LIST").add("ID").add(clientId)));
        if (found.contains(described) && found.contains(" cmd=blmove ")) {
            redis.executeCommand(client("UNBLOCK").add(clientId).add("TIMEOUT"));
        }
    }

    private static CommandArguments client(String subcommand) {
        return new CommandArguments(Protocol.Command.CLIENT).add(subcommand);
    }

    private static String text(Object reply) {
        return reply instanceof byte[] bytes ? new String(bytes, StandardCharsets.US_ASCII) : String.valueOf(reply);
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
