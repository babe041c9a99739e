package io.rqkit.fakeredis.internal.command.set;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.Limits;
import io.rqkit.fakeredis.internal.data.SetValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Intersections, unions and differences, replied or stored. */
final class SetAlgebra {
    private static final CommandException NUMKEYS = new CommandException("ERR numkeys should be greater than 0");
    private static final CommandException TOO_MANY_KEYS =
            new CommandException("ERR Number of keys can't be greater than number of args");
    private static final CommandException NEGATIVE_LIMIT = new CommandException("ERR LIMIT can't be negative");

    private SetAlgebra() {}

    static Reply sinter(Call call) {
        List<Reply> members = new ArrayList<>();
        for (byte[] member : intersection(sets(call, keys(call, 1)), Long.MAX_VALUE)) {
            members.add(Reply.bulk(member));
        }
        return new Reply.SetOf(members);
    }

    static Reply sintercard(Call call) {
        long numKeys = call.longArg(1, NUMKEYS);
        if (numKeys < 1) {
            throw NUMKEYS;
        }
        if (numKeys > call.argc() - 2) {
            throw TOO_MANY_KEYS;
        }
        int end = 2 + (int) numKeys;
        long limit = 0;
        Args options = call.args(end);
        while (options.hasNext()) {
            if (!options.skip("LIMIT", 1)) {
                throw Errors.SYNTAX;
            }
            limit = options.nextLong(NEGATIVE_LIMIT);
            if (limit < 0) {
                throw NEGATIVE_LIMIT;
            }
        }
        List<byte[]> keys = Arrays.asList(call.argv()).subList(2, end);
        return Reply.of(intersection(sets(call, keys), limit == 0 ? Long.MAX_VALUE : limit)
                .size());
    }

    static Reply sinterstore(Call call) {
        SetValue result = new SetValue();
        for (byte[] member : intersection(sets(call, keys(call, 2)), Long.MAX_VALUE)) {
            result.add(member, call.limits());
        }
        return store(call, result, "sinterstore");
    }

    static Reply sunion(Call call) {
        return members(union(call, keys(call, 1)));
    }

    static Reply sunionstore(Call call) {
        return store(call, union(call, keys(call, 2)), "sunionstore");
    }

    static Reply sdiff(Call call) {
        return members(difference(call, keys(call, 1)));
    }

    static Reply sdiffstore(Call call) {
        return store(call, difference(call, keys(call, 2)), "sdiffstore");
    }

    private static List<byte[]> keys(Call call, int first) {
        return Arrays.asList(call.argv()).subList(first, call.argc());
    }

    /** Looks all keys up; a missing one stands as null. */
    private static List<@Nullable SetValue> sets(Call call, List<byte[]> keys) {
        List<@Nullable SetValue> sets = new ArrayList<>(keys.size());
        for (byte[] key : keys) {
            sets.add(call.read(key, SetValue.class));
        }
        return sets;
    }

    /** Returns at most {@code limit} common members, in the order of the smallest set. */
    private static List<byte[]> intersection(List<@Nullable SetValue> sets, long limit) {
        List<SetValue> bySize = new ArrayList<>(sets.size());
        for (SetValue set : sets) {
            if (set == null) {
                return List.of();
            }
            bySize.add(set);
        }
        bySize.sort(Comparator.comparingInt(SetValue::size));
        SetValue smallest = bySize.remove(0);
        bySize.removeIf(set -> set == smallest);
        List<byte[]> common = new ArrayList<>();
        smallest.forEach(member -> {
            if (common.size() < limit && inAll(bySize, member)) {
                common.add(member);
            }
        });
        return common;
    }

    private static boolean inAll(List<SetValue> sets, byte[] member) {
        for (SetValue set : sets) {
            if (!set.contains(member)) {
                return false;
            }
        }
        return true;
    }

    /** Returns a new set of the members of all keys. */
    static SetValue union(Call call, List<byte[]> keys) {
        SetValue union = new SetValue();
        for (SetValue set : sets(call, keys)) {
            if (set != null) {
                set.forEach(member -> union.add(member, call.limits()));
            }
        }
        return union;
    }

    /**
     * Returns a new set of the first key's members that no other key has. Redis has two ways, chosen by their cost, and
     * they can leave different encodings behind.
     */
    private static SetValue difference(Call call, List<byte[]> keys) {
        List<@Nullable SetValue> others = sets(call, keys);
        SetValue first = others.remove(0);
        if (first == null || others.contains(first)) {
            return new SetValue();
        }
        long lookups = first.size();
        long members = first.size();
        List<SetValue> subtrahends = new ArrayList<>();
        for (SetValue other : others) {
            if (other != null) {
                lookups += first.size();
                members += other.size();
                subtrahends.add(other);
            }
        }
        return lookups / 2 <= members
                ? keepAbsent(first, subtrahends, call.limits())
                : removeAll(first, subtrahends, call.limits());
    }

    private static SetValue keepAbsent(SetValue first, List<SetValue> others, Limits limits) {
        SetValue difference = new SetValue();
        first.forEach(member -> {
            if (others.stream().noneMatch(other -> other.contains(member))) {
                difference.add(member, limits);
            }
        });
        return difference;
    }

    private static SetValue removeAll(SetValue first, List<SetValue> others, Limits limits) {
        SetValue difference = new SetValue();
        first.forEach(member -> difference.add(member, limits));
        others.forEach(other -> other.forEach(difference::remove));
        return difference;
    }

    private static Reply members(SetValue set) {
        List<Reply> members = new ArrayList<>(set.size());
        set.forEach(member -> members.add(Reply.bulk(member)));
        return new Reply.SetOf(members);
    }

    /** Overwrites the destination with the result; an empty one deletes it. */
    private static Reply store(Call call, SetValue result, String event) {
        byte[] destination = call.arg(1);
        if (result.size() > 0) {
            call.keyspace().set(destination, result, false);
            call.keyspace().notify(destination, KeyEvent.SET, event);
        } else if (call.keyspace().delete(destination)) {
            call.keyspace().changed(destination, KeyEvent.GENERIC, "del");
        }
        return Reply.of(result.size());
    }
}
