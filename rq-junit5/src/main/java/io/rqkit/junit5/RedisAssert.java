package io.rqkit.junit5;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.fault.InjectedFault;
import io.rqkit.fakeredis.record.Finding;
import io.rqkit.fakeredis.record.RecordedCommand;
import io.rqkit.fakeredis.record.RecordedCommands;
import io.rqkit.fakeredis.state.Difference;
import io.rqkit.fakeredis.state.Snapshot;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.UnifiedJedis;

/**
 * Assertions on a fake Redis: what it was sent, in how many round trips, and what has changed. A failure shows the last
 * commands as MONITOR prints them, with their replies.
 *
 * <pre>{@code
 * assertThat(redis).received("BLMOVE").from("worker-1").before("HSET");
 * assertThat(redis).receivedNo("KEYS");
 * assertThat(redis).roundTrips(connection).isAtMost(1);
 * }</pre>
 *
 * <p>The fake must record, as it does under {@link RqTest} and with {@code FakeRedis.builder().record(n)}.
 */
public class RedisAssert extends AbstractAssert<RedisAssert, FakeRedis> {
    private static final int SHOWN = 20;

    /** Begins assertions; {@link RqAssertions#assertThat(FakeRedis)} is shorter. */
    public RedisAssert(@Nullable FakeRedis actual) {
        super(actual, RedisAssert.class);
    }

    /**
     * Verifies that one of these commands was received at least once, and goes on with those that were.
     *
     * @param commands names in any case of letters, a subcommand as {@code "config get"}
     */
    public ReceivedAssert received(String... commands) {
        isNotNull();
        return new ReceivedAssert(actual.commands(), actual.commands().named(commands), String.join("/", commands))
                .isThere();
    }

    /** Verifies that none of these commands was received, neither from a client nor from a script. */
    public RedisAssert receivedNo(String... commands) {
        isNotNull();
        RecordedCommands found = actual.commands().named(commands);
        if (!found.isEmpty()) {
            throw failure(
                    "Expected that no %s was received, but %d came:\n%s",
                    String.join("/", commands), found.size(), found.last(SHOWN));
        }
        return this;
    }

    /** Goes on with the number of round trips of all clients. */
    public RoundTripsAssert roundTrips() {
        isNotNull();
        return new RoundTripsAssert(actual.commands());
    }

    /** Goes on with the number of round trips of the clients whose name matches a pattern. */
    public RoundTripsAssert roundTrips(String clientName) {
        isNotNull();
        return new RoundTripsAssert(actual.commands().from(clientName));
    }

    /** Goes on with the number of round trips of a connection; asks it who it is, which does not count. */
    public RoundTripsAssert roundTrips(Jedis connection) {
        isNotNull();
        RecordedCommands before = actual.commands();
        return new RoundTripsAssert(before.from(connection.clientId()));
    }

    /** Goes on with the number of round trips of the connection that a client uses now; asking it does not count. */
    public RoundTripsAssert roundTrips(UnifiedJedis connection) {
        isNotNull();
        RecordedCommands before = actual.commands();
        long id = (Long) connection.sendCommand(Protocol.Command.CLIENT, "ID");
        return new RoundTripsAssert(before.from(id));
    }

    /** Verifies that no loop of single calls was received where one call or a pipeline would do. */
    public RedisAssert receivedNoRepeatedCalls() {
        return hasNo(Finding.Kind.REPEATED_CALLS);
    }

    /** Verifies that no command was received that goes through every key or all of a large collection. */
    public RedisAssert receivedNoWholeKeyspaceCommands() {
        return hasNo(Finding.Kind.WHOLE_KEYSPACE);
    }

    private RedisAssert hasNo(Finding.Kind kind) {
        isNotNull();
        List<Finding> found = actual.commands().findings().stream()
                .filter(finding -> finding.kind() == kind)
                .toList();
        if (!found.isEmpty()) {
            throw failure(
                    "Expected nothing to be said about the commands, but:\n%s",
                    found.stream().map(Finding::toString).collect(Collectors.joining("\n")));
        }
        return this;
    }

    /** Verifies that every key of database 0 that matches a pattern expires some day. */
    public RedisAssert hasNoKeysWithoutTtl(String pattern) {
        isNotNull();
        List<String> keys = actual.database(0).keysWithoutTtl(pattern);
        if (!keys.isEmpty()) {
            throw failure("Expected every key %s to have a TTL, but these have none:\n  %s", pattern, keys);
        }
        return this;
    }

    /** Verifies that the data are what they were when the snapshot was taken. */
    public RedisAssert hasNotChangedSince(Snapshot snapshot) {
        isNotNull();
        Difference difference = snapshot.differenceToNow();
        if (!difference.isEmpty()) {
            throw failure("Expected the data not to have changed, but:\n%s", difference);
        }
        return this;
    }

