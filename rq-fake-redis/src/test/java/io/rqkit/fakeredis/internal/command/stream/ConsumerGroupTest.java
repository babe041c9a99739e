package io.rqkit.fakeredis.internal.command.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.RedisExamples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsumerGroupTest extends RedisExamples {
    @Test
    void groupsAreMadeAndUnmade() {
        assertReply("XGROUP CREATE s g $")
                .isEqualTo(
                        "(error) ERR The XGROUP subcommand requires the key to exist. Note that for CREATE you may want to use the MKSTREAM option to create an empty stream automatically.");
        assertReply("XGROUP CREATE s g $ MKSTREAM").isEqualTo("OK");
        assertReply("XGROUP CREATE s g $").isEqualTo("(error) BUSYGROUP Consumer Group name already exists");
        assertReply("XGROUP CREATE s h 0 ENTRIESREAD -2")
                .isEqualTo("(error) ERR value for ENTRIESREAD must be positive or -1");
        assertReply("XGROUP CREATE s h 0 FOO")
                .isEqualTo(
                        "(error) ERR unknown subcommand or wrong number of arguments for 'CREATE'. Try XGROUP HELP.");
        assertReply("XGROUP SETID s g 5-5 ENTRIESREAD 3").isEqualTo("OK");
        assertReply("XGROUP SETID s none 0")
                .isEqualTo("(error) NOGROUP No such consumer group 'none' for key name 's'");
        assertReply("XGROUP CREATECONSUMER s g c").isEqualTo("(integer) 1");
        assertReply("XGROUP CREATECONSUMER s g c").isEqualTo("(integer) 0");
        assertReply("XGROUP DELCONSUMER s g c").isEqualTo("(integer) 0");
        assertReply("XGROUP DELCONSUMER s g c").isEqualTo("(integer) 0");
        assertReply("XGROUP DESTROY s g").isEqualTo("(integer) 1");
        assertReply("XGROUP DESTROY s g").isEqualTo("(integer) 0");
    }

    @Test
    void aGroupHandsOutEachEntryOnce() {
        given("XADD s 1-1 f 1", "XADD s 2-1 f 2", "XGROUP CREATE s g 0");

        assertReply("XREADGROUP GROUP g a COUNT 1 STREAMS s >").isEqualTo("""
                (array of 1)
                1) (array of 2)
                   1) "s"
                   2) (array of 1)
                      1) (array of 2)
                         1) "1-1"
                         2) (array of 2)
                            1) "f"
                            2) "1\"""");
        assertReply("XREADGROUP GROUP g b STREAMS s >").isEqualTo("""
                (array of 1)
                1) (array of 2)
                   1) "s"
                   2) (array of 1)
                      1) (array of 2)
                         1) "2-1"
                         2) (array of 2)
                            1) "f"
                            2) "2\"""");
        assertReply("XREADGROUP GROUP g b STREAMS s >").isEqualTo("(nil array)");
        assertReply("XREADGROUP GROUP g a STREAMS s 0").isEqualTo("""
                (array of 1)
                1) (array of 2)
                   1) "s"
                   2) (array of 1)
                      1) (array of 2)
                         1) "1-1"
                         2) (array of 2)
                            1) "f"
                            2) "1\"""");
        assertReply("XPENDING s g").isEqualTo("""
                (array of 4)
                1) (integer) 2
                2) "1-1"
                3) "2-1"
                4) (array of 2)
                   1) (array of 2)
                      1) "a"
                      2) "1"
                   2) (array of 2)
                      1) "b"
                      2) "1\"""");
        assertReply("XACK s g 1-1 1-1 3-3").isEqualTo("(integer) 1");
        assertReply("XPENDING s g - + 10").isEqualTo("""
                (array of 1)
                1) (array of 4)
                   1) "2-1"
                   2) "b"
                   3) (integer) 0
                   4) (integer) 1""");
        assertReply("XPENDING s g - + 10 a").isEqualTo("(empty array)");
    }

    @Test
    void historyShowsNoFieldsOfWhatWasDeleted() {
        given("XADD s 1-1 f 1", "XGROUP CREATE s g 0", "XREADGROUP GROUP g a STREAMS s >", "XDEL s 1-1");

        assertReply("XREADGROUP GROUP g a STREAMS s 0").isEqualTo("""
                (array of 1)
                1) (array of 2)
                   1) "s"
                   2) (array of 1)
                      1) (array of 2)
                         1) "1-1"
                         2) (nil array)""");
    }

    @Test
    void noackLeavesNothingPending() {
        given("XADD s 1-1 f 1", "XGROUP CREATE s g 0", "XREADGROUP GROUP g a NOACK STREAMS s >");

        assertReply("XPENDING s g").isEqualTo("(array of 4)\n1) (integer) 0\n2) (nil)\n3) (nil)\n4) (nil array)");
        assertReply("XINFO GROUPS s").isEqualTo("""
                (array of 1)
                1) (array of 12)
                   1) "name"
                   2) "g"
                   3) "consumers"
                   4) (integer) 1
                   5) "pending"
                   6) (integer) 0
                   7) "last-delivered-id"
                   8) "1-1"
                   9) "entries-read"
                   10) (integer) 1
                   11) "lag"
                   12) (integer) 0""");
    }

    @Test
    void xreadgroupNamesWhatIsWrong() {
        assertReply("XREADGROUP GROUP g a STREAMS s >")
                .isEqualTo("(error) NOGROUP No such key 's' or consumer group 'g' in XREADGROUP with GROUP option");
        assertReply("XREADGROUP NOACK NOACK NOACK STREAMS s >")
                .isEqualTo("(error) ERR Missing GROUP option for XREADGROUP");
        given("XGROUP CREATE s g 0 MKSTREAM");

        assertReply("XREADGROUP GROUP g a STREAMS s $")
                .isEqualTo(
                        "(error) ERR The $ ID is meaningless in the context of XREADGROUP: you want to read the history of this consumer by specifying a proper ID, or use the > ID to get new messages. The $ ID would just return an empty result set.");
        assertReply("XREADGROUP GROUP g a BLOCK x STREAMS s >")
                .isEqualTo("(error) ERR timeout is not an integer or out of range");
        assertReply("XREADGROUP GROUP g a BLOCK -1 STREAMS s >").isEqualTo("(error) ERR timeout is negative");
    }

    @Test
    void xclaimTakesPendingEntriesOver() {
        given("XADD s 1-1 f 1", "XADD s 2-1 f 2", "XGROUP CREATE s g 0", "XREADGROUP GROUP g a STREAMS s >");

        assertReply("XCLAIM s g b 0 1-1 9-9").isEqualTo("""
                (array of 1)
                1) (array of 2)
                   1) "1-1"
                   2) (array of 2)
                      1) "f"
                      2) "1\"""");
        assertReply("XCLAIM s g b 100000 2-1").isEqualTo("(empty array)");
        assertReply("XCLAIM s g b 0 2-1 JUSTID").isEqualTo("(array of 1)\n1) \"2-1\"");
        assertReply("XCLAIM s g b x 2-1").isEqualTo("(error) ERR Invalid min-idle-time argument for XCLAIM");
        assertReply("XCLAIM s g b 0 2-1 FOO").isEqualTo("(error) ERR Unrecognized XCLAIM option 'FOO'");
        assertReply("XCLAIM s none b 0 2-1").isEqualTo("(error) NOGROUP No such key 's' or consumer group 'none'");
        assertReply("XPENDING s g").isEqualTo("""
                (array of 4)
                1) (integer) 2
                2) "1-1"
                3) "2-1"
                4) (array of 1)
                   1) (array of 2)
                      1) "b"
                      2) "2\"""");
    }

    @Test
    void xclaimWithForceMakesEntriesPending() {
        given("XADD s 1-1 f 1", "XGROUP CREATE s g 0");

        assertReply("XCLAIM s g b 0 1-1").isEqualTo("(empty array)");
        assertReply("XCLAIM s g b 0 1-1 FORCE JUSTID RETRYCOUNT 7").isEqualTo("(array of 1)\n1) \"1-1\"");
        assertReply("XPENDING s g").isEqualTo("""
                (array of 4)
                1) (integer) 1
                2) "1-1"
                3) "1-1"
                4) (array of 1)
                   1) (array of 2)
                      1) "b"
                      2) "1\"""");
    }

    @Test
    void xautoclaimGoesOnFromWhereItStopped() {
        given(
                "XADD s 1-1 f 1",
                "XADD s 2-1 f 2",
                "XADD s 3-1 f 3",
                "XGROUP CREATE s g 0",
                "XREADGROUP GROUP g a STREAMS s >",
                "XDEL s 1-1");

        assertReply("XAUTOCLAIM s g b 0 - COUNT 2").isEqualTo("""
                (array of 3)
                1) "3-1"
                2) (array of 1)
                   1) (array of 2)
                      1) "2-1"
                      2) (array of 2)
                         1) "f"
                         2) "2"
                3) (array of 1)
                   1) "1-1\"""");
        assertReply("XAUTOCLAIM s g b 0 3-1 JUSTID").isEqualTo("""
                (array of 3)
                1) "0-0"
                2) (array of 1)
                   1) "3-1"
                3) (empty array)""");
        assertReply("XAUTOCLAIM s g b 0 - COUNT 0").isEqualTo("(error) ERR COUNT must be > 0");
        assertReply("XAUTOCLAIM s g b x -").isEqualTo("(error) ERR Invalid min-idle-time argument for XAUTOCLAIM");
        assertReply("XAUTOCLAIM s none b 0 -").isEqualTo("(error) NOGROUP No such key 's' or consumer group 'none'");
    }

    @Test
    void anEntryGrowsIdleUntilItIsDeliveredAgain() {
        given("XADD s 1-1 f 1", "XGROUP CREATE s g 0", "XREADGROUP GROUP g a STREAMS s >");

        pass(Duration.ofMillis(1500));

        assertReply("XPENDING s g - + 10").contains("3) (integer) 1500", "4) (integer) 1");
        assertReply("XPENDING s g IDLE 1501 - + 10").isEqualTo("(empty array)");
        assertReply("XINFO CONSUMERS s g").contains("\"idle\"\n   6) (integer) 1500");
        given("XREADGROUP GROUP g a STREAMS s 0");
        assertReply("XPENDING s g - + 10").contains("3) (integer) 0", "4) (integer) 2");
    }

    @Test
    void xautoclaimRefusesACountThatNoMachineHasRoomFor() {
        given("XGROUP CREATE s g 0 MKSTREAM");

        assertReply("XAUTOCLAIM s g a 0 0 COUNT 576460752303423487")
                .isEqualTo("(error) ERR Insufficient memory, failed allocating transient memory, COUNT too high.");
        assertReply("XAUTOCLAIM s g a 0 0 COUNT 576460752303423488").isEqualTo("(error) ERR COUNT must be > 0");
    }

    @Test
    void onlyWhatIsIdleLongEnoughIsClaimed() {
        given("XADD s 1-1 f 1", "XGROUP CREATE s g 0", "XREADGROUP GROUP g a STREAMS s >");

        pass(Duration.ofSeconds(10));

        assertReply("XCLAIM s g b 10001 1-1").isEqualTo("(empty array)");
        assertReply("XAUTOCLAIM s g b 10001 -").startsWith("(array of 3)\n1) \"0-0\"\n2) (empty array)");
        assertThat(call("XCLAIM s g b 10000 1-1 IDLE 3000").children()).hasSize(1);
        assertReply("XPENDING s g - + 10").contains("\"b\"", "3) (integer) 3000");
    }
}
