package io.rqkit.junit5;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The settings that hold for a test or class. Nearest wins: method, class, enclosing class, superclass, builder,
 * configuration parameter, default.
 *
 * @param backends at least one
 * @param scope how long a server serves
 * @param checks what is looked for after a test
 * @param compares whether the data on several backends are compared
 */
record Settings(List<Backend> backends, RedisScope scope, Set<LeakCheck> checks, boolean compares) {
    static final String REDIS = "rq.redis";
    static final String REQUIRE_REAL = "rq.requireRealRedis";
    static final String CHECKS = "rq.checks";
    static final String COMPARE = "rq.compare";
    static final Set<LeakCheck> USUAL_CHECKS = Set.copyOf(
            EnumSet.of(LeakCheck.CONNECTIONS, LeakCheck.BLOCKED_CLIENTS, LeakCheck.SUBSCRIPTIONS, LeakCheck.FAULTS));
    private static final List<Backend> BOTH = List.of(Backend.FAKE, Backend.EMBEDDED);

    /** Returns what holds in a context. */
    static Settings of(ExtensionContext context, Options options) {
        Method method = context.getTestMethod().orElse(null);
        Class<?> testClass = context.getTestClass().orElse(null);
        return new Settings(
                backends(context, method, testClass, options),
                scope(method, testClass, options.scope()),
                checks(context, method, testClass, options),
                compares(context, method, testClass));
    }

    Settings on(Backend backend) {
        return new Settings(List.of(backend), scope, checks, compares);
    }

    /** Returns the scope that annotations choose for a class. */
    static RedisScope scope(Class<?> testClass) {
        return scope(null, testClass, RedisScope.AS_DECLARED);
    }

    private static RedisScope scope(@Nullable Method method, @Nullable Class<?> testClass, RedisScope built) {
        RqTest found = nearest(method, testClass, RqTest.class, one -> one.scope() != RedisScope.AS_DECLARED);
        return found == null ? built : found.scope();
    }

    private static List<Backend> backends(
            ExtensionContext context, @Nullable Method method, @Nullable Class<?> testClass, Options options) {
        RqTest found = nearest(method, testClass, RqTest.class, one -> one.backends().length > 0);
        if (found != null) {
            return Backend.parse("@RqTest(backends)", found.backends());
        }
        if (!options.backends().isEmpty()) {
            return options.backends();
        }
        return context.getConfigurationParameter(REDIS)
                .map(value -> Backend.parse(REDIS, value))
                .orElse(List.of(Backend.FAKE));
    }

    private static Set<LeakCheck> checks(
            ExtensionContext context, @Nullable Method method, @Nullable Class<?> testClass, Options options) {
        RqTest found = nearest(method, testClass, RqTest.class, one -> one.checks().length > 0);
        if (found != null) {
            return checked("@RqTest(checks)", Arrays.asList(found.checks()));
        }
        if (!options.checks().isEmpty()) {
            return checked("RqExtension.builder().checks", options.checks());
        }
        return context.getConfigurationParameter(CHECKS)
                .map(Settings::parseChecks)
                .orElse(USUAL_CHECKS);
    }

    private static Set<LeakCheck> parseChecks(String value) {
        try {
            return checked(
                    CHECKS,
                    Arrays.stream(value.split(",", -1))
                            .map(word -> LeakCheck.valueOf(word.trim().toUpperCase(Locale.ROOT)))
                            .toList());
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(
                    CHECKS + " is '" + value + "'. Allowed are " + allowedChecks() + ", with commas between.", e);
        }
    }

