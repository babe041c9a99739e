package io.rqkit.examples.bench.jobs;

import io.rqkit.examples.bench.BenchServer;
import io.rqkit.examples.bench.ChildJvm;
import io.rqkit.examples.bench.Mode;
import io.rqkit.examples.bench.ServerKind;
import io.rqkit.examples.bench.page.Figures;
import io.rqkit.examples.bench.page.Names;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;

/**
 * Jobs enqueued and performed a second by this project, Python's RQ and Jesque, task by task in turn. Whoever uses real
 * Redis uses the same one.
 */
public final class JobRates implements AutoCloseable {
    /** How many jobs this project runs at a time. */
    private static final List<Integer> SLOTS = List.of(1, 8, 32);

    /** How many threads enqueue at the same time, as a server's do that answers many requests. */
    private static final String CALLERS = " 32";

    /** How many times as many jobs are enqueued in batches as one by one. */
    private static final int BATCHES = 5;

    private static final String DELAY_MICROS = "1000";
    private static final String PYTHON_PROGRAM = "/usr/bin/python3";
    private static final int MOST_ONE_BY_ONE = 80;
    private static final double NANOS_A_SECOND = 1e9;
    private static final double NANOS_A_MILLI = 1e6;
    private static final String UNIT = "jobs/s";

    private final Figures figures;
    private final int rounds;
    private final String where;
    private final Map<String, ChildJvm> contenders = new LinkedHashMap<>();

    private JobRates(Figures figures, int rounds, String where) {
        this.figures = figures;
        this.rounds = rounds;
        this.where = where;
    }

    /** Measures in-process, over TCP and on real Redis. */
    public static void measureNear(Mode mode, Figures figures) throws Exception {
        try (BenchServer real = BenchServer.start(ServerKind.REAL);
                BenchServer tcp = BenchServer.start(ServerKind.TCP);
                JobRates rates = new JobRates(figures, mode.of(1, 3, 7), "")) {
            rates.contenders.put(Names.OURS_FAKE, ChildJvm.start(OurJobs.class, "fake"));
            rates.contenders.put(Names.OURS_TCP, ChildJvm.start(OurJobs.class, address(tcp.port())));
            rates.startOnRealRedis(real.port());
            int ours = mode.of(20, 3000, 20_000);
            int python = mode.of(5, 200, 1000);
            rates.warmUp(ours, python, mode.of(0, 2, 4));
            rates.warmUpInProcess(ours, mode.of(0, 24, 12));
            rates.measure(ours, python, SLOTS);
        }
    }

    /** Measures on real Redis behind a network that takes a millisecond each way. */
    public static void measureFar(Mode mode, Figures figures) throws Exception {
        try (BenchServer real = BenchServer.start(ServerKind.REAL);
                ChildJvm proxy = ChildJvm.start(LatencyProxy.class, Integer.toString(real.port()), DELAY_MICROS);
                JobRates rates = new JobRates(figures, mode.of(1, 3, 7), Names.FAR)) {
            int port = Integer.parseInt(proxy.answer());
            ping(figures, port, mode.of(2, 50, 200));
            rates.startOnRealRedis(port);
            rates.warmUp(mode.of(20, 2000, 10_000), mode.of(2, 10, 50), mode.of(0, 1, 3));
            rates.measure(mode.of(20, 1000, 5000), mode.of(2, 20, 100), List.of(1, 32));
        }
    }

    @Override
    public void close() {
        contenders.values().forEach(ChildJvm::close);
    }

    private static void ping(Figures figures, int port, int times) {
        try (Jedis jedis = new Jedis("127.0.0.1", port)) {
            for (int i = 0; i < times; i++) {
                long start = System.nanoTime();
                jedis.ping();
                figures.add(Names.PING, "through the proxy", "ms", (System.nanoTime() - start) / NANOS_A_MILLI);
            }
        }
    }

    private static String address(int port) {
        return "redis://127.0.0.1:" + port;
    }

