package io.rqkit.fakeredis.crash;

/**
 * Lets a process die at each of its commands, and checks what is left.
 *
 * <pre>{@code
 * CrashReport report = redis.crashEverywhere()
 *         .scenario(() -> worker.runOnce())
 *         .recover(() -> redis.clock().advance(Duration.ofHours(1)))
 *         .check(() -> assertThat(redis.database(0).list("jobs")).hasSize(1))
 *         .run();
 * System.out.println(report);
 * report.requireNoneBroken();
 * }</pre>
 *
 * <p>The scenario runs once undisturbed, and its commands are counted, but for HELLO, CLIENT and others of the group
 * connection, which change no data. Then it runs again for each of them, twice: once all
 * connections are cut before the command runs, once after it ran and before its reply. From there on until the scenario
 * has ended nobody can connect; what it throws then is the end of a process and is ignored. Then recovery runs, and then
 * the check, which throws when something is not as it must be. Before each run the data and the clock, which is frozen,
 * are brought back to what they were at the beginning.
 *
 * <p>Each part should open connections of its own, since those of the scenario are cut, and with them all others. When it
 * is to die the scenario runs on a thread of its own, which is interrupted once the connections are cut; it must end then.
 */
public interface CrashPlan {
    /** Something to do that may fail in any way. */
    @FunctionalInterface
    interface Action {
        /** Does it. */
        void run() throws Throwable;
    }

    /** Sets what the process does. */
    CrashPlan scenario(Action action);

    /** Sets what happens after the crash: others go on, a process starts again, time passes. By default nothing. */
    CrashPlan recover(Action action);

    /** Sets what must be true in the end; it throws when it is not. */
    CrashPlan check(Action action);

    /**
     * Runs everything.
     *
     * @throws IllegalStateException when there is no scenario or check, or when scenario, recovery or check fail without
     *     any crash
     */
    CrashReport run();
}
