package io.rqkit.core.internal.dispatch;

import java.io.Serializable;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a method reference points at.
 *
 * @param name the job's name: the class's binary name, a dot, the method's name
 * @param resultType the method's result type with its type arguments
 */
public record MethodReference(String name, Type resultType) {
    private static final String HINT =
            "; enqueue a static method by reference, such as Mailer::send, or register a handler and enqueue its name";

    /**
     * What was read before. Each place in a source that names a method has a hidden class of its own, with which this
     * goes; to look into it takes longer than all else that there is to do for a job.
     */
    private static final ClassValue<AtomicReference<MethodReference>> KNOWN = new ClassValue<>() {
        @Override
        protected AtomicReference<MethodReference> computeValue(Class<?> type) {
            return new AtomicReference<>();
        }
    };

    /**
     * Looks into a serializable method reference.
     *
     * @throws IllegalArgumentException when it is a lambda, captures a value or names no static method
     */
    public static MethodReference of(Serializable reference) {
        Class<?> type = reference.getClass();
        if (!type.isHidden()) {
            return read(reference); // somebody's own class, whose instances may point at different methods
        }
        AtomicReference<MethodReference> known = KNOWN.get(type);
        MethodReference found = known.get();
        if (found == null) {
            found = read(reference);
            known.set(found);
        }
        return found;
    }

    private static MethodReference read(Serializable reference) {
        SerializedLambda lambda = serialized(reference);
        String name = lambda.getImplClass().replace('/', '.') + "." + lambda.getImplMethodName();
        if (lambda.getImplMethodName().startsWith("lambda$")) {
            throw new IllegalArgumentException("a lambda has no name that a worker could find" + HINT);
        }
        if (lambda.getCapturedArgCount() > 0) {
            throw new IllegalArgumentException(name + " is bound to an object, which cannot be enqueued" + HINT);
        }
        if (lambda.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic) {
            throw new IllegalArgumentException(name + " is not static" + HINT);
        }
        return new MethodReference(name, resultType(reference.getClass().getClassLoader(), lambda));
    }

    private static SerializedLambda serialized(Serializable reference) {
        try {
            Method writeReplace = reference.getClass().getDeclaredMethod("writeReplace");
            writeReplace.setAccessible(true);
            if (writeReplace.invoke(reference) instanceof SerializedLambda lambda) {
                return lambda;
            }
            throw new IllegalArgumentException(reference.getClass().getName() + " is not a method reference" + HINT);
        } catch (InaccessibleObjectException e) {
            Class<?> type = reference.getClass();
            throw new IllegalArgumentException(
                    "cannot look into a method reference of module "
                            + type.getModule().getName() + "; add to its module-info: opens "
                            + type.getPackageName() + " to io.rqkit.core",
                    e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(reference.getClass().getName() + " is not a method reference" + HINT, e);
        }
    }

    /** The text read here comes from the caller's own class file, never from Redis. */
    private static Type resultType(ClassLoader loader, SerializedLambda lambda) {
        try {
            MethodType signature = MethodType.fromMethodDescriptorString(lambda.getImplMethodSignature(), loader);
            return Class.forName(lambda.getImplClass().replace('/', '.'), false, loader)
                    .getDeclaredMethod(lambda.getImplMethodName(), signature.parameterArray())
                    .getGenericReturnType();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot find " + lambda.getImplMethodName() + HINT, e);
        }
    }
}
