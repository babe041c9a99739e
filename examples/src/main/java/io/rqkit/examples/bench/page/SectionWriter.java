package io.rqkit.examples.bench.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts a section together out of paragraphs, tables and plots of the figures; leaves out what was not measured. */
final class SectionWriter {
    /** Where pictures lie, seen from the page. */
    static final String FOLDER = "benchmarks";

    private final Figures figures;
    private final String title;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> plots = new LinkedHashMap<>();

    SectionWriter(Figures figures, String title) {
        this.figures = figures;
        this.title = title;
    }

    /** Adds a paragraph. */
    SectionWriter paragraph(String words) {
        text.append(words.strip().replace('\n', ' ')).append("\n\n");
        return this;
    }

    /** Adds a table with a row a metric and a column a subject. */
    SectionWriter table(String head, List<String> metrics, List<String> subjects) {
        List<String> measured = subjects.stream()
                .filter(subject -> metrics.stream()
                        .anyMatch(metric -> figures.find(metric, subject).isPresent()))
                .toList();
        List<String> columns = new ArrayList<>(measured);
        columns.add(0, head);
        Table table = new Table(columns);
        for (String metric : metrics) {
            List<String> cells = new ArrayList<>();
            cells.add(metric);
            for (String subject : measured) {
                cells.add(figures.find(metric, subject).map(SectionWriter::cell).orElse(""));
            }
            if (cells.stream().skip(1).anyMatch(cell -> !cell.isEmpty())) {
                table.row(cells);
            }
        }
        return table(table);
    }

    /** Adds a table, unless it is empty. */
    SectionWriter table(Table table) {
        if (!table.isEmpty()) {
            text.append(table.text());
        }
        return this;
    }

    /** Adds a plot with a row a metric and a dot a subject. */
    SectionWriter plot(String file, String caption, String unit, List<String> metrics, List<String> subjects) {
        DotPlot plot = new DotPlot(caption, unit, subjects);
        for (String metric : metrics) {
            Map<String, Spread> dots = new LinkedHashMap<>();
            for (String subject : subjects) {
                figures.find(metric, subject).map(Spread::of).ifPresent(spread -> dots.put(subject, spread));
            }
            plot.row(metric, dots);
        }
        return plot(file, caption, plot);
    }

    /** Adds a plot, unless it is empty. */
    SectionWriter plot(String file, String caption, DotPlot plot) {
        if (!plot.isEmpty()) {
            plots.put(file, plot.svg());
            text.append("![").append(caption).append("](").append(FOLDER).append('/');
            text.append(file).append(")\n\n");
        }
        return this;
    }

    /** Returns the section, if there is more in it than words. */
    Optional<Section> section() {
        return plots.isEmpty() && !text.toString().contains("| --- |")
                ? Optional.empty()
                : Optional.of(new Section(title, text.toString(), plots));
    }

    /** Returns median and extremes as a cell. */
    static String cell(Figure figure) {
        Spread spread = Spread.of(figure);
        String median = Numbers.shown(spread.median());
        return figure.samples().size() == 1 ? median : median + " (" + Numbers.range(spread) + ")";
    }
}
