package io.rqkit.examples;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Counts the words of every text file under a folder: one job a file, several workers, one Redis.
 *
 * <p>Takes one argument, a folder or a file (default: the current folder), and {@code -Drq.redis} for the Redis to use;
 * see {@link Backend}. Standard output gets {@code words path} a line, sorted by path, then {@code words total}: the
 * numbers that {@code wc -w} gives. Standard error gets the rest: progress on a terminal, failed jobs, and the command
 * that has {@code wc} count the same files. Ends with 0, with 1 if a job failed, with 2 if there was nothing to do the
 * work on or with.
 */
public final class WordCount {
    private static final int WORKERS = 3;
    private static final int SOME_FAILED = 1;
    private static final int UNUSABLE = 2;

    private final PrintStream out;
    private final PrintStream err;

    WordCount(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Counts and prints; {@code args} holds at most one path. */
    public static void main(String[] args) throws InterruptedException {
        // the file descriptors, since Maven 4 turns System.out into a log
        PrintStream out = open(FileDescriptor.out);
        PrintStream err = open(FileDescriptor.err);
        int status = new WordCount(out, err).run(System.getProperty(Backend.SETTING, "fake"), args);
        if (status != 0) {
            System.exit(status);
        }
    }

    private static PrintStream open(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Returns what the process is to end with. */
    int run(String setting, String... args) throws InterruptedException {
        if (args.length > 1) {
            return unusable("Expected at most one folder or file, got " + args.length + ": " + String.join(" ", args));
        }
        Path root = Path.of(args.length == 0 ? "." : args[0]).normalize();
        if (!Files.exists(root)) {
            return unusable("There is no " + root.toAbsolutePath() + ". Name a folder or a file that exists.");
        }
        try (Backend backend = Backend.open(setting);
                UnifiedJedis redis = backend.connect()) {
            return count(root, backend, redis);
        } catch (Backend.UnavailableException e) {
            return unusable(String.valueOf(e.getMessage()));
        } catch (JedisException e) {
            return unusable("Redis failed while the words were counted: " + e.getMessage());
        } catch (IOException e) {
            return unusable("Cannot read " + root.toAbsolutePath() + ": " + e);
        }
    }

    private int unusable(String message) {
        err.println(message);
        return UNUSABLE;
    }

    private int count(Path root, Backend backend, UnifiedJedis redis) throws IOException, InterruptedException {
        List<Path> files = TextFiles.under(root);
        long start = System.nanoTime();
        Tally tally;
        try (Progress progress = new Progress(err, Progress.hasTerminal(), files.size())) {
            tally = Tally.of(files, redis, WORKERS, progress);
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        print(tally);
        err.printf(
                Locale.ROOT,
                "%nCounted by %d jobs and %d workers in %.1f s on %s.%nCheck: %s%n",
                files.size(),
                WORKERS,
                taken.toMillis() / 1000.0,
                backend,
                TextFiles.check(root));
        return tally.failed().isEmpty() ? 0 : SOME_FAILED;
    }

    private void print(Tally tally) {
        String format = "%" + Long.toString(tally.total()).length() + "d %s%n";
        for (Tally.Row row : tally.rows()) {
            row.words().ifPresent(words -> out.printf(format, words, row.file()));
        }
        out.printf(format, tally.total(), "total");
        out.flush();
        for (Tally.Row row : tally.failed()) {
            err.println("Failed: " + row.file() + ": " + row.error());
        }
    }
}
