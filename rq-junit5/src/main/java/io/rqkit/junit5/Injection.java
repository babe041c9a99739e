package io.rqkit.junit5;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** Fills the fields that ask for it. */
final class Injection {
    private Injection() {}

    /** Returns the fields of a class and its superclasses that are to be filled, superclasses first. */
    static List<Field> fields(Class<?> type) {
        List<Field> fields = annotated(type);
        for (Field field : fields) {
            check(field);
        }
        return fields;
    }

    /** Returns what {@link #fields} does, right or wrong. */
    static List<Field> annotated(Class<?> type) {
        return AnnotationSupport.findAnnotatedFields(
                type, InjectRedis.class, field -> true, HierarchyTraversalMode.TOP_DOWN);
    }

    private static void check(Field field) {
        String name = field.getDeclaringClass().getSimpleName() + "." + field.getName();
        if (!Parameters.isOurs(field.getType())) {
            throw new ExtensionConfigurationException("@InjectRedis on " + name + " of type "
                    + field.getType().getSimpleName() + ". Allowed are " + Parameters.types() + ".");
        }
        if (Modifier.isFinal(field.getModifiers())) {
            throw new ExtensionConfigurationException("@InjectRedis on " + name + ", which is final. Leave that away.");
        }
        field.setAccessible(true);
    }

    static boolean hasStatic(Class<?> type) {
        return annotated(type).stream().anyMatch(field -> Modifier.isStatic(field.getModifiers()));
    }

    /** Fills the static fields. */
    static void fillStatic(List<Field> fields, TestScope scope) {
        for (Field field : fields) {
            if (Modifier.isStatic(field.getModifiers())) {
                set(field, null, scope);
            }
        }
    }

    /** Fills the fields of an instance that nothing was put into yet. */
    static void fill(List<Field> fields, Object instance, TestScope scope) {
        for (Field field : fields) {
            if (!Modifier.isStatic(field.getModifiers()) && get(field, instance) == null) {
                set(field, instance, scope);
            }
        }
    }

    private static @Nullable Object get(Field field, Object instance) {
        try {
            return field.get(instance);
        } catch (IllegalAccessException e) {
            throw inaccessible(field, e);
        }
    }

    private static void set(Field field, @Nullable Object instance, TestScope scope) {
        try {
            field.set(instance, Parameters.resolve(field.getType(), field, scope));
        } catch (IllegalAccessException e) {
            throw inaccessible(field, e);
        }
    }

    private static ExtensionConfigurationException inaccessible(Field field, IllegalAccessException e) {
        return new ExtensionConfigurationException(field + " cannot be reached", e);
    }
}
