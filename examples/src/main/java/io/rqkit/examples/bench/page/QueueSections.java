package io.rqkit.examples.bench.page;

import java.util.List;
import java.util.Optional;

/** The parts of the page on the extension and on jobs. */
final class QueueSections {
    private static final List<String> EVERYBODY =
            List.of(Names.OURS_FAKE, Names.OURS_TCP, Names.OURS, Names.PYTHON, Names.JESQUE);

    private final Figures figures;

    QueueSections(Figures figures) {
        this.figures = figures;
    }

    Optional<Section> tests() {
        Table table = new Table("", "µs added to a test: median (extremes)", "µs of the whole test");
        for (Figure figure : figures.all()) {
            if (figure.metric().equals(Names.ADDED) && !figure.subject().equals(Names.NO_EXTENSION)) {
                table.row(
                        figure.subject(),
                        SectionWriter.cell(figure),
                        figures.find(Names.WHOLE, figure.subject())
                                .map(whole -> Numbers.shown(whole.median()))
                                .orElse(""));
            }
        }
        return new SectionWriter(figures, "What the extension adds to a test")
                .paragraph("""
                        Microseconds that a test with an empty Redis of its own takes longer than the same test without the
                        extension on a fake that is never emptied.""")
                .table(table)
                .section();
    }

    Optional<Section> jobs() {
        List<String> metrics = List.of(
                Names.ENQUEUE,
                Names.ENQUEUE_TOGETHER,
                Names.ENQUEUE_MANY,
                Names.perform(1),
                Names.perform(8),
                Names.PERFORM_MANY);
        return new SectionWriter(figures, "Jobs")
                .paragraph("""
                        Jobs a second that one process enqueues, and that one process performs: the smallest of jobs, so that all is
                        bookkeeping. This project and Python's RQ keep of each job its state, result, registries and execution; Jesque keeps
                        none of it. Of 32 callers each is a thread of the one process. Python's is the SimpleWorker, which runs jobs in its own process, one at a time; its default
                        worker forks for each job. Each contender has a process of its own; those on real Redis have the same server,
                        and take turns.""")
                .plot("jobs.svg", "Jobs a second", "jobs/s", metrics, EVERYBODY)
                .table("jobs/s: median (extremes)", metrics, EVERYBODY)
                .paragraph("How many times the rate of Python's RQ on the same real Redis:")
                .table(besidePython(metrics, ""))
                .section();
    }

    Optional<Section> distance() {
        List<String> metrics = List.of(
                Names.ENQUEUE + Names.FAR,
                Names.ENQUEUE_MANY + Names.FAR,
                Names.perform(1) + Names.FAR,
                Names.PERFORM_MANY + Names.FAR);
        String ping = figures.find(Names.PING, "through the proxy")
                .map(figure -> " A PING takes " + SectionWriter.cell(figure) + " ms.")
                .orElse("");
        return new SectionWriter(figures, "Jobs on a Redis far away")
                .paragraph("""
                        The same with a proxy before real Redis that holds back all it carries for a millisecond each way, as a
                        network between two data centres does. Then round trips are all that counts.""" + ping)
                .plot("distance.svg", "Jobs a second, one millisecond away", "jobs/s", metrics, EVERYBODY)
                .table("jobs/s: median (extremes)", metrics, EVERYBODY)
                .paragraph("How many times the rate of Python's RQ:")
                .table(besidePython(
                        List.of(Names.ENQUEUE, Names.ENQUEUE_MANY, Names.perform(1), Names.PERFORM_MANY), Names.FAR))
                .section();
    }

    private Table besidePython(List<String> metrics, String where) {
        Table table = new Table("", "this", "Jesque");
        for (String metric : metrics) {
            String theirs = (metric.startsWith("perform") ? Names.PERFORM_ONE : metric) + where;
            if (figures.find(metric + where, Names.OURS).isPresent()) {
                table.row(
                        metric, times(metric + where, Names.OURS, theirs), times(metric + where, Names.JESQUE, theirs));
            }
        }
        return table;
    }

    private String times(String metric, String subject, String theirs) {
        return figures.find(metric, subject)
                .flatMap(figure -> figures.find(theirs, Names.PYTHON).map(python -> Spread.ratio(figure, python)))
                .map(spread -> Numbers.shown(spread.median(), "×") + " (" + Numbers.range(spread) + ")")
                .orElse("");
    }
}
