package io.rqkit.fakeredis.internal.command.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.RedisExamples;
import io.rqkit.fakeredis.testing.RespClient;
import io.rqkit.fakeredis.testing.RespValue;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListWaitingTest extends RedisExamples {
    private final RespClient waiter = connect();

    private void waitFor(String line) {
        waiter.send(line.split(" "));
        assertThat(waiter.hasInput()).as("an answer at once to " + line).isFalse();
    }

    @Test
    void aPushServesTheWaiterBeforeItReturns() {
        waitFor("BLPOP k 0");

        assertReply("RPUSH k a b").isEqualTo("(integer) 2");

        assertThat(waiter.hasInput()).isTrue();
        assertThat(waiter.read()).hasToString("(array of 2)\n1) \"k\"\n2) \"a\"");
        assertReply("LRANGE k 0 -1").isEqualTo("(array of 1)\n1) \"b\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"BLPOP k 5", "BRPOP j k 5", "BLMOVE k l LEFT LEFT 5", "BRPOPLPUSH k l 5", "BLMPOP 5 1 k LEFT"})
    void theDeadlineEndsTheWaitWithAMissingArray(String line) {
        waitFor(line);

        pass(Duration.ofMillis(4999));
        assertThat(waiter.hasInput()).isFalse();
        pass(Duration.ofMillis(1));

        assertThat(waiter.read()).hasToString("(nil array)");
    }

    @ParameterizedTest
    @CsvSource({"0.001, 1", "0.0001, 1", "0.0011, 2", "1.5, 1500"})
    void aFractionOfAMillisecondIsRoundedUp(String seconds, long millis) {
        waitFor("BLPOP k " + seconds);

        pass(Duration.ofMillis(millis).minusNanos(1000));
        assertThat(waiter.hasInput()).isFalse();
        pass(Duration.ofNanos(1000));

        assertThat(waiter.hasInput()).isTrue();
    }

    @Test
    void theDeadlineIsARealNullInResp3() {
        waiter.call("HELLO", "3");
        waitFor("BLMPOP 1 1 k LEFT");

        pass(Duration.ofSeconds(1));

        assertThat(waiter.read()).hasToString("(null)");
    }

    @Test
    void whoCameFirstIsServedFirst() {
        RespClient second = connect();
        waitFor("BLPOP k 0");
        second.send("BLPOP", "k", "0");

        given("RPUSH k a");
        assertThat(second.hasInput()).isFalse();
        given("RPUSH k b");

        assertThat(waiter.read()).hasToString("(array of 2)\n1) \"k\"\n2) \"a\"");
        assertThat(second.read()).hasToString("(array of 2)\n1) \"k\"\n2) \"b\"");
    }

    @Test
    void aChainOfMovesIsServedAtOnce() {
        RespClient next = connect();
        RespClient last = connect();
        waitFor("BLMOVE a b LEFT RIGHT 0");
        next.send("BRPOPLPUSH", "b", "c", "0");
        last.send("BLPOP", "c", "0");

        given("RPUSH a x");

        assertThat(waiter.read()).hasToString("\"x\"");
        assertThat(next.read()).hasToString("\"x\"");
        assertThat(last.read()).hasToString("(array of 2)\n1) \"c\"\n2) \"x\"");
        assertReply("EXISTS a b c").isEqualTo("(integer) 0");
    }

    @Test
    void theKeyThatBecameReadyIsTakenThoughAnotherStandsBeforeIt() {
        waitFor("BLPOP a b 0");

        given("MULTI", "RPUSH b 1", "RPUSH a 2", "EXEC");

        assertThat(waiter.read()).hasToString("(array of 2)\n1) \"b\"\n2) \"1\"");
    }

    @Test
    void aListGoneWithinItsTransactionWakesNobody() {
        waitFor("BLPOP k 0");

        given("MULTI", "RPUSH k a", "DEL k", "EXEC");

        assertThat(waiter.hasInput()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RENAME l k", "COPY l k", "SORT l ALPHA STORE k", "LMOVE l k LEFT LEFT"})
    void aListThatComesIntoPlaceWakes(String line) {
        given("RPUSH l x");
        waitFor("BLPOP k 0");

        given(line);

        assertThat(waiter.read()).hasToString("(array of 2)\n1) \"k\"\n2) \"x\"");
    }

    @Test
    void aListOfAnotherDatabaseWakesOnceItIsHere() {
        given("SELECT 1", "RPUSH k x", "RPUSH j y", "SELECT 0");
        waitFor("BLPOP k j 0");

        given("SWAPDB 0 1");
        assertThat(waiter.read().children()).hasSize(2);
        waitFor("BLPOP other 0");
        given("SELECT 1", "RPUSH other z");
        assertThat(waiter.hasInput()).isFalse();
        given("MOVE other 0");

        assertThat(waiter.read()).hasToString("(array of 2)\n1) \"other\"\n2) \"z\"");
    }

    @Test
    void aDestinationOfAnotherTypeFailsTheWaiter() {
        given("SET d x");
        waitFor("BLMOVE k d LEFT LEFT 0");

        given("RPUSH k a");

        assertThat(waiter.read())
                .hasToString("(error) WRONGTYPE Operation against a key holding the wrong kind of value");
        assertReply("LLEN k").isEqualTo("(integer) 1");
    }

    @Test
    void whatIsSentWhileWaitingIsAnsweredAfterwards() {
        waitFor("BLPOP k 0");
        waiter.send("PING");

        given("RPUSH k a");

        assertThat(waiter.read().children()).hasSize(2);
        assertThat(waiter.read()).hasToString("PONG");
    }

    @Test
    void aClientThatLeftIsServedNothing() {
        waitFor("BLPOP k 0");
        waiter.close();

        given("RPUSH k a");

        assertReply("LLEN k").isEqualTo("(integer) 1");
    }

    @Test
    void aThreadThatWaitsIsWokenByAnother() throws Exception {
        CompletableFuture<RespValue> popped = CompletableFuture.supplyAsync(
                () -> waiter.call("BLPOP", "k", "0"), task -> new Thread(task, "waiter").start());
        while (!call("INFO clients").text().contains("blocked_clients:1")) {
            Thread.onSpinWait();
        }

        given("RPUSH k a");

        assertThat(popped.get(30, TimeUnit.SECONDS)).hasToString("(array of 2)\n1) \"k\"\n2) \"a\"");
    }
}
