package io.rqkit.examples.bench;

import io.rqkit.examples.bench.page.Figures;
import io.rqkit.examples.bench.page.Names;
import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs JMH's benchmarks and takes their figures: a sample is an iteration. */
final class JmhFigures {
    private static final String ALLOCATION_RATE = "gc.alloc.rate.norm";

    private JmhFigures() {}

    /** Times single commands in-process, which says whether the other way to measure them is right. */
    static void measureCommands(Mode mode, Figures figures) throws RunnerException {
        ChainedOptionsBuilder options = options(mode)
                .include(CommandLatencyBenchmark.class.getSimpleName())
                .param("server", ServerKind.IN_PROCESS.name())
                .addProfiler(GCProfiler.class);
        if (mode != Mode.FULL) {
            options.param("command", SingleCommand.GET.name(), SingleCommand.SET.name());
        }
        for (RunResult result : new Runner(options.build()).run()) {
            SingleCommand command = SingleCommand.valueOf(result.getParams().getParam("command"));
            for (IterationResult iteration : iterations(result)) {
                figures.add(
                        command.label(),
                        Names.BY_JMH,
                        "µs",
                        iteration.getPrimaryResult().getScore());
                Result<?> allocated = iteration.getSecondaryResults().get(ALLOCATION_RATE);
                if (allocated != null) {
                    figures.add(
                            Names.ALLOCATED + command.label(),
                            ServerKind.IN_PROCESS.label(),
                            "bytes",
                            allocated.getScore());
                }
            }
        }
    }

    /** Times snapshots. */
    static void measureSnapshots(Mode mode, Figures figures) throws RunnerException {
        int keys = mode.of(1000, 1_000_000, 1_000_000);
        figures.fact("keys", Integer.toString(keys));
        ChainedOptionsBuilder options =
                options(mode).include(SnapshotBenchmark.class.getSimpleName()).param("keys", Integer.toString(keys));
        for (RunResult result : new Runner(options.build()).run()) {
            for (IterationResult iteration : iterations(result)) {
                figures.add(
                        Names.SNAPSHOT,
                        result.getParams().getParam("changed") + " keys changed",
                        "µs",
                        iteration.getPrimaryResult().getScore());
            }
        }
    }

    private static ChainedOptionsBuilder options(Mode mode) {
        return new OptionsBuilder()
                .verbosity(VerboseMode.SILENT)
                .forks(mode.of(0, 1, 3))
                .warmupIterations(mode.of(0, 2, 5))
                .warmupTime(TimeValue.milliseconds(mode.of(1, 500, 1000)))
                .measurementIterations(mode.of(1, 3, 5))
                .measurementTime(TimeValue.milliseconds(mode.of(1, 300, 1000)));
    }

    private static Collection<IterationResult> iterations(RunResult result) {
        return result.getBenchmarkResults().stream()
                .map(BenchmarkResult::getIterationResults)
                .flatMap(Collection::stream)
                .toList();
    }
}
