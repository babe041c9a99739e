package io.rqkit.junit5;

import io.rqkit.fakeredis.FakeRedis;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.opentest4j.TestAbortedException;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Gives each test an empty Redis and one connection, which is on top of {@code Connections} while the test runs.
 *
 * <p>Three ways to register it do the same: {@link RqTest @RqTest}, {@code @ExtendWith(RqExtension.class)}, and a field:
 *
 * <pre>{@code
 * class MailerTest {
 *   @RegisterExtension
 *   static final RqExtension rq = RqExtension.builder().backends("fake").build();
 *
 *   @Test
 *   void greetsEachNewUser(FakeRedis redis) {
 *     signUp("bob");                                    // makes its own Queue("mail")
 *     assertThat(new Queue("mail")).hasSize(1);
 *     redis.clock().advance(Duration.ofHours(1));
 *   }
 * }
 * }</pre>
 *
 * <h2>Before and after each test</h2>
 *
 * Before: an empty backend with its first configuration, and a client of it pushed. After, also when the test failed:
 * this thread's stack is compared with what it was and put right, everything that was handed out is closed, and what the
 * test left is looked for ({@link LeakCheck}). A test that left something fails with its name and what was found; when it
 * failed for a reason of its own, that failure stays, ours is attached to it as suppressed and published as the report
 * entry {@code rq.finding}.
 *
 * <p>The failure of a test also carries, as suppressed, what its queues held: which jobs wait, run, are scheduled, deferred
 * or finished, how each that failed did, and on the fake the last commands. It is published as the report entry {@code rq.state}.
 *
 * <h2>Backends</h2>
 *
 * The names are those of {@link RqTest#backends()}. Nearest wins: {@code @RqTest} on the method, its class, the
 * enclosing classes, the superclasses; the builder; the configuration parameter {@code rq.redis}, which
 * {@code mvn test -Drq.redis=embedded} sets; {@code fake}. Where there are several, as with {@code -Drq.redis=all}, a
 * class with {@link RqTest} or {@link OnEachBackend} runs once on each: both make it a Jupiter class template, since
 * Jupiter runs a plain {@code @Test} method once and no more. So does {@code @ClassTemplate} beside {@code @ExtendWith} or
 * a field; without it such a class uses the first, and its methods with {@link OnEachBackend} run on each. In a class with
 * runs of another kind, such as {@code @ParameterizedClass}, these are kept and the first backend is used. No test runs
 * twice on one backend.
 *
 * <p>Where real Redis cannot be had, tests are aborted with the reason, or fail if the configuration parameter
 * {@code rq.requireRealRedis} is {@code true}. An external server is emptied before each test: all its databases, or only
 * the database that its URL names. Tests that use it take turns.
 *
 * <h2>Parameters and fields</h2>
 *
 * Of constructors, tests and set-up methods, and fields with {@link InjectRedis}: {@code UnifiedJedis} (the one that is
 * pushed, or with {@link NewConnection} a further one), {@code Jedis} (one more connection), {@code RedisClient} (with
 * Jedis's own pool), {@code Endpoint} (host and port for any other client), {@code FakeRedis}, {@code RedisClock}, {@code
 * Queue}, {@code Worker} and {@link TestWorker} (see {@link QueueName}). Nothing else is claimed. A test that asks for {@code FakeRedis} or
 * {@code RedisClock} is aborted on a real backend; in a constructor or set-up method that is an error.
 *
 * <h2>Scope</h2>
 *
 * See {@link RedisScope}. By default a test has a server of its own, in its constructor and its {@code @BeforeEach}
 * methods too. If a {@code @BeforeAll} method, a static field or the constructor of a {@code PER_CLASS} instance asked for
 * one, the tests of this class and of its nested ones use that server and take turns on it. It is emptied before each
 * test. Nothing is started until needed. Of two registrations on one class the second joins the first; a test has one
 * backend.
 *
 * <h2>Configuration parameters</h2>
 *
 * {@code rq.redis}, {@code rq.requireRealRedis}, {@code rq.checks} (names of {@link LeakCheck} with commas between) and
 * {@code rq.compare}: by {@code -D}, or in {@code junit-platform.properties}.
 *
 * <h2>Limits</h2>
 *
 * The stack belongs to a thread: in a test with a {@code @Timeout} on a separate thread it is empty. Needs Jupiter 5.13 or
 * later. Stateless itself, and thread-safe.
 */
public final class RqExtension
        implements BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                ParameterResolver,
                TestInstancePostProcessor,
                TestTemplateInvocationContextProvider,
                ClassTemplateInvocationContextProvider {
    private final Options options;

    /** Creates an extension with the defaults; Jupiter calls this for {@code @ExtendWith}. */
    public RqExtension() {
        this(Options.DEFAULT);
    }

    private RqExtension(Options options) {
        this.options = options;
    }

    /** Begins an extension with settings of its own. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        ClassScope scope = Scopes.enterClass(context, this, options);
        if (scope.owner() != this) {
            return;
        }
        Class<?> testClass = context.getRequiredTestClass();
        if (scope.settings().backends().get(0).kind() != Backend.Kind.FAKE) {
            // Here a missing Redis can still abort; from a parameter it could only fail.
            if (Parameters.areNeededBeforeTests(testClass)) {
                Scopes.classScope(context, scope);
            } else if (Parameters.areNeededByConstructor(testClass)) {
                Scopes.probe(context, scope);
            }
        }
        List<Field> fields = scope.fields(testClass);
        if (fields.stream().anyMatch(field -> Modifier.isStatic(field.getModifiers()))) {
            Injection.fillStatic(fields, Scopes.classScope(context, scope));
        }
    }

    @Override
    public void postProcessTestInstance(Object instance, ExtensionContext context) {
        boolean isForAllTests = context.getTestInstanceLifecycle()
                .filter(lifecycle -> lifecycle == TestInstance.Lifecycle.PER_CLASS)
                .isPresent();
        if (isForAllTests && context.getTestMethod().isEmpty() && isOwner(context)) {
            List<Field> fields = Injection.fields(instance.getClass());
            if (!fields.isEmpty()) {
                Injection.fill(fields, instance, Scopes.scope(context, this, options));
            }
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Parameters.abortIfFakeIsMissing(context, Scopes.backend(context, options));
        TestScope scope = Scopes.testScope(context, options);
        ClassScope ofClass = Scopes.classScope(context);
        context.getTestInstances().ifPresent(instances -> {
            for (Object instance : instances.getAllInstances()) {
                Class<?> type = instance.getClass();
                List<Field> fields = ofClass == null ? Injection.fields(type) : ofClass.fields(type);
                Injection.fill(fields, instance, scope);
            }
        });
        scope.push(this);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        TestScope scope = Scopes.current(context);
        if (scope == null || !scope.isPushedBy(this)) {
            return;
        }
        Settings settings = Scopes.settings(context, options);
        String test = name(context);
        boolean hasFailed = context.getExecutionException().isPresent();
        List<Throwable> findings = new ArrayList<>();
        BackendRun run = Scopes.run(context);
        if (settings.compares() && !hasFailed && run != null && run.covers().size() > 1) {
            compare(context, test, scope).ifPresent(findings::add);
        }
        context.getExecutionException().ifPresent(failure -> tellState(context, failure, scope));
        findings.addAll(scope.end(test, settings.checks()));
        if (!findings.isEmpty()) {
            report(context, findings);
        }
    }

    private static void tellState(ExtensionContext context, Throwable failure, TestScope scope) {
        if (failure instanceof TestAbortedException) {
            return;
        }
        try {
            RedisState.of(scope).ifPresent(state -> {
                failure.addSuppressed(state);
                context.publishReportEntry("rq.state", state.toString());
            });
        } catch (RuntimeException e) {
            // the test broke or closed its Redis; its own failure says more than we could
        }
    }

    private static Optional<? extends Throwable> compare(ExtensionContext context, String test, TestScope scope) {
        try (Jedis jedis = scope.server().jedis()) {
            Keyspace keyspace = Keyspace.read(jedis, scope.server().ownsAllData());
            return Scopes.keyspaces(context).compare(context, test, scope.backend(), keyspace);
        } catch (JedisException | IllegalStateException e) {
            return Optional.of(
                    new AssertionError(test + " left a Redis whose data cannot be read: " + e.getMessage(), e));
        }
    }

    private static void report(ExtensionContext context, List<Throwable> findings) throws Exception {
        Throwable first = findings.get(0);
        findings.stream().skip(1).forEach(first::addSuppressed);
        Optional<Throwable> own = context.getExecutionException();
        if (own.isPresent()) {
            findings.forEach(one -> context.publishReportEntry("rq.finding", String.valueOf(one.getMessage())));
            own.get().addSuppressed(first);
        } else if (first instanceof Error error) {
            throw error;
        } else {
            throw (Exception) first;
        }
    }

    private static String name(ExtensionContext context) {
        String method = context.getRequiredTestMethod().getName() + "()";
        String shown = context.getDisplayName();
        String name = context.getRequiredTestClass().getSimpleName() + "." + method;
        return shown.startsWith(context.getRequiredTestMethod().getName() + "(") ? name : name + " " + shown;
    }

    /** Tells Jupiter that a constructor shall see what its test sees. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Parameters.isOurs(parameter.getParameter().getType()) && isOwner(context);
    }

    private boolean isOwner(ExtensionContext context) {
        RqExtension owner = Scopes.owner(context);
        return owner == null || owner == this;
    }

    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Parameter asked = parameter.getParameter();
        return Parameters.resolve(asked.getType(), asked, Scopes.scope(context, this, options));
    }

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return context.getTestMethod().filter(Settings::isOnEach).isPresent() && isOwner(context);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        List<Backend> backends = Settings.templateBackends(context, Scopes.options(context, options));
        return BackendRun.of(backends, Scopes.run(context)).stream().map(RqExtension::ofMethod);
    }

    /** Tells Jupiter that all runs of a method may be left to another run of its class. */
    @Override
    public boolean mayReturnZeroTestTemplateInvocationContexts(ExtensionContext context) {
        return true;
    }

    private static TestTemplateInvocationContext ofMethod(BackendRun run) {
        return new TestTemplateInvocationContext() {
            @Override
            public String getDisplayName(int index) {
                return run.backend().toString();
            }

            @Override
            public void prepareInvocation(ExtensionContext invocation) {
                Scopes.choose(invocation, run);
            }
        };
    }

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return !Settings.isTemplateOfOthers(context.getRequiredTestClass())
                && isOwner(context)
                && Scopes.providesRuns(context, this);
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        List<Backend> backends = Settings.templateBackends(context, Scopes.options(context, options));
        List<BackendRun> runs = BackendRun.of(backends, Scopes.run(context));
        return runs.stream().map(run -> ofClass(run, run.covers().size() > 1));
    }

    /** Tells Jupiter that all runs of a nested class may be left to another run of the class around it. */
    @Override
    public boolean mayReturnZeroClassTemplateInvocationContexts(ExtensionContext context) {
        return true;
    }

    // with a single run there is nothing to choose, and a second registration on the class may know better
    private static ClassTemplateInvocationContext ofClass(BackendRun run, boolean isChoice) {
        return new ClassTemplateInvocationContext() {
            @Override
            public String getDisplayName(int index) {
                return run.backend().toString();
            }

            @Override
            public void prepareInvocation(ExtensionContext invocation) {
                if (isChoice) {
                    Scopes.choose(invocation, run);
                }
            }
        };
    }

    /** Settings of an extension to be. Not thread-safe. */
    public static final class Builder {
        private final List<Backend> backends = new ArrayList<>();
        private final Set<LeakCheck> checks = new LinkedHashSet<>();
        private RedisScope scope = RedisScope.AS_DECLARED;
        private Consumer<FakeRedis.Builder> fake = Options.DEFAULT.fake();
        private JedisClientConfig client = Options.DEFAULT.client();

        private Builder() {}

        /**
         * Names the backends, as {@link RqTest#backends()} does. Without this the configuration parameter
         * {@code rq.redis} decides.
         *
         * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException when a name is not allowed
         */
        public Builder backends(String... names) {
            backends.addAll(Backend.parse("RqExtension.builder().backends", names));
            return this;
        }

        /** Says how long a server serves; as it was declared, unless set. */
        public Builder scope(RedisScope scope) {
            this.scope = scope;
            return this;
        }

        /** Names all that is checked after a test besides the stack, as {@link RqTest#checks()} does. */
        public Builder checks(LeakCheck... checks) {
            this.checks.addAll(List.of(checks));
            Settings.checked("RqExtension.builder().checks", this.checks);
            return this;
        }

        /** Sets each fake server up, as in {@code fake(redis -> redis.seed(42))}; it must not set a password. */
        public Builder fake(Consumer<FakeRedis.Builder> settings) {
            fake = settings;
            return this;
        }

        /** Sets how clients connect: RESP3, time-outs, a client name. Of an external backend only the protocol is taken. */
        public Builder client(JedisClientConfig config) {
            client = config;
            return this;
        }

        /** Creates the extension. */
        public RqExtension build() {
            return new RqExtension(new Options(List.copyOf(backends), scope, Set.copyOf(checks), fake, client));
        }
    }
}
