package io.rqkit.core.internal.lifecycle;

import io.rqkit.core.JobStatus;
import io.rqkit.core.internal.keys.Keys;
import io.rqkit.core.internal.keys.RegistryKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.params.ZRangeParams;

/** Cleans one queue after workers that died; section 6.11 of the protocol. */
public final class Maintain {
    private static final long LOCK_SECONDS = 899;
    private static final long FIRST_SEEN_KEPT_SECONDS = 86_400;
    private static final Duration STUCK = Duration.ofSeconds(60);
    /** The way Python prints a date with its offset. */
    private static final DateTimeFormatter PYTHON =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

    private Maintain() {}

    /** Cleans, unless another worker is at it. */
    public static void run(UnifiedJedis redis, String queue, Instant now) {
        String lock = Keys.cleaningLock(queue);
        if (redis.set(lock, "1", SetParams.setParams().nx().ex(LOCK_SECONDS)) == null) {
            return;
        }
        try {
            redis.zremrangeByScore(RegistryKey.FINISHED.of(queue), 0, now.getEpochSecond());
            failAbandoned(redis, queue, now);
            redis.zremrangeByScore(RegistryKey.FAILED.of(queue), 0, now.getEpochSecond());
            forgetDeadWorkers(redis, queue);
            requeueStuck(redis, queue, now);
        } finally {
            redis.del(lock);
        }
    }

    private static void failAbandoned(UnifiedJedis redis, String queue, Instant now) {
        String started = RegistryKey.STARTED.of(queue);
        for (String member : redis.zrange(started, ZRangeParams.zrangeByScoreParams(0, now.getEpochSecond()))) {
            int colon = member.indexOf(':'); // 1.13 writes the id alone
            String id = colon < 0 ? member : member.substring(0, colon);
            JobHash job = JobHash.create(id);
            boolean isFailed = Atomic.watching(
                    redis, Keys.job(id), () -> isAbandoned(redis, started, member, job, now), transaction -> {
                        String error = "Moved to FailedJobRegistry, due to AbandonedJobError, at " + PYTHON.format(now);
                        Fail.withoutRun(transaction, job, queue, error, now);
                        transaction.zrem(started, member);
                        if (colon >= 0) {
                            String execution = member.substring(colon + 1);
                            transaction.del(Keys.execution(id, execution));
                            transaction.zrem(Keys.executions(id), execution);
                        }
                    });
            if (!isFailed && !redis.exists(Keys.job(id))) {
                redis.zrem(started, member);
            }
        }
    }

    private static boolean isAbandoned(UnifiedJedis redis, String started, String member, JobHash job, Instant now) {
        JobHash stored = JobHash.read(redis, job.id());
        Double score = redis.zscore(started, member);
        if (stored == null || score == null || score > now.getEpochSecond()) {
            return false;
        }
        job.replaceWith(stored);
        return true;
    }

    /** A worker that could not say goodbye leaves the lists once its hash has expired. */
    private static void forgetDeadWorkers(UnifiedJedis redis, String queue) {
        String[] dead = redis.smembers(Keys.workers(queue)).stream()
                .filter(worker -> !redis.exists(worker))
                .toArray(String[]::new);
        if (dead.length > 0) {
            Atomic.run(redis, transaction -> {
                transaction.srem(Keys.workers(queue), dead);
                transaction.srem(Keys.workers(), dead);
            });
        }
    }

    /** RQ fails these; since none of them began, putting them back loses nothing and runs nothing twice. */
    private static void requeueStuck(UnifiedJedis redis, String queue, Instant now) {
        String intermediate = Keys.intermediate(queue);
        for (String id : redis.lrange(intermediate, 0, -1)) {
            JobHash job = JobHash.read(redis, id);
            if (job == null) {
                redis.lrem(intermediate, 1, id);
                continue;
            }
            String seenKey = Keys.firstSeen(queue, id);
            String firstSeen = redis.get(seenKey);
            if (firstSeen == null) {
                redis.set(
                        seenKey,
                        now.getEpochSecond() + ".0",
                        SetParams.setParams().nx().ex(FIRST_SEEN_KEPT_SECONDS));
            } else if (Double.parseDouble(firstSeen) + STUCK.toSeconds() < now.getEpochSecond()) {
                putBack(redis, queue, job);
            }
        }
    }

    private static void putBack(UnifiedJedis redis, String queue, JobHash job) {
        String intermediate = Keys.intermediate(queue);
        Atomic.watching(redis, intermediate, () -> redis.lpos(intermediate, job.id()) != null, transaction -> {
            transaction.lrem(intermediate, 1, job.id());
            transaction.del(Keys.firstSeen(queue, job.id()));
            if (job.status() == JobStatus.QUEUED) {
                Enqueue.push(transaction, queue, job.id(), true);
            }
        });
    }
}
