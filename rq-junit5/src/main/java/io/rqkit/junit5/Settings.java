package io.rqkit.junit5;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Finds the settings that hold for a test. Nearest wins: method, class, enclosing class, superclass, builder,
 * configuration parameter, default.
 */
final class Settings {
    static final String REDIS = "rq.redis";
    static final String REQUIRE_REAL = "rq.requireRealRedis";

    private Settings() {}

    /** Returns the backends that are configured for a method or class, at least one. */
    static List<Backend> backends(ExtensionContext context, Options options) {
        return annotated(context)
                .or(() -> options.backends().isEmpty() ? Optional.empty() : Optional.of(options.backends()))
                .or(() -> context.getConfigurationParameter(REDIS).map(value -> Backend.parse(REDIS, value)))
                .orElse(List.of(Backend.FAKE));
    }

    /** Tells whether a method is to run on each backend. */
    static boolean isTemplate(ExtensionContext context) {
        return context.getTestMethod()
                .map(method -> find(method, OnEachBackend.class, one -> true))
                .isPresent();
    }

    /** Returns the backends that a template runs on, at least one. */
    static List<Backend> templateBackends(ExtensionContext context, Options options) {
        OnEachBackend template = context.getTestMethod()
                .map(method -> find(method, OnEachBackend.class, one -> true))
                .orElse(null);
        if (template != null && template.value().length > 0) {
            return Backend.parse("@OnEachBackend", template.value());
        }
        List<Backend> configured = backends(context, options);
        return configured.size() > 1 ? configured : List.of(Backend.FAKE, Backend.EMBEDDED);
    }

    /** Tells whether an absent real Redis is a failure rather than an aborted test. */
    static boolean requiresReal(ExtensionContext context) {
        return context.getConfigurationParameter(REQUIRE_REAL)
                .map(Settings::truth)
                .orElse(false);
    }

    private static boolean truth(String value) {
        return switch (value) {
            case "true" -> true;
            case "false", "" -> false;
            default ->
                throw new ExtensionConfigurationException(
                        REQUIRE_REAL + " is '" + value + "'. Allowed are true and false.");
        };
    }

    private static Optional<List<Backend>> annotated(ExtensionContext context) {
        RqTest found = context.getTestMethod().map(Settings::chosen).orElse(null);
        Class<?> testClass = context.getTestClass().orElse(null);
        for (Class<?> c = testClass; found == null && c != null; c = c.getEnclosingClass()) {
            found = chosen(c);
        }
        for (Class<?> c = testClass; found == null && c != null; c = c.getEnclosingClass()) {
            found = inherited(c);
        }
        return Optional.ofNullable(found).map(one -> Backend.parse("@RqTest(backends)", one.backends()));
    }

    private static @Nullable RqTest inherited(Class<?> type) {
        RqTest found = null;
        for (Class<?> c = type.getSuperclass(); found == null && c != null; c = c.getSuperclass()) {
            found = chosen(c);
        }
        return found;
    }

    private static @Nullable RqTest chosen(AnnotatedElement element) {
        return find(element, RqTest.class, one -> one.backends().length > 0);
    }

    private static <A extends Annotation> @Nullable A find(
            AnnotatedElement element, Class<A> type, Function<A, Boolean> suits) {
        return find(element, type, suits, new HashSet<>());
    }

    // Jupiter's own search would find a superclass's annotation before an enclosing class's.
    private static <A extends Annotation> @Nullable A find(
            AnnotatedElement element, Class<A> type, Function<A, Boolean> suits, Set<Class<?>> seen) {
        A direct = element.getDeclaredAnnotation(type);
        if (direct != null && suits.apply(direct)) {
            return direct;
        }
        for (Annotation annotation : element.getDeclaredAnnotations()) {
            Class<?> kind = annotation.annotationType();
            if (!kind.getName().startsWith("java.lang.annotation.") && seen.add(kind)) {
                A meta = find(kind, type, suits, seen);
                if (meta != null) {
                    return meta;
                }
            }
        }
        return null;
    }
}
