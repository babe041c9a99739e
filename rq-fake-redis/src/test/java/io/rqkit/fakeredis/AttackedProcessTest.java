package io.rqkit.fakeredis;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.Attack;
import io.rqkit.fakeredis.testing.Attack.Attacker;
import io.rqkit.fakeredis.testing.MeasuredServer;
import io.rqkit.fakeredis.testing.MeasuredServer.Measure;
import io.rqkit.fakeredis.testing.RespClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Attacks a server that is alone in its JVM, and compares what this holds before and after: heap, threads and open files.
 */
class AttackedProcessTest {
    private static final int CONNECTIONS = Integer.getInteger("rq.hostile.connections", 10_000);
    /** What a scale of one opens. */
    private static final int CONNECTIONS_A_TIME = 300;

    private static final int WARM_UP = 5;
    /** A connection that left 26 bytes behind would show. */
    private static final long HEAP_TOLERANCE = 256 * 1024;

    /** What the JVM keeps of classes that were first needed by the attack. */
    private static final long CODE = 512 * 1024;

    private static final int WAIT_SECONDS = 60;
    private static final boolean SHOWN = Boolean.getBoolean("rq.hostile.show");

    /** A running {@link MeasuredServer}. */
    private static final class Attacked implements AutoCloseable {
        private final Process process;
        private final BufferedReader output;
        private final Writer input;
        private final InetSocketAddress address;

        Attacked() throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path")
                                    + System.getProperty("path.separator")
                                    + System.getProperty("jdk.module.path", ""),
                            MeasuredServer.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            output = process.inputReader();
            input = process.outputWriter();
            address = new InetSocketAddress("127.0.0.1", Integer.parseInt(output.readLine()));
        }

        RespClient connect() throws IOException {
            return new RespClient(new Socket(address.getAddress(), address.getPort()));
        }

        /** Measures until all clients have gone but the one that asks, with their threads, or patience is at its end. */
        Measure measure(RespClient asking, Measure idle) throws IOException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
            Measure last = ask();
            while (clients(asking) > 1 || !last.isIdle(idle)) {
                assertThat(System.nanoTime())
                        .as("%d clients left, %s", clients(asking), last)
                        .isLessThan(end);
                last = ask();
            }
            // the heap is looked at before the threads, and may still have had what the last of them left
            return ask();
        }

        private Measure ask() throws IOException {
            input.write("measure\n");
            input.flush();
            return measured();
        }

        private static long clients(RespClient asking) {
            return asking.call("CLIENT", "LIST").text().lines().count();
        }

        Measure measured() throws IOException {
            return Measure.parse(output.readLine());
        }

        void attack(int scale) throws IOException {
            try (Attacker attacker = new Attacker(address, 1, scale)) {
                Attack.CONNECTIONS_DROPPED.run(attacker, this::servesWhoComes);
            }
        }

        /** Whoever comes now is served after all that came before. */
        private void servesWhoComes() {
            try (RespClient another = connect()) {
                assertThat(another.call("PING").text()).isEqualTo("PONG");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    @Test
    void tenThousandConnectionsLeaveNothing() throws Exception {
        try (Attacked attacked = new Attacked()) {
            Measure before;
            Measure after;
            try (RespClient asking = attacked.connect()) {
                // its own thread is there when it has been answered
                asking.call("PING");
                Measure idle = attacked.ask();
                attacked.attack(WARM_UP);
                before = attacked.measure(asking, idle);

                attacked.attack((CONNECTIONS + CONNECTIONS_A_TIME - 1) / CONNECTIONS_A_TIME);
                after = attacked.measure(asking, idle);
            }
            attacked.input.close();
            Measure beforeServer = attacked.measured();
            Measure closed = attacked.measured();

            assertThat(after.heap() - before.heap()).as("bytes left").isLessThan(HEAP_TOLERANCE);
            assertThat(closed.heap() - beforeServer.heap())
                    .as("bytes left on close")
                    .isLessThan(HEAP_TOLERANCE + CODE);
            assertThat(closed.threads()).as("threads left on close").isEqualTo(beforeServer.threads());
            assertThat(closed.files()).as("files left open on close").isEqualTo(beforeServer.files());
            assertThat(attacked.process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            if (SHOWN) {
                System.out.printf(
                        "AttackedProcessTest: %d connections after %d%n", CONNECTIONS, WARM_UP * CONNECTIONS_A_TIME);
                System.out.printf("  before %s%n  after  %s%n", before, after);
                System.out.printf("  before the server %s%n  closed            %s%n", beforeServer, closed);
            }
        }
    }
}
