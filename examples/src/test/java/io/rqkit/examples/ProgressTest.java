package io.rqkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void writesOneLineOverAndOverAndWipesItOut() {
        try (Progress progress = new Progress(out, true, 4)) {
            progress.accept(1);
            progress.accept(4);
        }

        String first = "[" + "#".repeat(10) + ".".repeat(30) + "] 1 of 4 files";
        String last = "[" + "#".repeat(40) + "] 4 of 4 files";
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r" + first + "\r" + last + "\r" + " ".repeat(last.length()) + "\r");
    }

    @Test
    void printsNothingWhereNobodyWatches() {
        try (Progress progress = new Progress(out, false, 4)) {
            progress.accept(1);
        }

        assertThat(bytes.size()).isZero();
    }

    @Test
    void noFilesAreAFullBar() {
        new Progress(out, true, 0).accept(0);

        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("#".repeat(40) + "] 0 of 0 files");
    }
}
