package io.rqkit.fakeredis;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.RequiresRealRedis;
import io.rqkit.fakeredis.testing.RespClient;
import io.rqkit.fakeredis.testing.RespValue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fake's sentinels beside real ones: the same questions, the same failovers. */
@RequiresRealRedis
class SentinelDiffTest {
    private static final Duration DOWN_AFTER = Duration.ofSeconds(1);
    private static final Duration FAILOVER_TIMEOUT = Duration.ofSeconds(10);
    private static final List<String> SETTINGS =
            List.of("down-after-milliseconds mymaster 1000", "failover-timeout mymaster 10000");

    /** Events that come sooner, later or not at all, as sentinels ask one another once a second. */
    private static final List<String> TIMELY = List.of("+sdown", "-sdown", "-odown");

    @TempDir
    private Path directory;

    private interface Comparison {
        void compare(SentinelSide real, SentinelSide fake);
    }

    private void onBoth(RealRedis redis, Comparison comparison) throws IOException {
        try (SentinelSide real = new RealSentinels(redis, directory, SETTINGS);
                SentinelSide fake = new FakeSentinels(DOWN_AFTER, FAILOVER_TIMEOUT)) {
            comparison.compare(real, fake);
        }
    }

    @Test
    void questionsAreAnsweredAlike(RealRedis redis) throws IOException {
        onBoth(redis, (real, fake) -> {
            SoftAssertions all = new SoftAssertions();
            for (String line : SentinelQuestions.LINES) {
                String[] command = SentinelQuestions.words(line);
                all.assertThat(fake.ask(command)).as(line).isEqualTo(real.ask(command));
            }
            for (String line : SentinelQuestions.SECRETIVE) {
                String[] command = SentinelQuestions.words(line);
                all.assertThat(fields(fake.ask(command))).as(line).isEqualTo(fields(real.ask(command)));
            }
            all.assertAll();
        });
    }

    /** Names of fields alone, where values are the machine's. */
    private static List<String> fields(String info) {
        List<String> names = new ArrayList<>();
        for (String line : info.split("\\\\r\\\\n|\"")) {
            int colon = line.indexOf(':');
            names.add(colon < 0 ? line : line.substring(0, colon));
        }
        boolean isList = info.startsWith("[");
        return isList ? names.stream().sorted().toList() : names; // a hash table has no order
    }

    @Test
    void aFailoverOnCommandIsToldAlike(RealRedis redis) throws IOException {
        onBoth(redis, (real, fake) -> {
            List<List<String>> expected = told(real, SentinelDiffTest::failover);
            List<List<String>> actual = told(fake, SentinelDiffTest::failover);

            assertThat(sorted(actual.get(0))).isEqualTo(sorted(expected.get(0)));
            assertThat(order(actual.get(0))).isEqualTo(order(expected.get(0)));
            for (int i = 1; i < SentinelSide.SENTINELS; i++) {
                assertThat(order(actual.get(i))).isEqualTo(order(expected.get(i)));
            }
        });
    }

    private static void failover(SentinelSide side) {
        assertThat(side.ask("SENTINEL", "FAILOVER", "mymaster")).isEqualTo("OK");
        assertThat(side.ask("SENTINEL", "FAILOVER", "mymaster")).contains("INPROG");
    }

    @Test
    void theEndOfAMasterIsToldAlike(RealRedis redis) throws IOException {
        onBoth(redis, (real, fake) -> {
            List<List<String>> expected = told(real, side -> side.kill(0));
            List<List<String>> actual = told(fake, side -> side.kill(0));

            // whoever leads tells of every step, whoever follows of what he hears
            assertThat(order(leader(actual))).isEqualTo(order(leader(expected)));
            assertThat(sorted(leader(actual))).isEqualTo(sorted(leader(expected)));
        });
    }

    private static List<String> leader(List<List<String>> told) {
        return told.stream()
                .filter(events -> events.stream().anyMatch(event -> event.startsWith("+elected-leader")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody led: " + told));
    }

    private interface Act {
        void on(SentinelSide side);
    }

    /** Returns what each sentinel tells from an act until each has told of a switch. */
    private static List<List<String>> told(SentinelSide side, Act act) {
        List<RespClient> listeners = new ArrayList<>();
        List<List<String>> events = new ArrayList<>();
        for (int i = 0; i < SentinelSide.SENTINELS; i++) {
            RespClient listener = side.sentinel(i);
            listener.call("PSUBSCRIBE", "*");
            listeners.add(listener);
            events.add(new ArrayList<>());
        }
        act.on(side);
        for (int rounds = 0; rounds < 600 && !events.stream().allMatch(SentinelDiffTest::isOver); rounds++) {
            side.pass(50);
            for (int i = 0; i < listeners.size(); i++) {
                read(side, listeners.get(i), events.get(i));
            }
        }
        side.pass(50);
        for (int i = 0; i < listeners.size(); i++) {
            read(side, listeners.get(i), events.get(i));
            listeners.get(i).close();
        }
        return events;
    }

    private static boolean isOver(List<String> events) {
        int end = 0;
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).startsWith("+switch-master")) {
                end = i;
            }
        }
        return end > 0 && events.size() - end > SentinelSide.REPLICAS;
    }

    private static void read(SentinelSide side, RespClient listener, List<String> events) {
        while (listener.hasInput()) {
            List<RespValue> message = listener.read().children();
            String text = message.get(3).text().replaceAll("#quorum \\d", "#quorum N"); // two or three have agreed
            events.add(side.masked(message.get(2).text() + " " + text));
        }
    }

    /** The events until the new master's replicas are told; what a sentinel finds out later is another matter. */
    private static List<String> untilSwitched(List<String> events) {
        int end = 0;
        for (int i = 0; i < events.size(); i++) {
            end = events.get(i).startsWith("+slave slave") ? i + 1 : end;
        }
        return events.subList(0, end);
    }

    /** The events' names in order, without those that other things bring about than the failover. */
    private static List<String> order(List<String> events) {
        return untilSwitched(events).stream()
                .map(event -> event.substring(0, event.indexOf(' ')))
                .filter(event -> !event.startsWith("+slave-reconf"))
                .filter(event -> !TIMELY.contains(event))
                .toList();
    }

    private static List<String> sorted(List<String> events) {
        return untilSwitched(events).stream()
                .filter(event -> !TIMELY.contains(event.substring(0, event.indexOf(' '))))
                .distinct()
                .sorted()
                .toList();
    }
}