    private void startOnRealRedis(int port) throws IOException {
        contenders.put(Names.OURS, ChildJvm.start(OurJobs.class, address(port)));
        if (Files.isExecutable(Path.of(PYTHON_PROGRAM))) {
            ChildJvm python = ChildJvm.start(List.of(PYTHON_PROGRAM, "-c", script(), address(port)));
            contenders.put(Names.PYTHON, python);
            String[] versions = python.answer().split(" ");
            figures.fact("Python's RQ", versions[0] + " with redis-py " + versions[1] + " on Python " + versions[2]);
        }
        Path jars = jesqueJars();
        if (Files.isDirectory(jars)) {
            figures.fact("Jesque with its libraries", names(jars));
            String classPath = ownClasses() + File.pathSeparator + jars + "/*";
            contenders.put(
                    Names.JESQUE,
                    ChildJvm.start(
                            classPath, List.of(), JesqueJobs.class.getName(), "127.0.0.1", Integer.toString(port)));
        }
    }

    private static String names(Path jars) throws IOException {
        try (Stream<Path> files = Files.list(jars)) {
            return files.map(jar -> jar.getFileName().toString().replace(".jar", ""))
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
    }

    private static String script() throws IOException {
        try (InputStream script = JobRates.class.getResourceAsStream("python_jobs.py")) {
            if (script == null) {
                throw new IOException("python_jobs.py is not on the class path");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Path ownClasses() {
        return Path.of(URI.create(JobRates.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
    }

    /** Returns where the build puts Jesque and what it needs. */
    static Path jesqueJars() {
        return ownClasses().resolveSibling("jesque");
    }

    /** Far away each job that waits for a reply of its own takes milliseconds: fewer will do. */
    private int oneByOne(int jobs) {
        return where.isEmpty() ? jobs : Math.min(jobs, MOST_ONE_BY_ONE);
    }

    private void warmUp(int ours, int python, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            for (Map.Entry<String, ChildJvm> contender : contenders.entrySet()) {
                int jobs = contender.getKey().equals(Names.PYTHON) ? python : ours;
                contender.getValue().ask(Contender.ENQUEUE + " " + oneByOne(jobs));
                if (where.isEmpty()) {
                    contender.getValue().ask(Contender.ENQUEUE_TOGETHER + " " + jobs + CALLERS);
                }
                contender.getValue().ask(Contender.PERFORM + " " + jobs + " " + SLOTS.get(SLOTS.size() - 1));
            }
        }
    }

    /** Of all that this contender does nothing waits for anybody, so that until all is compiled it shows. */
    private void warmUpInProcess(int jobs, int times) throws IOException {
        ChildJvm contender = Objects.requireNonNull(contenders.get(Names.OURS_FAKE));
        for (int i = 0; i < times; i++) {
            contender.ask(Contender.PERFORM + " " + jobs + " " + SLOTS.get(i % SLOTS.size()));
        }
    }

    private void measure(int ours, int python, List<Integer> slots) throws IOException {
        List<String[]> tasks = new ArrayList<>();
        tasks.add(new String[] {Names.ENQUEUE, Contender.ENQUEUE, ""});
        if (where.isEmpty()) {
            tasks.add(new String[] {Names.ENQUEUE_TOGETHER, Contender.ENQUEUE_TOGETHER, CALLERS});
        }
        tasks.add(new String[] {Names.ENQUEUE_MANY, Contender.ENQUEUE_MANY, ""});
        for (int count : slots) {
            tasks.add(new String[] {Names.perform(count), Contender.PERFORM, " " + count});
        }
        for (int round = 0; round < rounds; round++) {
            for (String[] task : tasks) {
                for (Map.Entry<String, ChildJvm> contender : contenders.entrySet()) {
                    boolean alone = contender.getKey().equals(Names.PYTHON);
                    if (alone && task[1].equals(Contender.PERFORM) && !task[2].equals(" 1")) {
                        continue; // a worker of Python's runs one job at a time
                    }
                    boolean waits = task[1].equals(Contender.ENQUEUE) || task[2].equals(" 1");
                    int jobs = alone ? python : waits ? oneByOne(ours) : ours;
                    if (task[1].equals(Contender.ENQUEUE_MANY)) {
                        jobs = Math.max(Contender.BATCH, BATCHES * jobs); // a few milliseconds would say little
                    }
                    String nanos = contender.getValue().ask(task[1] + " " + jobs + task[2]);
                    figures.add(
                            task[0] + where, contender.getKey(), UNIT, jobs * NANOS_A_SECOND / Long.parseLong(nanos));
                }
            }
        }
    }
}
