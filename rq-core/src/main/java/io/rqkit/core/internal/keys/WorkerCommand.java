package io.rqkit.core.internal.keys;

/** Spells what a worker may be told by publish and subscribe; section 6.9 of the protocol. */
public final class WorkerCommand {
    public static final String COMMAND = "command";
    public static final String SHUTDOWN = "shutdown";
    public static final String KILL_HORSE = "kill-horse";
    public static final String STOP_JOB = "stop-job";
    public static final String STOP_EXECUTION = "stop-execution";
    public static final String JOB_ID = "job_id";
    public static final String EXECUTION_ID = "execution_id";

    private WorkerCommand() {}
}
