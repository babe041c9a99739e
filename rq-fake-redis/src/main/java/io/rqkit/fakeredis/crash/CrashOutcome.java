package io.rqkit.fakeredis.crash;

import java.util.Optional;

/**
 * What a crash led to.
 *
 * @param number the number of the command in the scenario, from 1
 * @param command the command with its arguments
 * @param moment when the connections were cut
 * @param result what came of it
 * @param failure what recovery or check threw; empty when all was well
 */
public record CrashOutcome(int number, String command, Moment moment, Result result, Optional<Throwable> failure) {
    /** When the connections were cut. */
    public enum Moment {
        /** Before the command ran. */
        BEFORE,
        /** After it ran and before its reply. */
        AFTER
    }

    /** What came of it. */
    public enum Result {
        /** All is as it must be. */
        OK,
        /** The check failed. */
        BROKEN,
        /** Recovery failed. */
        NOT_RECOVERED,
        /** The scenario sent fewer commands than before. */
        NOT_REACHED
    }

    /** Says whether something is not as it must be. */
    public boolean isBroken() {
        return result == Result.BROKEN || result == Result.NOT_RECOVERED;
    }
}
