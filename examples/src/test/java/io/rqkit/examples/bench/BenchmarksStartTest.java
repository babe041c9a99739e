package io.rqkit.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.examples.RealRedis;
import io.rqkit.examples.bench.page.Figure;
import io.rqkit.examples.bench.page.Figures;
import io.rqkit.examples.bench.page.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each piece of the report runs, as little of it as there is. What it measures here says nothing. */
class BenchmarksStartTest {
    @BeforeAll
    static void realRedisIsThere() {
        RealRedis.assumeThere("embedded");
    }

    @ParameterizedTest
    @EnumSource(Piece.class)
    void everyPieceMeasuresSomething(Piece piece, @TempDir Path folder) throws Exception {
        Figures figures = piece.measure(Mode.SMOKE);

        assertThat(figures.all()).isNotEmpty();
        assertThat(figures.all())
                .flatExtracting(Figure::samples)
                .allSatisfy(sample -> assertThat(sample).isFinite());
        assertPageHasASection(piece, figures, folder);
    }

    private static void assertPageHasASection(Piece piece, Figures figures, Path folder) throws IOException {
        new Page(Map.of(piece.name(), figures), Map.of()).write(folder);

        assertThat(Files.readString(folder.resolve(Page.FILE)).split("\n## "))
                .as("introduction, goals, the piece's section, the machine")
                .hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void theMachineIsTold() throws Exception {
        assertThat(Machine.facts().facts()).containsKeys("processor", "cores", "JDK", "real Redis");
    }

    @Test
    void aVersionIsReadFromTheNameOfAJar() {
        String jars = "/lib/jedis-mock-1.1.18.jar\n/lib/jedis-8.0.2.jar";

        assertThat(Machine.version(jars, "jedis")).contains("8.0.2");
        assertThat(Machine.version(jars, "jedis-mock")).contains("1.1.18");
        assertThat(Machine.version(jars, "jesque")).isEmpty();
    }
}
