package io.rqkit.examples;

import java.io.IOException;
import java.nio.file.Path;

/** The jobs that a worker of {@link WordCount} runs. */
public final class WordJobs {
    private WordJobs() {}

    /**
     * Counts the words of one file, as {@code wc -w} does.
     *
     * @param file a path as text, since arguments of jobs travel as JSON
     * @throws IOException if the file cannot be read; the job fails then
     */
    public static long count(String file) throws IOException {
        return WordCounter.count(Path.of(file));
    }
}
