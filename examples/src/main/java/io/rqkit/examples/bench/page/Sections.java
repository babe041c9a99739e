package io.rqkit.examples.bench.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The parts of the page, each with what its numbers mean for a user. */
final class Sections {
    private static final List<String> SERVERS = List.of(Names.FAKE, Names.TCP, Names.MOCK, Names.REAL);
    private static final List<String> COMMANDS =
            List.of("GET", "SET", "LPUSH, RPOP", "HSET", "ZADD", "XADD", "EVALSHA");
    private static final String OVER_TCP = "real Redis ÷ fake over TCP";
    private static final String IN_PROCESS = "real Redis ÷ fake in-process";
    private static final String MOCK_IN_PROCESS = "jedis-mock ÷ fake in-process";

    private final Figures figures;

    private Sections(Figures figures) {
        this.figures = figures;
    }

    /** Returns all that was measured. */
    static List<Section> of(Figures figures) {
        Sections sections = new Sections(figures);
        QueueSections queues = new QueueSections(figures);
        return Stream.of(
                        sections.latency(),
                        sections.rates(),
                        sections.jmh(),
                        sections.startUp(),
                        sections.memory(),
                        sections.growth(),
                        sections.snapshots(),
                        queues.tests(),
                        queues.jobs(),
                        queues.distance())
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Section> latency() {
        List<String> metrics = new ArrayList<>(COMMANDS);
        metrics.addAll(List.of(Names.MULTI, Names.HAND_OVER, Names.PUBLISH_ONE, Names.PUBLISH_MANY, Names.LUA_LOOP));
        return new SectionWriter(figures, "One command at a time")
                .paragraph("""
                        Microseconds from a call of Jedis to its reply, one connection: what a line of a test or of the code under
                        test takes. In-process nothing leaves the caller's thread, so that a test's commands cost about what as many
                        look-ups in a map do. A blocking hand-over is an element that one thread pushes and another, which waits in
                        BLPOP, has in its hands. PUBLISH counts until the last subscriber has the message, each a thread. Client and
                        server share this machine's cores.""")
                .plot("latency.svg", "Time of a command", "µs", metrics, SERVERS)
                .table("µs: median (extremes)", metrics, SERVERS)
                .paragraph("How many times as long, in pairs of rounds:")
                .table(ratios(metrics))
                .section();
    }

    private Table ratios(List<String> metrics) {
        Table table = new Table("", IN_PROCESS, MOCK_IN_PROCESS, OVER_TCP, "jedis-mock ÷ fake over TCP");
        for (String metric : metrics) {
            if (figures.find(metric, Names.FAKE).isPresent()) {
                table.row(
                        metric,
                        ratio(metric, Names.REAL, Names.FAKE),
                        ratio(metric, Names.MOCK, Names.FAKE),
                        ratio(metric, Names.REAL, Names.TCP),
                        ratio(metric, Names.MOCK, Names.TCP));
            }
        }
        return table;
    }

    private String ratio(String metric, String above, String below) {
        return figures.find(metric, above)
                .flatMap(first -> figures.find(metric, below)
                        .map(second -> Numbers.shown(Spread.ratio(first, second).median(), "×")))
                .orElse("");
    }

    private Optional<Section> rates() {
        List<String> metrics =
                List.of("pipelines of 100 GET", "pipelines of 100 SET", "1 client", "2 clients", "8 clients");
        return new SectionWriter(figures, "Many commands at a time")
                .paragraph("""
                        Commands a second in pipelines of a hundred, and of one, two and eight clients that each send GET after GET
                        from a thread of their own: what a set-up that fills a server, or a load test, has to wait for.""")
                .plot("rates.svg", "Commands a second", "commands/s", metrics, SERVERS)
                .table("commands/s: median (extremes)", metrics, SERVERS)
                .section();
    }

    private Optional<Section> jmh() {
        Table table = new Table("", "µs by JMH: median (extremes)", "µs, as above", "bytes allocated a call");
        for (String command : COMMANDS) {
            figures.find(command, Names.BY_JMH)
                    .ifPresent(figure -> table.row(
                            command,
                            SectionWriter.cell(figure),
                            figures.find(command, Names.FAKE)
                                    .map(SectionWriter::cell)
                                    .orElse(""),
                            figures.find(Names.ALLOCATED + command, Names.FAKE)
                                    .map(bytes -> Numbers.shown(bytes.median()))
                                    .orElse("")));
        }
        return new SectionWriter(figures, "The same by JMH")
                .paragraph("""
                        Whether the programs above measure right: the same calls in-process, timed by JMH, and what one allocates,
                        Jedis's own share included.""")
                .table(table)
                .section();
    }

    private Optional<Section> startUp() {
        List<String> servers = List.of(Names.BARE, Names.FAKE, Names.TCP, Names.MOCK, Names.REAL);
        List<String> archived = List.of(Names.BARE + Names.ARCHIVED, Names.FAKE + Names.ARCHIVED);
        List<String> once = List.of(Names.FIRST_REPLY, Names.SECOND, Names.FIRST_CLOSE, Names.FIRST_SCRIPT);
        List<String> next = List.of(Names.NEXT, Names.CLOSE);
        return new SectionWriter(figures, "Start, close, and doing nothing")
                .paragraph("""
                        What a single test waits for when it is run by itself: milliseconds from the first line of main in a fresh
                        JVM to the first reply, PING through Jedis, whose classes are loaded in the same time; the bare socket is the fake's share
                        of it. Then, in the same young JVM, close, a second server with a client of its own, and the first script. Real
                        Redis is started by embedded-redis.""")
                .plot("startup.svg", "Start-up in a fresh JVM", "ms", once, servers)
                .table("ms: median (extremes)", once, servers)
                .paragraph("""
                        The same in a JVM that starts with a class-data archive, which the README tells how to make: classes, the
                        client library's too, are there as they were after loading in an earlier run. The JVM is the same otherwise.""")
                .table("ms, archived: median (extremes)", once, archived)
                .paragraph("""
                        What each further test of a long run waits for if it has a server of its own: microseconds from start to
                        first reply, client included, and to close, in a JVM that has done so often. For real Redis that is the
                        start of a process.""")
                .table("µs: median (extremes)", next, SERVERS)
                .paragraph("""
                        What a server takes while nobody asks it anything: reachable heap, for real Redis the resident memory of its
                        process, and threads.""")
                .table("median (extremes)", List.of(Names.IDLE_KB, Names.IDLE_THREADS), SERVERS)
                .section();
    }

    private Optional<Section> memory() {
        List<String> metrics = List.of(Names.STRINGS, Names.HASHES, Names.MEMBERS, Names.ENTRIES);
        List<String> both = List.of(Names.FAKE, Names.REAL);
        Table table =
                new Table("Bytes of each of a million", "fake, heap", "real Redis, used_memory", "fake ÷ real Redis");
        for (String metric : metrics) {
            figures.find(metric, Names.FAKE)
                    .ifPresent(figure -> table.row(
                            metric,
                            SectionWriter.cell(figure),
                            figures.find(metric, Names.REAL)
                                    .map(SectionWriter::cell)
                                    .orElse(""),
                            ratio(metric, Names.FAKE, Names.REAL)));
        }
        return new SectionWriter(figures, "Memory")
                .paragraph("""
                        How much data a test can hold in the JVM's heap. Bytes by which the heap grows for each key, member or entry,
                        beside what real Redis says of itself for the same data.""")
                .plot("memory.svg", "Bytes of each of a million", "bytes", metrics, both)
                .table(table)
                .section();
    }

    private Optional<Section> growth() {
        List<Growths.Growth> growths = Growths.of(figures);
        Table table = new Table(
                "Command", "fake, µs", "grows", "real Redis, µs", "grows", "by its own clock", "fake ÷ real Redis");
        DotPlot plot = new DotPlot("Growth from 10⁴ to 10⁶ elements", "×", List.of(Names.FAKE, Names.REAL));
        for (Growths.Growth growth : growths) {
            double factor = growth.factor().median();
            String shown = Numbers.shown(factor, "×");
            table.row(
                    growth.command(),
                    fromTo(growth.small(), growth.large()),
                    Numbers.shown(growth.fake(), "×"),
                    fromTo(growth.redisSmall(), growth.redisLarge()),
                    Numbers.shown(growth.redis(), "×"),
                    growth.own().map(own -> Numbers.shown(own, "×")).orElse(""),
                    factor > Growths.ALLOWED ? "**" + shown + "**" : shown);
            Map<String, Spread> dots = new LinkedHashMap<>();
            dots.put(Names.FAKE, new Spread(growth.fake(), growth.fake(), growth.fake()));
            dots.put(Names.REAL, new Spread(growth.redis(), growth.redis(), growth.redis()));
            plot.row(growth.command(), dots);
        }
        plot.mark(1);
        plot.compact();
        return new SectionWriter(figures, "Growth")
                .paragraph(String.format(Locale.ROOT, """
                        Whether a test of much data is as quick as one of little. How many times longer a command takes when its key,
                        or the keyspace, has a million elements in place of ten thousand: the fake in-process, and real Redis through
                        a socket; both in pipelines of a thousand, batch by batch in turn. Much of what the client sees of real Redis is the wire, which
                        does not grow; what the server itself counts for its commands stands beside it. Factors over %s are bold.""", Numbers.shown(Growths.ALLOWED)))
                .plot("growth.svg", "Growth from ten thousand to a million elements", plot)
                .table(table)
                .section();
    }

    private static String fromTo(Figure small, Figure large) {
        return Numbers.shown(small.median()) + " → " + Numbers.shown(large.median());
    }

    private Optional<Section> snapshots() {
        Table table = new Table("", "µs: median (extremes)");
        for (Figure figure : figures.all()) {
            if (figure.metric().equals(Names.SNAPSHOT)) {
                table.row(figure.subject(), SectionWriter.cell(figure));
            }
        }
        return new SectionWriter(figures, "Snapshot and restore")
                .paragraph("""
                        What it takes to bring a server with a million keys back to where a test found it: a snapshot, changes to so
                        many keys in a pipeline, which count too, and the restore.""")
                .table(table)
                .section();
    }
}
