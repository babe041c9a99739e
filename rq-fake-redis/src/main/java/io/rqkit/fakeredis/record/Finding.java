package io.rqkit.fakeredis.record;

import java.util.List;

/**
 * Something that commands could do better.
 *
 * @param kind what it is
 * @param advice one sentence: what was seen and what to do instead
 * @param commands the commands concerned, in their order; at least one
 */
public record Finding(Kind kind, String advice, List<RecordedCommand> commands) {
    /** What can be found. */
    public enum Kind {
        /** Calls of a kind, one round trip each, where one call or one pipeline would do. */
        REPEATED_CALLS,
        /** A command that looks at every key, or at all of a large collection, and keeps everybody waiting meanwhile. */
        WHOLE_KEYSPACE
    }

    /** Creates a finding. */
    public Finding {
        commands = List.copyOf(commands);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(kind.toString()).append(": ").append(advice);
        commands.stream().limit(3).forEach(command -> text.append("\n    ").append(command));
        return commands.size() <= 3
                ? text.toString()
                : text.append("\n    and ")
                        .append(commands.size() - 3)
                        .append(" more")
                        .toString();
    }
}
