package io.rqkit.core.internal.keys;

/** Spells the fields of the worker hash; section 5.3 of the protocol. */
public final class WorkerField {
    public static final String BIRTH = "birth";
    public static final String LAST_HEARTBEAT = "last_heartbeat";
    public static final String QUEUES = "queues";
    public static final String PID = "pid";
    public static final String HOSTNAME = "hostname";
    public static final String IP_ADDRESS = "ip_address";
    public static final String VERSION = "version";
    /** RQ's tools show its text as it is, so what runs a Java worker stands here. */
    public static final String PYTHON_VERSION = "python_version";

    public static final String STATE = "state";
    public static final String CURRENT_JOB = "current_job";
    /** Written as zero and never changed, as RQ 2.10 does for jobs shorter than its monitoring interval. */
    public static final String CURRENT_JOB_WORKING_TIME = "current_job_working_time";

    public static final String SUCCESSFUL_JOB_COUNT = "successful_job_count";
    public static final String FAILED_JOB_COUNT = "failed_job_count";
    public static final String TOTAL_WORKING_TIME = "total_working_time";
    public static final String SHUTDOWN_REQUESTED = "shutdown_requested_date";
    public static final String DEATH = "death";

    private WorkerField() {}
}
