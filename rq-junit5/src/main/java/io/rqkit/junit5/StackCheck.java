package io.rqkit.junit5;

import io.rqkit.core.Connections;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import redis.clients.jedis.UnifiedJedis;

/** A connection that was pushed, and the stack under it. */
final class StackCheck {
    private final UnifiedJedis pushed;
    private final List<@Nullable UnifiedJedis> below;

    private StackCheck(UnifiedJedis pushed, List<@Nullable UnifiedJedis> below) {
        this.pushed = pushed;
        this.below = below;
    }

    /** Pushes a connection on this thread's stack. */
    static StackCheck push(UnifiedJedis connection) {
        StackCheck check = new StackCheck(connection, stack());
        Connections.push(connection);
        return check;
    }

    /** Makes this thread's stack what it was before, and returns what was wrong with it. */
    Optional<AssertionError> pop(String test) {
        List<@Nullable UnifiedJedis> found = stack();
        List<@Nullable UnifiedJedis> expected = new ArrayList<>(below);
        expected.add(pushed);
        if (isSame(found, expected)) {
            Connections.pop();
            return Optional.empty();
        }
        replace(below);
        return Optional.of(new AssertionFailedError(
                test + " left the connection stack unbalanced: " + reason(found, expected) + "\n  expected: "
                        + show(expected) + "\n  found:    " + show(found)
                        + "\nPop what you push, or let try (var scope = Connections.with(connection)) do it.",
                show(expected),
                show(found)));
    }

    private static String reason(List<@Nullable UnifiedJedis> found, List<@Nullable UnifiedJedis> expected) {
        int more = found.size() - expected.size();
        if (more > 0) {
            return "it pushed " + more + " more than it popped.";
        }
        if (more < 0) {
            return "it popped " + -more + " more than it pushed.";
        }
        return "as deep as before, but the connections on it are others.";
    }

    private String show(List<@Nullable UnifiedJedis> stack) {
        List<String> names = new ArrayList<>();
        for (UnifiedJedis one : stack) {
            names.add(one == pushed ? "the test's connection" : String.valueOf(one));
        }
        return names.isEmpty() ? "an empty stack" : "bottom " + names + " top";
    }

    private static boolean isSame(List<@Nullable UnifiedJedis> found, List<@Nullable UnifiedJedis> expected) {
        boolean isSame = found.size() == expected.size();
        for (int i = 0; isSame && i < found.size(); i++) {
            isSame = found.get(i) == expected.get(i);
        }
        return isSame;
    }

    // The stack has no other way to be looked into than to take it down and build it again.
    private static List<@Nullable UnifiedJedis> stack() {
        List<@Nullable UnifiedJedis> stack = new ArrayList<>();
        while (Connections.depth() > 0) {
            stack.add(Connections.pop());
        }
        Collections.reverse(stack);
        stack.forEach(Connections::push);
        return stack;
    }

    private static void replace(List<@Nullable UnifiedJedis> stack) {
        while (Connections.depth() > 0) {
            Connections.pop();
        }
        stack.forEach(Connections::push);
    }
}
