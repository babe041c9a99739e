package io.rqkit.examples.bench;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * A class-data archive, made by a JVM that ran the same program before, and JVMs that start with it: they have the classes
 * as they were after loading, and need not read and verify them anew.
 */
final class ClassArchive implements AutoCloseable {
    private final Path directory;
    private final Path file;
    private final String classPath;
    private final String main;
    private final String[] args;

    private ClassArchive(Path directory, String classPath, String main, String... args) {
        this.directory = directory;
        this.file = directory.resolve("classes.jsa");
        this.classPath = classPath;
        this.main = main;
        this.args = args;
    }

    /** Runs a program once and keeps the classes that it loaded. */
    static ClassArchive of(Class<?> main, String... args) throws IOException {
        Path directory = Files.createTempDirectory("class-archive");
        ClassArchive archive = new ClassArchive(directory, ofJars(directory), main.getName(), args);
        archive.run("-XX:ArchiveClassesAtExit=" + archive.file);
        if (!Files.exists(archive.file)) {
            throw new IOException("This JVM made no class-data archive: " + System.getProperty("java.vm.name"));
        }
        return archive;
    }

    /** Runs the program once more, with the archive, and returns its answer. */
    String run() throws IOException {
        return run("-XX:SharedArchiveFile=" + file);
    }

    private String run(String option) throws IOException {
        try (ChildJvm jvm = ChildJvm.start(classPath, List.of("-Xlog:disable", option), main, args)) {
            return jvm.answer();
        }
    }

    /** Returns this JVM's class path with a jar in place of each directory, from which nothing is archived. */
    private static String ofJars(Path directory) throws IOException {
        List<String> jars = new ArrayList<>();
        for (String each : ChildJvm.classPath().split(File.pathSeparator)) {
            Path path = Path.of(each);
            jars.add(Files.isDirectory(path) ? jar(path, directory.resolve(jars.size() + ".jar")) : each);
        }
        return String.join(File.pathSeparator, jars);
    }

    private static String jar(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Path each : filesOf(classes)) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(each).toString().replace(File.separatorChar, '/')));
                Files.copy(each, out);
                out.closeEntry();
            }
        }
        return jar.toString();
    }

    private static List<Path> filesOf(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
