package io.rqkit.core.internal.lifecycle;

import io.rqkit.core.internal.encoding.RqTime;
import io.rqkit.core.internal.scripts.Script;
import io.rqkit.core.internal.scripts.Scripts;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/**
 * Cleans one queue after workers that died; section 6.11 of the protocol.
 *
 * <h2>Differs</h2>
 *
 * RQ fails a job whose worker died, and one that was taken and never begun; here both go back into the queue, the first
 * so often. Who is dead is told by the expiry of the execution, which the server counts, and not by a score that a clock
 * wrote which may be minutes off.
 */
public final class Recover {
    /** How often a lost job is put back unless a worker is told otherwise. */
    public static final int DEFAULT_LIMIT = 3;

    private static final int BATCH = 500;
    private static final long BUSY = -1;
    /** The way Python prints a date with its offset. */
    private static final DateTimeFormatter PYTHON =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

    private Recover() {}

    /**
     * Cleans, unless a worker of RQ is at it, and returns the ids of the jobs that failed for good.
     *
     * @param limit how often a lost job is put back before it fails
     */
    public static List<String> run(UnifiedJedis redis, String queue, int limit, InstantSource clock) {
        List<String> failed = new ArrayList<>();
        long cursor = 0;
        do {
            List<Object> reply = Scripts.RECOVER.list(
                    redis, RqTime.argument(clock), queue, limit, Ending.packed(reason(clock)), BATCH, cursor);
            cursor = reply.get(0) instanceof Long next ? next : BUSY;
            reply.stream().skip(1).map(Script::string).forEach(failed::add);
        } while (cursor > 0);
        return failed;
    }

    private static String reason(InstantSource clock) {
        return "Moved to FailedJobRegistry, due to AbandonedJobError, at " + PYTHON.format(clock.instant());
    }
}
