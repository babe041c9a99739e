package io.rqkit.junit5;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.record.RecordedCommands;
import java.util.Optional;

/**
 * What a Redis held when a test failed. Not thrown: it hangs on the test's own failure, as suppressed, so that every tool
 * that prints that prints this.
 */
final class RedisState extends Exception {
    private static final long serialVersionUID = 1L;

    private static final int LAST = 20;

    private RedisState(String text) {
        super(text, null, false, false);
    }

    /** Reads the state of a server; empty when there is nothing to tell. */
    static Optional<RedisState> of(TestScope scope) {
        Optional<FakeRedis> fake = scope.server().fake();
        String commands = fake.map(redis -> redis.commands().last(LAST))
                .filter(last -> !last.isEmpty())
                .map(RecordedCommands::listing)
                .orElse("");
        fake.ifPresent(redis -> redis.faults().clear()); // they could hit what follows
        String queues = Listing.all(scope.connection());
        if (queues.isEmpty() && commands.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder("the state of Redis (" + scope.backend() + ") when the test failed\n");
        text.append(queues);
        if (!commands.isEmpty()) {
            text.append("the last commands, oldest first\n").append(commands);
        }
        return Optional.of(new RedisState(text.toString().stripTrailing()));
    }

    /** Reads as a headline, without the name of a class that says nothing. */
    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
