package io.rqkit.fakeredis.crash;

import java.util.List;
import java.util.Locale;

/**
 * What each crash led to.
 *
 * @param outcomes two for each command of the scenario, in order: cut before it and after it
 */
public record CrashReport(List<CrashOutcome> outcomes) {
    private static final int WIDEST_COMMAND = 60;

    /** Copies the outcomes. */
    public CrashReport {
        outcomes = List.copyOf(outcomes);
    }

    /** Returns the crashes after which something was not as it must be. */
    public List<CrashOutcome> broken() {
        return outcomes.stream().filter(CrashOutcome::isBroken).toList();
    }

    /** Throws an {@link AssertionError} with the table when there is a crash after which something was not as it must be. */
    public void requireNoneBroken() {
        List<CrashOutcome> broken = broken();
        if (!broken.isEmpty()) {
            AssertionError error =
                    new AssertionError(broken.size() + " of " + outcomes.size() + " crashes do harm:\n" + this);
            broken.forEach(outcome -> outcome.failure().ifPresent(error::addSuppressed));
            throw error;
        }
    }

    /** Returns a table: crash point, command, outcome. */
    @Override
    public String toString() {
        int width = "command".length();
        for (CrashOutcome outcome : outcomes) {
            width = Math.max(width, shortened(outcome.command()).length());
        }
        String row = "%4s  %-7s %-" + width + "s  %s%n";
        StringBuilder table = new StringBuilder(String.format(Locale.ROOT, row, "#", "cut", "command", "outcome"));
        for (CrashOutcome outcome : outcomes) {
            table.append(String.format(
                    Locale.ROOT,
                    row,
                    outcome.number(),
                    outcome.moment().name().toLowerCase(Locale.ROOT),
                    shortened(outcome.command()),
                    outcome(outcome)));
        }
        return table.toString().stripTrailing();
    }

    private static String outcome(CrashOutcome outcome) {
        String result = outcome.result().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return outcome.failure()
                .map(failure ->
                        (outcome.isBroken() ? result.toUpperCase(Locale.ROOT) : result) + ": " + summary(failure))
                .orElse(result);
    }

    private static String summary(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return shortened(message.strip().replaceAll("\\s+", " "));
    }

    private static String shortened(String text) {
        return text.length() <= WIDEST_COMMAND ? text : text.substring(0, WIDEST_COMMAND - 3) + "...";
    }
}
