package io.rqkit.fakeredis.fault;

/** Errors that Redis 7.0 answers when it can't serve a command, in its words. */
public enum RedisError {
    /** The data are being loaded after a start. */
    LOADING("LOADING Redis is loading the dataset in memory"),
    /** The server is a replica. */
    READONLY("READONLY You can't write against a read only replica."),
    /** The memory is used up. */
    OOM("OOM command not allowed when used memory > 'maxmemory'."),
    /** A script has run for too long. */
    BUSY("BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE."),
    /** The server is a replica that has lost its master. */
    MASTERDOWN("MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'."),
    /** The keys of the command are being moved to another node of the cluster. */
    TRYAGAIN("TRYAGAIN Multiple keys request during rehashing of slot"),
    /** The cluster does not serve. */
    CLUSTERDOWN("CLUSTERDOWN The cluster is down"),
    /** Too few replicas have what was written. */
    NOREPLICAS("NOREPLICAS Not enough good replicas to write."),
    /** The client must give a password. */
    NOAUTH("NOAUTH Authentication required."),
    /** The script is not known under its digest. */
    NOSCRIPT("NOSCRIPT No matching script. Please use EVAL."),
    /** Data can't be saved, and therefore not be changed. */
    MISCONF("MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk. Commands"
            + " that may modify the data set are disabled, because this instance is configured to report errors during"
            + " writes if RDB snapshotting fails (stop-writes-on-bgsave-error option). Please check the Redis logs for"
            + " details about the RDB error.");

    private final String text;

    RedisError(String text) {
        this.text = text;
    }

    /** Returns the whole error, its code in front. */
    public String text() {
        return text;
    }
}
