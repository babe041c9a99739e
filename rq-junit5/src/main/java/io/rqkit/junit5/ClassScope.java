package io.rqkit.junit5;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the tests of one class have in common: settings, and the servers that its constructor or its
 * {@code @BeforeAll} methods were given. Starts nothing until asked. Thread-safe.
 */
@SuppressWarnings("deprecation") // Jupiter before 5.13 closes nothing but its own closeable type
final class ClassScope
        implements org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource, AutoCloseable {
    private final String id;
    private final RqExtension owner;
    private final List<Backend> backends;
    private final Map<Backend, TestScope> lent = new HashMap<>();
    private Options options;

    ClassScope(String id, RqExtension owner, Options options, List<Backend> backends) {
        this.id = id;
        this.owner = owner;
        this.options = options;
        this.backends = backends;
    }

    /** Returns the unique id of the class's context. */
    String id() {
        return id;
    }

    /** Returns the extension that answers for parameters. */
    RqExtension owner() {
        return owner;
    }

    List<Backend> backends() {
        return backends;
    }

    synchronized Options options() {
        return options;
    }

    /** Takes over what a second registration on the same class chose. */
    synchronized void options(Options chosen) {
        options = chosen;
    }

    /** Returns the class's resources on a backend, where something asked for them before. */
    synchronized @Nullable TestScope lent(Backend backend) {
        return lent.get(backend);
    }

    /** Returns the class's resources on a backend. */
    synchronized TestScope lend(Backend backend, Servers servers) {
        TestScope there = lent.get(backend);
        if (there == null) {
            there = new TestScope(backend, servers.lend(backend, options, false));
            lent.put(backend, there);
        }
        return there;
    }

    @Override
    public synchronized void close() {
        lent.values().forEach(TestScope::close);
        lent.clear();
    }
}