    private static String allowedChecks() {
        return Arrays.stream(LeakCheck.values())
                .map(check -> check.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    static Set<LeakCheck> checked(String key, Collection<LeakCheck> chosen) {
        Set<LeakCheck> checks = new HashSet<>(chosen);
        if (checks.remove(LeakCheck.NONE) && !checks.isEmpty()) {
            throw new ExtensionConfigurationException(key + " is " + chosen + ". NONE stands alone.");
        }
        return Set.copyOf(checks);
    }

    private static boolean compares(ExtensionContext context, @Nullable Method method, @Nullable Class<?> testClass) {
        return nearest(method, testClass, OnEachBackend.class, OnEachBackend::compare) != null
                || context.getConfigurationParameter(COMPARE)
                        .map(value -> truth(COMPARE, value))
                        .orElse(false);
    }

    /** Returns the backends that stand on a method itself; empty when it leaves the choice to others. */
    static List<Backend> backendsOf(Method method) {
        RqTest found = find(method, RqTest.class, one -> one.backends().length > 0);
        return found == null ? List.of() : Backend.parse("@RqTest(backends)", found.backends());
    }

    /** Tells whether something is to run on each backend. */
    static boolean isOnEach(AnnotatedElement element) {
        return find(element, OnEachBackend.class, one -> true) != null;
    }

    /** Tells whether another annotation, such as {@code @ParameterizedClass}, makes runs of a class. */
    static boolean isTemplateOfOthers(Class<?> testClass) {
        return Arrays.stream(testClass.getAnnotations())
                .map(Annotation::annotationType)
                .filter(kind -> kind != RqTest.class && kind != OnEachBackend.class && kind != ClassTemplate.class)
                .anyMatch(kind -> AnnotationSupport.isAnnotated(kind, ClassTemplate.class)
                        && find(kind, RqTest.class, one -> true) == null
                        && find(kind, OnEachBackend.class, one -> true) == null);
    }

    /** Tells whether settings stand on a method itself. */
    static boolean standOn(Method method) {
        return find(method, RqTest.class, one -> true) != null || isOnEach(method);
    }

    /** Returns the backends that a template, a method or a class, runs on; at least one. */
    static List<Backend> templateBackends(ExtensionContext context, Options options) {
        AnnotatedElement element = context.getElement().orElseThrow();
        OnEachBackend template = element instanceof Class<?> testClass
                ? nearest(null, testClass, OnEachBackend.class, one -> true)
                : find(element, OnEachBackend.class, one -> true);
        if (template != null && template.value().length > 0) {
            return Backend.parse("@OnEachBackend", template.value());
        }
        List<Backend> configured = of(context, options).backends();
        return template == null || configured.size() > 1 ? configured : BOTH;
    }

    /** Tells whether an absent real Redis is a failure rather than an aborted test. */
    static boolean requiresReal(ExtensionContext context) {
        return context.getConfigurationParameter(REQUIRE_REAL)
                .map(value -> truth(REQUIRE_REAL, value))
                .orElse(false);
    }

    private static boolean truth(String key, String value) {
        return switch (value) {
            case "true" -> true;
            case "false", "" -> false;
            default ->
                throw new ExtensionConfigurationException(key + " is '" + value + "'. Allowed are true and false.");
        };
    }

    // Jupiter's own search would find a superclass's annotation before an enclosing class's.
    private static <A extends Annotation> @Nullable A nearest(
            @Nullable Method method, @Nullable Class<?> testClass, Class<A> type, Predicate<A> suits) {
        A found = method == null ? null : find(method, type, suits);
        for (Class<?> c = testClass; found == null && c != null; c = c.getEnclosingClass()) {
            found = find(c, type, suits);
        }
        for (Class<?> c = testClass; found == null && c != null; c = c.getEnclosingClass()) {
            found = inherited(c, type, suits);
        }
        return found;
    }

    private static <A extends Annotation> @Nullable A inherited(Class<?> of, Class<A> type, Predicate<A> suits) {
        A found = null;
        for (Class<?> c = of.getSuperclass(); found == null && c != null; c = c.getSuperclass()) {
            found = find(c, type, suits);
        }
        return found;
    }

    private static <A extends Annotation> @Nullable A find(
            AnnotatedElement element, Class<A> type, Predicate<A> suits) {
        return find(element, type, suits, new HashSet<>());
    }

    private static <A extends Annotation> @Nullable A find(
            AnnotatedElement element, Class<A> type, Predicate<A> suits, Set<Class<?>> seen) {
        A direct = element.getDeclaredAnnotation(type);
        if (direct != null && suits.test(direct)) {
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
