package io.rqkit.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** What the tests enqueue. */
public final class Sample {
    private Sample() {}

    enum Colour {
        RED,
        BLUE
    }

    record Point(int x, double y, Colour colour) {}

    public static void send(String to, int times) {
        Trace.here().seen.add(to + "*" + times);
    }

    public static void send(String to) {
        Trace.here().seen.add(to);
    }

    public static long count(String text) {
        return text.split(" ").length;
    }

    public static List<String> twice(String text) {
        return List.of(text, text);
    }

    public static Point mirrored(Point point, boolean vertically) {
        return vertically ? new Point(point.x(), -point.y(), point.colour()) : point;
    }

    public static double half(double value) {
        return value / 2;
    }

    public static BigInteger squared(BigInteger value) {
        return value.multiply(value);
    }

    public static int sum(List<Integer> values, Map<String, Integer> more) {
        return values.stream().mapToInt(i -> i).sum()
                + more.values().stream().mapToInt(i -> i).sum();
    }

    public static String connectionInside() {
        return Connections.depth() + " " + new Queue("inside").connection().hashCode();
    }

    public static JsonNode echo(JsonNode value) {
        return value;
    }

    public static void boom(String text) {
        throw new IllegalStateException(text);
    }

    public static void overflow() {
        throw new StackOverflowError("deep");
    }

    public static Object odd() {
        return new Object();
    }

    /** Runs until it is interrupted. */
    public static void hang() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /** Tells that it runs and goes on when it may. */
    public static String gate() throws InterruptedException {
        Trace trace = Trace.here();
        trace.started.countDown();
        trace.release.await();
        return "passed";
    }

    private static void secret() {
        Trace.here().seen.add("secret");
    }

    String instanceMethod() {
        return "no";
    }
}
