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

/** Finds the text files under a folder. */
public final class TextFiles {
    /** As grep and git do: a NUL byte near the start makes a file a binary one. */
    private static final int PROBE_BYTES = 8000;

    private TextFiles() {}

    /**
     * Returns the text files under a folder, sorted by path, or the one file itself if a file is given.
     *
     * <p>Leaves out hidden folders and files, build output ({@code target}), symbolic links, and files with a NUL byte
     * among their first 8000.
     *
     * @return the paths, each starting with {@code root}; may be empty
     * @throws IOException if {@code root} does not exist or something under it cannot be read
     */
    public static List<Path> under(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean skipped = !folder.equals(root)
                        && (isHidden(folder) || folder.getFileName().toString().equals("target"));
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                boolean wanted = file.equals(root) || attributes.isRegularFile() && !isHidden(file) && isText(file);
                if (wanted) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(found);
        return List.copyOf(found);
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private static boolean isText(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            for (byte b : in.readNBytes(PROBE_BYTES)) {
                if (b == 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
