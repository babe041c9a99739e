package io.rqkit.fakeredis.internal.script;

import org.jspecify.annotations.Nullable;

/** What a script or function says of itself, in the order in which Redis lists it. */
public enum ScriptFlag {
    NO_WRITES("no-writes"),
    ALLOW_OOM("allow-oom"),
    ALLOW_STALE("allow-stale"),
    NO_CLUSTER("no-cluster"),
    ALLOW_CROSS_SLOT_KEYS("allow-cross-slot-keys");

    private final String text;

    ScriptFlag(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Returns the flag of that name, or null. */
    static @Nullable ScriptFlag of(String name) {
        for (ScriptFlag flag : values()) {
            if (flag.text.equals(name)) {
                return flag;
            }
        }
        return null;
    }
}
