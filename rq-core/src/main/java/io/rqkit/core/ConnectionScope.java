package io.rqkit.core;

/**
 * A stretch of code in which one connection is the current one; see {@link Connections#with}.
 *
 * <p>Meant for try-with-resources, on the thread that opened it.
 */
public interface ConnectionScope extends AutoCloseable {

    /**
     * Pops this thread's stack and checks that the connection of this scope came off. A second call does nothing.
     *
     * @throws UnbalancedConnectionException when another connection, or none, came off
     */
    @Override
    void close();
}
