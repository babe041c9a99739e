package io.rqkit.examples.bench;

import io.rqkit.examples.bench.jobs.JobRates;
import io.rqkit.examples.bench.page.Figures;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A part of the report that can be measured by itself, in a JVM of its own. */
public enum Piece {
    /** Commands one by one on each server. */
    LATENCY(Latency::measureTimes),
    /** Pipelines and several clients on each server. */
    RATES(Latency::measureRates),
    /** The same command by JMH, with what it allocates. */
    JMH(JmhFigures::measureCommands),
    /** From main to the first reply, the servers after it, and what an idle one takes. */
    STARTUP(StartUp::measure),
    /** Bytes a key. */
    MEMORY(Memory::measure),
    /** Ten thousand elements to a million. */
    GROWTH(Growth::measure),
    /** Snapshot and restore. */
    SNAPSHOT(JmhFigures::measureSnapshots),
    /** What the extension adds to a test. */
    TESTS(TestOverhead::measure),
    /** Jobs a second. */
    JOBS(JobRates::measureNear),
    /** Jobs a second on a server far away. */
    DISTANCE(JobRates::measureFar);

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private final Measurement measurement;

    Piece(Measurement measurement) {
        this.measurement = measurement;
    }

    /** What a piece does. */
    @FunctionalInterface
    interface Measurement {
        /** Measures in that mode and adds what it finds. */
        void run(Mode mode, Figures figures) throws Exception;
    }

    /** Measures. */
    public Figures measure(Mode mode) throws Exception {
        Figures figures = new Figures();
        figures.fact("measured", MINUTE.format(Instant.now()));
        figures.fact("mode", mode.name().toLowerCase(Locale.ROOT));
        measurement.run(mode, figures);
        return figures;
    }

    /** Measures the piece of that name in that mode and writes the file. */
    public static void main(String[] args) throws Exception {
        System.setProperty("java.class.path", ChildJvm.classPath());
        valueOf(args[0].toUpperCase(Locale.ROOT)).measure(Mode.named(args[1])).write(Path.of(args[2]));
    }
}
