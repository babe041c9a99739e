package io.rqkit.fakeredis.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides whether two replies are the same under a {@link Rule}. */
final class Replies {
    private static final long MILLIS_TOLERANCE = 30_000;
    private static final long SECONDS_TOLERANCE = 30;
    private static final int INTSET_LIMIT = 512;
    private static final Set<String> UNSTABLE_FIELDS =
            Set.of("idle", "inactive", "seen-time", "active-time", "radix-tree-keys", "radix-tree-nodes");

    private Replies() {}

    /** Compares without knowledge of the key; rules that need it fall back on what can be said without. */
    static boolean same(Rule rule, RespValue real, RespValue other) {
        if (real.isError() || other.isError()) {
            return rule == Rule.IGNORED || real.equals(other);
        }
        return switch (rule) {
            case EXACT -> real.equals(other);
            case UNORDERED, BY_ENCODING -> sameElements(real, other, 1);
            case UNORDERED_PAIRS, PAIRS_BY_ENCODING -> sameElements(real, other, 2);
            case UNION -> isSmallIntegers(real) ? real.equals(other) : sameElements(real, other, 1);
            case RANDOM_MEMBER, RANDOM_POP, SCAN, SHAPE, SHAPE_IF_HASHED -> sameShape(real, other);
            case MILLIS -> sameWithin(MILLIS_TOLERANCE, real, other);
            case SECONDS -> sameWithin(SECONDS_TOLERANCE, real, other);
            case STREAM_INFO -> sameStreamInfo(MILLIS_TOLERANCE, real, other);
            case STREAM_INFO_AT_ANY_TIME -> sameStreamInfo(Long.MAX_VALUE, real, other);
            case KIND, IGNORED -> true;
        };
    }

    /** Says whether a random reply of the other server is made of members that the real key has. */
    static boolean sameRandom(Cmd cmd, RespValue real, RespValue other, RespValue members) {
        if (real.isError() || other.isError() || !sameShape(real, other)) {
            return real.equals(other);
        }
        Set<RespValue> known = leaves(members);
        Set<RespValue> drawn = leaves(other);
        drawn.removeIf(value -> value instanceof RespValue.NullBulk || value instanceof RespValue.Null3);
        boolean distinct = cmd.args().size() == 3 && !cmd.arg(2).startsWith("-");
        return known.containsAll(drawn)
                && (!distinct || drawn.size() == other.children().size());
    }

    /** Compares kinds and sizes, at all depths. */
    static boolean sameShape(RespValue real, RespValue other) {
        List<RespValue> ours = real.children();
        List<RespValue> theirs = other.children();
        if (real.getClass() != other.getClass() || ours.size() != theirs.size()) {
            return false;
        }
        for (int i = 0; i < ours.size(); i++) {
            if (!sameShape(ours.get(i), theirs.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Compares as multisets of elements, or of groups of elements that stand side by side. */
    static boolean sameElements(RespValue real, RespValue other, int group) {
        if (real.getClass() != other.getClass()) {
            return false;
        }
        if (real.children().isEmpty()) {
            return real.equals(other);
        }
        int width = real instanceof RespValue.Map ? 2 : group;
        return counted(real.children(), width).equals(counted(other.children(), width));
    }

    /** Splits a flat list into groups; the last may be short. */
    static List<List<RespValue>> groups(List<RespValue> flat, int width) {
        List<List<RespValue>> groups = new ArrayList<>();
        for (int i = 0; i < flat.size(); i += width) {
            groups.add(flat.subList(i, Math.min(flat.size(), i + width)));
        }
        return groups;
    }

    private static Map<List<RespValue>, Integer> counted(List<RespValue> flat, int width) {
        Map<List<RespValue>, Integer> counts = new HashMap<>();
        groups(flat, width).forEach(group -> counts.merge(group, 1, Integer::sum));
        return counts;
    }

    private static boolean isSmallIntegers(RespValue value) {
        List<RespValue> elements = value.children();
        return elements.size() <= INTSET_LIMIT
                && elements.stream().allMatch(e -> e.text().matches("0|-?[1-9]\\d{0,17}"));
    }

    private static boolean sameWithin(long tolerance, RespValue real, RespValue other) {
        if (real instanceof RespValue.Int ours && other instanceof RespValue.Int theirs) {
            boolean special = ours.value() < 0 || theirs.value() < 0;
            long distance = Math.abs(ours.value() - theirs.value());
            return special ? ours.equals(theirs) : distance <= tolerance;
        }
        return real.equals(other);
    }

    private static boolean sameStreamInfo(long tolerance, RespValue real, RespValue other) {
        List<RespValue> ours = real.children();
        List<RespValue> theirs = other.children();
        if (real.getClass() != other.getClass() || ours.size() != theirs.size()) {
            return false;
        }
        if (ours.isEmpty()) {
            return real.equals(other);
        }
        for (int i = 0; i < ours.size(); i++) {
            boolean clock = isPendingEntry(ours) && i == ours.size() - 2;
            boolean unstable =
                    i % 2 == 1 && UNSTABLE_FIELDS.contains(ours.get(i - 1).text());
            boolean same = clock || unstable
                    ? sameWithin(clock ? tolerance : Long.MAX_VALUE, ours.get(i), theirs.get(i))
                    : sameStreamInfo(tolerance, ours.get(i), theirs.get(i));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    // [id, consumer, time, deliveries] in a group's list, [id, time, deliveries] in a consumer's
    private static boolean isPendingEntry(List<RespValue> row) {
        int size = row.size();
        return (size == 3 || size == 4)
                && row.get(0).text().matches("\\d+-\\d+")
                && row.get(size - 1) instanceof RespValue.Int
                && row.get(size - 2) instanceof RespValue.Int;
    }

    private static Set<RespValue> leaves(RespValue value) {
        Set<RespValue> leaves = new HashSet<>();
        boolean aggregate = value instanceof RespValue.Array || value instanceof RespValue.Map;
        if (!aggregate && value.children().isEmpty()) {
            leaves.add(value);
        }
        value.children().forEach(child -> leaves.addAll(leaves(child)));
        return leaves;
    }
}
