package io.rqkit.fakeredis.testing;

import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.KeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What COMMAND INFO tells of one command, in a form that can be compared: flags, categories and what happens to keys as
 * sorted sets, all else in order. Subcommands are asked for one by one and not part of it.
 */
record CommandInfo(
        String name,
        String arity,
        TreeSet<String> flags,
        List<String> firstLastStep,
        TreeSet<String> categories,
        List<String> tips,
        List<String> keySpecs) {

    private static final Set<String> HIDDEN = Set.of("protected", "may_replicate");

    /** Reads an entry of COMMAND INFO, from either protocol. */
    static CommandInfo of(RespValue entry) {
        List<RespValue> parts = entry.children();
        return new CommandInfo(
                parts.get(0).text(),
                parts.get(1).text(),
                new TreeSet<>(texts(parts.get(2))),
                List.of(parts.get(3).text(), parts.get(4).text(), parts.get(5).text()),
                new TreeSet<>(texts(parts.get(6))),
                texts(parts.get(7)),
                parts.get(8).children().stream().map(CommandInfo::keySpec).toList());
    }

    /** Derives what COMMAND INFO would tell from a declaration. */
    static CommandInfo of(CommandSpec spec) {
        TreeSet<String> flags = new TreeSet<>(spec.flags().stream()
                .map(flag -> flag.wireName())
                .filter(name -> !HIDDEN.contains(name))
                .toList());
        TreeSet<String> categories = new TreeSet<>(
                spec.categories().stream().map(c -> "@" + c.wireName()).toList());
        return new CommandInfo(
                spec.fullName(),
                Integer.toString(spec.arity()),
                flags,
                IntStream.of(spec.legacyRange()).mapToObj(Integer::toString).toList(),
                categories,
                spec.tips(),
                spec.keySpecs().stream().map(CommandInfo::keySpec).toList());
    }

    /** Names the parts in which two entries differ, one a line; none if they are equal. */
    static List<String> differences(CommandInfo real, CommandInfo other) {
        List<String> lines = new ArrayList<>();
        add(lines, real, "name", real.name, other.name);
        add(lines, real, "arity", real.arity, other.arity);
        add(lines, real, "flags", real.flags, other.flags);
        add(lines, real, "first, last, step", real.firstLastStep, other.firstLastStep);
        add(lines, real, "categories", real.categories, other.categories);
        add(lines, real, "tips", real.tips, other.tips);
        add(lines, real, "key specs", real.keySpecs, other.keySpecs);
        return lines;
    }

    private static void add(List<String> lines, CommandInfo real, String part, Object ours, Object theirs) {
        if (!ours.equals(theirs)) {
            lines.add(real.name + ": " + part + "\n  real Redis: " + ours + "\n  FakeRedis:  " + theirs);
        }
    }

    private static String keySpec(RespValue entry) {
        List<RespValue> fields = entry.children();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            String field = fields.get(i).text();
            boolean unordered = field.equals("flags");
            List<String> words = words(fields.get(i + 1));
            text.append(field)
                    .append('=')
                    .append(unordered ? new TreeSet<>(words) : words)
                    .append(' ');
        }
        return text.toString();
    }

    private static String keySpec(KeySpec spec) {
        String note = spec.note() == null ? "" : "notes=" + List.of(spec.note()) + " ";
        TreeSet<String> flags = new TreeSet<>(
                spec.flags().stream().map(KeySpec.Access::wireName).toList());
        return note + "flags=" + flags + " begin_search=" + begin(spec.begin()) + " find_keys=" + find(spec.find())
                + " ";
    }

    private static List<Object> begin(KeySpec.Begin begin) {
        if (begin instanceof KeySpec.AtIndex at) {
            return List.of("type", "index", "spec", "index", at.index());
        }
        if (begin instanceof KeySpec.AfterKeyword after) {
            return List.of("type", "keyword", "spec", "keyword", after.keyword(), "startfrom", after.startFrom());
        }
        return List.of("type", "unknown", "spec");
    }

    private static List<Object> find(KeySpec.Find find) {
        if (find instanceof KeySpec.Range range) {
            return List.of(
                    "type",
                    "range",
                    "spec",
                    "lastkey",
                    range.lastKey(),
                    "keystep",
                    range.step(),
                    "limit",
                    range.limit());
        }
        if (find instanceof KeySpec.KeyCount count) {
            return List.of(
                    "type",
                    "keynum",
                    "spec",
                    "keynumidx",
                    count.countIndex(),
                    "firstkey",
                    count.firstKey(),
                    "keystep",
                    count.step());
        }
        return List.of("type", "unknown", "spec");
    }

    private static List<String> words(RespValue value) {
        if (value.children().isEmpty()) {
            return value instanceof RespValue.Bulk
                            || value instanceof RespValue.Simple
                            || value instanceof RespValue.Int
                    ? List.of(value.text())
                    : List.of();
        }
        return value.children().stream().flatMap(child -> words(child).stream()).toList();
    }

    private static List<String> texts(RespValue list) {
        return list.children().stream().map(RespValue::text).toList();
    }

    /** Returns a full name as arguments: {@code config|get} becomes CONFIG GET. */
    static List<String> arguments(String fullName) {
        return List.of(fullName.toUpperCase(Locale.ROOT).split("\\|"));
    }
}
