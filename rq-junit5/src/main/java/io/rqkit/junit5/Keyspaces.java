package io.rqkit.junit5;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;

/** The data that tests left on the first of their backends, until those of the others come. Thread-safe. */
final class Keyspaces {
    private static final int MOST_SHOWN = 20;
    private final Map<String, Left> first = new ConcurrentHashMap<>();

    private record Left(String backend, Keyspace keyspace) {}

    /** Compares what a test left with what it left on another backend, where that run is over. */
    Optional<AssertionFailedError> compare(ExtensionContext context, String test, Backend backend, Keyspace keyspace) {
        Left mine = new Left(backend.toString(), keyspace);
        Left before = first.putIfAbsent(identity(context), mine);
        if (before == null || before.backend().equals(mine.backend())) {
            return Optional.empty();
        }
        List<String> differences = Keyspace.differences(before.backend(), before.keyspace(), mine.backend(), keyspace);
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        int shown = Math.min(MOST_SHOWN, differences.size());
        String more = differences.size() > shown ? "\n  and " + (differences.size() - shown) + " more" : "";
        return Optional.of(new AssertionFailedError(test + " left other data on " + mine.backend() + " than on "
                + before.backend() + ":\n  " + String.join("\n  ", differences.subList(0, shown)) + more));
    }

    // the same for all runs of one test: the numbers of our templates' runs, which are the backends, are left away
    private static String identity(ExtensionContext context) {
        String id = context.getUniqueId().replaceAll("/\\[class-template-invocation:#\\d+\\]", "");
        return context.getTestMethod().filter(Settings::isOnEach).isPresent()
                ? id.replaceAll("/\\[test-template-invocation:#\\d+\\]", "")
                : id;
    }
}
