package io.rqkit.fakeredis.internal.engine;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counters that INFO shows; CONFIG RESETSTAT clears them. */
public final class Stats {
    long connectionsReceived;
    long commandsProcessed;
    long expiredKeys;
    long evictedKeys;
    long evictedClients;
    private long lazyFreed;
    long keyspaceHits;
    long keyspaceMisses;
    long errorReplies;
    long rejectedConnections;
    long dirty;
    long netInput;
    long netOutput;
    private final Map<Command, CommandStats> byCommand = new IdentityHashMap<>();
    /** The command counted last, which is asked for twice a call. */
    private @Nullable Command lastCommand;

    private @Nullable CommandStats lastCounts;
    private final Map<String, Long> byErrorCode = new TreeMap<>();

    /** Counts of one command. */
    public static final class CommandStats {
        /** Whether its calls are so short that not each has to be timed. */
        final boolean isShort;

        long calls;
        long rejected;
        long failed;
        long micros;
        /** How long the last call took. */
        long lastNanos;

        private @Nullable LatencyHistogram times;

        private CommandStats(Command command) {
            isShort = Costs.isShort(command.spec());
        }

        /** Counts the end of a call. */
        void count(boolean callFailed, long callMicros, boolean tracked) {
            micros += callMicros;
            if (tracked) {
                note(callMicros);
            }
            calls++;
            failed += callFailed ? 1 : 0;
        }

        /** Returns how often it ran. */
        public long calls() {
            return calls;
        }

        /** Returns how long all calls took, in microseconds. */
        public long micros() {
            return micros;
        }

        /** Returns how long how many calls took, or null when that was never noted. */
        public @Nullable LatencyHistogram times() {
            return times;
        }

        private void note(long taken) {
            LatencyHistogram histogram = times;
            if (histogram == null) {
                histogram = new LatencyHistogram();
                times = histogram;
            }
            histogram.add(taken);
        }

        /** Returns how often it was refused before it ran. */
        public long rejected() {
            return rejected;
        }

        /** Returns how often it ran and replied with an error. */
        public long failed() {
            return failed;
        }
    }

    /** Returns the counts of a command, or null before it was first counted, when INFO does not list it. */
    @Nullable
    CommandStats find(Command command) {
        return command == lastCommand && lastCounts != null ? lastCounts : byCommand.get(command);
    }

    CommandStats of(Command command) {
        CommandStats counts = find(command);
        if (counts == null) {
            counts = new CommandStats(command);
            byCommand.put(command, counts);
        }
        if (lastCommand != command) {
            lastCommand = command;
            lastCounts = counts;
        }
        return counts;
    }

    /** Returns the counts of the commands that were called, in no order. */
    public Map<Command, CommandStats> byCommand() {
        return Collections.unmodifiableMap(byCommand);
    }

    /** Returns how many errors were replied, by their first word. */
    public Map<String, Long> byErrorCode() {
        return Collections.unmodifiableMap(byErrorCode);
    }

    /** Counts an error reply; {@code text} begins with its code. */
    public void countError(String text) {
        errorReplies++;
        int blank = text.indexOf(' ');
        byErrorCode.merge(blank < 0 ? text : text.substring(0, blank), 1L, Long::sum);
    }

    /** Returns the bytes that came from clients. */
    public long netInput() {
        return netInput;
    }

    /** Returns the bytes that went to clients. */
    public long netOutput() {
        return netOutput;
    }

    public long connectionsReceived() {
        return connectionsReceived;
    }

    public long commandsProcessed() {
        return commandsProcessed;
    }

    public long expiredKeys() {
        return expiredKeys;
    }

    /** Counts values that Redis would have freed in the background. */
    public void countLazyFreed(long count) {
        lazyFreed += count;
    }

    public long lazyFreed() {
        return lazyFreed;
    }

    public long evictedClients() {
        return evictedClients;
    }

    public long evictedKeys() {
        return evictedKeys;
    }

    public long keyspaceHits() {
        return keyspaceHits;
    }

    public long keyspaceMisses() {
        return keyspaceMisses;
    }

    public long errorReplies() {
        return errorReplies;
    }

    public long rejectedConnections() {
        return rejectedConnections;
    }

    /** Returns the number of changes since the data was last saved. */
    public long dirty() {
        return dirty;
    }

    /** Clears all counters but {@link #dirty()}. */
    public void reset() {
        connectionsReceived = 0;
        commandsProcessed = 0;
        expiredKeys = 0;
        evictedKeys = 0;
        evictedClients = 0;
        lazyFreed = 0;
        keyspaceHits = 0;
        keyspaceMisses = 0;
        errorReplies = 0;
        rejectedConnections = 0;
        netInput = 0;
        netOutput = 0;
        byCommand.clear();
        lastCounts = null;
        byErrorCode.clear();
    }
}
