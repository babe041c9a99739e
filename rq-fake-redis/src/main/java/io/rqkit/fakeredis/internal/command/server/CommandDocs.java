package io.rqkit.fakeredis.internal.command.server;

import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Group;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Command;
import io.rqkit.fakeredis.internal.engine.CommandTable;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * COMMAND DOCS.
 *
 * <p>Version and group come from the specifications, all else from a file for each group, {@code docs/<group>.txt}, which is
 * read when a command is asked for the first time. A line without a blank in front is a command's name; those below it say
 * one thing each: {@code summary}, {@code complexity}, {@code flags}, {@code deprecated} with a version and what to use
 * instead, {@code changed} with a version and what is new, {@code arguments} in the {@link ArgumentNotation}.
 */
final class CommandDocs {
    private CommandDocs() {}

    /** What a file says of one command, in the form of the reply. */
    private record Entry(List<Reply> summary, List<Reply> rest) {
        void add(String line) {
            int blank = line.indexOf(' ');
            String what = line.substring(0, blank);
            String text = line.substring(blank + 1);
            switch (what) {
                case "summary" -> put(summary, "summary", Reply.bulk(text));
                case "complexity" -> put(rest, "complexity", Reply.bulk(text));
                case "flags" -> put(rest, "doc_flags", new Reply.SetOf(List.of(Reply.simple(text))));
                case "arguments" -> put(rest, "arguments", ArgumentNotation.parse(text));
                case "deprecated" -> {
                    put(rest, "deprecated_since", version(text));
                    put(rest, "replaced_by", afterVersion(text));
                }
                default -> throw new IllegalArgumentException("Cannot read " + line);
            }
        }
    }

    /** Holds what was read; a class of its own so that nothing is read before it is needed. */
    private static final class Files {
        static final Map<String, Entry> ENTRIES = readAll();

        private Files() {}
    }

    static Reply docs(Call call) {
        CommandTable table = CommandInfo.table(call);
        List<Reply> docs = new ArrayList<>();
        if (call.argc() == 2) {
            table.rows().forEach(row -> add(table, row.command(), docs));
        }
        for (int i = 2; i < call.argc(); i++) {
            Command command = table.findByFullName(call.text(i).toLowerCase(Locale.ROOT));
            if (command != null) {
                add(table, command, docs);
            }
        }
        return new Reply.MapOf(docs);
    }

    private static void add(CommandTable table, Command command, List<Reply> docs) {
        List<Reply> doc = doc(command.spec());
        CommandTable.Row row = table.row(command);
        if (row != null && !row.subcommands().isEmpty()) {
            List<Reply> subcommands = new ArrayList<>();
            row.subcommands().values().forEach(sub -> add(table, sub, subcommands));
            put(doc, "subcommands", new Reply.MapOf(subcommands));
        }
        put(docs, command.spec().fullName(), new Reply.MapOf(doc));
    }

    private static List<Reply> doc(CommandSpec spec) {
        Entry entry = Files.ENTRIES.get(spec.fullName());
        List<Reply> doc = new ArrayList<>();
        if (entry != null) {
            doc.addAll(entry.summary());
        }
        put(doc, "since", Reply.bulk(spec.since()));
        put(doc, "group", Reply.bulk(spec.group().wireName()));
        if (entry != null) {
            doc.addAll(entry.rest());
        }
        return doc;
    }

    /** Returns what the files say of a command besides its version and group, keys and values in turn, or null. */
    static @Nullable Reply written(String fullName) {
        Entry entry = Files.ENTRIES.get(fullName);
        if (entry == null) {
            return null;
        }
        List<Reply> doc = new ArrayList<>(entry.summary());
        doc.addAll(entry.rest());
        return new Reply.MapOf(doc);
    }

    private static Map<String, Entry> readAll() {
        Map<String, Entry> entries = new HashMap<>();
        for (Group group : Group.values()) {
            try (InputStream in = CommandDocs.class.getResourceAsStream("docs/" + group.wireName() + ".txt")) {
                if (in != null) {
                    read(new String(in.readAllBytes(), StandardCharsets.UTF_8), entries);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Map.copyOf(entries);
    }

    private static void read(String file, Map<String, Entry> entries) {
        String name = "";
        Entry entry = new Entry(new ArrayList<>(), new ArrayList<>());
        List<Reply> changes = new ArrayList<>();
        for (String line : file.lines().toList()) {
            if (!line.startsWith(" ")) {
                name = line;
                entry = new Entry(new ArrayList<>(), new ArrayList<>());
                entries.put(name, entry);
                changes = new ArrayList<>();
            } else if (line.startsWith("  changed ")) {
                if (changes.isEmpty()) {
                    put(entry.rest(), "history", new Reply.SetOf(changes));
                }
                String change = line.substring("  changed ".length());
                changes.add(Reply.array(version(change), afterVersion(change)));
            } else {
                entry.add(line.strip());
            }
        }
    }

    private static Reply version(String text) {
        return Reply.bulk(text.substring(0, text.indexOf(' ')));
    }

    private static Reply afterVersion(String text) {
        return Reply.bulk(text.substring(text.indexOf(' ') + 1));
    }

    private static void put(List<Reply> map, String key, Reply value) {
        map.add(Reply.bulk(key));
        map.add(value);
    }
}
