package io.rqkit.core.internal.lifecycle;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.PipeliningBase;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * MULTI to EXEC in one round trip. Jedis's own transaction takes two: it reads the replies of queueing before it sends
 * EXEC, and it leaves errors inside the transaction to whoever asks for that reply.
 *
 * <p>The responses of the commands themselves are useless here (each reads as QUEUED); the replies come as a list.
 */
public final class Atomic {
    private Atomic() {}

    /** Sends a transaction and returns the replies of its commands. */
    public static List<Object> run(UnifiedJedis redis, Consumer<PipeliningBase> commands) {
        try (AbstractPipeline pipeline = redis.pipelined()) {
            List<Object> replies = send(pipeline, commands);
            if (replies == null) {
                throw new IllegalStateException("a transaction that watches nothing was refused");
            }
            return replies;
        }
    }

    /**
     * Watches a key, asks whether to go on, and sends the transaction; starts over until nobody touched the key in
     * between.
     *
     * @param proceed reads what the decision hangs on, after the key is watched; asked again for each attempt
     * @return whether the transaction was carried out; false when {@code proceed} said no
     */
    static boolean watching(
            UnifiedJedis redis, String key, BooleanSupplier proceed, Consumer<PipeliningBase> commands) {
        try (AbstractPipeline pipeline = redis.pipelined()) {
            while (true) {
                pipeline.sendCommand(Command.WATCH, key);
                pipeline.sync();
                boolean mayGoOn = false;
                try {
                    mayGoOn = proceed.getAsBoolean();
                } finally {
                    if (!mayGoOn) {
                        pipeline.sendCommand(Command.UNWATCH, new String[0]);
                    }
                }
                if (!mayGoOn) {
                    return false;
                }
                if (send(pipeline, commands) != null) {
                    return true;
                }
            }
        }
    }

    /** Returns null when a watched key was touched. */
    private static @Nullable List<Object> send(AbstractPipeline pipeline, Consumer<PipeliningBase> commands) {
        pipeline.sendCommand(Command.MULTI, new String[0]);
        boolean isComplete = false;
        try {
            commands.accept(pipeline);
            isComplete = true;
        } finally {
            if (!isComplete) {
                pipeline.sendCommand(Command.DISCARD, new String[0]); // the connection goes back to its pool
            }
        }
        Response<Object> executed = pipeline.sendCommand(Command.EXEC, new String[0]);
        pipeline.sync();
        @SuppressWarnings("unchecked") // EXEC replies with an array or nil
        List<Object> replies = (List<Object>) executed.get();
        if (replies != null) {
            replies.forEach(Atomic::throwError);
        }
        return replies;
    }

    private static void throwError(Object reply) {
        if (reply instanceof JedisDataException error) {
            throw error;
        }
    }
}
