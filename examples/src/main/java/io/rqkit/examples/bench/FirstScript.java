package io.rqkit.examples.bench;

import io.rqkit.fakeredis.FakeRedis;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Measures what the first EVAL takes in a fresh JVM, over several JVMs: Lua is loaded by it and not before. */
public final class FirstScript {
    private static final int JVMS = 11;
    private static final double NANOS_A_MILLI = 1e6;

    private FirstScript() {}

    /** Starts JVMs one after the other and prints the median and the extremes; with an argument, is one of them. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length > 0) {
            System.out.println(measure());
            return;
        }
        BenchmarkClassPath.tellForks();
        double[] millis = new double[JVMS];
        for (int i = 0; i < JVMS; i++) {
            millis[i] = inAnotherJvm();
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "First EVAL in a fresh JVM: median %.1f ms of %d, %.1f to %.1f ms%n",
                millis[JVMS / 2],
                JVMS,
                millis[0],
                millis[JVMS - 1]);
    }

    private static double inAnotherJvm() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstScript.class.getName(),
                        "measure")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        process.waitFor();
        return Double.parseDouble(output.strip());
    }

    /** By a plain socket that has been used already, so that only the script is new, and no client's classes count. */
    private static double measure() throws IOException {
        try (FakeRedis redis = FakeRedis.create();
                Socket socket = redis.socket()) {
            ask(socket, "SET", "key", "value");
            long before = System.nanoTime();
            ask(socket, "EVAL", "return redis.call('get', KEYS[1])", "1", "key");
            return (System.nanoTime() - before) / NANOS_A_MILLI;
        }
    }

    private static void ask(Socket socket, String... words) throws IOException {
        StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            request.append('$')
                    .append(word.length())
                    .append("\r\n")
                    .append(word)
                    .append("\r\n");
        }
        socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        if (socket.getInputStream().read(new byte[64]) < 0) {
            throw new IOException("no reply to " + words[0]);
        }
    }
}
