package io.rqkit.examples.bench.page;

import io.rqkit.examples.bench.page.Goal.Bound;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the project promises of its speed and size, worked out from the figures. */
public final class Goals {
    private static final String TIMES = "×";
    private static final String MICROS = "µs";
    private static final List<String> SINGLE = List.of("GET", "SET", "LPUSH, RPOP", "HSET", "ZADD", "XADD", "EVALSHA");

    private final Figures figures;
    private final List<Goal> goals = new ArrayList<>();

    private Goals(Figures figures) {
        this.figures = figures;
    }

    /** Works out all of them. */
    public static List<Goal> from(Figures figures) {
        Goals goals = new Goals(figures);
        goals.commands();
        goals.overTcp();
        goals.startUp();
        goals.sizes();
        goals.handOver();
        goals.jobs();
        return List.copyOf(goals.goals);
    }

    private Optional<Spread> spread(String metric, String subject) {
        return figures.find(metric, subject).map(Spread::of);
    }

    /** How many times one subject's figure is another's. */
    private Optional<Spread> ratio(String metric, String above, String below) {
        return figures.find(metric, above)
                .flatMap(first -> figures.find(metric, below).map(second -> Spread.ratio(first, second)));
    }

    private void atMost(String id, String what, double target, String unit, Optional<Spread> measured) {
        goals.add(Goal.of(id, what, Bound.AT_MOST, target, unit, measured));
    }

    private void atLeast(String id, String what, double target, Optional<Spread> measured) {
        goals.add(Goal.of(id, what, Bound.AT_LEAST, target, TIMES, measured));
    }

    private void commands() {
        String[] letters = {"a", "b"};
        for (int i = 0; i < letters.length; i++) {
            String command = SINGLE.get(i);
            String id = "1" + letters[i];
            atMost(id + "1", command + " in-process", 0.3, MICROS, spread(command, Names.FAKE));
            atLeast(id + "2", command + " in-process, beside real Redis", 100, ratio(command, Names.REAL, Names.FAKE));
            atLeast(id + "3", command + " in-process, beside jedis-mock", 30, ratio(command, Names.MOCK, Names.FAKE));
        }
    }

    private void overTcp() {
        atLeast("2a1", "GET over TCP, how many times as quick as real Redis", 1, ratio("GET", Names.REAL, Names.TCP));
        atLeast("2a2", "SET over TCP, how many times as quick as real Redis", 1, ratio("SET", Names.REAL, Names.TCP));
        goals.add(slowestOverTcp());
        String[] letters = {"b", "c"};
        for (int i = 0; i < letters.length; i++) {
            String pipelines = "pipelines of 100 " + SINGLE.get(i);
            String id = "2" + letters[i];
            atLeast(id + "1", pipelines + " over TCP, beside real Redis", 1, ratio(pipelines, Names.TCP, Names.REAL));
            atLeast(id + "2", pipelines + " over TCP, beside jedis-mock", 20, ratio(pipelines, Names.TCP, Names.MOCK));
        }
    }

    private Goal slowestOverTcp() {
        Optional<String> slowest = SINGLE.stream()
                .filter(command -> ratio(command, Names.REAL, Names.TCP).isPresent())
                .min(Comparator.comparing(command ->
                        ratio(command, Names.REAL, Names.TCP).orElseThrow().median()));
        return new Goal(
                "2a3",
                "the slowest of all single commands over TCP, how many times as quick as real Redis",
                Bound.AT_LEAST,
                1,
                TIMES,
                slowest.flatMap(command -> ratio(command, Names.REAL, Names.TCP)),
                slowest.orElse(""));
    }

