package io.rqkit.examples.bench;

import io.rqkit.examples.bench.page.Figures;
import io.rqkit.examples.bench.page.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** How long one waits for a server, the first and the next, and what it takes while it does nothing. */
final class StartUp {
    private StartUp() {}

    /** Measures all. */
    static void measure(Mode mode, Figures figures) throws Exception {
        try (ClassArchive bare = ClassArchive.of(FirstReply.class, FirstReply.BARE);
                ClassArchive withJedis = ClassArchive.of(FirstReply.class, ServerKind.IN_PROCESS.name())) {
            for (int i = 0; i < mode.of(1, 5, 31); i++) {
                first(figures, FirstReply.BARE, Names.BARE);
                for (ServerKind kind : ServerKind.values()) {
                    first(figures, kind.name(), kind.label());
                }
                addFirst(figures, Names.BARE + Names.ARCHIVED, bare.run());
                addFirst(figures, Names.FAKE + Names.ARCHIVED, withJedis.run());
            }
        }
        for (ServerKind kind : ServerKind.values()) {
            next(mode, figures, kind);
        }
        idle(mode, figures);
    }

    private static void first(Figures figures, String server, String label) throws IOException {
        try (ChildJvm jvm = ChildJvm.start(FirstReply.class, server)) {
            addFirst(figures, label, jvm.answer());
        }
    }

    private static void addFirst(Figures figures, String label, String answer) {
        double[] millis = numbers(answer);
        figures.add(Names.FIRST_REPLY, label, "ms", millis[0]);
        figures.add(Names.FIRST_CLOSE, label, "ms", millis[1]);
        figures.add(Names.SECOND, label, "ms", millis[2]);
        figures.add(Names.FIRST_SCRIPT, label, "ms", millis[3]);
    }

    private static void next(Mode mode, Figures figures, ServerKind kind) throws Exception {
        int count = switch (kind) {
            case IN_PROCESS -> mode.of(10, 4000, 20_000);
            case TCP -> mode.of(10, 1000, 5000);
            case JEDIS_MOCK -> mode.of(3, 200, 1000);
            case REAL -> mode.of(1, 3, 10);
        };
        if (mode == Mode.SMOKE) {
            addNext(figures, kind, NextServers.next(kind, count));
            return;
        }
        try (ChildJvm jvm = ChildJvm.start(NextServers.class, kind.name())) {
            jvm.ask("next " + count); // warms up
            for (int i = 0; i < mode.of(1, 3, 7); i++) {
                addNext(figures, kind, numbers(jvm.ask("next " + count)));
            }
        }
    }

    private static void addNext(Figures figures, ServerKind kind, double[] micros) {
        figures.add(Names.NEXT, kind.label(), "µs", micros[0]);
        figures.add(Names.CLOSE, kind.label(), "µs", micros[1]);
    }

    private static void idle(Mode mode, Figures figures) throws Exception {
        for (ServerKind kind : ServerKind.values()) {
            switch (kind) {
                case IN_PROCESS, TCP, JEDIS_MOCK -> idleHere(mode, figures, kind);
                case REAL -> idleProcess(figures);
            }
        }
    }

    private static void idleHere(Mode mode, Figures figures, ServerKind kind) throws Exception {
        if (mode == Mode.SMOKE) {
            addIdle(figures, kind, NextServers.idle(kind, 2));
            return;
        }
        try (ChildJvm jvm = ChildJvm.start(NextServers.class, kind.name())) {
            for (int i = 0; i < mode.of(1, 3, 5); i++) {
                addIdle(figures, kind, numbers(jvm.ask("idle " + mode.of(2, 50, 100))));
            }
        }
    }

    private static void idleProcess(Figures figures) throws Exception {
        if (Files.exists(Path.of("/proc/self/status"))) { // on Linux, that is
            try (BenchServer real = BenchServer.start(ServerKind.REAL)) {
                addIdle(figures, ServerKind.REAL, NextServers.process(real.connect()));
            }
        }
    }

    private static void addIdle(Figures figures, ServerKind kind, double[] found) {
        figures.add(Names.IDLE_KB, kind.label(), "KB", found[0]);
        figures.add(Names.IDLE_THREADS, kind.label(), "threads", found[1]);
    }

    private static double[] numbers(String line) {
        return Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
}
