package io.rqkit.examples.bench;

import io.rqkit.examples.bench.page.Figures;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What machine this is, and which versions are compared. */
final class Machine {
    private static final long MEGABYTE = 1 << 20;
    private static final List<String> LIBRARIES = List.of("jedis", "jedis-mock", "embedded-redis", "jmh-core");

    private Machine() {}

    /** Notes all of it. */
    static Figures facts() throws Exception {
        Figures figures = new Figures();
        figures.fact("processor", processor());
        figures.fact("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            figures.fact("memory", String.format(Locale.ROOT, "%,d MB", system.getTotalMemorySize() / MEGABYTE));
        }
        figures.fact("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        figures.fact("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        try (BenchServer real = BenchServer.start(ServerKind.REAL)) {
            figures.fact("real Redis", NextServers.infoField(real.connect().info("server"), "redis_version"));
        }
        for (String library : LIBRARIES) {
            version(System.getProperty("java.class.path").replace(File.pathSeparatorChar, '\n'), library)
                    .ifPresent(version -> figures.fact(library, version));
        }
        commit().ifPresent(commit -> figures.fact("this project", "commit " + commit));
        return figures;
    }

    private static String processor() throws IOException {
        Path cpu = Path.of("/proc/cpuinfo");
        if (!Files.exists(cpu)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(cpu).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    /** Returns the version in a jar's name. */
    static Optional<String> version(String jars, String library) {
        Matcher jar = Pattern.compile("(?m)(?:^|[/\\\\])" + Pattern.quote(library) + "-(\\d[^/\\\\\\n]*)\\.jar$")
                .matcher(jars);
        return jar.find() ? Optional.of(jar.group(1)) : Optional.empty();
    }

    private static Optional<String> commit() throws InterruptedException {
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD").start();
            String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return git.waitFor() == 0 && !output.isEmpty() ? Optional.of(output) : Optional.empty();
        } catch (IOException e) { // no git here
            return Optional.empty();
        }
    }
}
