package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.resp.InlineWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Names the files that together are an append-only file: at most one base, and what has changed since, oldest first. A line
 * is {@code file NAME seq NUMBER type b|i|h}. Follows aof.c.
 *
 * @param base the base, or null
 * @param changes the files of changes
 */
record AofManifest(@Nullable Entry base, List<Entry> changes) {
    private static final int FEWEST_WORDS = 6;

    /** A file's name and its number among those of its type. */
    record Entry(String name, long sequence) {}

    /**
     * Reads a manifest; one that is not there names no files.
     *
     * @throws IOException if it can't be read, or says what Redis would not have written
     */
    static AofManifest read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new AofManifest(null, List.of());
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        if (lines.isEmpty()) {
            throw new IOException("Found an empty AOF manifest");
        }
        Entry base = null;
        List<Entry> changes = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("#")) {
                continue;
            }
            try {
                Line line = Line.of(lines.get(i));
                if (line.type == 'b') {
                    require(base == null, "Found duplicate base file information");
                    base = line.entry();
                } else if (line.type == 'i') {
                    long last = changes.isEmpty()
                            ? 0
                            : changes.get(changes.size() - 1).sequence();
                    require(line.sequence > last, "Found a non-monotonic sequence number");
                    changes.add(line.entry());
                } else {
                    require(line.type == 'h', "Unknown AOF file type");
                }
            } catch (IOException broken) {
                throw new IOException(
                        broken.getMessage() + " at line " + (i + 1) + " of " + file.getFileName(), broken);
            }
        }
        return new AofManifest(base, changes);
    }

    private static void require(boolean holds, String error) throws IOException {
        if (!holds) {
            throw new IOException(error);
        }
    }

    private record Line(String name, long sequence, char type) {
        private static final String BROKEN = "Invalid AOF manifest file format";

        /** Reads a line; words that a later Redis may add are passed over. */
        static Line of(String text) throws IOException {
            byte[][] words = InlineWords.split(text.strip().getBytes(StandardCharsets.ISO_8859_1));
            if (words == null || words.length < FEWEST_WORDS || words.length % 2 != 0) {
                throw new IOException(BROKEN);
            }
            String name = "";
            long sequence = 0;
            char type = 0;
            for (int i = 0; i < words.length; i += 2) {
                String value = new String(words[i + 1], StandardCharsets.ISO_8859_1);
                switch (new String(words[i], StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT)) {
                    case "file" -> name = value;
                    case "seq" -> sequence = number(value);
                    case "type" -> type = value.isEmpty() ? 0 : value.charAt(0);
                    default -> {}
                }
            }
            require(name.indexOf('/') < 0 && name.indexOf('\\') < 0, "File can't be a path, just a filename");
            require(!name.isEmpty() && sequence != 0 && type != 0, BROKEN);
            return new Line(name, sequence, type);
        }

        private static long number(String text) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException none) {
                return 0;
            }
        }

        Entry entry() {
            return new Entry(name, sequence);
        }
    }

    /** Writes the manifest at once: whoever reads finds the old one or the new one whole. */
    void write(Path file) throws IOException {
        StringBuilder lines = new StringBuilder();
        if (base != null) {
            append(lines, base, 'b');
        }
        changes.forEach(entry -> append(lines, entry, 'i'));
        Path temporary = file.resolveSibling("temp-" + file.getFileName());
        Files.writeString(temporary, lines, StandardCharsets.ISO_8859_1);
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void append(StringBuilder lines, Entry entry, char type) {
        boolean plain = entry.name().chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\'' && c != '\\');
        String name =
                plain ? entry.name() : '"' + entry.name().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        lines.append("file " + name + " seq " + entry.sequence() + " type " + type + "\n");
    }
}
