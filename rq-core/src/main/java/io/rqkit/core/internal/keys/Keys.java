package io.rqkit.core.internal.keys;

import java.util.LinkedHashMap;
import java.util.Map;

/** Spells every key of RQ 2.10's layout; section 3 of the protocol. */
public final class Keys {
    private static final String JOB = "rq:job:";
    private static final String QUEUE = "rq:queue:";
    private static final String WORKER = "rq:worker:";

    private static final long HEARTBEAT_INTERVAL_SECONDS = 30;
    private static final long HEARTBEAT_GRACE_SECONDS = 60;
    private static final long WORKER_TTL_SECONDS = 480;
    private static final long YEAR_SECONDS = 31_536_000;

    private Keys() {}

    /**
     * Returns the names of the keys, and the numbers that Java and Lua share, by the words that stand for them in
     * scripts. They are put in as literals: as local variables of Lua they would cost each function that uses them.
     */
    public static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("JOB", quoted(JOB));
        words.put("DEPENDENTS", quoted(":dependents"));
        words.put("DEPENDENCIES_OF", quoted(JOB + ":"));
        words.put("DEPENDENCIES", quoted(":dependencies"));
        words.put("RESULTS", quoted(results("")));
        words.put("EXECUTION", quoted("rq:execution:"));
        words.put("EXECUTIONS", quoted(executions("")));
        words.put("GROUP", quoted(group("")));
        words.put("GROUPS", quoted(groups()));
        words.put("QUEUES", quoted(queues()));
        words.put("QUEUE", quoted(QUEUE));
        words.put("INTERMEDIATE", quoted(":intermediate"));
        words.put("FIRST_SEEN", quoted(":first_seen:"));
        words.put("CLEANING", quoted(cleaningLock("")));
        for (RegistryKey registry : RegistryKey.values()) {
            words.put(registry == RegistryKey.STARTED ? "WIP" : registry.name(), quoted(registry.of("")));
        }
        words.put("WORKER", quoted(WORKER));
        words.put("WORKERS", quoted(workers()));
        words.put("WORKERS_OF", quoted(workers("")));
        words.put("SUSPENDED", quoted(suspended()));
        words.put("SCHEDULER", quoted(scheduler("")));
        words.put("SCHEDULER_LOCK", quoted(schedulerLock("")));
        words.put("RATE_LIMITS", quoted("rq:rl-keys"));
        words.put("RATE_LIMIT", quoted("rq:rl:"));
        words.put("CRON_SCHEDULERS", quoted(cronSchedulers()));
        words.put("CRON_SCHEDULER", quoted(cronScheduler("")));
        words.put("CRON_LEADER", quoted("rq:x_cron_leader:"));
        words.put("CRON_STATE", quoted("rq:x_cron:"));
        words.put("TIMES_LOST", quoted(Field.X_TIMES_LOST));
        words.put("INTERVAL", Long.toString(HEARTBEAT_INTERVAL_SECONDS));
        words.put("GRACE", Long.toString(HEARTBEAT_GRACE_SECONDS));
        words.put("WORKER_TTL", Long.toString(WORKER_TTL_SECONDS));
        words.put("YEAR", Long.toString(YEAR_SECONDS));
        return words;
    }

    private static String quoted(String key) {
        return "'" + key + "'";
    }

    /** The set of the keys of all rate limits. */
    public static String rateLimits() {
        return "rq:rl-keys";
    }

    /** The sorted set of the names of all cron processes, by their last sign. */
    public static String cronSchedulers() {
        return "rq:cron_schedulers";
    }

    public static String cronScheduler(String name) {
        return "rq:cron_scheduler:" + name;
    }

    public static String scheduler(String name) {
        return "rq:scheduler:" + name;
    }

    /** Holds the name of the scheduler that moves the due jobs of a queue; a process id before RQ 2.10. */
    public static String schedulerLock(String queueName) {
        return "rq:scheduler-lock:" + queueName;
    }

    /** Exists while no worker may take a job. */
    public static String suspended() {
        return "rq:suspended";
    }

    /** The channel on which a worker is told what to do. */
    public static String commands(String workerName) {
        return "rq:pubsub:" + workerName;
    }

    /** The set of the full keys of all known queues. */
    public static String queues() {
        return "rq:queues";
    }

    public static String queue(String name) {
        return QUEUE + name;
    }

    /** Returns the name of the queue whose key this is. */
    public static String queueName(String key) {
        return key.startsWith(QUEUE) ? key.substring(QUEUE.length()) : key;
    }

    /** The list of ids taken from a queue and not yet started. */
    public static String intermediate(String name) {
        return QUEUE + name + ":intermediate";
    }

    /** When maintenance first saw an id in the intermediate list. */
    public static String firstSeen(String name, String id) {
        return intermediate(name) + ":first_seen:" + id;
    }

    public static String job(String id) {
        return JOB + id;
    }

    public static String dependents(String id) {
        return JOB + id + ":dependents";
    }

    /** Two colons after {@code job}: a quirk of RQ that its readers rely on. */
    public static String dependencies(String id) {
        return JOB + ":" + id + ":dependencies";
    }

    public static String results(String id) {
        return "rq:results:" + id;
    }

    public static String execution(String id, String executionId) {
        return "rq:execution:" + id + ":" + executionId;
    }

    public static String executions(String id) {
        return "rq:executions:" + id;
    }

    public static String group(String name) {
        return "rq:group:" + name;
    }

    /** The set of the names of all groups. */
    public static String groups() {
        return "rq:groups";
    }

    /** The lock that lets one worker at a time clean the registries of a queue. */
    public static String cleaningLock(String name) {
        return "rq:clean_registries:" + name;
    }

    /** The set of the full keys of all workers. */
    public static String workers() {
        return "rq:workers";
    }

    /** The set of the full keys of the workers that serve a queue. */
    public static String workers(String queueName) {
        return "rq:workers:" + queueName;
    }

    public static String worker(String name) {
        return WORKER + name;
    }

    /** Returns the name of the worker whose key this is. */
    public static String workerName(String key) {
        return key.startsWith(WORKER) ? key.substring(WORKER.length()) : key;
    }
}
