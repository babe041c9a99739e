package io.rqkit.fakeredis.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs programs in JVMs of their own that print the classes they load. */
public final class ClassLoading {
    private ClassLoading() {}

    /**
     * Returns what a program and its JVM printed, in order; the program must end well.
     *
     * @param directory where the output may be kept
     * @param jvmOptions more options for the JVM
     */
    public static List<String> of(Class<?> program, Path directory, String... jvmOptions)
            throws IOException, InterruptedException {
        File output = directory.resolve("output").toFile();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xlog:class+load:stdout");
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readAllLines(output.toPath(), StandardCharsets.ISO_8859_1);
    }
}
