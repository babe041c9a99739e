package io.rqkit.fakeredis.internal.command.diagnostics;

import io.rqkit.fakeredis.internal.engine.LatencyMonitor;
import io.rqkit.fakeredis.internal.engine.LatencyMonitor.Sample;
import java.util.ArrayList;
import java.util.List;

/** The picture that LATENCY GRAPH draws of an event: a column a sample, and how long ago it was below. */
final class LatencyGraph {
    private static final int COLUMNS = 80;
    private static final int ROWS = 4;
    /** A row has room for three heights. */
    private static final String HEIGHTS = "_o#";

    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    private final List<Sample> samples = new ArrayList<>();
    private final long second;
    private final long worst;
    private final long high;
    private final long low;

    LatencyGraph(LatencyMonitor.Event event, long second) {
        event.samples().forEach(samples::add);
        this.second = second;
        this.worst = event.worstMillis();
        this.high = samples.stream().mapToLong(Sample::millis).max().orElse(0);
        this.low = samples.stream().mapToLong(Sample::millis).min().orElse(0);
    }

    String draw(String name) {
        StringBuilder out =
                new StringBuilder(name + " - high " + high + " ms, low " + low + " ms (all time high " + worst
                        + " ms)\n"
                        + "-".repeat(COLUMNS)
                        + "\n");
        for (int from = 0; from < samples.size(); from += COLUMNS) {
            out.append(from == 0 ? "" : "\n");
            drawRange(samples.subList(from, Math.min(samples.size(), from + COLUMNS)), out);
        }
        return out.toString();
    }

    private void drawRange(List<Sample> range, StringBuilder out) {
        for (int row = 0; row < ROWS; row++) {
            for (Sample sample : range) {
                out.append(mark(sample, row));
            }
            out.append('\n');
        }
        out.append(" ".repeat(range.size())).append('\n');
        List<String> labels = range.stream().map(this::label).toList();
        int longest = labels.stream().mapToInt(String::length).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            for (String label : labels) {
                out.append(i < label.length() ? label.charAt(i) : ' ');
            }
            out.append('\n');
        }
    }

    private char mark(Sample sample, int row) {
        int steps = ROWS * HEIGHTS.length();
        double span = high == low ? 1 : high - low;
        int step = Math.min(steps - 1, (int) ((double) (sample.millis() - low) * steps / span));
        int height = step - (ROWS - row - 1) * HEIGHTS.length();
        if (height < 0) {
            return ' ';
        }
        return height < HEIGHTS.length() ? HEIGHTS.charAt(height) : '|';
    }

    private String label(Sample sample) {
        long ago = second - sample.second();
        if (ago < MINUTE) {
            return ago + "s";
        }
        if (ago < HOUR) {
            return ago / MINUTE + "m";
        }
        return ago < DAY ? ago / HOUR + "h" : ago / DAY + "d";
    }
}
