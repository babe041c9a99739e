package io.rqkit.fakeredis.internal.command;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a command's keys stand among its arguments, and what the command does to them.
 *
 * <p>Follows <a href="https://redis.io/docs/reference/key-specs/">key specifications</a>.
 *
 * @param begin where to begin
 * @param find how to go on from there
 * @param flags what happens to the keys
 * @param note a remark that COMMAND shows, or null
 */
public record KeySpec(
        Begin begin, Find find, Set<Access> flags, @Nullable String note) {

    /** How the first key is found. */
    public sealed interface Begin {}

    /** The argument at a fixed index; the command's name has index 0. */
    public record AtIndex(int index) implements Begin {}

    /** The argument after a keyword, sought from {@code startFrom}; a negative start counts from the end. */
    public record AfterKeyword(String keyword, int startFrom) implements Begin {}

    /** How the other keys are found. */
    public sealed interface Find {}

    /** Keys up to {@code lastKey}, relative to the first, or from the end when negative. */
    public record Range(int lastKey, int step, int limit) implements Find {}

    /** The number of keys stands among the arguments. */
    public record KeyCount(int countIndex, int firstKey, int step) implements Find {}

    /** The keys cannot be described. */
    public record Unknown() implements Begin, Find {}

    /** What a command does to a key. */
    public enum Access {
        RO,
        RW,
        OW,
        RM,
        ACCESS,
        UPDATE,
        INSERT,
        DELETE,
        NOT_KEY,
        INCOMPLETE,
        VARIABLE_FLAGS;

        private final String wireName = ordinal() < 4 ? name() : name().toLowerCase(Locale.ROOT);

        /** Returns the flag as COMMAND prints it. */
        public String wireName() {
            return wireName;
        }
    }

    /** Starts a specification: keys begin at {@code index}. */
    public static Begin at(int index) {
        return new AtIndex(index);
    }

    /** Starts a specification: keys begin after {@code keyword}. */
    public static Begin after(String keyword, int startFrom) {
        return new AfterKeyword(keyword, startFrom);
    }

    /** Ends a specification: a range of keys. */
    public static Find range(int lastKey, int step, int limit) {
        return new Range(lastKey, step, limit);
    }

    /** Ends a specification: as many keys as an argument says. */
    public static Find count(int countIndex, int firstKey, int step) {
        return new KeyCount(countIndex, firstKey, step);
    }

    /** Says that keys begin, or go on, in a way that cannot be described. */
    public static Unknown unknown() {
        return new Unknown();
    }

    static KeySpec of(@Nullable String note, Begin begin, Find find, Access... flags) {
        Set<Access> set = EnumSet.noneOf(Access.class);
        set.addAll(Set.of(flags));
        return new KeySpec(begin, find, set, note);
    }
}
