package io.rqkit.core.internal.keys;

/** Spells the fields of the job hash, the result stream and the execution hash; sections 4 and 5 of the protocol. */
public final class Field {
    public static final String CREATED_AT = "created_at";
    public static final String DATA = "data";
    public static final String STATUS = "status";
    public static final String ORIGIN = "origin";
    public static final String DESCRIPTION = "description";
    public static final String ENQUEUED_AT = "enqueued_at";
    public static final String STARTED_AT = "started_at";
    public static final String ENDED_AT = "ended_at";
    public static final String LAST_HEARTBEAT = "last_heartbeat";
    public static final String WORKER_NAME = "worker_name";
    public static final String GROUP_ID = "group_id";
    public static final String TIMEOUT = "timeout";
    public static final String RESULT_TTL = "result_ttl";
    public static final String FAILURE_TTL = "failure_ttl";
    public static final String TTL = "ttl";
    public static final String META = "meta";
    public static final String SUCCESS_CALLBACK = "success_callback_name";
    public static final String FAILURE_CALLBACK = "failure_callback_name";
    public static final String STOPPED_CALLBACK = "stopped_callback_name";
    public static final String SUCCESS_CALLBACK_TIMEOUT = "success_callback_timeout";
    public static final String FAILURE_CALLBACK_TIMEOUT = "failure_callback_timeout";
    public static final String STOPPED_CALLBACK_TIMEOUT = "stopped_callback_timeout";
    /** A JSON array of the parents' ids. */
    public static final String DEPENDENCY_IDS = "dependency_ids";
    /** The first parent alone, which older releases read. */
    public static final String DEPENDENCY_ID = "dependency_id";

    public static final String ALLOW_DEPENDENCY_FAILURES = "allow_dependency_failures";
    /** Where a scheduled or deferred job is put at last. */
    public static final String ENQUEUE_AT_FRONT = "enqueue_at_front";

    public static final String RETRIES_LEFT = "retries_left";
    /** A JSON array of whole seconds. */
    public static final String RETRY_INTERVALS = "retry_intervals";

    public static final String ENQUEUE_AT_FRONT_ON_RETRY = "enqueue_at_front_on_retry";
    /** Counts the retries that a job asked for by its return value. */
    public static final String NUMBER_OF_RETRIES = "number_of_retries";

    public static final String REPEATS_LEFT = "repeats_left";
    /** A JSON array of whole seconds, used from its end. */
    public static final String REPEAT_INTERVALS = "repeat_intervals";

    public static final String WEBHOOKS = "webhooks";
    public static final String RATE_LIMIT_KEY = "rate_limit_key";
    public static final String RATE_LIMIT_CONCURRENCY = "rate_limit_concurrency";

    /** Ours: by which share an interval between retries is shortened or lengthened at random, such as 0.2. */
    public static final String X_RETRY_JITTER = "x_retry_jitter";
    /** Ours: a JSON array of the names of exception classes after which a job is not retried. */
    public static final String X_RETRY_NEVER = "x_retry_never";
    /** Ours: how many jobs of a rate-limit key may be enqueued in one window. */
    public static final String X_RATE_LIMIT_COUNT = "x_rate_limit_count";
    /** Ours: the length of that window in whole seconds. */
    public static final String X_RATE_LIMIT_WINDOW = "x_rate_limit_window";

    /** How often a run of the job was lost; not known to RQ. */
    public static final String X_TIMES_LOST = "x_times_lost";
    /** Written by releases before 1.12, and emptied by every requeue since. */
    public static final String EXC_INFO = "exc_info";

    public static final String TYPE = "type";
    public static final String RETURN_VALUE = "return_value";
    public static final String EXC_STRING = "exc_string";
    public static final String EXECUTION_ID = "execution_id";
    public static final String EXECUTION_STARTED_AT = "execution_started_at";
    public static final String EXECUTION_ENDED_AT = "execution_ended_at";
    public static final String ID = "id";

    private Field() {}
}
