package io.rqkit.examples.bench;

import java.io.File;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Where JMH's forks find the classes. */
final class BenchmarkClassPath {
    private BenchmarkClassPath() {}

    /** Within Maven's own JVM the classes come from a loader of its plugin; JMH's forks look at the system property. */
    static void tellForks() {
        if (BenchmarkClassPath.class.getClassLoader() instanceof URLClassLoader loader) {
            System.setProperty(
                    "java.class.path",
                    Arrays.stream(loader.getURLs())
                            .map(url -> Path.of(URI.create(url.toString())).toString())
                            .collect(Collectors.joining(File.pathSeparator)));
        }
    }
}
