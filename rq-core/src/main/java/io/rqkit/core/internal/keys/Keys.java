package io.rqkit.core.internal.keys;

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

    /** Returns the names of the keys, and the numbers that Java and Lua share, as the first lines of every script. */
    public static String prelude() {
        StringBuilder lua = new StringBuilder();
        local(lua, "JOB", JOB);
        local(lua, "DEPENDENTS", ":dependents");
        local(lua, "DEPENDENCIES_OF", JOB + ":");
        local(lua, "DEPENDENCIES", ":dependencies");
        local(lua, "RESULTS", results(""));
        local(lua, "EXECUTION", "rq:execution:");
        local(lua, "EXECUTIONS", executions(""));
        local(lua, "GROUP", group(""));
        local(lua, "GROUPS", groups());
        local(lua, "QUEUES", queues());
        local(lua, "QUEUE", QUEUE);
        local(lua, "INTERMEDIATE", ":intermediate");
        local(lua, "FIRST_SEEN", ":first_seen:");
        local(lua, "CLEANING", cleaningLock(""));
        for (RegistryKey registry : RegistryKey.values()) {
            local(lua, registry == RegistryKey.STARTED ? "WIP" : registry.name(), registry.of(""));
        }
        local(lua, "WORKER", WORKER);
        local(lua, "WORKERS", workers());
        local(lua, "WORKERS_OF", workers(""));
        local(lua, "SUSPENDED", suspended());
        local(lua, "SCHEDULER", scheduler(""));
        local(lua, "SCHEDULER_LOCK", schedulerLock(""));
        local(lua, "RATE_LIMITS", "rq:rl-keys");
        local(lua, "RATE_LIMIT", "rq:rl:");
        local(lua, "CRON_SCHEDULERS", cronSchedulers());
        local(lua, "CRON_SCHEDULER", cronScheduler(""));
        local(lua, "CRON_LEADER", "rq:x_cron_leader:");
        local(lua, "CRON_STATE", "rq:x_cron:");
        local(lua, "TIMES_LOST", Field.X_TIMES_LOST);
        return lua.append("local INTERVAL, GRACE, WORKER_TTL, YEAR = ")
                .append(HEARTBEAT_INTERVAL_SECONDS + ", " + HEARTBEAT_GRACE_SECONDS + ", ")
                .append(WORKER_TTL_SECONDS + ", " + YEAR_SECONDS + "\n")
                .toString();
    }

    private static void local(StringBuilder lua, String name, String key) {
        lua.append("local ").append(name).append(" = '").append(key).append("'\n");
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
