package io.rqkit.core.cli;

/** With what the command {@code rq} ends, for service managers and scripts. */
public final class ExitCodes {
    /** All went well. */
    public static final int OK = 0;
    /** Something failed that has no code of its own, or a worker was not started since workers are suspended. */
    public static final int FAILURE = 1;
    /** The arguments are wrong. */
    public static final int USAGE = 2;
    /** Redis, or every sentinel, could not be reached; for a worker: not within the time of {@code --give-up-after}. */
    public static final int UNREACHABLE = 3;
    /** A setting is wrong. */
    public static final int SETTINGS = 4;
    /** Redis or a sentinel refused the user or password. */
    public static final int AUTHENTICATION = 5;
    /** The sentinels know no master of that name. */
    public static final int UNKNOWN_MASTER = 6;
    /** TLS could not be agreed on. */
    public static final int TLS = 7;
    /** What a sentinel names as the master is none. */
    public static final int STALE_MASTER = 8;
    /** A check of {@code rq info --check} found nobody at work. */
    public static final int UNHEALTHY = 9;
    /** The sentinels name different servers, and it can't be told which of them leads. */
    public static final int SENTINELS_DISAGREE = 10;

    private ExitCodes() {}
}
