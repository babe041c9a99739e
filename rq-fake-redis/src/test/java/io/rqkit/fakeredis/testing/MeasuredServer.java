package io.rqkit.fakeredis.testing;

import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A program with a fake Redis and nothing else. It prints a port, and a line of {@link Measure} for each line that it reads;
 * when there is none left, it closes the server and prints what it held before the server was made and what it holds then.
 */
public final class MeasuredServer {
    private static final int COLLECTIONS = 3;

    private MeasuredServer() {}

    /** What a JVM holds: bytes of objects that are in use, threads and open files; these are -1 where nobody can tell. */
    public record Measure(long heap, int threads, int files) {
        private static Measure take() {
            for (int i = 0; i < COLLECTIONS; i++) {
                System.gc();
            }
            // before anything takes a buffer of a thread's own out of it
            long heap =
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            // listing the directory opens it
            String[] files = new File("/proc/self/fd").list();
            return new Measure(heap, Thread.getAllStackTraces().size(), files == null ? -1 : files.length - 1);
        }

        /** Reads a line that the program has printed. */
        public static Measure parse(String line) {
            String[] numbers = line.split(" ");
            return new Measure(Long.parseLong(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
        }

        /** Says whether there are no more threads and open files than there were. */
        public boolean isIdle(Measure before) {
            return threads <= before.threads && files <= before.files;
        }

        private String line() {
            return heap + " " + threads + " " + files;
        }
    }

    public static void main(String[] args) throws IOException {
        // what is made once and for all is made now
        serveOnce();
        Measure.take();
        Measure before = Measure.take();
        try (FakeRedis redis = FakeRedis.create()) {
            System.out.println(redis.listen().port());
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
            while (Objects.equals(lines.readLine(), "measure")) {
                System.out.println(Measure.take().line());
            }
        }
        System.out.println(before.line());
        System.out.println(Measure.take().line());
    }

    private static void serveOnce() throws IOException {
        try (FakeRedis redis = FakeRedis.create()) {
            Endpoint endpoint = redis.listen();
            try (RespClient client = new RespClient(new Socket(endpoint.host(), endpoint.port()))) {
                client.call("PING");
            }
        }
    }
}
