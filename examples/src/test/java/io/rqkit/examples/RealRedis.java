package io.rqkit.examples;

import static org.junit.jupiter.api.Assumptions.abort;

/** Decides what becomes of a test of real Redis on a machine that cannot run it. */
public final class RealRedis {
    private RealRedis() {}

    /** Aborts the test, or fails it where real Redis is required, if the setting names a backend that is not there. */
    public static void assumeThere(String setting) {
        try {
            Backend.open(setting).close();
        } catch (Backend.UnavailableException e) {
            if (Boolean.getBoolean("rq.requireRealRedis")) {
                throw e;
            }
            abort(e.getMessage());
        }
    }
}
