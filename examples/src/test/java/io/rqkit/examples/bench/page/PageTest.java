package io.rqkit.examples.bench.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.examples.bench.page.Goal.Bound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page says what the figures say. */
class PageTest {
    private final Figures figures = new Figures();

    private Goal goal(String id) {
        return Goals.from(figures).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theMedianOfAnEvenNumberOfSamplesLiesBetweenTheMiddleTwo() {
        figures.add("GET", Names.FAKE, "µs", 4, 1, 3, 2);

        assertThat(figures.find("GET", Names.FAKE).orElseThrow().median()).isEqualTo(2.5);
    }

    @Test
    void aRatioIsOfTheMediansAndItsExtremesOfRoundsInPairs() {
        Figure real = new Figure("GET", Names.REAL, "µs", List.of(10.0, 20.0, 30.0));
        Figure fake = new Figure("GET", Names.FAKE, "µs", List.of(1.0, 4.0, 2.0));

        assertThat(Spread.ratio(real, fake)).isEqualTo(new Spread(10, 5, 15));
    }

    @Test
    void aRoundWithoutAPartnerIsComparedWithTheMedian() {
        Figure real = new Figure("GET", Names.REAL, "µs", List.of(10.0, 20.0, 60.0));
        Figure fake = new Figure("GET", Names.FAKE, "µs", List.of(2.0));

        assertThat(Spread.ratio(real, fake)).isEqualTo(new Spread(10, 5, 30));
    }

    @Test
    void aGoalThatIsKeptIsMet() {
        figures.add("GET", Names.FAKE, "µs", 0.2, 0.25, 0.4);

        assertThat(goal("1a1").verdict()).isEqualTo("met");
        assertThat(goal("1a1").asked()).isEqualTo("≤ 0.300 µs");
    }

    @Test
    void aGoalThatIsMissedSaysByHowMuch() {
        figures.add("GET", Names.FAKE, "µs", 0.36);
        figures.add("GET", Names.REAL, "µs", 9);

        assertThat(goal("1a1").verdict()).isEqualTo("**missed by 20.0 %**");
        assertThat(goal("1a2").verdict()).isEqualTo("**missed: 4.0 times off**");
        assertThat(goal("1a3").verdict()).isEqualTo("not measured");
    }

    @Test
    void aGoalOfNoneIsMissedByOne() {
        Goal threads = Goal.of("3d1", "threads", Bound.AT_MOST, 0, "threads", Optional.of(new Spread(1, 1, 1)));

        assertThat(threads.verdict()).isEqualTo("**missed by 1.00 threads**");
    }

    @Test
    void growthIsComparedBetweenTheSmallestAndTheLargestSize() {
        for (int size : new int[] {10_000, 100_000, 1_000_000}) {
            figures.add(Names.growth("list", "LINDEX", size), Names.FAKE, "µs", size / 10_000.0);
            figures.add(Names.growth("list", "LINDEX", size), Names.REAL, "µs", size / 20_000.0 + 0.5);
        }

        assertThat(goal("4b").measured().orElseThrow().median()).isEqualTo(100 / 50.5);
        assertThat(goal("4b").detail()).isEqualTo("1 of 1 commands over it: list: LINDEX");
    }

    @Test
    void jobsOfManySlotsAreComparedWithPythonsOne() {
        figures.add(Names.PERFORM_MANY, Names.OURS, "jobs/s", 9000);
        figures.add(Names.PERFORM_ONE, Names.PYTHON, "jobs/s", 300);

        assertThat(goal("6a").measured().orElseThrow().median()).isEqualTo(30);
    }

    @Test
    void theQuickestWayOfEnqueueingIsComparedWithPythonsQuickest() {
        figures.add(Names.ENQUEUE, Names.OURS, "jobs/s", 10_000);
        figures.add(Names.ENQUEUE_TOGETHER, Names.OURS, "jobs/s", 120_000);
        figures.add(Names.ENQUEUE_MANY, Names.OURS, "jobs/s", 90_000);
        figures.add(Names.ENQUEUE_TOGETHER, Names.PYTHON, "jobs/s", 5000);
        figures.add(Names.ENQUEUE_MANY, Names.PYTHON, "jobs/s", 15_000);

        assertThat(goal("6e").measured().orElseThrow().median()).isEqualTo(24);
        assertThat(goal("6c").measured().orElseThrow().median()).isEqualTo(6);
        assertThat(goal("6f").measured().orElseThrow().median()).isEqualTo(8);
    }

    @Test
    void thePageHoldsTableNotesAndPlot(@TempDir Path folder) throws IOException {
        figures.fact("measured", "2026-01-02 03:04");
        figures.fact("mode", "quick");
        figures.add("GET", Names.FAKE, "µs", 0.6);
        figures.add("GET", Names.REAL, "µs", 40, 41, 42);

        new Page(Map.of("latency", figures), Map.of("1a1", "The profile shows why.")).write(folder);

        assertThat(folder.resolve(Page.FILE))
                .content()
                .contains("| 1a1 GET in-process | ≤ 0.300 µs | 0.600 µs | 0.600–0.600 | **missed: 2.0 times off** |\n")
                .contains("**1a1** GET in-process: missed: 2.0 times off. The profile shows why.\n")
                .contains("| GET | 0.600 | 41.0 (40.0–42.0) |\n")
                .contains("![Time of a command](benchmarks/latency.svg)")
                .contains("| measured | latency 2026-01-02 03:04 UTC (quick) |")
                .doesNotContain("## Memory");
        assertThat(folder.resolve("benchmarks/latency.svg")).isNotEmptyFile();
    }

    @Test
    void figuresAreReadAsTheyWereWritten(@TempDir Path folder) throws IOException {
        figures.fact("mode", "quick");
        figures.add("GET", Names.FAKE, "µs", 0.25, 123456);

        figures.write(folder.resolve("latency.tsv"));
        Figures read = Figures.read(folder.resolve("latency.tsv"));

        assertThat(read.facts()).containsExactly(Map.entry("mode", "quick"));
        assertThat(read.all()).containsExactly(new Figure("GET", Names.FAKE, "µs", List.of(0.25, 123500.0)));
    }

    @Test
    void aNoteIsWhatFollowsTheHeadingOfItsGoal(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("notes.md"), """
                Words about the file.

                ## 1a1

                First line,
                second line.

                ## 4b
                Another.
                """);

        assertThat(Page.readNotes(file)).isEqualTo(Map.of("1a1", "First line, second line.", "4b", "Another."));
    }
}
