package io.rqkit.junit5;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
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

    private static Set<Lock> locks(RedisScope scope, Class<?> testClass) {
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
