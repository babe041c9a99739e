package io.rqkit.fakeredis.record;

import io.rqkit.fakeredis.internal.command.Glob;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** A pattern as KEYS takes it. */
final class KeyPattern {
    private KeyPattern() {}

    static Predicate<String> of(String pattern) {
        byte[] glob = pattern.getBytes(StandardCharsets.UTF_8);
        return text -> Glob.matches(glob, text.getBytes(StandardCharsets.UTF_8));
    }
}
