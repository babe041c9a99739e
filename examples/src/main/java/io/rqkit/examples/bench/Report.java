package io.rqkit.examples.bench;

import io.rqkit.examples.bench.page.Figures;
import io.rqkit.examples.bench.page.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures and writes BENCHMARKS.md with its plots.
 *
 * <p>Arguments: {@code quick} or {@code full}, then the names of the pieces to measure, all if there are none; the figures
 * of the others stay as they are. {@code page} measures nothing and only writes the page anew.
 */
public final class Report {
    private static final double NANOS_A_SECOND = 1e9;

    /** The folder of the examples, from the project's or from its own. */
    private final Path folder;

    private Report(Path folder) {
        this.folder = folder;
    }

    /** Measures, and writes. */
    public static void main(String[] args) throws Exception {
        Path examples = Path.of("examples");
        Report report = new Report(Files.isDirectory(examples) ? examples : Path.of(""));
        List<String> words = args.length == 0 ? List.of("quick") : Arrays.asList(args);
        if (!words.get(0).equals("page")) {
            report.measure(Mode.named(words.get(0)), pieces(words.subList(1, words.size())));
        }
        report.write();
    }

    private static List<Piece> pieces(List<String> names) {
        return names.isEmpty()
                ? List.of(Piece.values())
                : names.stream()
                        .map(name -> Piece.valueOf(name.toUpperCase(Locale.ROOT)))
                        .toList();
    }

    private Path file(String name) {
        return folder.resolve("benchmarks").resolve("figures").resolve(name + ".tsv");
    }

    private void measure(Mode mode, List<Piece> pieces) throws Exception {
        System.setProperty("java.class.path", ChildJvm.classPath());
        Machine.facts().write(file("machine"));
        long begun = System.nanoTime();
        for (Piece piece : pieces) {
            long start = System.nanoTime();
            String name = piece.name().toLowerCase(Locale.ROOT);
            if (!inItsOwnJvm(name, mode)) {
                throw new IllegalStateException("The piece " + name + " failed: see above");
            }
            System.out.printf(Locale.ROOT, "%-10s %5.1f s%n", name, (System.nanoTime() - start) / NANOS_A_SECOND);
        }
        System.out.printf(Locale.ROOT, "%-10s %5.1f s%n", "all", (System.nanoTime() - begun) / NANOS_A_SECOND);
    }

    private boolean inItsOwnJvm(String piece, Mode mode) throws IOException, InterruptedException {
        return new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                ChildJvm.classPath(),
                                Piece.class.getName(),
                                piece,
                                mode.name(),
                                file(piece).toAbsolutePath().toString())
                        .inheritIO()
                        .start()
                        .waitFor()
                == 0;
    }

    private void write() throws IOException {
        Map<String, Figures> pieces = new LinkedHashMap<>();
        if (Files.exists(file("machine"))) {
            pieces.put("machine", Figures.read(file("machine")));
        }
        for (Piece piece : Piece.values()) {
            String name = piece.name().toLowerCase(Locale.ROOT);
            if (Files.exists(file(name))) {
                pieces.put(name, Figures.read(file(name)));
            }
        }
        Path notes = folder.resolve("benchmarks").resolve("notes.md");
        new Page(pieces, Files.exists(notes) ? Page.readNotes(notes) : Map.of()).write(folder);
        System.out.println("Wrote " + folder.resolve(Page.FILE));
    }
}
