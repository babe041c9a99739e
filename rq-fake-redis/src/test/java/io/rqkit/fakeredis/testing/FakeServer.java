package io.rqkit.fakeredis.testing;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.internal.AllCommands;
import io.rqkit.fakeredis.internal.engine.CommandTable;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The in-memory server as one side of a comparison, over in-process sockets. Each run gets a new one, so that no
 * configuration, script or user of the run before can reach it.
 */
public final class FakeServer implements AutoCloseable {
    private FakeRedis redis = create();

    /** Returns the names of the commands that it has, in upper case. */
    static Set<String> commandNames() {
        return AllCommands.table().rows().stream()
                .map(CommandTable.Row::command)
                .map(command -> command.spec().fullName().toUpperCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Accepts that commands which only look at the data are missing. Families land one by one; until the last is there, the
     * data are looked at by what there is.
     */
    static Comparison tolerating(Comparison comparison) {
        Set<String> missing = new HashSet<>(KeyspaceDiff.COMMANDS);
        missing.removeAll(commandNames());
        return comparison.tolerating(missing.toArray(String[]::new));
    }

    /** Returns the server as one side. */
    public Server server() {
        return new Server(
                "FakeRedis",
                () -> redis.socket(),
                this::renew,
                duration -> redis.clock().advance(duration));
    }

    @Override
    public void close() {
        redis.close();
    }

    private void renew() {
        redis.close();
        redis = create();
    }

    /** As {@link RealRedis} is started: nothing saved, DEBUG allowed, Lua as the source has it. */
    private static FakeRedis create() {
        return FakeRedis.builder()
                .config("save", "")
                .config("enable-debug-command", "yes")
                .hardenedLua(false)
                .build();
    }
}
