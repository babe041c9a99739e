package io.rqkit.core.internal.scripts;

/** Every script; what each takes and replies stands at its head. */
public final class Scripts {
    private static final String TIME = "time.lua";
    private static final String COMMON = "common.lua";
    private static final String JOBS = "jobs.lua";
    private static final String DEPENDENTS = "dependents.lua";
    private static final String ENDS = "ends.lua";

    /** Enqueues jobs that something has to be looked at for. */
    public static final Script NEW = Script.of(TIME, COMMON, JOBS, "new.lua");

    /** One pass of a scheduler. */
    public static final Script SCHEDULE = Script.of(TIME, COMMON, "schedule.lua");

    /** Gives the locks of a scheduler back. */
    public static final Script UNSCHEDULE = Script.of(TIME, COMMON, "unschedule.lua");

    /** A cron process says that it lives. */
    public static final Script CRON = Script.of(TIME, COMMON, "cron.lua");

    /** Enqueues a cron job. */
    public static final Script CRON_FIRE = Script.of(TIME, COMMON, JOBS, "cronfire.lua");

    /** A cron process ends. */
    public static final Script CRON_END = Script.of(TIME, COMMON, "cronend.lua");

    /** Forgets what is gone of a group. */
    public static final Script TIDY_GROUP = Script.of(TIME, COMMON, "tidygroup.lua");

    /** Frees what is not used of a rate limit. */
    public static final Script TIDY_LIMIT = Script.of(TIME, COMMON, "tidylimit.lua");

    /** Attaches values to a job. */
    public static final Script META = Script.of(TIME, COMMON, "meta.lua");

    /** Ends a run, starts the next one, or both. */
    public static final Script STEP =
            Script.of(TIME, "library.lua", COMMON, DEPENDENTS, ENDS, "seldom.lua", "library-end.lua", "step.lua");

    /** Says that a run and its worker live. */
    public static final Script HEARTBEAT = Script.of(TIME, COMMON, "heartbeat.lua");

    /** Cleans a queue after workers that died. */
    public static final Script RECOVER = Script.of(TIME, COMMON, DEPENDENTS, ENDS, "recover.lua");

    /** Ends a job that its producer ran itself. */
    public static final Script INLINE = Script.of(TIME, COMMON, DEPENDENTS, ENDS, "inline.lua");

    public static final Script CANCEL = Script.of(TIME, COMMON, DEPENDENTS, "cancel.lua");
    public static final Script REQUEUE = Script.of(TIME, COMMON, "requeue.lua");
    public static final Script DELETE = Script.of(TIME, COMMON, DEPENDENTS, ENDS, "delete.lua");
    public static final Script EMPTY = Script.of(TIME, COMMON, "empty.lua");

    private Scripts() {}
}
