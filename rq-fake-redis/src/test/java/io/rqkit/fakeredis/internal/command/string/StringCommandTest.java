package io.rqkit.fakeredis.internal.command.string;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.RedisExamples;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StringCommandTest extends RedisExamples {
    private static final String WRONG_TYPE =
            "(error) WRONGTYPE Operation against a key holding the wrong kind of value";
    private static final String NOT_AN_INTEGER = "(error) ERR value is not an integer or out of range";
    private static final String SYNTAX = "(error) ERR syntax error";

    @Test
    void getRepliesWhatSetStored() {
        given("SET k hello");

        assertReply("GET k").isEqualTo("\"hello\"");
        assertReply("GET missing").isEqualTo("(nil)");
    }

    @Test
    void missingStringIsNullInResp3() {
        given("HELLO 3");

        assertReply("GET missing").isEqualTo("(null)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET l",
                "GETDEL l",
                "GETEX l",
                "GETSET l x",
                "SET l x GET",
                "APPEND l x",
                "STRLEN l",
                "GETRANGE l 0 1",
                "SUBSTR l 0 1",
                "SETRANGE l 0 x",
                "INCR l",
                "DECR l",
                "INCRBY l 1",
                "DECRBY l 1",
                "INCRBYFLOAT l 1"
            })
    void listIsTheWrongType(String line) {
        given("RPUSH l a");

        assertReply(line).isEqualTo(WRONG_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "set", "setrange", "mset", "msetnx", "lcs", "getex", "incr", "append", "psetex"})
    void tooFewArgumentsAreNamedAsSuch(String name) {
        assertReply(name).isEqualTo("(error) ERR wrong number of arguments for '" + name + "' command");
    }

    @Test
    void setCountsAsOneUseOfTheKeyItReplaces() {
        given("CONFIG SET maxmemory-policy allkeys-lfu lfu-log-factor 0", "SET k v");

        assertReply("OBJECT FREQ k").isEqualTo("(integer) 5");
        given("SET k v");
        assertReply("OBJECT FREQ k").isEqualTo("(integer) 6");
        given("SET k v GET");
        assertReply("OBJECT FREQ k").isEqualTo("(integer) 8");
    }

    @Test
    void setReplacesAnyTypeAndTakesTheDeadlineAway() {
        given("RPUSH k a", "EXPIRE k 100", "SET k v");

        assertReply("GET k").isEqualTo("\"v\"");
        assertReply("TTL k").isEqualTo("(integer) -1");
    }

    @Test
    void setNxStoresOnlyWhatIsNotThere() {
        assertReply("SET k a NX").isEqualTo("OK");
        assertReply("SET k b NX").isEqualTo("(nil)");
        assertReply("GET k").isEqualTo("\"a\"");
    }

    @Test
    void setXxStoresOnlyWhatIsThere() {
        assertReply("SET k a XX").isEqualTo("(nil)");
        given("SET k a");
        assertReply("SET k b XX").isEqualTo("OK");
    }

    @Test
    void setWithGetRepliesTheOldValueEvenIfNothingIsStored() {
        assertReply("SET k a GET").isEqualTo("(nil)");
        assertReply("SET k b GET NX").isEqualTo("\"a\"");
        assertReply("SET k c GET").isEqualTo("\"a\"");
        assertReply("GET k").isEqualTo("\"c\"");
    }

    @Test
    void setKeepTtlKeepsIt() {
        given("SET k a EX 100", "SET k b KEEPTTL");

        assertReply("TTL k").isEqualTo("(integer) 100");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET k v NX XX",
                "SET k v EX 1 PX 1",
                "SET k v EX 1 KEEPTTL",
                "SET k v KEEPTTL PXAT 1",
                "SET k v EX",
                "SET k v PERSIST",
                "GETEX k NX",
                "GETEX k PERSIST EX 1",
                "GETEX k KEEPTTL",
                "LCS a b MINMATCHLEN",
                "LCS a b FOO"
            })
    void optionsThatExcludeEachOtherAreASyntaxError(String line) {
        assertReply(line).isEqualTo(SYNTAX);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set k v EX 0",
                "set k v PX -1",
                "set k v EXAT 0",
                "set k v EX 9223372036854775807",
                "set k v EX 9223372036854775",
                "set k v PX 9223372036854775807",
                "setex k 0 v",
                "psetex k 0 v",
                "setex k 9223372036854775807 v"
            })
    void timesOutOfRangeAreNamedWithTheCommand(String line) {
        String name = line.substring(0, line.indexOf(' '));

        assertReply(line).isEqualTo("(error) ERR invalid expire time in '" + name + "' command");
    }

    @Test
    void getExLooksAtTheTimeOnlyWhenTheKeyExists() {
        assertReply("GETEX k EX 0").isEqualTo("(nil)");
        given("SET k v");
        assertReply("GETEX k EX 0").isEqualTo("(error) ERR invalid expire time in 'getex' command");
        assertReply("GETEX k EX x").isEqualTo(NOT_AN_INTEGER);
    }

    @Test
    void keyIsGoneWhenItsTimeIsOver() {
        given("SET a v EX 10", "SET b v PX 10500", "SETEX c 11 v", "PSETEX d 9999 v");

        pass(Duration.ofSeconds(10));

        assertThat(elements("MGET a b c d")).containsExactly("(nil)", "\"v\"", "\"v\"", "(nil)");
    }

    @Test
    void deadlineLongPastRemovesAtOnce() {
        given("SET a v EXAT 1", "SET b v");

        assertReply("GET a").isEqualTo("(nil)");
        assertReply("GETEX b PXAT 1").isEqualTo("\"v\"");
        assertReply("EXISTS b").isEqualTo("(integer) 0");
    }

    @Test
    void getExSetsAndTakesAwayDeadlines() {
        given("SET k v");

        assertReply("GETEX k EX 100").isEqualTo("\"v\"");
        assertReply("TTL k").isEqualTo("(integer) 100");
        given("GETEX k");
        assertReply("TTL k").isEqualTo("(integer) 100");
        given("GETEX k PERSIST");
        assertReply("TTL k").isEqualTo("(integer) -1");
    }

    @Test
    void getDelTakesTheKey() {
        given("SET k v");

        assertReply("GETDEL k").isEqualTo("\"v\"");
        assertReply("GETDEL k").isEqualTo("(nil)");
    }

    @Test
    void mgetRepliesNothingForOtherTypes() {
        given("SET a 1", "RPUSH l x");

        assertThat(elements("MGET a l missing a")).containsExactly("\"1\"", "(nil)", "(nil)", "\"1\"");
    }

    @Test
    void msetNeedsPairs() {
        assertReply("MSET a 1 b").isEqualTo("(error) ERR wrong number of arguments for 'mset' command");
        assertReply("MSETNX a 1 b").isEqualTo("(error) ERR wrong number of arguments for 'msetnx' command");
    }

    @Test
    void msetNxStoresAllOrNone() {
        assertReply("MSETNX a 1 b 2").isEqualTo("(integer) 1");
        assertReply("MSETNX c 1 a 2").isEqualTo("(integer) 0");
        assertReply("EXISTS c").isEqualTo("(integer) 0");
    }

    @Test
    void countingKeepsTheDeadline() {
        given("SET k 10 EX 100");

        assertReply("INCR k").isEqualTo("(integer) 11");
        assertReply("DECRBY k 20").isEqualTo("(integer) -9");
        assertReply("TTL k").isEqualTo("(integer) 100");
    }

    @Test
    void countingBeyond64BitsIsRefused() {
        given("SET max 9223372036854775807", "SET min -9223372036854775808");

        assertReply("INCR max").isEqualTo("(error) ERR increment or decrement would overflow");
        assertReply("DECR min").isEqualTo("(error) ERR increment or decrement would overflow");
        assertReply("DECRBY k -9223372036854775808").isEqualTo("(error) ERR decrement would overflow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"' 1'", "'1 '", "01", "+1", "1.0", "''", "abc"})
    void whatIsNoPlainIntegerCannotBeCounted(String value) {
        given("SET k " + value);

        assertReply("INCR k").isEqualTo(NOT_AN_INTEGER);
        assertReply("INCRBY other " + value).isEqualTo(NOT_AN_INTEGER);
    }

    @Test
    void floatsAreAddedInLongDoublePrecision() {
        given("SET k 0.1");

        assertReply("INCRBYFLOAT k 0.2").isEqualTo("\"0.3\"");
        assertReply("INCRBYFLOAT k -5.0e3").isEqualTo("\"-4999.70000000000000018\"");
        assertReply("INCRBYFLOAT big 36893488147419103233").isEqualTo("\"36893488147419103232\"");
    }

    @Test
    void floatSumMustBeFinite() {
        given("SET k inf");

        assertReply("INCRBYFLOAT k 1").isEqualTo("(error) ERR increment would produce NaN or Infinity");
        assertReply("INCRBYFLOAT k x").isEqualTo("(error) ERR value is not a valid float");
        assertReply("INCRBYFLOAT other nan").isEqualTo("(error) ERR value is not a valid float");
    }

    @Test
    void appendCreatesAndExtends() {
        assertReply("APPEND k 12").isEqualTo("(integer) 2");
        assertReply("OBJECT ENCODING k").isEqualTo("\"int\"");
        assertReply("APPEND k 3").isEqualTo("(integer) 3");
        assertReply("OBJECT ENCODING k").isEqualTo("\"raw\"");
        assertReply("GET k").isEqualTo("\"123\"");
    }

    @Test
    void setRangePadsWithZeros() {
        assertReply("SETRANGE k 3 ''").isEqualTo("(integer) 0");
        assertReply("EXISTS k").isEqualTo("(integer) 0");
        assertReply("SETRANGE k 2 ab").isEqualTo("(integer) 4");
        assertReply("GET k").isEqualTo("\"\\x00\\x00ab\"");
    }

    @Test
    void setRangeKnowsTheLargestString() {
        assertReply("SETRANGE k -1 x").isEqualTo("(error) ERR offset is out of range");
        assertReply("SETRANGE k 536870912 x")
                .isEqualTo("(error) ERR string exceeds maximum allowed size (proto-max-bulk-len)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GETRANGE", "SUBSTR"})
    void rangesCountFromBothEnds(String command) {
        given("SET k 'This is a string'");

        assertReply(command + " k 0 3").isEqualTo("\"This\"");
        assertReply(command + " k -3 -1").isEqualTo("\"ing\"");
        assertReply(command + " k 10 100").isEqualTo("\"string\"");
        assertReply(command + " k 5 2").isEqualTo("\"\"");
        assertReply(command + " missing 0 -1").isEqualTo("\"\"");
    }

    @Test
    void lcsFindsTheSubsequenceItsLengthAndItsPlaces() {
        given("MSET a ohmytext b mynewtext");

        assertReply("LCS a b").isEqualTo("\"mytext\"");
        assertReply("LCS a b LEN").isEqualTo("(integer) 6");
        assertReply("LCS a b IDX MINMATCHLEN 4 WITHMATCHLEN").isEqualTo("""
                        (array of 4)
                        1) "matches"
                        2) (array of 1)
                           1) (array of 3)
                              1) (array of 2)
                                 1) (integer) 4
                                 2) (integer) 7
                              2) (array of 2)
                                 1) (integer) 5
                                 2) (integer) 8
                              3) (integer) 4
                        3) "len"
                        4) (integer) 6""");
    }

    @Test
    void lcsWithPlacesIsAMapInResp3() {
        given("HELLO 3", "MSET a x b y");

        assertReply("LCS a b IDX")
                .isEqualTo("(map of 4)\n1) \"matches\"\n2) (empty array)\n3) \"len\"\n4) (integer) 0");
    }

    @Test
    void lcsNeedsStringsAndOneFormOfReply() {
        given("SET a x", "RPUSH l x");

        assertReply("LCS a l FOO").isEqualTo("(error) ERR The specified keys must contain string values");
        assertReply("LCS a b LEN IDX")
                .isEqualTo("(error) ERR If you want both the length and indexes, please just use IDX.");
    }

    @Test
    void commandsAreQueuedInTransactions() {
        given("SET k 1", "MULTI", "INCR k", "GET k", "APPEND k x", "INCR k");

        assertThat(elements("EXEC")).containsExactly("(integer) 2", "\"2\"", "(integer) 2", NOT_AN_INTEGER);
    }
}
