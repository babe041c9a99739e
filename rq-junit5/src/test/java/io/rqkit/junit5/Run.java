package io.rqkit.junit5;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Runs the case classes that stand inside the tests. */
final class Run {
    private Run() {}

    static EngineExecutionResults of(Class<?>... cases) {
        return with(Map.of(), cases);
    }

    static EngineExecutionResults with(Map<String, String> parameters, Class<?>... cases) {
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .configurationParameter(Settings.REDIS, "fake")
                .configurationParameters(parameters);
        Stream.of(cases).forEach(one -> kit.selectors(selectClass(one)));
        return kit.execute();
    }

    /** Returns what made tests and containers fail or abort, in the order of events. */
    static List<Throwable> throwables(Events events) {
        return events.stream()
                .flatMap(event -> event.getPayload(TestExecutionResult.class).stream())
                .flatMap(result -> result.getThrowable().stream())
                .toList();
    }

    /** Expects every test to succeed, and says why one did not. */
    static void succeeds(EngineExecutionResults results, int tests) {
        for (Throwable failure : throwables(results.allEvents())) {
            throw new AssertionError("a case did not succeed", failure);
        }
        results.testEvents().assertStatistics(stats -> stats.started(tests).succeeded(tests));
    }

    static List<String> displayNames(Events events) {
        return events.started()
                .map(Event::getTestDescriptor)
                .map(d -> d.getDisplayName())
                .toList();
    }
}
