package io.rqkit.examples.bench;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.rqkit.examples.bench.page.Figures;
import io.rqkit.examples.bench.page.Names;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * Microseconds that each way to have a Redis adds to a test: the extension on the fake, on real Redis, and jedis-mock
 * set up by hand. Thousands of tests a kind, one after the other, each of which sends one command; kind after kind, and
 * all of it again, so that a busy machine is unfair to nobody.
 *
 * <p>JUnit's own share and the command's, measured by the same test without extension on one fake that stays open, are
 * taken off.
 */
final class TestOverhead {
    private static final double NANOS_A_MICRO = 1e3;

    private TestOverhead() {}

    /** Measures all kinds. */
    static void measure(Mode mode, Figures figures) {
        Map<String, Class<?>> kinds = new LinkedHashMap<>();
        kinds.put(Names.NO_EXTENSION, OverheadTests.Bare.class);
        kinds.put("@RqTest on the fake", OverheadTests.OnFake.class);
        kinds.put("@RqTest on the fake, no parameter", OverheadTests.NoParameter.class);
        kinds.put("@RqTest on real Redis", OverheadTests.OnReal.class);
        kinds.put("jedis-mock, started by hand", OverheadTests.OnJedisMock.class);
        int tests = mode.of(2, 600, 10_000);
        figures.fact("tests of each kind", Integer.toString(tests));
        int warmUps = mode.of(0, 1, 2);
        for (int round = -warmUps; round < mode.of(1, 3, 7); round++) {
            double bare = 0;
            for (Map.Entry<String, Class<?>> kind : kinds.entrySet()) {
                double micros = microsATest(kind.getValue(), tests);
                bare = kind.getKey().equals(Names.NO_EXTENSION) ? micros : bare;
                if (round >= 0) {
                    figures.add(Names.WHOLE, kind.getKey(), "µs", micros);
                    figures.add(Names.ADDED, kind.getKey(), "µs", micros - bare);
                }
            }
        }
    }

    private static double microsATest(Class<?> kind, int tests) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(kind))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .configurationParameter(OverheadTests.COUNT, Integer.toString(tests))
                .build();
        Launcher launcher = LauncherFactory.create();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        long start = System.nanoTime();
        launcher.execute(request, listener);
        long nanos = System.nanoTime() - start;
        listener.getSummary().getFailures().stream()
                .limit(1)
                .forEach(failure -> failure.getException().printStackTrace());
        if (listener.getSummary().getTestsSucceededCount() != tests) {
            throw new IllegalStateException(kind.getSimpleName() + ": "
                    + listener.getSummary().getTestsSucceededCount() + " of " + tests + " tests succeeded");
        }
        return nanos / NANOS_A_MICRO / tests;
    }
}
