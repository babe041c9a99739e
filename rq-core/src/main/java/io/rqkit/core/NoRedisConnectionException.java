package io.rqkit.core;

/** Thrown where neither an argument nor this thread's stack says which Redis is meant. */
public final class NoRedisConnectionException extends RqException {
    private static final long serialVersionUID = 1L;

    NoRedisConnectionException() {
        super("Could not resolve a Redis connection");
    }
}
