package io.rqkit.fakeredis.testing;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of the two servers during one run: its numbered connections, opened when first used, and one more for control.
 *
 * <p>Never throws for what the server does. A connection that broke answers every command with an error that says how, so
 * that a crash is a reply like any other: compared, shown and shrunk.
 */
final class Side implements AutoCloseable {
    private static final String SENTINEL = "\u0001end of replies\u0001";

    private static final Pattern MOMENT = Pattern.compile("@(\\d{1,19})(s|ms)");

    private final Server server;
    private final TimeTravel travel;
    private final boolean resp3;
    private final Map<Integer, RespClient> clients = new HashMap<>();
    private final Map<Integer, RespValue.Error> broken = new HashMap<>();
    private final Map<Integer, List<RespValue>> pushes = new HashMap<>();
    private @Nullable RespClient control;
    private @Nullable RuntimeException failure;

    Side(Server server, boolean resp3) {
        this.server = server;
        this.travel = new TimeTravel(server.clock(), this::control);
        this.resp3 = resp3;
    }

    String name() {
        return server.name();
    }

    /** Returns what the server threw into its caller, if it runs there and did. */
    @Nullable
    RuntimeException failure() {
        return failure;
    }

    /** Returns the connection that stands outside the sequence; RESP2, database 0 unless changed. */
    RespClient control() {
        if (control == null) {
            control = server.connect();
        }
        return control;
    }

    /** Appends a command; an argument like {@code @2000000000s} is a moment, in ms or s, by a clock that was not moved. */
    void append(int connection, List<String> arguments) {
        client(connection).append(arguments.stream().map(this::moment).toList());
    }

    private String moment(String argument) {
        Matcher moment = MOMENT.matcher(argument);
        if (!moment.matches()) {
            return argument;
        }
        long moved = moment.group(2).equals("s") ? travel.millis() / 1000 : travel.millis();
        return Long.toString(Long.parseLong(moment.group(1)) + moved);
    }

    /** Returns how time is moved on this side. */
    TimeTravel travel() {
        return travel;
    }

    void flush(int connection) {
        if (!broken.containsKey(connection)) {
            try {
                client(connection).flush();
            } catch (RuntimeException e) {
                breakOff(connection, e);
            }
        }
    }

    boolean hasInput(int connection) {
        return broken.containsKey(connection) || client(connection).hasInput();
    }

    /** Reads the next reply; pushes before it are set aside for {@link #takePushes}. */
    RespValue read(int connection) {
        RespValue value = readAny(connection);
        while (value instanceof RespValue.Push) {
            pushes.computeIfAbsent(connection, c -> new ArrayList<>()).add(value);
            value = readAny(connection);
        }
        return value;
    }

    RespValue call(int connection, List<String> arguments) {
        append(connection, arguments);
        flush(connection);
        return read(connection);
    }

    /** Returns and forgets the pushes that {@link #read} has met. */
    List<RespValue> takePushes(int connection) {
        List<RespValue> taken = pushes.remove(connection);
        return taken == null ? List.of() : taken;
    }

    /** Reads everything that the connection has been sent until now, pushes and RESP2 messages included, in order. */
    List<RespValue> drain(int connection) {
        append(connection, List.of("PING", SENTINEL));
        flush(connection);
        List<RespValue> values = new ArrayList<>(takePushes(connection));
        for (RespValue value = readAny(connection); !isSentinel(value); value = readAny(connection)) {
            values.add(value);
            if (broken.containsKey(connection)) {
                return values;
            }
        }
        return values;
    }

    @Override
    public void close() {
        clients.values().forEach(Side::closeQuietly);
        if (control != null) {
            closeQuietly(control);
        }
    }

    // In RESP2's subscribed mode PING answers with an array.
    private static boolean isSentinel(RespValue value) {
        List<RespValue> elements = value.children();
        return value.text().equals(SENTINEL)
                || elements.size() == 2 && elements.get(1).text().equals(SENTINEL);
    }

    private RespClient client(int connection) {
        return clients.computeIfAbsent(connection, c -> {
            RespClient client = server.connect();
            if (resp3) {
                client.call("HELLO", "3");
            }
            return client;
        });
    }

    private RespValue readAny(int connection) {
        RespValue.Error end = broken.get(connection);
        if (end != null) {
            return end;
        }
        try {
            return client(connection).read();
        } catch (RuntimeException e) {
            return breakOff(connection, e);
        }
    }

    private RespValue breakOff(int connection, RuntimeException e) {
        String how = e.toString();
        if (e instanceof UncheckedIOException io) {
            Throwable cause = io.getCause();
            boolean ended = cause instanceof EOFException || cause instanceof SocketException;
            how = ended
                    ? "connection closed"
                    : cause instanceof SocketTimeoutException ? "no reply in time" : cause.toString();
        } else {
            failure = e;
        }
        RespValue.Error end = new RespValue.Error("<" + how + ">");
        broken.put(connection, end);
        return end;
    }

    private static void closeQuietly(RespClient client) {
        try {
            client.close();
        } catch (RuntimeException e) {
            // a connection that cannot be closed was broken before, which has been compared already
        }
    }
}
