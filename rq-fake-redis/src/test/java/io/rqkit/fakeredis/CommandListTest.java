package io.rqkit.fakeredis;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.internal.AllCommands;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.engine.Command;
import io.rqkit.fakeredis.internal.engine.CommandTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps COMMANDS.md, which users read, in line with the enums. */
class CommandListTest {
    private static final Path FILE = Path.of("COMMANDS.md");
    private static final String WRITE = "rq.writeCommands";
    private static final String REGENERATE = "mvn -q -B -pl rq-fake-redis -am test -Dtest=CommandListTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE + "=true";

    /** What a command that is present does not do as real Redis does; none is to be told apart but for these. */
    private static final Map<String, String> GAPS = Map.of(
            "DUMP", "entries deleted from a stream, and the width of a set's integers, leave no trace",
            "LATENCY DOCTOR", "in our own words",
            "LATENCY LATEST", "of events there are `command`, `fast-command`, `expire-cycle` and `eviction-cycle`",
            "MEMORY DOCTOR", "in our own words",
            "MEMORY MALLOC-STATS", "three figures: the allocator is the JVM's",
            "MEMORY STATS", "what Redis would take, by its structures and allocator",
            "OBJECT REFCOUNT", "a copy that `COPY` made of a small integer counts as shared",
            "SHUTDOWN", "saves when told to, not for save points");

    /** A command of real Redis 7.0.15; the list is what its COMMAND DOCS replies. */
    private record Known(String name, String group, String since) {
        String area() {
            return switch (group) {
                case "scripting" -> "Lua scripting and functions";
                case "cluster", "connection", "pubsub", "server" -> "the rest of the server";
                default -> isServers() ? "the rest of the server" : "data commands";
            };
        }

        /** Some of the generic group move data between servers. */
        private boolean isServers() {
            return name.equals("MIGRATE") || name.equals("RESTORE-ASKING");
        }
    }

    @Test
    void commandsFileIsThatOfTheEnums() throws IOException {
        String expected = page(known(), present());
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(FILE, expected);
        }

        assertThat(Files.readString(FILE))
                .as(
                        "rq-fake-redis/COMMANDS.md is out of date. Regenerate it from the project's folder:%n%s",
                        REGENERATE)
                .isEqualTo(expected);
    }

    @Test
    void everyCommandIsOneOfRedisWithItsGroupAndVersion() throws IOException {
        Map<String, Known> known = known();

        present()
                .forEach((name, spec) -> assertThat(new Known(name, spec.group().wireName(), spec.since()))
                        .isEqualTo(known.get(name)));
    }

    private static Map<String, Known> known() throws IOException {
        try (InputStream in = CommandListTest.class.getResourceAsStream("commands-7.0.15.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .map(cells -> new Known(cells[0], cells[1], cells[2]))
                    .collect(Collectors.toMap(Known::name, each -> each, (one, other) -> one, TreeMap::new));
        }
    }

    private static Map<String, CommandSpec> present() {
        Map<String, CommandSpec> present = new TreeMap<>();
        for (CommandTable.Row row : AllCommands.table().rows()) {
            Stream.concat(Stream.of(row.command()), row.subcommands().values().stream())
                    .map(Command::spec)
                    .forEach(spec -> present.put(name(spec), spec));
        }
        return present;
    }

    private static String name(CommandSpec spec) {
        return spec.fullName().toUpperCase(Locale.ROOT).replace('|', ' ');
    }

    private static String page(Map<String, Known> known, Map<String, CommandSpec> present) {
        List<String> lines = new ArrayList<>(List.of(
                "# Commands",
                "",
                "What the fake has of Redis 7.0.15's commands and subcommands: " + present.size() + " of "
                        + known.size() + ", since which version each is, and where it differs from real Redis ("
                        + GAPS.size()
                        + " known gaps). A command that is absent replies as an unknown command does.",
                "",
                "This page is written by `CommandListTest` from the enums of the commands:",
                "",
                "```sh",
                REGENERATE,
                "```"));
        Map<String, List<Known>> groups =
                known.values().stream().collect(Collectors.groupingBy(Known::group, TreeMap::new, Collectors.toList()));
        groups.forEach((group, commands) -> group(lines, group, commands, present));
        absent(lines, known, present);
        return String.join("\n", lines) + "\n";
    }

    private static void group(
            List<String> lines, String group, List<Known> commands, Map<String, CommandSpec> present) {
        long count = commands.stream()
                .filter(each -> present.containsKey(each.name()))
                .count();
        lines.addAll(List.of(
                "",
                "## " + group + " (" + count + " of " + commands.size() + ")",
                "",
                "| Command | Since | Present | Differs |",
                "| --- | --- | --- | --- |"));
        commands.stream()
                .sorted(Comparator.comparing(Known::name))
                .map(each -> "| " + each.name() + " | " + each.since() + " | "
                        + (present.containsKey(each.name()) ? "yes" : "no") + " | "
                        + GAPS.getOrDefault(each.name(), "") + " |")
                .forEach(lines::add);
    }

    private static void absent(List<String> lines, Map<String, Known> known, Map<String, CommandSpec> present) {
        Map<String, List<String>> areas = known.values().stream()
                .filter(each -> !present.containsKey(each.name()))
                .collect(Collectors.groupingBy(
                        Known::area, TreeMap::new, Collectors.mapping(Known::name, Collectors.toList())));
        lines.addAll(List.of("", "## Absent, by area of work", ""));
        if (areas.isEmpty()) {
            lines.add("None.");
        }
        areas.forEach(
                (area, names) -> lines.add("- **" + area + "** (" + names.size() + "): " + String.join(", ", names)));
    }
}
