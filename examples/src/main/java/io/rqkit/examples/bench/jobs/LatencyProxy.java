package io.rqkit.examples.bench.jobs;

import io.rqkit.examples.bench.ChildJvm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A network that takes its time: hands on what a client and a Redis send one another, each way so much later. Bytes on
 * their way do not hold up those behind them, as on a real wire.
 */
public final class LatencyProxy {
    private static final int BUFFER = 1 << 16;
    private static final int BACKLOG = 1024;
    /** About what Linux adds to a short wait. */
    private static final long OVERSLEEP_NANOS = 60_000;

    private final int target;
    private final long delayNanos;

    private LatencyProxy(int target, long delayNanos) {
        this.target = target;
        this.delayNanos = delayNanos;
    }

    /** Some bytes, and when they arrive. The last ones of a connection are empty. */
    private record Chunk(byte[] bytes, long due) {}

    /** Takes the Redis's port and the delay of each way in microseconds; answers once, with the port that it listens on. */
    public static void main(String[] args) throws Exception {
        LatencyProxy proxy = new LatencyProxy(Integer.parseInt(args[0]), Long.parseLong(args[1]) * 1000);
        try (ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
            thread("accept", () -> proxy.accept(server));
            ChildJvm.reply(Integer.toString(server.getLocalPort()));
            ChildJvm.serve(line -> line); // until nobody needs it
        }
    }

    /** What a thread of the proxy does until its connection is gone. */
    private interface Loop {
        void run() throws IOException, InterruptedException;
    }

    private static void thread(String name, Loop loop) {
        Thread thread = new Thread(
                () -> {
                    try {
                        loop.run();
                    } catch (IOException e) {
                        // either side hung up
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(ServerSocket server) throws IOException {
        while (true) {
            Socket client = server.accept();
            Socket redis = new Socket(InetAddress.getLoopbackAddress(), target);
            client.setTcpNoDelay(true);
            redis.setTcpNoDelay(true);
            carry(client, redis);
            carry(redis, client);
        }
    }

    private void carry(Socket from, Socket to) {
        BlockingQueue<Chunk> underway = new LinkedBlockingQueue<>();
        thread("read", () -> read(from, underway));
        thread("write", () -> write(to, underway));
    }

    private void read(Socket from, BlockingQueue<Chunk> underway) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream input = from.getInputStream()) {
            for (int read = input.read(buffer); read > 0; read = input.read(buffer)) {
                underway.add(new Chunk(Arrays.copyOf(buffer, read), System.nanoTime() + delayNanos));
            }
        } finally {
            underway.add(new Chunk(new byte[0], System.nanoTime()));
        }
    }

    private static void write(Socket to, BlockingQueue<Chunk> underway) throws IOException, InterruptedException {
        try (OutputStream output = to.getOutputStream()) {
            for (Chunk next = underway.take(); next.bytes().length > 0; next = underway.take()) {
                for (long left = next.due() - System.nanoTime(); left > 0; left = next.due() - System.nanoTime()) {
                    LockSupport.parkNanos(Math.max(1, left - OVERSLEEP_NANOS));
                }
                output.write(next.bytes());
            }
        }
    }
}
