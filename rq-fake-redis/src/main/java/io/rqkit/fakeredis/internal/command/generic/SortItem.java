package io.rqkit.fakeredis.internal.command.generic;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Numbers;
import io.rqkit.fakeredis.internal.data.ByteArrays;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** An element that SORT sorts, and what decides its place. */
final class SortItem {
    private static final CommandException NOT_A_SCORE =
            new CommandException("ERR One or more scores can't be converted into double");

    final byte[] element;
    private double score;
    private byte @Nullable [] weight;

    SortItem(byte[] element) {
        this.element = element;
    }

    /** Sorts by a number; the text of none at all is 0. */
    void score(byte[] text) {
        score = parse(text);
    }

    /** Sorts by text; what has none comes first. */
    void weight(byte @Nullable [] text) {
        weight = text;
    }

    /** By score, and among equals by the bytes of the elements, so that the order is always the same. */
    static Comparator<SortItem> byScore() {
        return (one, other) -> {
            if (one.score != other.score) {
                return one.score > other.score ? 1 : -1;
            }
            return ByteArrays.compare(one.element, other.element);
        };
    }

    /** By what BY found. */
    static Comparator<SortItem> byWeight(boolean wholeBytes) {
        return (one, other) -> {
            if (one.weight == null || other.weight == null) {
                return Boolean.compare(one.weight != null, other.weight != null);
            }
            return compare(one.weight, other.weight, wholeBytes);
        };
    }

    /** By the elements themselves. */
    static Comparator<SortItem> byElement(boolean wholeBytes) {
        return (one, other) -> compare(one.element, other.element, wholeBytes);
    }

    /** For a client Redis collates C strings, in the C locale; for a stored result it compares all bytes. */
    private static int compare(byte[] one, byte[] other, boolean wholeBytes) {
        return wholeBytes
                ? ByteArrays.compare(one, other)
                : Arrays.compareUnsigned(one, 0, end(one), other, 0, end(other));
    }

    private static int end(byte[] text) {
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return end;
    }

    /** Reads as C's strtod does, which stops at a NUL, skips blanks before a number and makes 0 of nothing. */
    private static double parse(byte[] text) {
        int end = end(text);
        if (end == 0) {
            return 0;
        }
        int from = 0;
        while (from < end && (text[from] == ' ' || text[from] >= '\t' && text[from] <= '\r')) {
            from++;
        }
        double value = Numbers.parseDouble(Arrays.copyOfRange(text, from, end), NOT_A_SCORE);
        // strtod reports numbers that lost precision by being this small, and SORT takes any report as a failure
        if (value != 0 && Math.abs(value) < Double.MIN_NORMAL) {
            throw NOT_A_SCORE;
        }
        return value;
    }
}
