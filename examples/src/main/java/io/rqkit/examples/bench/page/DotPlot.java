package io.rqkit.examples.bench.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A plot as SVG: a row a metric, a dot a subject on one logarithmic axis, a thin line from its smallest to its largest
 * sample, and the median beside the dot. Subjects have their own colours, named once above.
 */
final class DotPlot {
    private static final int WIDTH = 860;
    private static final int LEFT = 220;
    private static final int RIGHT = 70;
    private static final int TOP = 66;
    private static final int BOTTOM = 40;
    private static final int LINE = 19;
    private static final int GAP = 13;
    private static final double TEN = 10;

    private static final Map<String, String> COLOURS = Map.ofEntries(
            Map.entry(Names.FAKE, "#0b5fa5"),
            Map.entry(Names.BARE, "#6a51a3"),
            Map.entry(Names.TCP, "#3fa0d8"),
            Map.entry(Names.MOCK, "#d9822b"),
            Map.entry(Names.REAL, "#555555"),
            Map.entry(Names.OURS_FAKE, "#0b5fa5"),
            Map.entry(Names.OURS_TCP, "#3fa0d8"),
            Map.entry(Names.OURS, "#12355b"),
            Map.entry(Names.PYTHON, "#2e8b57"),
            Map.entry(Names.JESQUE, "#b3446c"));

    private final String title;
    private final String unit;
    private final List<String> subjects;
    private final List<Row> rows = new ArrayList<>();
    private Optional<Double> mark = Optional.empty();
    private boolean compact;

    /** What one metric shows, with a spread for some or all subjects. */
    private record Row(String name, Map<String, Spread> dots) {}

    DotPlot(String title, String unit, List<String> subjects) {
        this.title = title;
        this.unit = unit;
        this.subjects = List.copyOf(subjects);
    }

    /** Adds a row, unless there is nothing to show in it. */
    void row(String name, Map<String, Spread> dots) {
        if (!dots.isEmpty()) {
            rows.add(new Row(name, dots));
        }
    }

    /** Draws a line down the plot at that number. */
    void mark(double number) {
        mark = Optional.of(number);
    }

    /** Puts all dots of a row on one line, without their numbers: for a plot of many rows, with a table beside it. */
    void compact() {
        compact = true;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    private int rowHeight(Row row) {
        return compact ? LINE : row.dots().size() * LINE + GAP;
    }

    /** Returns the picture. */
    String svg() {
        double low = rows.stream()
                .flatMap(row -> row.dots().values().stream())
                .mapToDouble(Spread::min)
                .filter(number -> number > 0)
                .min()
                .orElse(1);
        double high = rows.stream()
                .flatMap(row -> row.dots().values().stream())
                .mapToDouble(Spread::max)
                .max()
                .orElse(TEN);
        LogAxis axis = new LogAxis(low, high, LEFT, WIDTH - LEFT - RIGHT);
        int height = TOP + rows.stream().mapToInt(this::rowHeight).sum() + BOTTOM;
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
                        + "font-family=\"DejaVu Sans, Verdana, Helvetica, Arial, sans-serif\" font-size=\"12\">%n",
                WIDTH,
                height,
                WIDTH,
                height));
        svg.append(String.format(Locale.ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n", WIDTH, height));
        svg.append(text(GAP, 24, "start", "#111111", "font-size=\"15\" font-weight=\"bold\"", title));
        legend(svg);
        grid(svg, axis, height);
        int y = TOP;
        for (Row row : rows) {
            draw(svg, axis, row, y);
            y += rowHeight(row);
        }
        return svg.append("</svg>\n").toString();
    }

    private void legend(StringBuilder svg) {
        double x = GAP;
        for (String subject : subjects) {
            if (rows.stream().anyMatch(row -> row.dots().containsKey(subject))) {
                svg.append(dot(x + 5, 44, colour(subject)));
                svg.append(text(x + 15, 48, "start", colour(subject), "", subject));
                x += 34 + subject.length() * 7.1;
            }
        }
    }

    private void grid(StringBuilder svg, LogAxis axis, int height) {
        int bottom = height - BOTTOM;
        for (double tick : axis.ticks()) {
            svg.append(line(axis.x(tick), TOP - 4, axis.x(tick), bottom, "#e3e3e3", ""));
            svg.append(text(
                    axis.x(tick), bottom + 16, "middle", "#666666", "font-size=\"11\"", Numbers.plain(tick, unit)));
        }
        mark.ifPresent(number -> svg.append(
                line(axis.x(number), TOP - 4, axis.x(number), bottom, "#c0392b", "stroke-dasharray=\"4 3\"")));
        svg.append(text(
                LEFT,
                bottom + 32,
                "start",
                "#666666",
                "font-size=\"11\"",
                unit + ", logarithmic; a dot is the median" + (compact ? "" : ", its line the extremes")));
    }

    private void draw(StringBuilder svg, LogAxis axis, Row row, int top) {
        if (compact) {
            drawCompact(svg, axis, row, top + LINE / 2);
            return;
        }
        svg.append(line(GAP, top - 2, WIDTH - GAP, top - 2, "#eeeeee", ""));
        int middle = top + row.dots().size() * LINE / 2 + GAP / 2;
        svg.append(text(LEFT - 14, middle + 2, "end", "#222222", "", row.name()));
        int y = top + GAP;
        for (String subject : subjects) {
            Spread spread = row.dots().get(subject);
            if (spread != null) {
                String colour = colour(subject);
                double right = axis.x(spread.max());
                svg.append(
                        line(axis.x(spread.min()), y, right, y, colour, "stroke-width=\"2\" stroke-opacity=\"0.45\""));
                svg.append(dot(axis.x(spread.median()), y, colour));
                svg.append(text(
                        Math.max(right, axis.x(spread.median()) + 5) + 6,
                        y + 4,
                        "start",
                        colour,
                        "font-size=\"11\"",
                        Numbers.shown(spread.median())));
                y += LINE;
            }
        }
    }

    private void drawCompact(StringBuilder svg, LogAxis axis, Row row, int y) {
        svg.append(text(LEFT - 14, y + 4, "end", "#222222", "", row.name()));
        double[] sorted = row.dots().values().stream()
                .mapToDouble(Spread::median)
                .sorted()
                .toArray();
        svg.append(line(axis.x(sorted[0]), y, axis.x(sorted[sorted.length - 1]), y, "#bbbbbb", "stroke-width=\"2\""));
        for (String subject : subjects) {
            Spread spread = row.dots().get(subject);
            if (spread != null) {
                svg.append(dot(axis.x(spread.median()), y, colour(subject)));
            }
        }
    }

    private static String colour(String subject) {
        return COLOURS.getOrDefault(subject, "#333333");
    }

    private static String dot(double x, double y, String colour) {
        return String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\" fill=\"%s\"/>%n", x, y, colour);
    }

    private static String line(double x1, double y1, double x2, double y2, String colour, String more) {
        return String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" %s/>%n",
                x1,
                y1,
                x2,
                y2,
                colour,
                more);
    }

    private static String text(double x, double y, String anchor, String colour, String more, String words) {
        String escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\" %s>%s</text>%n",
                x,
                y,
                anchor,
                colour,
                more,
                escaped);
    }
}
