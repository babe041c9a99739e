package io.rqkit.examples.bench.page;

import java.util.Locale;

/** How numbers are shown: three digits that count, thousands apart. */
final class Numbers {
    private static final double THOUSAND = 1000;
    private static final double HUNDRED = 100;
    private static final double TEN = 10;
    private static final double TENTH = 0.1;
    private static final double HUNDREDTH = 0.01;

    private Numbers() {}

    /** Returns a number as people read it, such as {@code 0.184}, {@code 6.21}, {@code 41.3} or {@code 312,000}. */
    static String shown(double number) {
        double size = Math.abs(number);
        if (size >= THOUSAND) {
            double step = Math.pow(TEN, Math.floor(Math.log10(size)) - 2);
            return String.format(Locale.ROOT, "%,.0f", Math.round(number / step) * step);
        }
        if (size == 0) {
            return "0";
        }
        String format = size >= HUNDRED
                ? "%.0f"
                : size >= TEN
                        ? "%.1f"
                        : size >= 1 ? "%.2f" : size >= TENTH ? "%.3f" : size >= HUNDREDTH ? "%.4f" : "%.5f";
        return String.format(Locale.ROOT, format, number);
    }

    /** Returns a number and what is counted; percent and the sign of times stand close. */
    static String shown(double number, String unit) {
        return unit.equals("×") ? shown(number) + "×" : shown(number) + " " + unit;
    }

    /** Returns a round number of an axis without digits that say nothing. */
    static String plain(double number, String unit) {
        String text = number >= 1
                ? String.format(Locale.ROOT, "%,.0f", number)
                : String.format(Locale.ROOT, "%.6f", number).replaceAll("0+$", "");
        return unit.equals("×") ? text + "×" : text;
    }

    /** Returns the range of a spread. */
    static String range(Spread spread) {
        return shown(spread.min()) + "–" + shown(spread.max());
    }
}
