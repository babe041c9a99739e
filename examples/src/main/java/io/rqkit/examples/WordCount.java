package io.rqkit.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Counts the words of every text file under a folder.
 *
 * <p>Takes one argument, a folder or a file (default: the current folder). Prints {@code words path} a line, sorted by
 * path, then {@code words total}: the numbers that {@code wc -w} gives.
 */
public final class WordCount {
    private WordCount() {}

    /** Counts and prints; {@code args} holds at most one path. */
    public static void main(String[] args) throws IOException {
        if (args.length > 1) {
            throw new IllegalArgumentException("expected at most one folder or file, got " + args.length);
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        print(Path.of(args.length == 0 ? "." : args[0]).normalize(), out);
    }

    private static void print(Path root, PrintStream out) throws IOException {
        long total = 0;
        for (Path file : TextFiles.under(root)) {
            long words = WordCounter.count(file);
            out.println(words + " " + file);
            total += words;
        }
        out.println(total + " total");
    }
}
