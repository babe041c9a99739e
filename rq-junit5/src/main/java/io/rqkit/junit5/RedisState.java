package io.rqkit.junit5;

import java.util.Optional;

/**
 * What a Redis held when a test failed. Not thrown: it hangs on the test's own failure, as suppressed, so that every tool
 * that prints that prints this.
 */
final class RedisState extends Exception {
    private static final long serialVersionUID = 1L;

    private RedisState(String text) {
        super(text, null, false, false);
    }

    /** Reads the state of a server; empty when there is nothing to tell. */
    static Optional<RedisState> of(TestScope scope) {
        String queues = Listing.all(scope.connection());
        if (queues.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RedisState(
                "the state of Redis (" + scope.backend() + ") when the test failed\n" + queues.stripTrailing()));
    }

    /** Reads as a headline, without the name of a class that says nothing. */
    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