    private void startUp() {
        atMost("3a1", "first reply in a fresh JVM, with Jedis", 60, "ms", spread(Names.FIRST_REPLY, Names.FAKE));
        atMost("3a2", "the same through a bare socket", 60, "ms", spread(Names.FIRST_REPLY, Names.BARE));
        atMost(
                "3a3",
                "first reply in a fresh JVM that has a class-data archive, with Jedis",
                60,
                "ms",
                spread(Names.FIRST_REPLY, Names.FAKE + Names.ARCHIVED));
        atMost(
                "3a4",
                "the same through a bare socket",
                60,
                "ms",
                spread(Names.FIRST_REPLY, Names.BARE + Names.ARCHIVED));
        atMost("3b", "next server to its first reply", 50, MICROS, spread(Names.NEXT, Names.FAKE));
        Optional<Spread> close = spread(Names.CLOSE, Names.FAKE).map(micros -> times(micros, 1 / 1e3));
        atMost("3c", "close", 1, "ms", close);
        atMost("3d1", "threads of an idle fake in-process", 0, "threads", spread(Names.IDLE_THREADS, Names.FAKE));
        atMost("3d2", "heap of an idle fake in-process", 200, "KB", spread(Names.IDLE_KB, Names.FAKE));
    }

    private static Spread times(Spread spread, double factor) {
        return new Spread(spread.median() * factor, spread.min() * factor, spread.max() * factor);
    }

    private void sizes() {
        atMost(
                "4a",
                "memory of a million strings of 16 bytes, beside real Redis",
                2,
                TIMES,
                ratio(Names.STRINGS, Names.FAKE, Names.REAL));
        List<Growths.Growth> growths = Growths.of(figures);
        List<String> over = growths.stream()
                .filter(growth -> growth.factor().median() > Growths.ALLOWED)
                .map(Growths.Growth::command)
                .toList();
        String detail = over.isEmpty()
                ? growths.size() + " commands"
                : over.size() + " of " + growths.size() + " commands over it: "
                        + over.stream().collect(Collectors.joining(", "));
        goals.add(new Goal(
                "4b",
                "growth from 10⁴ to 10⁶ elements, beside real Redis's, of the command that grows most",
                Bound.AT_MOST,
                Growths.ALLOWED,
                TIMES,
                growths.stream().map(Growths.Growth::factor).max(Comparator.comparing(Spread::median)),
                detail));
    }

    private void handOver() {
        atMost("5", "blocking hand-over in-process", 20, MICROS, spread(Names.HAND_OVER, Names.FAKE));
    }

    private void jobs() {
        atLeast(
                "6a",
                "jobs performed, 32 slots, beside Python's RQ",
                20,
                acrossMetrics(Names.PERFORM_MANY, Names.PERFORM_ONE, ""));
        atLeast(
                "6b",
                "jobs enqueued one by one, beside Python's RQ",
                10,
                acrossMetrics(Names.ENQUEUE, Names.ENQUEUE, ""));
        atLeast(
                "6c",
                "jobs enqueued in batches, beside Python's RQ",
                10,
                acrossMetrics(Names.ENQUEUE_MANY, Names.ENQUEUE_MANY, ""));
        atLeast(
                "6e",
                "jobs enqueued one by one by 32 callers, beside as many of Python's RQ",
                10,
                acrossMetrics(Names.ENQUEUE_TOGETHER, Names.ENQUEUE_TOGETHER, ""));
        atLeast(
                "6f",
                "jobs enqueued in the quickest way of each, beside Python's RQ",
                10,
                quickest(Names.OURS).flatMap(ours -> quickest(Names.PYTHON).map(theirs -> Spread.ratio(ours, theirs))));
        atLeast(
                "6d",
                "jobs performed 1 ms away, 32 slots, beside Python's RQ",
                50,
                acrossMetrics(Names.PERFORM_MANY, Names.PERFORM_ONE, Names.FAR));
    }

    private Optional<Figure> quickest(String contender) {
        return Stream.of(Names.ENQUEUE, Names.ENQUEUE_TOGETHER, Names.ENQUEUE_MANY)
                .flatMap(way -> figures.find(way, contender).stream())
                .max(Comparator.comparing(Figure::median));
    }

    /** This project's rate beside Python's, whose worker has one slot always. */
    private Optional<Spread> acrossMetrics(String ours, String theirs, String where) {
        return figures.find(ours + where, Names.OURS)
                .flatMap(
                        first -> figures.find(theirs + where, Names.PYTHON).map(second -> Spread.ratio(first, second)));
    }
}
