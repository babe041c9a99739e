package io.rqkit.junit5;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/** Tells Jupiter which classes share a server, so that their tests take turns instead of waiting for one another. */
final class SharedServers implements ResourceLocksProvider {
    private static final String SUITE = "io.rqkit.junit5/suite";

    @Override
    public Set<Lock> provideForClass(Class<?> testClass) {
        return locks(Settings.scope(testClass), testClass);
    }

    @Override
    public Set<Lock> provideForNestedClass(List<Class<?>> enclosing, Class<?> testClass) {
        return locks(Settings.scope(testClass), testClass);
    }

    @Override
    public Set<Lock> provideForMethod(List<Class<?>> enclosing, Class<?> testClass, Method method) {
        return Set.of(); // the class's lock keeps its methods apart as well
    }

    // Before 5.14.1 Jupiter refuses to run class templates with locks. There the turns of our own must do, which keep
    // tests
    // apart as well, but cannot keep a thread that waits for dynamic tests from beginning another test.
    private static boolean mayLock() {
        String version = ClassTemplate.class.getPackage().getImplementationVersion();
        return version == null || !(version.startsWith("5.13.") || version.equals("5.14.0"));
    }

    private static Set<Lock> locks(RedisScope scope, Class<?> testClass) {
        if (!mayLock()) {
            return Set.of();
        }
        return switch (scope) {
            case SUITE -> Set.of(new Lock(SUITE));
            case CLASS -> Set.of(new Lock("io.rqkit.junit5/" + testClass.getName()));
            case AS_DECLARED ->
                Parameters.areNeededBeforeTests(testClass)
                        ? Set.of(new Lock("io.rqkit.junit5/" + testClass.getName()))
                        : Set.of();
            case TEST -> Set.of();
        };
    }
}
