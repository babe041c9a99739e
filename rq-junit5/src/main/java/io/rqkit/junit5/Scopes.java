package io.rqkit.junit5;

import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.opentest4j.TestAbortedException;

/** Everything that the extension remembers, in Jupiter's stores: the run's servers, classes, tests. */
final class Scopes {
    private static final Namespace NAMESPACE = Namespace.create(RqExtension.class);
    private static final String SERVERS = "servers";
    private static final String KEYSPACES = "keyspaces";
    private static final String CLASS = "class";
    private static final String TEST = "test";
    private static final String RUN = "run";
    private static final String TEMPLATE = "template";

    private Scopes() {}

    /** Notes the class that begins, or finds that it shares what an enclosing class has. */
    static ClassScope enterClass(ExtensionContext context, RqExtension extension, Options options) {
        Store store = store(context);
        ClassScope there = store.get(CLASS, ClassScope.class);
        if (there != null && there.id().equals(context.getUniqueId())) {
            if (options != Options.DEFAULT) {
                there.options(options);
            }
            return there;
        }
        // a nested class's own registration brings its options; an inherited one keeps those of the enclosing class
        Options own =
                there == null || (there.owner() != extension && options != Options.DEFAULT) ? options : there.options();
        BackendRun run = run(context);
        Settings settings = Settings.of(context, own);
        if (run != null) {
            settings = settings.on(run.backend());
        }
        if (there != null && own == there.options() && there.settings().equals(settings)) {
            return there;
        }
        ClassScope entered = new ClassScope(context.getUniqueId(), extension, own, settings);
        store.put(CLASS, entered);
        return entered;
    }

    /** Tells whether this extension answers for the runs of a template: the first that was asked does. */
    static boolean providesRuns(ExtensionContext template, RqExtension extension) {
        return store(template).getOrComputeIfAbsent(TEMPLATE + template.getUniqueId(), key -> extension) == extension;
    }

    /** Returns the extension that answers for parameters here, or null before any registered itself. */
    static @Nullable RqExtension owner(ExtensionContext context) {
        ClassScope scope = classScope(context);
        return scope == null ? null : scope.owner();
    }

    /** Returns what the class of a test or class remembers, or null before it began. */
    static @Nullable ClassScope classScope(ExtensionContext context) {
        return store(context).get(CLASS, ClassScope.class);
    }

    /** Returns the options that hold here. */
    static Options options(ExtensionContext context, Options own) {
        ClassScope scope = classScope(context);
        return scope == null ? own : scope.options();
    }

    /** Notes which run of a template begins. */
    static void choose(ExtensionContext invocation, BackendRun run) {
        store(invocation).put(RUN, run);
    }

    /** Returns the run of the innermost template, or null outside of any. */
    static @Nullable BackendRun run(ExtensionContext context) {
        return store(context).get(RUN, BackendRun.class);
    }

    /** Returns the settings of a test or class. */
    static Settings settings(ExtensionContext context, Options own) {
        ClassScope scope = classScope(context);
        return scope == null ? Settings.of(context, own) : scope.settings(context);
    }

    /** Returns the backend of a test or class. */
    static Backend backend(ExtensionContext context, Options own) {
        BackendRun run = run(context);
        Method method = context.getTestMethod().orElse(null);
        if (run == null) {
            return settings(context, own).backends().get(0);
        }
        List<Backend> chosen = method == null || Settings.isOnEach(method) ? List.of() : Settings.backendsOf(method);
        Backend backend = run.forMethod(chosen);
        if (backend == null) {
            throw new TestAbortedException(
                    "is for " + chosen + ", and this is the run on " + run.backend() + " of its class");
        }
        return backend;
    }

    /** Returns what the running test holds, or null when its set-up did not come that far. */
    static @Nullable TestScope current(ExtensionContext context) {
        return store(context).get(TEST, TestScope.class);
    }

    /** Returns what a test holds, or what its class holds where no test is concerned. */
    static TestScope scope(ExtensionContext context, RqExtension extension, Options own) {
        if (context.getTestMethod().isPresent()) {
            return testScope(context, own);
        }
        // the constructor of a PER_CLASS instance comes before beforeAll
        ClassScope scope = classScope(context);
        return classScope(context, scope == null ? enterClass(context, extension, own) : scope);
    }

    /** Returns what a class holds, on the first of its backends. */
    static TestScope classScope(ExtensionContext context, ClassScope scope) {
        Backend backend = scope.settings().backends().get(0);
        return present(context, () -> scope.lend(backend, servers(context)));
    }

    /** Has a class aborted whose tests' constructors will ask for a backend that isn't there. */
    static void probe(ExtensionContext context, ClassScope scope) {
        Backend backend = scope.settings().backends().get(0);
        present(context, () -> new TestScope(backend, servers(context).lend(backend, scope.options(), true)))
                .close();
    }

    /** Returns what a test holds; on the first call it is lent an empty server. */
    static TestScope testScope(ExtensionContext context, Options own) {
        TestScope there = current(context);
        if (there != null) {
            return there;
        }
        TestScope begun = begin(context, own, backend(context, own));
        store(context).put(TEST, begun);
        return begun;
    }

    private static TestScope begin(ExtensionContext context, Options own, Backend backend) {
        ClassScope scope = classScope(context);
        Options options = scope == null ? own : scope.options();
        Servers servers = servers(context);
        return switch (settings(context, own).scope()) {
            case TEST -> present(context, () -> new TestScope(backend, servers.lend(backend, options, true)));
            case SUITE -> present(context, () -> onSuite(servers, backend, options));
            case CLASS ->
                scope == null
                        ? present(context, () -> new TestScope(backend, servers.lend(backend, options, true)))
                        : present(context, () -> scope.lend(backend, servers).takeTurn(turn(scope, backend, servers)));
            case AS_DECLARED -> {
                TestScope shared = scope == null ? null : scope.lent(backend);
                yield shared == null || scope == null
                        ? present(context, () -> new TestScope(backend, servers.lend(backend, options, true)))
                        : shared.takeTurn(turn(scope, backend, servers));
            }
        };
    }

    private static Turn turn(ClassScope scope, Backend backend, Servers servers) {
        return backend.kind() == Backend.Kind.EXTERNAL ? servers.turn(backend) : scope.turn();
    }

    private static TestScope onSuite(Servers servers, Backend backend, Options options) {
        return new TestScope(backend, servers.suite(backend, options)).takeTurn(servers.turn(backend));
    }

    private static TestScope present(ExtensionContext context, Supplier<TestScope> lending) {
        try {
            return lending.get();
        } catch (TestAbortedException e) {
            if (Settings.requiresReal(context)) {
                throw new IllegalStateException(Settings.REQUIRE_REAL + " is true, but " + e.getMessage(), e);
            }
            throw new TestAbortedException(
                    e.getMessage() + " (" + Settings.REQUIRE_REAL + "=true makes this a failure)", e);
        }
    }

    private static Servers servers(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(SERVERS, key -> new Servers(), Servers.class);
    }

    /** Returns the data that the tests of this run left, for comparison. */
    static Keyspaces keyspaces(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(KEYSPACES, key -> new Keyspaces(), Keyspaces.class);
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
