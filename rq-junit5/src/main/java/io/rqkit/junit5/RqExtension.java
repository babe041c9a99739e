package io.rqkit.junit5;

import io.rqkit.fakeredis.FakeRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import redis.clients.jedis.JedisClientConfig;

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
 * Before: an empty backend, and a client of it pushed. After, also when the test failed: this thread's stack is
 * compared with what it was and put right, and everything that was handed out is closed. A test that left the stack
 * unbalanced fails with its name and what was found; when it failed for a reason of its own, that failure stays, ours is
 * attached to it as suppressed and published as the report entry {@code rq.unbalanced}.
 *
 * <h2>Backends</h2>
 *
 * The names are those of {@link RqTest#backends()}. Nearest wins: {@code @RqTest} on the method, its class, the
 * enclosing classes, the superclasses; the builder; the configuration parameter {@code rq.redis}, which
 * {@code mvn test -Drq.redis=embedded} sets; {@code fake}. Of several a plain test uses the first, and {@link OnEachBackend}
 * runs on each. Where real Redis cannot be had, tests are aborted with the reason, or fail if the configuration
 * parameter {@code rq.requireRealRedis} is {@code true}. An external server is emptied before each test: all its
 * databases, or only the database that its URL names. Tests that use it take turns.
 *
 * <h2>Parameters</h2>
 *
 * Of constructors, tests and set-up methods: {@code UnifiedJedis} (the one that is pushed, or with
 * {@link NewConnection} a further one), {@code Jedis} (one more connection), {@code FakeRedis}, {@code RedisClock}, {@code Queue} and {@code Worker} (see {@link QueueName}). A test
 * method that asks for {@code FakeRedis} or {@code RedisClock} is aborted on a real backend; in a constructor or set-up
 * method that is an error.
 *
 * <h2>Scope</h2>
 *
 * A test has a server of its own, in its constructor and its {@code @BeforeEach} methods too. If a {@code @BeforeAll}
 * method or the constructor of a {@code PER_CLASS} instance asked for one, the tests of this class and of its nested
 * ones use that server, emptied before each, unless they run concurrently. Nothing is started until needed. Of two
 * registrations on one class the second joins the first; a test has one backend.
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
                TestTemplateInvocationContextProvider {
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
        if (scope.owner() == this
                && scope.backends().get(0).kind() != Backend.Kind.FAKE
                && Parameters.areNeededBeforeTests(context.getRequiredTestClass())) {
            // Here a missing Redis can still abort; from a parameter it could only fail.
            Scopes.classScope(context, scope);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Parameters.abortIfFakeIsMissing(context, Scopes.backend(context, options));
        Scopes.testScope(context, options).push(this);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        TestScope scope = Scopes.current(context);
        if (scope == null || !scope.isPushedBy(this)) {
            return;
        }
        List<Throwable> findings = scope.end(name(context));
        if (!findings.isEmpty()) {
            report(context, findings);
        }
    }

    private static void report(ExtensionContext context, List<Throwable> findings) throws Exception {
        Throwable first = findings.get(0);
        findings.stream().skip(1).forEach(first::addSuppressed);
        Optional<Throwable> own = context.getExecutionException();
        if (own.isPresent()) {
            findings.forEach(one -> context.publishReportEntry("rq.unbalanced", String.valueOf(one.getMessage())));
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
        return Parameters.resolve(parameter, Scopes.scope(context, this, options));
    }

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return Settings.isTemplate(context) && isOwner(context);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        return Settings.templateBackends(context, Scopes.options(context, options)).stream()
                .map(RqExtension::invocation);
    }

    private static TestTemplateInvocationContext invocation(Backend backend) {
        return new TestTemplateInvocationContext() {
            @Override
            public String getDisplayName(int index) {
                return backend.toString();
            }

            @Override
            public void prepareInvocation(ExtensionContext invocation) {
                Scopes.choose(invocation, backend);
            }
        };
    }

    /** Settings of an extension to be. Not thread-safe. */
    public static final class Builder {
        private final List<Backend> backends = new ArrayList<>();
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
            return new RqExtension(new Options(List.copyOf(backends), fake, client));
        }
    }
}
