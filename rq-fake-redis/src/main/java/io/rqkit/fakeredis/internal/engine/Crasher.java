package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Group;
import java.util.ArrayList;
import java.util.List;

/** Counts the commands of clients, and lets everybody's connections be cut at one of them. Used under the engine's lock. */
public final class Crasher {
    private final int crashAt;
    private final boolean after;
    private final List<String> commands = new ArrayList<>();
    private volatile boolean crashed;

    private Crasher(int crashAt, boolean after) {
        this.crashAt = crashAt;
        this.after = after;
    }

    /** Returns one that counts only. */
    public static Crasher counting() {
        return new Crasher(0, false);
    }

    /** Returns one that cuts before or after a command, counted from 1. */
    public static Crasher at(int number, boolean after) {
        return new Crasher(number, after);
    }

    /** Returns the commands so far, each as a line. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    /** Says whether all connections have been cut, and none may be made. */
    public boolean hasCrashed() {
        return crashed;
    }

    /** Notes a command, and says what is to happen; those that greet change no data and are left out. */
    Cut meet(Exchange exchange) {
        CommandSpec spec = exchange.spec();
        if (spec != null && spec.group() == Group.CONNECTION) {
            return Cut.NONE;
        }
        commands.add(exchange.line());
        if (commands.size() != crashAt) {
            return Cut.NONE;
        }
        return after ? Cut.AFTER : Cut.BEFORE;
    }

    /** When the connections are cut. */
    enum Cut {
        NONE,
        BEFORE,
        AFTER
    }

    void crash(Engine engine) {
        crashed = true;
        List.copyOf(engine.sessions()).forEach(engine::close);
    }
}
