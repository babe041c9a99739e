package io.rqkit.examples.bench;

import io.rqkit.examples.bench.page.Figures;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Times and rates of the workloads on each server. Every server has a JVM of its own for each workload, clients included;
 * the four are warm before the first sample, and are measured in turn, so that a busy machine is unfair to nobody.
 */
final class Latency {
    private static final double NANOS_A_MICRO = 1e3;
    private static final double NANOS_A_SECOND = 1e9;

    private Latency() {}

    /** Measures how long one takes. */
    static void measureTimes(Mode mode, Figures figures) throws Exception {
        Set<WorkloadKind> kinds = EnumSet.allOf(WorkloadKind.class);
        kinds.removeIf(WorkloadKind::isRate);
        measure(kinds, mode, figures);
    }

    /** Measures how many are done a second. */
    static void measureRates(Mode mode, Figures figures) throws Exception {
        Set<WorkloadKind> kinds = EnumSet.allOf(WorkloadKind.class);
        kinds.removeIf(kind -> !kind.isRate());
        measure(kinds, mode, figures);
    }

    private static void measure(Set<WorkloadKind> kinds, Mode mode, Figures figures) throws Exception {
        for (WorkloadKind kind : kinds) {
            for (int fork = 0; fork < mode.of(1, 1, 3); fork++) {
                if (mode == Mode.SMOKE) {
                    measureHere(kind, figures);
                } else {
                    measure(kind, mode, figures);
                }
            }
        }
    }

    private static void measure(WorkloadKind kind, Mode mode, Figures figures) throws Exception {
        long round = TimeUnit.MILLISECONDS.toNanos(mode.of(0, 40, 200));
        List<ChildJvm> agents = new ArrayList<>();
        try {
            for (ServerKind server : ServerKind.values()) {
                agents.add(ChildJvm.start(WorkloadAgent.class, server.name(), kind.name()));
            }
            for (ServerKind server : ServerKind.values()) {
                long warmUp = TimeUnit.MILLISECONDS.toNanos(warmUpMillis(server, mode));
                agents.get(server.ordinal()).ask(Long.toString(warmUp));
            }
            for (int i = 0; i < mode.of(1, 9, 15); i++) { // many short ones: a busy moment of the machine spoils one
                for (ServerKind server : ServerKind.values()) {
                    String[] answer = agents.get(server.ordinal())
                            .ask(Long.toString(round))
                            .split(" ");
                    add(figures, kind, server, Long.parseLong(answer[0]), Long.parseLong(answer[1]));
                }
            }
        } finally {
            agents.forEach(ChildJvm::close);
        }
    }

    /** The more of the work is done in this JVM, the longer its compiler takes to be through with it. */
    private static int warmUpMillis(ServerKind server, Mode mode) {
        return switch (server) {
            case IN_PROCESS -> mode.of(0, 1300, 4000);
            case TCP, JEDIS_MOCK -> mode.of(0, 700, 4000);
            case REAL -> mode.of(0, 500, 2000);
        };
    }

    private static void measureHere(WorkloadKind kind, Figures figures) throws Exception {
        for (ServerKind each : ServerKind.values()) {
            try (BenchServer server = BenchServer.start(each);
                    Workload workload = Workloads.start(kind, server)) {
                long start = System.nanoTime();
                long done = workload.repeat(1);
                add(figures, kind, each, done, System.nanoTime() - start);
            }
        }
    }

    private static void add(Figures figures, WorkloadKind kind, ServerKind server, long done, long nanos) {
        double units = (double) done * kind.units();
        if (kind.isRate()) {
            figures.add(kind.label(), server.label(), "commands/s", units * NANOS_A_SECOND / nanos);
        } else {
            figures.add(kind.label(), server.label(), "µs", nanos / NANOS_A_MICRO / units);
        }
    }
}
