package io.rqkit.examples.bench.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the page: goals first, then what was missed, then every section, then the machine. */
public final class Page {
    /** The file of the page, in the folder of the examples. */
    public static final String FILE = "BENCHMARKS.md";

    private static final String INTRODUCTION = """
            # Benchmarks

            How quick and how small the fake and the queue are beside what one would take instead: jedis-mock, real Redis
            on this machine, Python's RQ, Jesque. A program wrote this page and its plots out of what it measured; a number
            is the median, and beside it stand the extremes of all rounds. Measure again, in less than five minutes, with

            ```sh
            mvn -q -B -Pdemo -pl examples -am process-classes -Ddemo.main=io.rqkit.examples.bench.Report -Ddemo.args=quick
            ```

            and with `full` in place of `quick` for more and longer rounds. `-Ddemo.args='quick latency'` measures one piece
            and keeps the others; the raw samples are in [benchmarks/figures](benchmarks/figures).

            """;

    private final Map<String, Figures> pieces;
    private final Map<String, String> notes;

    /**
     * Makes a page.
     *
     * @param pieces the figures of each piece by its name, in the order in which pieces are listed
     * @param notes what was found out about a goal, by the goal's id
     */
    public Page(Map<String, Figures> pieces, Map<String, String> notes) {
        this.pieces = new LinkedHashMap<>(pieces);
        this.notes = Map.copyOf(notes);
    }

    /** Writes the page into a folder, and its plots beside it. */
    public void write(Path folder) throws IOException {
        Figures all = new Figures();
        pieces.values().forEach(all::addAll);
        StringBuilder text = new StringBuilder(INTRODUCTION);
        List<Goal> goals = Goals.from(all);
        text.append("## Goals\n\n").append(goalTable(goals)).append(remarks(goals));
        Path plots = folder.resolve(SectionWriter.FOLDER);
        Files.createDirectories(plots);
        for (Section section : Sections.of(all)) {
            text.append("## ").append(section.title()).append("\n\n").append(section.text());
            for (Map.Entry<String, String> plot : section.plots().entrySet()) {
                Files.writeString(plots.resolve(plot.getKey()), plot.getValue());
            }
        }
        text.append("## Where and when\n\n").append(machine());
        Files.writeString(folder.resolve(FILE), text.toString().stripTrailing() + "\n");
    }

    /** Returns the table of goals. */
    static String goalTable(List<Goal> goals) {
        Table table = new Table("Goal", "Asked", "Median", "Extremes", "");
        for (Goal goal : goals) {
            table.row(
                    goal.id() + " " + goal.what() + (goal.detail().isEmpty() ? "" : " (" + goal.detail() + ")"),
                    goal.asked(),
                    goal.measured()
                            .map(spread -> Numbers.shown(spread.median(), goal.unit()))
                            .orElse(""),
                    goal.measured().map(Numbers::range).orElse(""),
                    goal.verdict());
        }
        return table.text();
    }

    private String remarks(List<Goal> goals) {
        StringBuilder text = new StringBuilder();
        for (Goal goal : goals) {
            String note = notes.getOrDefault(goal.id(), "");
            boolean missed = goal.measured().isPresent() && !goal.isMet();
            if (missed || !note.isEmpty()) {
                text.append("**")
                        .append(goal.id())
                        .append("** ")
                        .append(goal.what())
                        .append(": ");
                text.append(goal.verdict().replace("**", "")).append('.');
                text.append(note.isEmpty() ? "" : " " + note).append("\n\n");
            }
        }
        return text.isEmpty() ? "" : "### What there is to say about them\n\n" + text;
    }

    private String machine() {
        Table table = new Table("", "");
        Map<String, String> facts = new LinkedHashMap<>();
        pieces.values().forEach(piece -> facts.putAll(piece.facts()));
        facts.keySet().removeAll(List.of("mode", "measured"));
        facts.forEach(table::row);
        String when = pieces.entrySet().stream()
                .filter(piece -> piece.getValue().facts().containsKey("measured"))
                .map(piece -> piece.getKey() + " " + piece.getValue().facts().get("measured") + " UTC ("
                        + piece.getValue().facts().getOrDefault("mode", "") + ")")
                .collect(Collectors.joining(", "));
        table.row("measured", when);
        return table.text();
    }

    /** Reads notes: a heading of the second level is a goal's id, what follows it the note. */
    public static Map<String, String> readNotes(Path file) throws IOException {
        Map<String, String> notes = new LinkedHashMap<>();
        String id = "";
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("## ")) {
                id = line.substring("## ".length()).strip();
            } else if (!id.isEmpty()) {
                notes.merge(id, line.strip(), (first, second) -> (first + " " + second).strip());
            }
        }
        return notes;
    }
}
