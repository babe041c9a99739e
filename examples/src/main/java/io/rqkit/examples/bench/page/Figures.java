package io.rqkit.examples.bench.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The figures of one piece of the report, in the order in which they were first measured, and facts about the run.
 *
 * <p>Their file has a line a figure: metric, subject, unit and samples, with tabs in between; facts stand first, after
 * {@code #}.
 */
public final class Figures {
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final Map<List<String>, Figure> figures = new LinkedHashMap<>();

    /** Adds samples to a figure. */
    public void add(String metric, String subject, String unit, double... samples) {
        Figure figure =
                new Figure(metric, subject, unit, Arrays.stream(samples).boxed().toList());
        figures.merge(List.of(metric, subject), figure, (first, second) -> {
            List<Double> all = new ArrayList<>(first.samples());
            all.addAll(second.samples());
            return new Figure(metric, subject, unit, all);
        });
    }

    /** Adds all that another piece holds. */
    public void addAll(Figures others) {
        facts.putAll(others.facts);
        others.figures.forEach(figures::put);
    }

    /** Notes a fact about the run, such as the version of something. */
    public void fact(String name, String value) {
        facts.put(name, value);
    }

    /** Returns the facts, in the order in which they were noted. */
    public Map<String, String> facts() {
        return Collections.unmodifiableMap(facts);
    }

    /** Returns a figure, if it was measured. */
    public Optional<Figure> find(String metric, String subject) {
        return Optional.ofNullable(figures.get(List.of(metric, subject)));
    }

    /** Returns all figures. */
    public Collection<Figure> all() {
        return List.copyOf(figures.values());
    }

    /** Writes the file. */
    public void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        facts.forEach((name, value) -> lines.add("#\t" + name + "\t" + value));
        for (Figure figure : figures.values()) {
            lines.add(String.join("\t", figure.metric(), figure.subject(), figure.unit(), samples(figure)));
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, lines);
    }

    private static String samples(Figure figure) {
        return figure.samples().stream()
                .map(sample -> String.format(Locale.ROOT, "%.4g", sample))
                .collect(Collectors.joining(" "));
    }

    /** Reads a file. */
    public static Figures read(Path file) throws IOException {
        Figures read = new Figures();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split("\t");
            if (parts[0].equals("#")) {
                read.fact(parts[1], parts[2]);
            } else {
                double[] samples = Arrays.stream(parts[3].split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                read.add(parts[0], parts[1], parts[2], samples);
            }
        }
        return read;
    }
}
