package io.rqkit.fakeredis.internal.engine;

/** A script or function that runs: who called it, what it may do, and what it has done. */
public final class ScriptRun {
    private final Call caller;
    private final Session session;
    private final String name;
    private final boolean eval;
    private final boolean readOnly;
    private final boolean allowsOom;
    private final Stopwatch stopwatch = new Stopwatch();
    private boolean wrote;
    private volatile boolean killed;
    private volatile boolean busy;

    /** A time that code may take. */
    public static final class Timeout {
        private final Stopwatch stopwatch = new Stopwatch();
        private final long millis;

        public Timeout(long millis) {
            this.millis = millis;
        }

        public boolean isOver() {
            return stopwatch.elapsedMillis() > millis;
        }
    }

    /**
     * Creates a run.
     *
     * @param caller the call of EVAL or FCALL
     * @param session in whose name the script's commands run; see {@link Session#forScripts}
     * @param name the script's SHA-1 or the function's name
     * @param eval whether this is a script, not a function
     * @param readOnly whether commands that write are refused
     * @param allowsOom whether commands that need memory are allowed when there is none
     */
    public ScriptRun(Call caller, Session session, String name, boolean eval, boolean readOnly, boolean allowsOom) {
        this.caller = caller;
        this.session = session;
        this.name = name;
        this.eval = eval;
        this.readOnly = readOnly;
        this.allowsOom = allowsOom;
    }

    public Call caller() {
        return caller;
    }

    public Session session() {
        return session;
    }

    public String name() {
        return name;
    }

    public boolean isEval() {
        return eval;
    }

    boolean isReadOnly() {
        return readOnly;
    }

    boolean allowsOom() {
        return allowsOom;
    }

    /** Returns how long it has run. */
    public long elapsedMillis() {
        return stopwatch.elapsedMillis();
    }

    /** Says whether it has called a command that writes. */
    boolean hasWritten() {
        return wrote;
    }

    void noteWrite() {
        wrote = true;
    }

    boolean isKilled() {
        return killed;
    }

    void kill() {
        killed = true;
    }

    /** Says whether it has run for longer than busy-reply-threshold, so that others are answered while it goes on. */
    boolean isBusy() {
        return busy;
    }

    void becomeBusy() {
        busy = true;
    }
}
