package io.rqkit.junit5;

/**
 * What a test must not leave behind. The connection stack is always checked; of these the first four are, unless
 * {@link RqTest#checks()} says otherwise.
 */
public enum LeakCheck {
    /** A connection that is still open when everything that the extension handed out has been closed. */
    CONNECTIONS,

    /** A client that still waits in a blocking command, such as that of a worker which nobody closed. */
    BLOCKED_CLIENTS,

    /** A client that still listens to a channel or pattern. */
    SUBSCRIPTIONS,

    /** A fault of the fake that was injected and neither happened nor was removed: the test did not test what it meant. */
    FAULTS,

    /** A key without TTL to which no queue, registry or worker leads. */
    KEYS,

    /** A job that waits, runs, is deferred or is scheduled. */
    JOBS,

    /** Stands alone, for no check at all. */
    NONE
}
