package io.rqkit.fakeredis.internal.engine;

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

    /** Notes a command, and says whether the connections are to be cut before it runs. */
    boolean cutsBefore(Exchange exchange) {
        commands.add(exchange.line());
        return commands.size() == crashAt && !after;
    }

    /** Says whether the connections are to be cut after the command that was noted last. */
    boolean cutsAfter() {
        return commands.size() == crashAt && after;
    }

    void crash(Engine engine) {
        crashed = true;
        List.copyOf(engine.sessions()).forEach(engine::close);
    }
}
