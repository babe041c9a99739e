package io.rqkit.junit5;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.opentest4j.TestAbortedException;

/** Everything that the extension remembers, in Jupiter's stores: the run's servers, classes, tests. */
final class Scopes {
    private static final Namespace NAMESPACE = Namespace.create(RqExtension.class);
    private static final String SERVERS = "servers";
    private static final String CLASS = "class";
    private static final String TEST = "test";
    private static final String BACKEND = "backend";

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
        List<Backend> backends = Settings.backends(context, own);
        if (there != null && own == there.options() && there.backends().equals(backends) && !isConcurrent(context)) {
            return there;
        }
        ClassScope entered = new ClassScope(context.getUniqueId(), extension, own, backends);
        store.put(CLASS, entered);
        return entered;
    }

    /** Returns the extension that answers for parameters here, or null before any registered itself. */
    static @Nullable RqExtension owner(ExtensionContext context) {
        ClassScope scope = store(context).get(CLASS, ClassScope.class);
        return scope == null ? null : scope.owner();
    }

    /** Returns the options that hold here. */
    static Options options(ExtensionContext context, Options own) {
        ClassScope scope = store(context).get(CLASS, ClassScope.class);
        return scope == null ? own : scope.options();
    }

    /** Chooses the backend of one invocation of a template. */
    static void choose(ExtensionContext invocation, Backend backend) {
        store(invocation).put(BACKEND, backend);
    }

    /** Returns the backend of a test or class. */
    static Backend backend(ExtensionContext context, Options own) {
        Backend chosen = store(context).get(BACKEND, Backend.class);
        return chosen != null
                ? chosen
                : Settings.backends(context, options(context, own)).get(0);
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
        ClassScope scope = store(context).get(CLASS, ClassScope.class);
        if (scope == null) {
            // the constructor of a PER_CLASS instance comes before beforeAll
            scope = enterClass(context, extension, own);
        }
        return classScope(context, scope);
    }

    /** Returns what a class holds, on the first of its backends. */
    static TestScope classScope(ExtensionContext context, ClassScope scope) {
        Backend backend = Settings.backends(context, scope.options()).get(0);
        return present(context, () -> scope.lend(backend, servers(context)));
    }

    /** Returns what a test holds; on the first call it is lent an empty server. */
    static TestScope testScope(ExtensionContext context, Options own) {
        TestScope there = current(context);
        if (there != null) {
            return there;
        }
        Backend backend = backend(context, own);
        ClassScope scope = store(context).get(CLASS, ClassScope.class);
        TestScope shared = scope == null || isConcurrent(context) ? null : scope.lent(backend);
        TestScope begun;
        if (shared == null) {
            Options options = options(context, own);
            begun = present(
                    context, () -> new TestScope(backend, servers(context).lend(backend, options, true)));
        } else {
            shared.server().reset();
            begun = shared.within();
        }
        store(context).put(TEST, begun);
        return begun;
    }

    private static boolean isConcurrent(ExtensionContext context) {
        return context.getExecutionMode() == ExecutionMode.CONCURRENT;
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

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
