package io.rqkit.junit5;

import io.rqkit.core.Queue;
import io.rqkit.core.Worker;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.clock.RedisClock;
import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.opentest4j.TestAbortedException;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.UnifiedJedis;

/** The parameters that tests may have. */
final class Parameters {
    private static final Set<Class<?>> OF_THE_FAKE = Set.of(FakeRedis.class, RedisClock.class);
    private static final Set<Class<?>> OF_ANY = Set.of(UnifiedJedis.class, Jedis.class, Queue.class, Worker.class);

    private Parameters() {}

    /** Tells whether a parameter of this type is given by us. */
    static boolean isOurs(Class<?> type) {
        return OF_ANY.contains(type) || OF_THE_FAKE.contains(type);
    }

    /** Tells whether a constructor or a {@code @BeforeAll} method of this class asks for something of ours. */
    static boolean areNeededBeforeTests(Class<?> testClass) {
        Stream<Executable> setUp = ReflectionSupport.findMethods(
                        testClass,
                        method -> method.isAnnotationPresent(BeforeAll.class),
                        HierarchyTraversalMode.TOP_DOWN)
                .stream()
                .map(Executable.class::cast);
        return Stream.concat(setUp, Arrays.stream(testClass.getDeclaredConstructors()))
                .flatMap(executable -> Arrays.stream(executable.getParameterTypes()))
                .anyMatch(Parameters::isOurs);
    }

    /** Aborts a test whose method asks for the fake where there is none. */
    static void abortIfFakeIsMissing(ExtensionContext context, Backend backend) {
        boolean asks = Arrays.stream(context.getRequiredTestMethod().getParameterTypes())
                .anyMatch(OF_THE_FAKE::contains);
        if (asks && backend.kind() != Backend.Kind.FAKE) {
            throw new TestAbortedException("needs the backend fake, and this run is on " + backend);
        }
    }

    /** Returns the object for a parameter. */
    static Object resolve(ParameterContext parameter, TestScope scope) {
        Class<?> type = parameter.getParameter().getType();
        if (type == UnifiedJedis.class) {
            return parameter.isAnnotated(NewConnection.class)
                    ? scope.open(scope.server().client())
                    : scope.connection();
        }
        if (type == Jedis.class) {
            return scope.open(scope.server().jedis());
        }
        if (type == Queue.class) {
            List<String> names = names(parameter);
            if (names.size() != 1) {
                throw new ParameterResolutionException(
                        "@QueueName of a Queue parameter names " + names + "; it must be one name.");
            }
            return new Queue(names.get(0), scope.connection());
        }
        if (type == Worker.class) {
            Queue[] queues = names(parameter).stream()
                    .map(name -> new Queue(name, scope.connection()))
                    .toArray(Queue[]::new);
            return scope.open(new Worker(queues));
        }
        FakeRedis fake = scope.server()
                .fake()
                .orElseThrow(() -> new ParameterResolutionException(type.getSimpleName()
                        + " exists on the backend fake only, and this run is on " + scope.backend()
                        + ". Ask for it in a test method, which is then aborted, or set backends = \"fake\"."));
        return type == RedisClock.class ? fake.clock() : fake;
    }

    private static List<String> names(ParameterContext parameter) {
        return parameter
                .findAnnotation(QueueName.class)
                .map(named -> List.of(named.value()))
                .orElse(List.of(Queue.DEFAULT_NAME));
    }
}
