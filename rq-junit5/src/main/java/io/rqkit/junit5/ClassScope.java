package io.rqkit.junit5;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What the tests of one class have in common: settings, and the servers that its set-up was given. Starts nothing until
 * asked. Thread-safe.
 */
@SuppressWarnings("deprecation") // Jupiter before 5.13 closes nothing but its own closeable type
final class ClassScope
        implements org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource, AutoCloseable {
    private final String id;
    private final RqExtension owner;
    private final Settings settings;
    private final Map<Method, Settings> ofMethods = new ConcurrentHashMap<>();
    private final Map<Class<?>, List<Field>> fields = new ConcurrentHashMap<>();
    private final Map<Backend, TestScope> lent = new HashMap<>();
    private final Turn turn = new Turn();
    private Options options;

    ClassScope(String id, RqExtension owner, Options options, Settings settings) {
        this.id = id;
        this.owner = owner;
        this.options = options;
        this.settings = settings;
    }

    /** Returns the unique id of the class's context. */
    String id() {
        return id;
    }

    /** Returns the extension that answers for parameters. */
    RqExtension owner() {
        return owner;
    }

    /** Returns what holds for the class. */
    Settings settings() {
        return settings;
    }

    /** Returns what holds for a test, or for the class where the context is no test's. */
    Settings settings(ExtensionContext context) {
        Method method = context.getTestMethod().orElse(null);
        if (method == null) {
            return settings;
        }
        Settings known = ofMethods.get(method);
        if (known == null) {
            known = Settings.standOn(method) ? Settings.of(context, options()) : settings;
            ofMethods.put(method, known);
        }
        return known;
    }

    /** Returns the fields of a class and its superclasses that are to be filled. */
    List<Field> fields(Class<?> type) {
        return fields.computeIfAbsent(type, Injection::fields);
    }

    synchronized Options options() {
        return options;
    }

    /** Takes over what a second registration on the same class chose. */
    synchronized void options(Options chosen) {
        options = chosen;
    }

    /** Returns the turn of tests on the class's servers. */
    Turn turn() {
        return turn;
    }

    /** Returns the class's resources on a backend, where something asked for them before. */
    synchronized @Nullable TestScope lent(Backend backend) {
        return lent.get(backend);
    }

    /** Returns the class's resources on a backend. */
    synchronized TestScope lend(Backend backend, Servers servers) {
        TestScope there = lent.get(backend);
        if (there == null) {
            Server server = settings.scope() == RedisScope.SUITE
                    ? servers.suite(backend, options)
                    : servers.lend(backend, options, false);
            there = new TestScope(backend, server);
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
