package io.rqkit.fakeredis.internal.command.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.RedisExamples;
import io.rqkit.fakeredis.testing.RespClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamWaitingTest extends RedisExamples {
    private static final String FROM_S = "(array of 1)\n1) (array of 2)\n   1) \"s\"\n   2) ";
    private final RespClient waiter = connect();

    private void waitFor(String line) {
        waiter.send(line.split(" "));
        assertThat(waiter.hasInput()).as("an answer at once to " + line).isFalse();
    }

    @Test
    void whatIsAddedServesAReader() {
        given("XADD s 1-1 f old");
        waitFor("XREAD BLOCK 0 STREAMS other s 0 $");

        given("XADD s 2-1 f v");

        assertThat(waiter.read().toString())
                .startsWith(FROM_S)
                .contains("\"2-1\"")
                .doesNotContain("old");
    }

    @Test
    void severalReadersAreServedTheSame() {
        RespClient second = connect();
        waitFor("XREAD BLOCK 0 STREAMS s $");
        second.send("XREAD", "BLOCK", "0", "STREAMS", "s", "$");

        given("XADD s 1-1 f v");

        assertThat(waiter.read()).isEqualTo(second.read());
    }

    @Test
    void whatIsAddedGoesToOneConsumerOfAGroup() {
        RespClient second = connect();
        given("XGROUP CREATE s g $ MKSTREAM");
        waitFor("XREADGROUP GROUP g a BLOCK 0 STREAMS s >");
        second.send("XREADGROUP", "GROUP", "g", "b", "BLOCK", "0", "STREAMS", "s", ">");

        given("XADD s 1-1 f v");

        assertThat(waiter.read().toString()).startsWith(FROM_S);
        assertThat(second.hasInput()).isFalse();
        assertReply("XPENDING s g - + 1").contains("\"a\"");
    }

    @Test
    void anIdStillAheadKeepsTheReaderWaiting() {
        waitFor("XREAD BLOCK 0 STREAMS s 5-5");

        given("XADD s 5-5 f v");
        assertThat(waiter.hasInput()).isFalse();
        given("XADD s 5-6 f v");

        assertThat(waiter.read().toString()).contains("\"5-6\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"XREAD BLOCK 1500 STREAMS s $", "XREADGROUP GROUP g a BLOCK 1500 STREAMS s >"})
    void theDeadlineEndsTheWaitWithAMissingArray(String line) {
        given("XGROUP CREATE s g $ MKSTREAM");
        waitFor(line);

        pass(Duration.ofMillis(1499));
        assertThat(waiter.hasInput()).isFalse();
        pass(Duration.ofMillis(1));

        assertThat(waiter.read()).hasToString("(nil array)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"DEL s", "SET s x", "FLUSHALL", "FLUSHDB", "RENAME s t", "MOVE s 1", "SWAPDB 0 1", "PEXPIRE s 0"
            })
    void aReaderInAGroupIsToldThatTheKeyIsGone(String line) {
        given("XGROUP CREATE s g $ MKSTREAM");
        waitFor("XREADGROUP GROUP g a BLOCK 0 STREAMS s >");

        given(line);

        assertThat(waiter.read()).hasToString("(error) UNBLOCKED the stream key no longer exists");
    }

    @Test
    void aReaderInAGroupIsToldWhenTheKeyExpires() {
        given("XGROUP CREATE s g $ MKSTREAM", "PEXPIRE s 100");
        waitFor("XREADGROUP GROUP g a BLOCK 0 STREAMS s >");

        pass(Duration.ofMillis(100));

        assertThat(waiter.read()).hasToString("(error) UNBLOCKED the stream key no longer exists");
    }

    @Test
    void aReaderInAGroupIsToldThatTheGroupIsGone() {
        given("XGROUP CREATE s g $ MKSTREAM");
        waitFor("XREADGROUP GROUP g a BLOCK 0 STREAMS s >");

        given("XGROUP DESTROY s g");

        assertThat(waiter.read())
                .hasToString("(error) NOGROUP the consumer group this client was blocked on no longer exists");
    }

    @Test
    void aReaderWithoutGroupWaitsOnWhenTheKeyIsDeleted() {
        given("XADD s 1-1 f v");
        waitFor("XREAD BLOCK 0 STREAMS s $");

        given("DEL s");
        assertThat(waiter.hasInput()).isFalse();
        given("XADD s 2-2 f v");

        assertThat(waiter.read().toString()).contains("\"2-2\"");
    }
}
