package io.rqkit.examples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the text files under a folder: in a project, those that git tracks, but for what nobody tracks by custom. */
public final class TextFiles {
    /** Folders of the version control, of build output and of editors. */
    private static final List<String> SKIPPED = List.of(".git", "target", ".idea", ".settings", ".vscode");

    /** As grep and git do: a NUL byte near the start makes a file a binary one. */
    private static final int PROBE_BYTES = 1 << 15;

    private TextFiles() {}

    /**
     * Returns the text files under a folder, sorted by path, or the one file itself if a file is given.
     *
     * <p>Leaves out the folders {@code .git}, {@code target}, {@code .idea}, {@code .settings} and {@code .vscode},
     * symbolic links, and files with a NUL byte among their first 32768. What cannot be read is not left out, so that whoever reads it finds out.
     *
     * @return the paths, each starting with {@code root}; may be empty
     * @throws IOException if {@code root} does not exist or cannot be read
     */
    public static List<Path> under(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean skipped = !folder.equals(root)
                        && SKIPPED.contains(folder.getFileName().toString());
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.equals(root) || attributes.isRegularFile() && isText(file)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException thrown) throws IOException {
                if (file.equals(root)) {
                    throw thrown;
                }
                found.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(found);
        return List.copyOf(found);
    }

    /** Returns the shell command that has {@code wc} of GNU coreutils count the words of the files of {@link #under}. */
    static String check(Path root) {
        String path = root.toString().isEmpty() ? "." : quoted(root.toString());
        if (Files.isRegularFile(root)) {
            return "LC_ALL=C.UTF-8 wc -w " + path;
        }
        String skipped = SKIPPED.stream().map(name -> "-name " + name).collect(Collectors.joining(" -o "));
        return "find " + path + " -mindepth 1 -type d \\( " + skipped + " \\) -prune -o -type f -print0"
                + " | LC_ALL=C xargs -0 grep -IlZ '' | LC_ALL=C.UTF-8 wc -w --files0-from=- | tail -1";
    }

    private static String quoted(String text) {
        return text.matches("[\\w./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static boolean isText(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            for (byte b : in.readNBytes(PROBE_BYTES)) {
                if (b == 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException unreadable) {
            return true;
        }
    }
}
