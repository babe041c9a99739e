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
