package io.rqkit.fakeredis.state;

import java.util.Optional;

/**
 * How a key differs between two times; at least one of the two is there.
 *
 * @param database the index of its database
 * @param key the key
 * @param before what it held; empty when it was not there
 * @param after what it holds; empty when it is not there any more
 */
public record KeyChange(int database, String key, Optional<KeyState> before, Optional<KeyState> after) {
    /** Says whether the key is new. */
    public boolean isAdded() {
        return before.isEmpty();
    }

    /** Says whether the key is gone. */
    public boolean isRemoved() {
        return after.isEmpty();
    }

    /** Returns a line or two: {@code +} for a new key, {@code -} for one that is gone, {@code ~} for a change. */
    @Override
    public String toString() {
        String name = (database == 0 ? "" : "db" + database + " ") + key;
        if (before.isEmpty()) {
            return "+ " + name + "  " + after.map(KeyState::toString).orElse("");
        }
        if (after.isEmpty()) {
            return "- " + name + "  " + before.get();
        }
        return "~ " + name + "  " + before.get() + "\n" + " ".repeat(name.length()) + " -> " + after.get();
    }
}
