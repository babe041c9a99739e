package io.rqkit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Python's own RQ, of the release that Debian has. Where Python has none, tests are aborted, and failed there when the
 * environment sets {@code RQ_REQUIRE_PYTHON}.
 */
public final class PythonRq {
    private final String python;

    private PythonRq(String python) {
        this.python = python;
    }

    /** Finds a Python that can import RQ, or aborts the test. */
    public static PythonRq find() throws InterruptedException {
        Optional<String> found = Optional.empty();
        for (String candidate : List.of("/usr/bin/python3", "python3")) {
            if (found.isEmpty() && canImportRq(candidate)) {
                found = Optional.of(candidate);
            }
        }
        if (System.getenv("RQ_REQUIRE_PYTHON") != null) {
            assertThat(found).as("a Python that can import rq").isPresent();
        }
        assumeThat(found)
                .as("no Python here can import rq; on Debian: apt-get install python3-rq")
                .isPresent();
        return new PythonRq(found.orElseThrow());
    }

    private static boolean canImportRq(String candidate) throws InterruptedException {
        try {
            return new ProcessBuilder(candidate, "-c", "import rq")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Where the modules are that Python's jobs of these tests call. */
    static Path directory() {
        try {
            return Path.of(PythonRq.class.getResource("/python").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs the command {@code rq} against a server and returns what it printed, once it has ended well. */
    public String rq(String url, String command, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("-m", "rq.cli", command, "-u", url));
        all.addAll(List.of(arguments));
        return run(all);
    }

    /** Runs Python and returns what it printed, once it has ended well. */
    String run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "PYTHONPATH", directory().toString(),
                        "PYTHONDONTWRITEBYTECODE", "1",
                        "PYTHONIOENCODING", "utf-8",
                        "LC_ALL", "C.UTF-8",
                        "PYTHONWARNINGS", "ignore"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
