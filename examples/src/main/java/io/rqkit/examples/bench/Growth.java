package io.rqkit.examples.bench;

import io.rqkit.examples.bench.GrowthFamilies.Family;
import io.rqkit.examples.bench.GrowthFamilies.Probe;
import io.rqkit.examples.bench.page.Figures;
import io.rqkit.examples.bench.page.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol;

/**
 * How much longer a command takes the more elements its key holds, on the fake in-process and on real Redis 7.0.15 in the
 * same JVM: a server a size, all of them batch by batch in turn. Commands go out in batches, so that the wire counts for little. Beside it what real
 * Redis itself says that the commands took, without the wire.
 */
final class Growth {
    private static final int BATCH = 1_000;
    private static final int STEP_PRIME = 7_919;
    private static final double NANOS_A_MICRO = 1_000;
    private static final Pattern SPENT = Pattern.compile("cmdstat_([^:]+):calls=(\\d+),usec=(\\d+)");

    private final Figures figures;
    private final int warmUps;
    private final int batches;
    private final List<Filled> servers = new ArrayList<>();

    private Growth(Figures figures, int warmUps, int batches) {
        this.figures = figures;
        this.warmUps = warmUps;
        this.batches = batches;
    }

    /** A server of either kind whose key has so many elements. */
    private record Filled(int size, ServerKind kind, Jedis jedis) {}

    /** Returns the sizes measured in that mode, smallest first. */
    private static List<Integer> sizes(Mode mode) {
        return switch (mode) {
            case SMOKE -> List.of(BATCH, 2 * BATCH);
            case QUICK -> List.of(10_000, 1_000_000);
            case FULL -> List.of(10_000, 100_000, 1_000_000);
        };
    }

    /** Measures every command. */
    static void measure(Mode mode, Figures figures) throws Exception {
        for (Family family : GrowthFamilies.all()) {
            List<BenchServer> started = new ArrayList<>();
            try {
                Growth growth = new Growth(figures, mode.of(1, 5, 15), mode.of(1, 11, 25));
                for (int size : sizes(mode)) {
                    for (ServerKind kind : List.of(ServerKind.IN_PROCESS, ServerKind.REAL)) {
                        BenchServer server = BenchServer.start(kind);
                        started.add(server);
                        growth.servers.add(new Filled(size, kind, server.connect()));
                    }
                }
                growth.measure(family);
            } finally {
                for (BenchServer server : started) {
                    server.close();
                }
            }
        }
    }

    private void measure(Family family) {
        for (Filled server : servers) {
            for (int filled = 0; filled < server.size(); filled += BATCH) {
                int from = filled;
                send(server.jedis(), commands(i -> family.fill().apply(from + i)));
            }
        }
        for (Probe probe : family.probes()) {
            measure(family, probe);
        }
    }

    /** All sizes in turn, so that the compiler and a busy machine are as kind to one as to the other. */
    private void measure(Family family, Probe probe) {
        for (int batch = 0; batch < warmUps; batch++) { // the first ones are the compiler's
            servers.forEach(server -> time(server, probe, 0));
        }
        servers.stream()
                .filter(server -> server.kind() == ServerKind.REAL)
                .forEach(server -> server.jedis().configResetStat());
        for (int batch = 0; batch < batches; batch++) {
            for (Filled server : servers) {
                String metric = Names.growth(family.name(), probe.name(), server.size());
                figures.add(metric, server.kind().label(), "µs", time(server, probe, batch));
            }
        }
        for (Filled server : servers) {
            if (server.kind() == ServerKind.REAL) {
                String metric = Names.growth(family.name(), probe.name(), server.size());
                figures.add(
                        metric, Names.OWN_CLOCK, "µs", ownClock(server.jedis().info("commandstats")));
            }
        }
    }

    private static double ownClock(String statistics) {
        double calls = 0;
        double micros = 0;
        for (Matcher command = SPENT.matcher(statistics); command.find(); ) {
            if (!command.group(1).startsWith("config")) {
                calls += Double.parseDouble(command.group(2));
                micros += Double.parseDouble(command.group(3));
            }
        }
        return micros / calls;
    }

    private static double time(Filled server, Probe probe, int batch) {
        // steps by a prime, so that neighbours are not met one after the other
        List<String[]> commands =
                commands(i -> probe.line().apply((int) (((long) batch * BATCH + i) * STEP_PRIME % server.size())));
        long start = System.nanoTime();
        send(server.jedis(), commands);
        return (System.nanoTime() - start) / NANOS_A_MICRO / BATCH;
    }

    private static List<String[]> commands(IntFunction<String> line) {
        List<String[]> commands = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            commands.add(line.apply(i).split(" "));
        }
        return commands;
    }

    private static void send(Jedis redis, List<String[]> commands) {
        try (Pipeline pipeline = redis.pipelined()) {
            for (String[] words : commands) {
                pipeline.sendCommand(Protocol.Command.valueOf(words[0]), Arrays.copyOfRange(words, 1, words.length));
            }
            pipeline.sync();
        }
    }
}
