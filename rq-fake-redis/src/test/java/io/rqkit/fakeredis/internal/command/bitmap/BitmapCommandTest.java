package io.rqkit.fakeredis.internal.command.bitmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.RedisExamples;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BitmapCommandTest extends RedisExamples {
    private static final String BAD_OFFSET = "(error) ERR bit offset is not an integer or out of range";
    private static final String SYNTAX = "(error) ERR syntax error";

    @Test
    void setBitRepliesTheOldBitAndPads() {
        assertReply("SETBIT k 7 1").isEqualTo("(integer) 0");
        assertReply("SETBIT k 7 0").isEqualTo("(integer) 1");
        assertReply("SETBIT k 16 0").isEqualTo("(integer) 0");
        assertReply("GET k").isEqualTo("\"\\x00\\x00\\x00\"");
    }

    @Test
    void bitsBeyondTheEndAreZero() {
        given("SET k 1");

        assertReply("GETBIT k 2").isEqualTo("(integer) 1");
        assertReply("GETBIT k 100").isEqualTo("(integer) 0");
        assertReply("GETBIT missing 0").isEqualTo("(integer) 0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GETBIT k -1",
                "GETBIT k x",
                "GETBIT k 4294967296",
                "GETBIT k #1",
                "SETBIT k 4294967296 1",
                "BITFIELD k GET u8 #-1",
                "BITFIELD k GET u8 #536870912",
                "BITFIELD k GET u8 ''"
            })
    void offsetsMustLieWithin512Megabytes(String line) {
        assertReply(line).isEqualTo(BAD_OFFSET);
    }

    @Test
    void bitIsZeroOrOne() {
        assertReply("SETBIT k 0 2").isEqualTo("(error) ERR bit is not an integer or out of range");
        assertReply("SETBIT k 0 x").isEqualTo("(error) ERR bit is not an integer or out of range");
        assertReply("BITPOS k 2").isEqualTo("(error) ERR The bit argument must be 1 or 0.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SETBIT l 0 1",
                "GETBIT l 0",
                "BITCOUNT l",
                "BITPOS l 1",
                "BITOP AND k l",
                "BITFIELD l GET u8 0",
                "BITFIELD l SET u8 0 1",
                "BITFIELD_RO l GET u8 0"
            })
    void listIsTheWrongType(String line) {
        given("RPUSH l a");

        assertReply(line).isEqualTo("(error) WRONGTYPE Operation against a key holding the wrong kind of value");
    }

    @Test
    void bitCountCountsBytesOrBits() {
        given("SET k foobar");

        assertReply("BITCOUNT k").isEqualTo("(integer) 26");
        assertReply("BITCOUNT k 1 1").isEqualTo("(integer) 6");
        assertReply("BITCOUNT k 5 30 BIT").isEqualTo("(integer) 17");
        assertReply("BITCOUNT k -2 -1 BYTE").isEqualTo("(integer) 7");
    }

    @Test
    void missingKeyAndEmptyRangeHideABadUnit() {
        given("SET k foobar");

        assertReply("BITCOUNT missing a b c d e").isEqualTo("(integer) 0");
        assertReply("BITCOUNT k -1 -2 FOO").isEqualTo("(integer) 0");
        assertReply("BITCOUNT k 1 2 FOO").isEqualTo(SYNTAX);
        assertReply("BITCOUNT k 1").isEqualTo(SYNTAX);
    }

    @Test
    void stringOfOnesGoesOnWithZerosUnlessAnEndIsGiven() {
        given("SET k \"\\xff\\xff\"");

        assertReply("BITPOS k 0").isEqualTo("(integer) 16");
        assertReply("BITPOS k 0 1").isEqualTo("(integer) 16");
        assertReply("BITPOS k 0 0 -1").isEqualTo("(integer) -1");
        assertReply("BITPOS k 0 3 5 BIT").isEqualTo("(integer) -1");
    }

    @Test
    void bitPosFindsTheFirstBitWithinTheRange() {
        given("SET k \"\\x00\\xff\\xf0\"");

        assertReply("BITPOS k 1").isEqualTo("(integer) 8");
        assertReply("BITPOS k 1 2").isEqualTo("(integer) 16");
        assertReply("BITPOS k 0 10 -1 BIT").isEqualTo("(integer) 20");
        assertReply("BITPOS missing 0").isEqualTo("(integer) 0");
        assertReply("BITPOS missing 1").isEqualTo("(integer) -1");
    }

    @Test
    void bitOpPadsShorterStrings() {
        given("SET a abc", "SET b ab");

        assertReply("BITOP AND and a b").isEqualTo("(integer) 3");
        assertReply("GET and").isEqualTo("\"ab\\x00\"");
        given("BITOP OR or a b", "BITOP XOR xor a b missing", "BITOP NOT not b");
        assertReply("GET or").isEqualTo("\"abc\"");
        assertReply("GET xor").isEqualTo("\"\\x00\\x00c\"");
        assertReply("GET not").isEqualTo("\"\\x9e\\x9d\"");
    }

    @Test
    void bitOpOfNothingRemovesItsTarget() {
        given("SET k v");

        assertReply("BITOP OR k missing").isEqualTo("(integer) 0");
        assertReply("EXISTS k").isEqualTo("(integer) 0");
    }

    @Test
    void bitOpTakesTheDeadlineAway() {
        given("SET a x EX 100", "BITOP OR a a");

        assertReply("TTL a").isEqualTo("(integer) -1");
    }

    @Test
    void bitOpNotHasOneSource() {
        assertReply("BITOP NOT k a b").isEqualTo("(error) ERR BITOP NOT must be called with a single source key.");
        assertReply("BITOP NAND k a b").isEqualTo(SYNTAX);
    }

    @Test
    void bitFieldReadsAndWritesInOrder() {
        assertThat(elements("BITFIELD k SET u8 0 255 GET i4 0 INCRBY u4 #1 1 GET u16 4"))
                .containsExactly("(integer) 0", "(integer) -1", "(integer) 0", "(integer) 0");
    }

    @Test
    void overflowWrapsSaturatesOrFails() {
        assertThat(elements("BITFIELD k INCRBY u2 0 5 OVERFLOW SAT INCRBY u2 2 5 INCRBY i8 8 -200"
                        + " OVERFLOW FAIL INCRBY u2 4 5"))
                .containsExactly("(integer) 1", "(integer) 3", "(integer) -128", "(nil)");
    }

    @Test
    void failureIsNullInResp3() {
        given("HELLO 3");

        assertThat(elements("BITFIELD k OVERFLOW FAIL SET u2 0 9")).containsExactly("(null)");
    }

    @Test
    void fieldsHaveATypeAndAWidth() {
        String badType = "(error) ERR Invalid bitfield type. Use something like i16 u8. Note that u64 is not supported"
                + " but i64 is.";

        assertReply("BITFIELD k GET u64 0").isEqualTo(badType);
        assertReply("BITFIELD k GET x8 0").isEqualTo(badType);
        assertReply("BITFIELD k GET i0 0").isEqualTo(badType);
        assertReply("BITFIELD k OVERFLOW MAYBE").isEqualTo("(error) ERR Invalid OVERFLOW type specified");
        assertReply("BITFIELD k GET u8").isEqualTo(SYNTAX);
    }

    @Test
    void readOnlyVariantRefusesToWrite() {
        assertReply("BITFIELD_RO k SET u8 0 1").isEqualTo("(error) ERR BITFIELD_RO only supports the GET subcommand");
        assertThat(elements("BITFIELD_RO k GET u8 0")).containsExactly("(integer) 0");
        assertReply("EXISTS k").isEqualTo("(integer) 0");
    }

    @Test
    void deadlineStaysWhenBitsChange() {
        given("SET k x EX 100", "SETBIT k 0 1", "BITFIELD k SET u8 0 1");

        pass(Duration.ofSeconds(100));

        assertReply("GETBIT k 7").isEqualTo("(integer) 0");
    }

    @Test
    void commandsAreQueuedInTransactions() {
        given("MULTI", "SETBIT k 0 1", "BITCOUNT k", "BITPOS k 1");

        assertThat(elements("EXEC")).containsExactly("(integer) 0", "(integer) 1", "(integer) 0");
    }
}
