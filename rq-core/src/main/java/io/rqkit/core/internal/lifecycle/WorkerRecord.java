package io.rqkit.core.internal.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rqkit.core.WorkerState;
import io.rqkit.core.internal.encoding.RqTime;
import io.rqkit.core.internal.keys.Keys;
import io.rqkit.core.internal.keys.WorkerField;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.PipeliningBase;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** What a worker tells of itself, from its registration to its death; sections 5.3 and 7 of the protocol. */
public final class WorkerRecord {
    /** RQ's worker TTL of 420 seconds and its margin of 60. */
    private static final long TTL_SECONDS = 480;

    private static final long BUSY_TTL_SECONDS = 90;
    private static final long DEAD_TTL_SECONDS = 60;
    private static final String UNKNOWN = "unknown";
    private static final Pattern ADDRESS = Pattern.compile("(?:^| )addr=(\\S+)");

    private final UnifiedJedis redis;
    private final String name;
    private final String key;
    private final List<String> queues;
    private @Nullable Instant birth;

    public WorkerRecord(UnifiedJedis redis, String name, List<String> queues) {
        this.redis = redis;
        this.name = name;
        this.key = Keys.worker(name);
        this.queues = queues;
    }

    /**
     * Registers the worker.
     *
     * @throws IllegalStateException when a living worker has the name
     */
    public void register(Instant now) {
        if (birth == null) {
            birth = now; // kept when this is tried again
        }
        Map<String, String> hash = description(now);
        Atomic.watching(redis, key, this::isFree, transaction -> {
            transaction.del(key);
            write(transaction, hash, WorkerState.STARTED);
        });
    }

    /** Writes the record again after it expired or was flushed; the counters of before are lost. */
    public void restore(WorkerState state, Instant now) {
        Map<String, String> hash = description(now);
        Atomic.run(redis, transaction -> write(transaction, hash, state));
    }

    private boolean isFree() {
        Map<String, String> other = redis.hgetAll(key);
        if (!other.isEmpty() && !other.containsKey(WorkerField.DEATH) && !isOwn(other)) {
            throw new IllegalStateException("There exists an active worker named '" + name + "' already");
        }
        return true;
    }

    /** An earlier attempt to register may have succeeded, its reply being lost. */
    private boolean isOwn(Map<String, String> other) {
        return birth != null
                && RqTime.date(birth).equals(other.get(WorkerField.BIRTH))
                && hostname().equals(other.get(WorkerField.HOSTNAME))
                && Long.toString(ProcessHandle.current().pid()).equals(other.get(WorkerField.PID));
    }

    private void write(PipeliningBase transaction, Map<String, String> hash, WorkerState state) {
        transaction.hset(key, hash);
        transaction.hset(key, WorkerField.STATE, state.text());
        transaction.sadd(Keys.workers(), key);
        queues.forEach(queue -> transaction.sadd(Keys.workers(queue), key));
        transaction.expire(key, state == WorkerState.BUSY ? BUSY_TTL_SECONDS : TTL_SECONDS);
    }

    private Map<String, String> description(Instant now) {
        Map<String, String> hash = new LinkedHashMap<>();
        hash.put(WorkerField.BIRTH, RqTime.date(birth == null ? now : birth));
        hash.put(WorkerField.LAST_HEARTBEAT, RqTime.date(now));
        hash.put(WorkerField.QUEUES, String.join(",", queues));
        hash.put(WorkerField.PID, Long.toString(ProcessHandle.current().pid()));
        hash.put(WorkerField.HOSTNAME, hostname());
        hash.put(WorkerField.IP_ADDRESS, address());
        hash.put(WorkerField.VERSION, version());
        hash.put(WorkerField.PYTHON_VERSION, "Java " + Runtime.version());
        return hash;
    }

    private static String hostname() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return UNKNOWN;
        }
    }

    /** Asks for the address of one connection of the pool; RQ looks for the one that bears the worker's name. */
    private String address() {
        try {
            Object info = redis.executeCommand(new CommandArguments(Command.CLIENT).add("INFO"));
            Matcher address =
                    ADDRESS.matcher(info instanceof byte[] bytes ? new String(bytes, UTF_8) : String.valueOf(info));
            return address.find() ? address.group(1) : UNKNOWN;
        } catch (JedisDataException e) {
            return UNKNOWN; // some hosted servers forbid CLIENT
        }
    }

    /** Returns this library's name, with its version where it was packaged. */
    public static String version() {
        String version = WorkerRecord.class.getPackage().getImplementationVersion();
        return version == null ? "rq-core" : "rq-core " + version;
    }

    /** Notes that a busy worker was asked to stop. */
    public void requestShutdown(Instant now) {
        Atomic.run(redis, transaction -> {
            transaction.hset(key, WorkerField.SHUTDOWN_REQUESTED, RqTime.date(now));
            transaction.expire(key, BUSY_TTL_SECONDS);
        });
    }

    /** Takes the worker off the lists; its hash stays for a minute and tells when it ended. */
    public void unregister(Instant now) {
        Atomic.run(redis, transaction -> {
            transaction.srem(Keys.workers(), key);
            queues.forEach(queue -> transaction.srem(Keys.workers(queue), key));
            transaction.hset(
                    key, Map.of(WorkerField.STATE, WorkerState.IDLE.text(), WorkerField.DEATH, RqTime.date(now)));
            transaction.hdel(key, WorkerField.CURRENT_JOB);
            transaction.expire(key, DEAD_TTL_SECONDS);
        });
    }
}
