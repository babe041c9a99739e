package io.rqkit.fakeredis.testing;

import java.io.File;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * Gives tests a {@link RealRedis}: a parameter of that type receives a server of its own, which ends with the test (or, for
 * a constructor or a {@code @BeforeAll} method, with the class). A start takes some ten milliseconds, and nothing a test
 * configures, loads or leaves behind can reach another.
 *
 * <p>System properties: {@code rq.realRedis=host:port} names a server to use instead, which must not be shared by parallel
 * tests; {@code rq.requireRealRedis=true} turns a server that cannot start from an aborted test into a failed one.
 */
public final class RealRedisExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(RealRedisExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RealRedis.class;
    }

    @Override
    public RealRedis resolveParameter(ParameterContext parameter, ExtensionContext context) {
        RealRedis redis = start(context);
        // The store of the narrowest context closes it, even when the test fails.
        context.getStore(NAMESPACE).put(redis, redis);
        return redis;
    }

    /**
     * Starts a server that its caller closes, for tests that choose one only when they run.
     *
     * @throws TestAbortedException if it cannot start and need not
     */
    static RealRedis start(ExtensionContext context) {
        String given = System.getProperty("rq.realRedis");
        if (given != null) {
            return RealRedis.at(given);
        }
        try {
            return RealRedis.start(executable(context));
        } catch (IOException | RuntimeException e) {
            if (Boolean.getBoolean("rq.requireRealRedis")) {
                throw new IllegalStateException("rq.requireRealRedis is true and real Redis cannot start", e);
            }
            throw new TestAbortedException("real Redis cannot start: " + e.getMessage(), e);
        }
    }

    private static File executable(ExtensionContext context) throws IOException {
        Store root = context.getRoot().getStore(NAMESPACE);
        Object file = root.getOrComputeIfAbsent("executable", key -> extract());
        if (file instanceof File executable) {
            return executable;
        }
        throw (IOException) file;
    }

    private static Object extract() {
        try {
            return RealRedis.extractExecutable();
        } catch (IOException e) {
            return e;
        }
    }
}