    /** Verifies that exactly these keys are new, gone or different since the snapshot was taken. */
    public RedisAssert hasChangedSince(Snapshot snapshot, String... keys) {
        isNotNull();
        Difference difference = snapshot.differenceToNow();
        Set<String> expected = new TreeSet<>(Arrays.asList(keys));
        if (!expected.equals(new TreeSet<>(difference.keys()))) {
            throw failure("Expected exactly the keys %s to have changed, but:\n%s", expected, difference);
        }
        return this;
    }

    /** Verifies that each fault that was injected has happened. */
    public RedisAssert hasNoUnfiredFaults() {
        isNotNull();
        List<InjectedFault> unfired = actual.faults().unfired();
        if (!unfired.isEmpty()) {
            throw failure(
                    "Expected each fault to have happened, but these have not:\n%s\nThe last commands:\n%s",
                    unfired.stream().map(fault -> "  " + fault).collect(Collectors.joining("\n")),
                    actual.commands().last(SHOWN));
        }
        return this;
    }

    /** Commands that were received; each further condition narrows them, and fails when none is left. */
    public static class ReceivedAssert extends AbstractAssert<ReceivedAssert, RecordedCommands> {
        private final RecordedCommands all;
        private final String described;

        ReceivedAssert(RecordedCommands all, RecordedCommands found, String described) {
            super(found, ReceivedAssert.class);
            this.all = all;
            this.described = described;
        }

        ReceivedAssert isThere() {
            if (actual.isEmpty()) {
                throw failure("Expected that %s was received. The last commands:\n%s", described, all.last(SHOWN));
            }
            return this;
        }

        private ReceivedAssert narrowed(RecordedCommands narrower, String condition) {
            ReceivedAssert next = new ReceivedAssert(all, narrower, described + " " + condition);
            if (narrower.isEmpty()) {
                throw failure(
                        "Expected that %s was received, but there is only:\n%s", next.described, actual.last(SHOWN));
            }
            return next;
        }

        /** Verifies that one came from a client whose name matches a pattern. */
        public ReceivedAssert from(String clientName) {
            return narrowed(actual.from(clientName), "from " + clientName);
        }

        /** Verifies that one came from this connection. */
        public ReceivedAssert from(Jedis connection) {
            return from(connection.clientId());
        }

        /** Verifies that one came from the connection of this number, as CLIENT ID answers it. */
        public ReceivedAssert from(long clientId) {
            return narrowed(actual.from(clientId), "from #" + clientId);
        }

        /** Verifies that one has a key that matches a pattern. */
        public ReceivedAssert onKey(String pattern) {
            return narrowed(actual.onKey(pattern), "on " + pattern);
        }

        /** Verifies that one was sent within MULTI. */
        public ReceivedAssert inTransaction() {
            return narrowed(actual.where(RecordedCommand::isInTransaction), "in a transaction");
        }

        /** Verifies that one was called by a script or function. */
        public ReceivedAssert inScript() {
            return narrowed(actual.calledByScripts(), "in a script");
        }

        /** Verifies that one was answered so, as redis-cli prints it. */
        public ReceivedAssert withReply(String reply) {
            return narrowed(actual.where(command -> command.reply().equals(reply)), "with the reply " + reply);
        }

        /** Verifies that the first one came before the first {@code other} command, which must have come. */
        public ReceivedAssert before(String other) {
            RecordedCommand first = first(other);
            return narrowed(actual.before(first), "before " + other);
        }

        /** Verifies that one came after the first {@code other} command, which must have come. */
        public ReceivedAssert after(String other) {
            RecordedCommand first = first(other);
            return narrowed(actual.after(first), "after " + other);
        }

        private RecordedCommand first(String other) {
            return all.named(other)
                    .first()
                    .orElseThrow(() -> failure(
                            "Expected %s and %s, but no %s was received. The last commands:\n%s",
                            described, other, other, all.last(SHOWN)));
        }

        /** Verifies how many there are. */
        public ReceivedAssert times(int expected) {
            if (actual.size() != expected) {
                throw failure(
                        "Expected %s %d times, but it came %d times:\n%s",
                        described, expected, actual.size(), actual.last(SHOWN));
            }
            return this;
        }
    }

    /** A number of round trips. */
    public static class RoundTripsAssert extends AbstractAssert<RoundTripsAssert, RecordedCommands> {
        RoundTripsAssert(RecordedCommands commands) {
            super(commands, RoundTripsAssert.class);
        }

        /** Verifies that there were no more than so many. */
        public RoundTripsAssert isAtMost(int expected) {
            return verify(actual.roundTrips() <= expected, "at most", expected);
        }

        /** Verifies that there were so many. */
        public RoundTripsAssert isExactly(int expected) {
            return verify(actual.roundTrips() == expected, "exactly", expected);
        }

        private RoundTripsAssert verify(boolean fulfilled, String how, int expected) {
            if (!fulfilled) {
                throw failure(
                        "Expected %s %d round trips, but there were %d:\n%s",
                        how,
                        expected,
                        actual.roundTrips(),
                        actual.sentByClients().last(SHOWN));
            }
            return this;
        }
    }
}
