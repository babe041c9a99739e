package io.rqkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the sources of all modules in files of one subject. */
class SourceSizeTest {
    private static final int MOST_LINES = 500;

    /** Tests run in this module's folder, so its parent holds them all. */
    private static final Path PROJECT = Path.of("..");

    @Test
    void noJavaFileIsLongerThanFiveHundredLines() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("rq-fake-redis", "rq-core", "rq-junit5", "examples")) {
            sources.addAll(javaFiles(PROJECT.resolve(module).resolve("src")));
        }

        assertThat(sources).isNotEmpty();
        assertThat(sources).allSatisfy(file -> assertThat(lines(file)).isLessThanOrEqualTo(MOST_LINES));
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
