package io.rqkit.junit5;

import io.rqkit.core.Queue;
import io.rqkit.core.Worker;
import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.clock.RedisClock;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.opentest4j.TestAbortedException;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** The parameters and fields that tests may have. */
final class Parameters {
    private static final Set<Class<?>> OF_THE_FAKE = Set.of(FakeRedis.class, RedisClock.class);
    private static final Set<Class<?>> OF_ANY = Set.of(
            UnifiedJedis.class,
            Jedis.class,
            RedisClient.class,
            Endpoint.class,
            Queue.class,
            Worker.class,
            TestWorker.class);

    private Parameters() {}

    /** Tells whether a parameter of this type is given by us. */
    static boolean isOurs(Class<?> type) {
        return OF_ANY.contains(type) || OF_THE_FAKE.contains(type);
    }

    /** Returns the names of all types, for messages. */
    static String types() {
        return Stream.concat(OF_ANY.stream(), OF_THE_FAKE.stream())
                .map(Class::getSimpleName)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** Tells whether the set-up of a class, before any of its tests, asks for something of ours. */
    static boolean areNeededBeforeTests(Class<?> testClass) {
        Stream<Executable> setUp = ReflectionSupport.findMethods(
                        testClass,
                        method -> method.isAnnotationPresent(BeforeAll.class),
                        HierarchyTraversalMode.TOP_DOWN)
                .stream()
                .map(Executable.class::cast);
        boolean isPerClass = AnnotationSupport.findAnnotation(testClass, TestInstance.class)
                .filter(instance -> instance.value() == TestInstance.Lifecycle.PER_CLASS)
                .isPresent();
        Stream<Executable> constructors =
                isPerClass ? Arrays.stream(testClass.getDeclaredConstructors()) : Stream.empty();
        return Stream.concat(setUp, constructors)
                        .flatMap(executable -> Arrays.stream(executable.getParameterTypes()))
                        .anyMatch(Parameters::isOurs)
                || Injection.hasStatic(testClass)
                || (isPerClass && !Injection.annotated(testClass).isEmpty());
    }

    /** Tells whether a constructor of this class, which is called for each test, asks for something of ours. */
    static boolean areNeededByConstructor(Class<?> testClass) {
        return Arrays.stream(testClass.getDeclaredConstructors())
                .flatMap(executable -> Arrays.stream(executable.getParameterTypes()))
                .anyMatch(Parameters::isOurs);
    }

    /** Aborts a test whose method asks for the fake where there is none. */
    static void abortIfFakeIsMissing(ExtensionContext context, Backend backend) {
        if (backend.kind() == Backend.Kind.FAKE) {
            return;
        }
        Stream<Class<?>> fields = context.getTestInstances().stream()
                .flatMap(instances -> instances.getAllInstances().stream())
                .flatMap(instance -> Injection.fields(instance.getClass()).stream())
                .map(field -> (Class<?>) field.getType());
        boolean asks = Stream.concat(
                        Arrays.stream(context.getRequiredTestMethod().getParameterTypes()), fields)
                .anyMatch(OF_THE_FAKE::contains);
        if (asks) {
            throw new TestAbortedException("needs the backend fake, and this run is on " + backend);
        }
    }

    /** Returns the object for a parameter or field. */
    static Object resolve(Class<?> type, AnnotatedElement element, TestScope scope) {
        if (type == UnifiedJedis.class) {
            return element.isAnnotationPresent(NewConnection.class) ? scope.newConnection() : scope.connection();
        }
        if (type == Jedis.class) {
            return scope.open(scope.server().jedis());
        }
        if (type == RedisClient.class) {
            return scope.openUnseen(scope.server().timed(pooled(scope.server())));
        }
        if (type == Endpoint.class) {
            scope.isSeenByOthers();
            return scope.server().endpoint();
        }
        if (type == Queue.class) {
            return queue(element, scope);
        }
        if (type == Worker.class) {
            return scope.open(new Worker(queues(element, scope)));
        }
        if (type == TestWorker.class) {
            return new TestWorker(queues(element, scope));
        }
        scope.isSeenByOthers();
        FakeRedis fake = scope.server()
                .fake()
                .orElseThrow(() -> new ParameterResolutionException(type.getSimpleName()
                        + " exists on the backend fake only, and this run is on " + scope.backend()
                        + ". Ask for it in a test method, which is then aborted, or set backends = \"fake\"."));
        return type == RedisClock.class ? fake.clock() : fake;
    }

    private static Queue[] queues(AnnotatedElement element, TestScope scope) {
        return names(element).stream()
                .map(name -> new Queue(name, scope.connection()))
                .toArray(Queue[]::new);
    }

    private static Queue queue(AnnotatedElement element, TestScope scope) {
        List<String> names = names(element);
        if (names.size() != 1) {
            throw new ParameterResolutionException(
                    "@QueueName of a Queue parameter names " + names + "; it must be one name.");
        }
        return new Queue(names.get(0), scope.connection());
    }

    // Jedis's own client with its own pool, for code that looks into either
    private static RedisClient pooled(Server server) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setJmxEnabled(false); // registering a bean costs more than the rest of a test's set-up together
        ConnectionFactory connections = new ConnectionFactory(server.sockets(), server.config());
        return RedisClient.builder()
                .clientConfig(server.config())
                .connectionProvider(new PooledConnectionProvider(connections, pool))
                .build();
    }

    private static List<String> names(AnnotatedElement element) {
        QueueName named = element.getAnnotation(QueueName.class);
        return named == null ? List.of(Queue.DEFAULT_NAME) : List.of(named.value());
    }
}
