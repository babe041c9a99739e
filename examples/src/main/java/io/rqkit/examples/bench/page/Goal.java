package io.rqkit.examples.bench.page;

import java.util.Locale;
import java.util.Optional;

/**
 * A promise, what it asks for, and what was measured.
 *
 * @param id its name, such as {@code 1a}, by which notes refer to it
 * @param what is promised
 * @param bound which side of the target is good
 * @param target the number asked for
 * @param unit of the target and of the measured number
 * @param measured absent if it was not measured
 * @param detail more that the figures say, such as which command it was; may be empty
 */
public record Goal(
        String id, String what, Bound bound, double target, String unit, Optional<Spread> measured, String detail) {
    private static final double PERCENT = 100;
    private static final double SEVERAL_TIMES = 2;

    /** Which side of the target is good. */
    public enum Bound {
        /** The target or less. */
        AT_MOST,
        /** The target or more. */
        AT_LEAST
    }

    /** Returns one that the figures have no more to say about. */
    public static Goal of(String id, String what, Bound bound, double target, String unit, Optional<Spread> measured) {
        return new Goal(id, what, bound, target, unit, measured, "");
    }

    /** Tells whether it was measured and kept. */
    public boolean isMet() {
        return measured.map(Spread::median).filter(this::isGood).isPresent();
    }

    private boolean isGood(double value) {
        return switch (bound) {
            case AT_MOST -> value <= target;
            case AT_LEAST -> value >= target;
        };
    }

    /** Says whether it was met, and else by how much it was missed. */
    public String verdict() {
        return measured.map(spread -> isGood(spread.median()) ? "met" : missedBy(spread.median()))
                .orElse("not measured");
    }

    private String missedBy(double value) {
        double times = switch (bound) {
            case AT_MOST -> value / target;
            case AT_LEAST -> target / value;
        };
        if (times >= SEVERAL_TIMES || target == 0) {
            return target == 0
                    ? "**missed by " + Numbers.shown(value, unit) + "**"
                    : String.format(Locale.ROOT, "**missed: %.1f times off**", times);
        }
        return "**missed by " + Numbers.shown(Math.abs(value - target) / target * PERCENT) + " %**";
    }

    /** Says what is asked for. */
    public String asked() {
        return (bound == Bound.AT_MOST ? "≤ " : "≥ ") + whole(target) + (unit.equals("×") ? "×" : " " + unit);
    }

    private static String whole(double number) {
        return number == Math.rint(number) ? String.format(Locale.ROOT, "%,.0f", number) : Numbers.shown(number);
    }
}
