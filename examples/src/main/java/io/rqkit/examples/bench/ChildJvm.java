package io.rqkit.examples.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A process that does what it is told, a line at a time, and answers each with a line: so that several can be measured in
 * turn, each with a compiler and a heap of its own. It ends when its input does, also when whoever started it was killed.
 */
public final class ChildJvm implements AutoCloseable {
    /** Marks an answer among what libraries may print. */
    private static final String ANSWER = "= ";

    private static final int PATIENCE_SECONDS = 20;

    private final Process process;
    private final BufferedReader output;
    private final PrintStream input;

    private ChildJvm(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Starts a JVM with this one's class path. */
    public static ChildJvm start(Class<?> main, String... args) throws IOException {
        return start(classPath(), List.of(), main.getName(), args);
    }

    /** Starts a JVM with a class path and JVM options of its own. */
    public static ChildJvm start(String classPath, List<String> jvmArgs, String main, String... args)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArgs);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(List.of(args));
        return start(command);
    }

    /** Starts a process of any kind that follows the same rules. */
    public static ChildJvm start(List<String> command) throws IOException {
        return new ChildJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /**
     * Returns where this program's classes are: within Maven's own JVM they come from a loader of its plugin. Folders come
     * before archives, as in the tests of a build, whatever order that plugin has: a JVM looks for each class in one place
     * after the other.
     */
    public static String classPath() {
        if (ChildJvm.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs())
                    .map(url -> Path.of(URI.create(url.toString())))
                    .sorted(Comparator.comparing(Files::isRegularFile))
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }

    /** Sends a line and waits for the answer. */
    public String ask(String line) throws IOException {
        input.println(line);
        return answer();
    }

    /** Waits for the next answer. */
    public String answer() throws IOException {
        for (String next = output.readLine(); next != null; next = output.readLine()) {
            if (next.startsWith(ANSWER)) {
                return next.substring(ANSWER.length());
            }
        }
        throw new IOException("The process ended without an answer: "
                + process.info().commandLine().orElse("it is gone"));
    }

    /** Ends the process and waits until it is gone. */
    @Override
    public void close() {
        input.close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** What a child does with a line. */
    @FunctionalInterface
    public interface Task {
        /** Does it, and returns the answer. */
        String run(String line) throws Exception;
    }

    /** Answers lines until there are no more: the child's side. */
    public static void serve(Task task) throws Exception {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
            reply(task.run(line));
        }
    }

    /** Sends one answer: the child's side. */
    public static void reply(String answer) {
        System.out.println(ANSWER + answer);
    }
}
