package io.rqkit.core.internal.keys;

/** Spells every key of RQ 2.10's layout; section 3 of the protocol. */
public final class Keys {
    private static final String JOB = "rq:job:";
    private static final String QUEUE = "rq:queue:";
    private static final String WORKER = "rq:worker:";

    private Keys() {}

    /** The set of the full keys of all known queues. */
    public static String queues() {
        return "rq:queues";
    }

    public static String queue(String name) {
        return QUEUE + name;
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
