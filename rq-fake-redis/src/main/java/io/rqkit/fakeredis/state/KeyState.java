package io.rqkit.fakeredis.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a key holds at a time. Text is UTF-8; other bytes are replaced.
 *
 * @param value what it holds
 * @param expiresAt when it expires, by the server's clock; empty for never
 */
public record KeyState(Value value, Optional<Instant> expiresAt) {
    private static final int SHOWN = 10;

    /** A value by its type. */
    public sealed interface Value {
        /** Returns the name of the type, as TYPE answers it. */
        String type();
    }

    /** A string. */
    public record Text(String text) implements Value {
        @Override
        public String type() {
            return "string";
        }

        @Override
        public String toString() {
            return quoted(text);
        }
    }

    /** A list, head first. */
    public record Elements(List<String> elements) implements Value {
        /** Copies the elements. */
        public Elements {
            elements = List.copyOf(elements);
        }

        @Override
        public String type() {
            return "list";
        }

        @Override
        public String toString() {
            return some(elements.stream().limit(SHOWN).map(KeyState::quoted).toList(), elements.size(), "[", "]");
        }
    }

    /** A hash; the order means nothing. */
    public record Fields(Map<String, String> fields) implements Value {
        /** Copies the fields. */
        public Fields {
            fields = Map.copyOf(fields);
        }

        @Override
        public String type() {
            return "hash";
        }

        @Override
        public String toString() {
            List<String> shown = fields.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .limit(SHOWN)
                    .map(field -> field.getKey() + "=" + quoted(field.getValue()))
                    .toList();
            return some(shown, fields.size(), "{", "}");
        }
    }

    /** A set; the order means nothing. */
    public record Members(Set<String> members) implements Value {
        /** Copies the members. */
        public Members {
            members = Set.copyOf(members);
        }

        @Override
        public String type() {
            return "set";
        }

        @Override
        public String toString() {
            List<String> shown =
                    members.stream().sorted().limit(SHOWN).map(KeyState::quoted).toList();
            return some(shown, members.size(), "{", "}");
        }
    }

    /** A sorted set, lowest score first. */
    public record Scores(List<Scored> members) implements Value {
        /** Copies the members. */
        public Scores {
            members = List.copyOf(members);
        }

        @Override
        public String type() {
            return "zset";
        }

        @Override
        public String toString() {
            return some(members.stream().limit(SHOWN).map(Scored::toString).toList(), members.size(), "[", "]");
        }
    }

    /** A member of a sorted set. */
    public record Scored(String member, double score) {
        @Override
        public String toString() {
            return quoted(member) + ":"
                    + (score == Math.rint(score) && Math.abs(score) < 1e15
                            ? Long.toString((long) score)
                            : Double.toString(score));
        }
    }

    /** A stream, oldest entry first. */
    public record Entries(List<Entry> entries) implements Value {
        /** Copies the entries. */
        public Entries {
            entries = List.copyOf(entries);
        }

        @Override
        public String type() {
            return "stream";
        }

        @Override
        public String toString() {
            return some(entries.stream().limit(SHOWN).map(Entry::toString).toList(), entries.size(), "[", "]");
        }
    }

    /**
     * An entry of a stream.
     *
     * @param fields fields and values in turn
     */
    public record Entry(String id, List<String> fields) {
        /** Copies the fields. */
        public Entry {
            fields = List.copyOf(fields);
        }

        @Override
        public String toString() {
            return id + " " + fields;
        }
    }

    private static String some(List<String> shown, int size, String open, String close) {
        String more = size > shown.size() ? ", and " + (size - shown.size()) + " more" : "";
        return shown.stream().collect(Collectors.joining(", ", open, more + close));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    @Override
    public String toString() {
        return value.type() + " " + value
                + expiresAt.map(at -> " expires " + at).orElse("");
    }
}
