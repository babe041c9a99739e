package io.rqkit.examples.bench;

import io.rqkit.fakeredis.FakeRedis;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import redis.clients.jedis.Jedis;

/** Measures in a fresh JVM, from the first line of main: the first reply, the second server's, and the first script's. */
public final class FirstReply {
    private static final double NANOS_A_MILLI = 1e6;
    /** The fake, asked through its bare socket: without what the client library takes. */
    static final String BARE = "BARE";

    private FirstReply() {}

    /** Takes the server's name; answers with milliseconds: first reply, close, second server to its reply. */
    public static void main(String[] args) throws Exception {
        long begun = System.nanoTime();
        ChildJvm.reply(args[0].equals(BARE) ? bare(begun) : throughJedis(begun, ServerKind.valueOf(args[0])));
    }

    private static String throughJedis(long begun, ServerKind kind) throws Exception {
        BenchServer first = BenchServer.start(kind);
        try (Jedis jedis = first.connect()) {
            jedis.ping();
        }
        long replied = System.nanoTime();
        first.close();
        long closed = System.nanoTime();
        try (BenchServer second = BenchServer.start(kind)) {
            Jedis jedis = second.connect();
            jedis.ping();
            long again = System.nanoTime();
            jedis.eval("return 1");
            return millis(replied - begun, closed - replied, again - closed, System.nanoTime() - again);
        }
    }

    private static String bare(long begun) throws IOException {
        FakeRedis redis = FakeRedis.create();
        ping(redis);
        long replied = System.nanoTime();
        redis.close();
        long closed = System.nanoTime();
        try (FakeRedis second = FakeRedis.create()) {
            ping(second);
            long again = System.nanoTime();
            second.execute("EVAL", "return 1", "0");
            return millis(replied - begun, closed - replied, again - closed, System.nanoTime() - again);
        }
    }

    private static void ping(FakeRedis redis) throws IOException {
        try (Socket socket = redis.socket()) {
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            byte[] reply = socket.getInputStream().readNBytes("+PONG\r\n".length());
            if (reply[0] != '+') {
                throw new IOException("No PONG");
            }
        }
    }

    private static String millis(long... nanos) {
        StringBuilder line = new StringBuilder();
        for (long each : nanos) {
            line.append(String.format(Locale.ROOT, "%.4f ", each / NANOS_A_MILLI));
        }
        return line.toString().strip();
    }
}
