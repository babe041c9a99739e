package io.rqkit.fakeredis.state;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How data differ between two times.
 *
 * @param changes the keys that differ, by database and name; a key that changed and changed back is not among them
 */
public record Difference(List<KeyChange> changes) {
    /** Copies the changes. */
    public Difference {
        changes = List.copyOf(changes);
    }

    /** Says whether there is none. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Returns the names of the keys that differ, in order. */
    public List<String> keys() {
        return changes.stream().map(KeyChange::key).toList();
    }

    /** Returns how a key differs; empty when it does not. */
    public Optional<KeyChange> of(String key) {
        return changes.stream().filter(change -> change.key().equals(key)).findFirst();
    }

    /** Returns a line or two for each change. */
    @Override
    public String toString() {
        return changes.isEmpty()
                ? "(no difference)"
                : changes.stream().map(KeyChange::toString).collect(Collectors.joining("\n"));
    }
}
