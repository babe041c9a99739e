package io.rqkit.core;

/** Is told of each job that threw, before the failure is stored. */
@FunctionalInterface
public interface ExceptionHandler {

    /**
     * Takes notice of an error; what it throws is logged.
     *
     * @return whether the handlers that were added after this one are told too
     */
    boolean handle(Job<Object> job, Throwable error) throws Exception;
}
