package io.rqkit.fakeredis.internal.command.stream;

import io.rqkit.fakeredis.testing.RedisExamples;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamCommandTest extends RedisExamples {
    private static final String WRONG_TYPE =
            "(error) WRONGTYPE Operation against a key holding the wrong kind of value";
    private static final String SYNTAX = "(error) ERR syntax error";
    private static final String INVALID_ID = "(error) ERR Invalid stream ID specified as stream command argument";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "XADD k 1-1 f v",
                "XLEN k",
                "XRANGE k - +",
                "XREVRANGE k + -",
                "XDEL k 1-1",
                "XTRIM k MAXLEN 0",
                "XREAD STREAMS k 0",
                "XREADGROUP GROUP g c STREAMS k >",
                "XGROUP CREATE k g 0",
                "XACK k g 1-1",
                "XPENDING k g",
                "XCLAIM k g c 0 1-1",
                "XAUTOCLAIM k g c 0 -",
                "XSETID k 1-1",
                "XINFO STREAM k"
            })
    void stringIsTheWrongType(String line) {
        given("SET k x", "RPUSH l a");

        assertReply(line).isEqualTo(WRONG_TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xadd",
                "xlen",
                "xrange",
                "xdel",
                "xtrim",
                "xread",
                "xreadgroup",
                "xack",
                "xpending",
                "xclaim",
                "xautoclaim",
                "xsetid",
                "xgroup",
                "xinfo"
            })
    void tooFewArgumentsAreNamedAsSuch(String name) {
        assertReply(name).isEqualTo("(error) ERR wrong number of arguments for '" + name + "' command");
    }

    @Test
    void xaddTakesIdsInEveryForm() {
        assertReply("XADD s 1-1 f v").isEqualTo("\"1-1\"");
        assertReply("XADD s 1-* f v").isEqualTo("\"1-2\"");
        assertReply("XADD s 2 f v").isEqualTo("\"2-0\"");
        assertReply("XADD s 2-0 f v")
                .isEqualTo("(error) ERR The ID specified in XADD is equal or smaller than the target stream top item");
        assertReply("XADD s 0-0 f v").isEqualTo("(error) ERR The ID specified in XADD must be greater than 0-0");
        assertReply("XADD s abc f v").isEqualTo(INVALID_ID);
        assertReply("XADD s - f v").isEqualTo(INVALID_ID);
        assertReply("XLEN s").isEqualTo("(integer) 3");
    }

    @Test
    void xaddWantsPairs() {
        assertReply("XADD s 1-1 f").isEqualTo("(error) ERR wrong number of arguments for 'xadd' command");
        assertReply("XADD s MAXLEN 5").isEqualTo("(error) ERR wrong number of arguments for 'xadd' command");
        assertReply("XADD s 1-1 f v g").isEqualTo("(error) ERR wrong number of arguments for 'xadd' command");
    }

    @Test
    void nomkstreamAddsOnlyToAStreamThatExists() {
        assertReply("XADD s NOMKSTREAM 1-1 f v").isEqualTo("(nil)");
        assertReply("EXISTS s").isEqualTo("(integer) 0");
    }

    @Test
    void xaddTrimsWhatItAddsTo() {
        given("XADD s 1-1 f v", "XADD s 2-1 f v");

        assertReply("XADD s MAXLEN 2 3-1 f v").isEqualTo("\"3-1\"");
        assertReply("XADD s MINID = 3 4-1 f v").isEqualTo("\"4-1\"");
        assertReply("XRANGE s - +").isEqualTo("""
                (array of 2)
                1) (array of 2)
                   1) "3-1"
                   2) (array of 2)
                      1) "f"
                      2) "v"
                2) (array of 2)
                   1) "4-1"
                   2) (array of 2)
                      1) "f"
                      2) "v\"""");
        assertReply("XADD s MAXLEN ~ 1 5-1 f v").isEqualTo("\"5-1\"");
        assertReply("XLEN s").isEqualTo("(integer) 3");
    }

    @Test
    void trimOptionsAreChecked() {
        assertReply("XTRIM s MAXLEN -1").isEqualTo("(error) ERR The MAXLEN argument must be >= 0.");
        assertReply("XTRIM s MAXLEN 1 MINID 1")
                .isEqualTo("(error) ERR syntax error, MAXLEN and MINID options at the same time are not compatible");
        assertReply("XTRIM s MAXLEN 1 LIMIT 5")
                .isEqualTo("(error) ERR syntax error, LIMIT cannot be used without the special ~ option");
        assertReply("XTRIM s LIMIT 5")
                .isEqualTo("(error) ERR syntax error, LIMIT cannot be used without specifying a trimming strategy");
        assertReply("XTRIM s MAXLEN ~ 1 LIMIT -1").isEqualTo("(error) ERR The LIMIT argument must be >= 0.");
        assertReply("XTRIM s LIMIT 0")
                .isEqualTo("(error) ERR syntax error, XTRIM must be called with a trimming strategy");
        assertReply("XTRIM s FOO").isEqualTo("(error) ERR wrong number of arguments for 'xtrim' command");
    }

    @Test
    void xtrimRepliesHowManyWent() {
        given("XADD s 1-1 f v", "XADD s 2-1 f v", "XADD s 3-1 f v");

        assertReply("XTRIM s MINID 2-1").isEqualTo("(integer) 1");
        assertReply("XTRIM s MAXLEN 0").isEqualTo("(integer) 2");
        assertReply("XTRIM missing MAXLEN 0").isEqualTo("(integer) 0");
        assertReply("EXISTS s").isEqualTo("(integer) 1");
    }

    @Test
    void xrangeGoesBothWays() {
        given("XADD s 1-1 f v", "XADD s 1-2 f v", "XADD s 2-1 f v");

        assertReply("XRANGE s 1 1").isEqualTo("""
                (array of 2)
                1) (array of 2)
                   1) "1-1"
                   2) (array of 2)
                      1) "f"
                      2) "v"
                2) (array of 2)
                   1) "1-2"
                   2) (array of 2)
                      1) "f"
                      2) "v\"""");
        assertReply("XRANGE s (1-1 + COUNT 1").isEqualTo("""
                (array of 1)
                1) (array of 2)
                   1) "1-2"
                   2) (array of 2)
                      1) "f"
                      2) "v\"""");
        assertReply("XREVRANGE s + - COUNT 1").isEqualTo("""
                (array of 1)
                1) (array of 2)
                   1) "2-1"
                   2) (array of 2)
                      1) "f"
                      2) "v\"""");
        assertReply("XRANGE s (18446744073709551615-18446744073709551615 +")
                .isEqualTo("(error) ERR invalid start ID for the interval");
        assertReply("XRANGE s - (0-0").isEqualTo("(error) ERR invalid end ID for the interval");
        assertReply("XRANGE s - + COUNT 0").isEqualTo("(nil array)");
        assertReply("XRANGE s - + COUNT -5").isEqualTo("(nil array)");
        assertReply("XRANGE s - + LIMIT 1").isEqualTo(SYNTAX);
        assertReply("XRANGE missing - +").isEqualTo("(empty array)");
    }

    @Test
    void xdelRemovesEntriesAndKeepsTheStream() {
        given("XADD s 1-1 f v");

        assertReply("XDEL s 1-1 1-1 2-2").isEqualTo("(integer) 1");
        assertReply("EXISTS s").isEqualTo("(integer) 1");
        assertReply("XDEL missing 1-1").isEqualTo("(integer) 0");
        assertReply("XDEL s x").isEqualTo(INVALID_ID);
    }

    @Test
    void xsetidChecksWhatItSets() {
        given("XADD s 5-5 f v");

        assertReply("XSETID s 5-4")
                .isEqualTo("(error) ERR The ID specified in XSETID is smaller than the target stream top item");
        assertReply("XSETID s 6-0 ENTRIESADDED 9 MAXDELETEDID 5-5").isEqualTo("OK");
        assertReply("XSETID s 6-0 ENTRIESADDED -1").isEqualTo("(error) ERR entries_added must be positive");
        assertReply("XSETID s 6-0 ENTRIESADDED 0")
                .isEqualTo(
                        "(error) ERR The entries_added specified in XSETID is smaller than the target stream length");
        assertReply("XSETID s 6-0 MAXDELETEDID 7-0")
                .isEqualTo("(error) ERR The ID specified in XSETID is smaller than the provided max_deleted_entry_id");
        assertReply("XSETID missing 1-1").isEqualTo("(error) ERR no such key");
        assertReply("XADD s 6 f v")
                .isEqualTo("(error) ERR The ID specified in XADD is equal or smaller than the target stream top item");
    }

    @Test
    void xreadRepliesWhatIsAfterAnId() {
        given("XADD a 1-1 f 1", "XADD b 1-1 f 2");

        assertReply("XREAD STREAMS a b 0 0").isEqualTo("""
                (array of 2)
                1) (array of 2)
                   1) "a"
                   2) (array of 1)
                      1) (array of 2)
                         1) "1-1"
                         2) (array of 2)
                            1) "f"
                            2) "1"
                2) (array of 2)
                   1) "b"
                   2) (array of 1)
                      1) (array of 2)
                         1) "1-1"
                         2) (array of 2)
                            1) "f"
                            2) "2\"""");
        assertReply("XREAD COUNT 1 STREAMS a b 1-1 0").isEqualTo("""
                (array of 1)
                1) (array of 2)
                   1) "b"
                   2) (array of 1)
                      1) (array of 2)
                         1) "1-1"
                         2) (array of 2)
                            1) "f"
                            2) "2\"""");
        assertReply("XREAD STREAMS a b $ $").isEqualTo("(nil array)");
        assertReply("XREAD STREAMS a b 0")
                .isEqualTo(
                        "(error) ERR Unbalanced XREAD list of streams: for each stream key an ID or '$' must be specified.");
        assertReply("XREAD STREAMS a >")
                .isEqualTo(
                        "(error) ERR The > ID can be specified only when calling XREADGROUP using the GROUP <group> <consumer> option.");
        assertReply("XREAD GROUP g c STREAMS a 0")
                .isEqualTo("(error) ERR The GROUP option is only supported by XREADGROUP. You called XREAD instead.");
        assertReply("XREAD NOACK STREAMS a 0")
                .isEqualTo("(error) ERR The NOACK option is only supported by XREADGROUP. You called XREAD instead.");
        assertReply("XREAD COUNT 1").isEqualTo("(error) ERR wrong number of arguments for 'xread' command");
    }

    @Test
    void xreadRepliesAMapInResp3() {
        given("HELLO 3", "XADD a 1-1 f 1");

        assertReply("XREAD STREAMS a 0").isEqualTo("""
                (map of 2)
                1) "a"
                2) (array of 1)
                   1) (array of 2)
                      1) "1-1"
                      2) (array of 2)
                         1) "f"
                         2) "1\"""");
        assertReply("XREAD STREAMS a $").isEqualTo("(null)");
    }

    @Test
    void xinfoTellsOfAStream() {
        given("XADD s 1-1 f 1", "XADD s 2-1 f 2", "XGROUP CREATE s g 1-1");

        assertReply("XINFO STREAM s").isEqualTo("""
                (array of 20)
                1) "length"
                2) (integer) 2
                3) "radix-tree-keys"
                4) (integer) 1
                5) "radix-tree-nodes"
                6) (integer) 2
                7) "last-generated-id"
                8) "2-1"
                9) "max-deleted-entry-id"
                10) "0-0"
                11) "entries-added"
                12) (integer) 2
                13) "recorded-first-entry-id"
                14) "1-1"
                15) "groups"
                16) (integer) 1
                17) "first-entry"
                18) (array of 2)
                   1) "1-1"
                   2) (array of 2)
                      1) "f"
                      2) "1"
                19) "last-entry"
                20) (array of 2)
                   1) "2-1"
                   2) (array of 2)
                      1) "f"
                      2) "2\"""");
        assertReply("XINFO GROUPS s").isEqualTo("""
                (array of 1)
                1) (array of 12)
                   1) "name"
                   2) "g"
                   3) "consumers"
                   4) (integer) 0
                   5) "pending"
                   6) (integer) 0
                   7) "last-delivered-id"
                   8) "1-1"
                   9) "entries-read"
                   10) (nil)
                   11) "lag"
                   12) (integer) 1""");
        assertReply("XINFO STREAM s FULL COUNT 1").isEqualTo("""
                (array of 18)
                1) "length"
                2) (integer) 2
                3) "radix-tree-keys"
                4) (integer) 1
                5) "radix-tree-nodes"
                6) (integer) 2
                7) "last-generated-id"
                8) "2-1"
                9) "max-deleted-entry-id"
                10) "0-0"
                11) "entries-added"
                12) (integer) 2
                13) "recorded-first-entry-id"
                14) "1-1"
                15) "entries"
                16) (array of 1)
                   1) (array of 2)
                      1) "1-1"
                      2) (array of 2)
                         1) "f"
                         2) "1"
                17) "groups"
                18) (array of 1)
                   1) (array of 14)
                      1) "name"
                      2) "g"
                      3) "last-delivered-id"
                      4) "1-1"
                      5) "entries-read"
                      6) (nil)
                      7) "lag"
                      8) (integer) 1
                      9) "pel-count"
                      10) (integer) 0
                      11) "pending"
                      12) (empty array)
                      13) "consumers"
                      14) (empty array)""");
        assertReply("XINFO STREAM missing").isEqualTo("(error) ERR no such key");
        assertReply("XINFO STREAM s HALF")
                .isEqualTo("(error) ERR unknown subcommand or wrong number of arguments for 'STREAM'. Try XINFO HELP.");
        assertReply("XINFO CONSUMERS s none")
                .isEqualTo("(error) NOGROUP No such consumer group 'none' for key name 's'");
    }

    @Test
    void aLagIsUnknownOnceEntriesAreDeletedAhead() {
        given(
                "XADD s 1-1 f 1",
                "XADD s 2-1 f 2",
                "XADD s 3-1 f 3",
                "XGROUP CREATE s g 0",
                "XREADGROUP GROUP g a COUNT 1 STREAMS s >",
                "XDEL s 2-1");

        assertReply("XINFO GROUPS s").isEqualTo("""
                (array of 1)
                1) (array of 12)
                   1) "name"
                   2) "g"
                   3) "consumers"
                   4) (integer) 1
                   5) "pending"
                   6) (integer) 1
                   7) "last-delivered-id"
                   8) "1-1"
                   9) "entries-read"
                   10) (integer) 1
                   11) "lag"
                   12) (nil)""");
    }

    @Test
    void waitingEndsAtOnceInATransaction() {
        given("XADD s 1-1 f 1", "MULTI", "XREAD BLOCK 0 STREAMS s $", "XREAD BLOCK 0 STREAMS s 0");

        assertReply("EXEC").isEqualTo("""
                (array of 2)
                1) (nil array)
                2) (array of 1)
                   1) (array of 2)
                      1) "s"
                      2) (array of 1)
                         1) (array of 2)
                            1) "1-1"
                            2) (array of 2)
                               1) "f"
                               2) "1\"""");
    }

    @Test
    void aStreamPastItsDeadlineIsGone() {
        given("XADD k 5-1 f v", "PEXPIRE k 10");

        pass(Duration.ofMillis(10));

        assertReply("XLEN k").isEqualTo("(integer) 0");
        given("XADD k 1-1 f v");
        assertReply("TTL k").isEqualTo("(integer) -1");
    }
}
