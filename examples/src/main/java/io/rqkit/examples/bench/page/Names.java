package io.rqkit.examples.bench.page;

/** What figures are called: by who measures them and who shows them. */
public final class Names {
    /** Servers. */
    public static final String FAKE = "fake in-process";

    public static final String TCP = "fake over TCP";
    public static final String MOCK = "jedis-mock";
    public static final String REAL = "real Redis";
    /** The fake without a client library. */
    public static final String BARE = "fake in-process, bare socket";
    /** Added to the name of a server in a JVM that started with a class-data archive. */
    public static final String ARCHIVED = ", class-data archive";
    /** The fake, measured by JMH. */
    public static final String BY_JMH = "fake in-process, by JMH";
    /** What real Redis itself says that commands took, without the wire. */
    public static final String OWN_CLOCK = "real Redis, by its own clock";

    /** Commands. */
    public static final String MULTI = "MULTI of ten";

    public static final String HAND_OVER = "blocking hand-over";
    public static final String PUBLISH_ONE = "PUBLISH to 1";
    public static final String PUBLISH_MANY = "PUBLISH to 100";
    public static final String LUA_LOOP = "Lua, 1,000,000 additions";
    public static final String ALLOCATED = "bytes allocated, ";
    public static final String SNAPSHOT = "snapshot and restore";

    /** Start-up. */
    public static final String FIRST_REPLY = "main to first reply";

    public static final String FIRST_CLOSE = "first close";
    public static final String SECOND = "second server to first reply";
    public static final String FIRST_SCRIPT = "first EVAL";
    public static final String NEXT = "next server to first reply";
    public static final String CLOSE = "close";
    public static final String IDLE_KB = "idle, memory";
    public static final String IDLE_THREADS = "idle, threads";

    /** Memory. */
    public static final String STRINGS = "strings of 16 bytes";

    public static final String HASHES = "hashes of five fields";
    public static final String MEMBERS = "members of one sorted set";
    public static final String ENTRIES = "entries of one stream";

    /** Tests. */
    public static final String ADDED = "added to a test";

    public static final String WHOLE = "a whole test";
    public static final String NO_EXTENSION = "no extension, one fake for all";

    /** Jobs. */
    public static final String ENQUEUE = "enqueue one by one";

    public static final String ENQUEUE_TOGETHER = "enqueue one by one, 32 callers";
    public static final String ENQUEUE_MANY = "enqueue in batches of 1000";
    public static final String PERFORM_ONE = "perform, 1 slot";
    public static final String PERFORM_MANY = "perform, 32 slots";
    public static final String OURS = "this, real Redis";
    public static final String OURS_FAKE = "this, fake in-process";
    public static final String OURS_TCP = "this, fake over TCP";
    public static final String PYTHON = "Python's RQ, real Redis";
    public static final String JESQUE = "Jesque, real Redis";
    /** Added to the names of figures that were measured with a millisecond each way. */
    public static final String FAR = ", 1 ms away";

    public static final String PING = "PING";

    private Names() {}

    /** Returns the figure of a command on a key of so many elements. */
    public static String growth(String family, String command, int size) {
        return family + ": " + command + " @ " + size;
    }

    /** Returns the figure of jobs performed by so many slots. */
    public static String perform(int slots) {
        return slots == 1 ? PERFORM_ONE : "perform, " + slots + " slots";
    }
}
