package io.rqkit.fakeredis.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Moves one server's time on, as the line {@code ADVANCE 5000} asks, in seconds.
 *
 * <p>A server whose clock can be moved is moved. For any other, which is real Redis, every deadline of a key is brought
 * nearer instead, by what {@code PTTL} says of it; one that falls due is set to a millisecond, and that is waited for, so
 * that keys expire by the server's own means. Afterwards both are alike but for moments, which differ by what the one
 * clock was moved; {@link Side} and {@link #unmoved} allow for that.
 *
 * <p>Clocks go by multiples of 1000 seconds and {@link Gen}'s times to live are not near those, so that how long a test
 * takes never decides whether a key expires.
 */
final class TimeTravel {
    private static final String NAME = "ADVANCE";
    private static final Pattern DATABASE = Pattern.compile("(?m)^db(\\d+):");
    private static final long DUE_MILLIS = 1;

    private final @Nullable Consumer<Duration> clock;
    private final Supplier<RespClient> control;
    private long millis;

    TimeTravel(@Nullable Consumer<Duration> clock, Supplier<RespClient> control) {
        this.clock = clock;
        this.control = control;
    }

    /** Makes the line. */
    static Cmd ahead(long seconds) {
        return Cmd.cmd(NAME, seconds);
    }

    static boolean isMeant(Cmd cmd) {
        return cmd.name().equals(NAME);
    }

    /** Returns how far the server's clock is ahead of where it was. */
    long millis() {
        return millis;
    }

    /** Moves time on; then, if asked, looks every key up, so that what has expired is deleted now and not later. */
    void by(Cmd cmd, boolean lookUp) {
        if (!cmd.arg(1).matches("\\d{1,9}")) {
            return;
        }
        Duration duration = Duration.ofSeconds(Long.parseLong(cmd.arg(1)));
        if (clock == null) {
            bringNearer(duration.toMillis());
        } else {
            clock.accept(duration);
            millis += duration.toMillis();
        }
        if (lookUp) {
            eachDatabase(keys -> keys.forEach(key -> control.get().call("EXISTS", key)));
        }
    }

    /** Returns what EXPIRETIME or PEXPIRETIME would have replied had the clock not been moved. */
    RespValue unmoved(Cmd cmd, RespValue reply) {
        if (reply instanceof RespValue.Int moment && moment.value() > 0) {
            return new RespValue.Int(moment.value() - (cmd.name().equals("EXPIRETIME") ? millis / 1000 : millis));
        }
        return reply;
    }

    private void bringNearer(long by) {
        eachDatabase(keys -> {
            List<RespValue> left = control.get()
                    .pipeline(keys.stream().map(key -> List.of("PTTL", key)).toList());
            List<List<String>> changes = new ArrayList<>();
            boolean due = false;
            for (int i = 0; i < keys.size(); i++) {
                if (left.get(i) instanceof RespValue.Int ttl && ttl.value() >= 0) {
                    long rest = Math.max(DUE_MILLIS, ttl.value() - by);
                    due |= rest == DUE_MILLIS;
                    changes.add(List.of("PEXPIRE", keys.get(i), Long.toString(rest)));
                }
            }
            control.get().pipeline(changes);
            if (due) {
                awaitMicros(nowMicros() + 1000 * (DUE_MILLIS + 1));
            }
        });
    }

    private void eachDatabase(Consumer<List<String>> work) {
        Matcher databases =
                DATABASE.matcher(control.get().call("INFO", "keyspace").text());
        while (databases.find()) {
            control.get().call("SELECT", databases.group(1));
            work.accept(control.get().call("KEYS", "*").children().stream()
                    .map(RespValue::text)
                    .toList());
        }
        control.get().call("SELECT", "0");
    }

    private void awaitMicros(long moment) {
        while (nowMicros() < moment) {
            Thread.onSpinWait();
        }
    }

    private long nowMicros() {
        List<RespValue> time = control.get().call("TIME").children();
        return Long.parseLong(time.get(0).text()) * 1_000_000
                + Long.parseLong(time.get(1).text());
    }
}
