package io.rqkit.fakeredis.internal.command.list;

import io.rqkit.fakeredis.testing.RedisExamples;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListCommandTest extends RedisExamples {
    private static final String WRONG_TYPE =
            "(error) WRONGTYPE Operation against a key holding the wrong kind of value";
    private static final String SYNTAX = "(error) ERR syntax error";
    private static final String NOT_AN_INTEGER = "(error) ERR value is not an integer or out of range";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LPUSH k a",
                "RPUSHX k a",
                "LPOP k",
                "RPOP k 1",
                "LLEN k",
                "LINDEX k 0",
                "LSET k 0 a",
                "LINSERT k BEFORE a b",
                "LRANGE k 0 1",
                "LTRIM k 0 1",
                "LREM k 0 a",
                "LPOS k a",
                "LMOVE k l LEFT LEFT",
                "RPOPLPUSH l k",
                "LMPOP 1 k LEFT"
            })
    void stringIsTheWrongType(String line) {
        given("SET k x", "RPUSH l a");

        assertReply(line).isEqualTo(WRONG_TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lpush",
                "rpushx",
                "lpop",
                "llen",
                "lindex",
                "lset",
                "linsert",
                "lrange",
                "ltrim",
                "lrem",
                "lpos",
                "lmove",
                "rpoplpush",
                "lmpop",
                "blpop",
                "brpop",
                "blmove",
                "brpoplpush",
                "blmpop"
            })
    void tooFewArgumentsAreNamedAsSuch(String name) {
        assertReply(name).isEqualTo("(error) ERR wrong number of arguments for '" + name + "' command");
    }

    @Test
    void pushesGoToEitherEndOneByOne() {
        given("RPUSH k b c", "LPUSH k a z");

        assertReply("LRANGE k 0 -1").isEqualTo("(array of 4)\n1) \"z\"\n2) \"a\"\n3) \"b\"\n4) \"c\"");
        assertReply("LLEN k").isEqualTo("(integer) 4");
    }

    @Test
    void pushXWantsAListThatExists() {
        assertReply("LPUSHX k a").isEqualTo("(integer) 0");
        assertReply("EXISTS k").isEqualTo("(integer) 0");
        given("RPUSH k a");

        assertReply("RPUSHX k b c").isEqualTo("(integer) 3");
    }

    @Test
    void popsTakeFromEitherEndAndRemoveAnEmptiedList() {
        given("RPUSH k a b c");

        assertReply("LPOP k").isEqualTo("\"a\"");
        assertReply("RPOP k").isEqualTo("\"c\"");
        assertReply("LPOP k").isEqualTo("\"b\"");
        assertReply("EXISTS k").isEqualTo("(integer) 0");
        assertReply("LPOP k").isEqualTo("(nil)");
    }

    @Test
    void popWithCountTakesSeveral() {
        given("RPUSH k a b c d");

        assertReply("LPOP k 2").isEqualTo("(array of 2)\n1) \"a\"\n2) \"b\"");
        assertReply("RPOP k 5").isEqualTo("(array of 2)\n1) \"d\"\n2) \"c\"");
    }

    @Test
    void popWithCountZeroRepliesAnEmptyArrayOrNoArray() {
        given("RPUSH k a");

        assertReply("LPOP k 0").isEqualTo("(empty array)");
        assertReply("LPOP missing 0").isEqualTo("(nil array)");
        assertReply("LPOP missing 1").isEqualTo("(nil array)");
    }

    @Test
    void missingListIsOneNullInResp3() {
        given("HELLO 3");

        assertReply("LPOP missing").isEqualTo("(null)");
        assertReply("LPOP missing 1").isEqualTo("(null)");
        assertReply("LMPOP 1 missing LEFT").isEqualTo("(null)");
    }

    @Test
    void popRefusesAnythingButACount() {
        assertReply("LPOP k -1").isEqualTo("(error) ERR value is out of range, must be positive");
        assertReply("LPOP k x").isEqualTo("(error) ERR value is out of range, must be positive");
        assertReply("LPOP k 1 2").isEqualTo("(error) ERR wrong number of arguments for 'lpop' command");
    }

    @Test
    void lmpopPopsFromTheFirstListThatExists() {
        given("RPUSH b 1 2 3");

        assertReply("LMPOP 2 a b LEFT").isEqualTo("(array of 2)\n1) \"b\"\n2) (array of 1)\n   1) \"1\"");
        assertReply("LMPOP 2 a b RIGHT COUNT 5").isEqualTo("""
                (array of 2)
                1) "b"
                2) (array of 2)
                   1) "3"
                   2) "2\"""");
        assertReply("LMPOP 2 a b LEFT").isEqualTo("(nil array)");
    }

    @Test
    void lmpopNamesWhatIsWrong() {
        assertReply("LMPOP 0 a LEFT").isEqualTo("(error) ERR numkeys should be greater than 0");
        assertReply("LMPOP 2 a LEFT").isEqualTo(SYNTAX);
        assertReply("LMPOP 1 a MIDDLE").isEqualTo(SYNTAX);
        assertReply("LMPOP 1 a LEFT COUNT 0").isEqualTo("(error) ERR count should be greater than 0");
        assertReply("LMPOP 1 a LEFT COUNT 1 COUNT 1").isEqualTo(SYNTAX);
        assertReply("BLMPOP x 1 a LEFT").isEqualTo("(error) ERR timeout is not a float or out of range");
    }

    @Test
    void lmoveTakesFromOneEndAndPutsToOther() {
        given("RPUSH a 1 2 3");

        assertReply("LMOVE a b LEFT RIGHT").isEqualTo("\"1\"");
        assertReply("LMOVE a b RIGHT LEFT").isEqualTo("\"3\"");
        assertReply("LRANGE b 0 -1").isEqualTo("(array of 2)\n1) \"3\"\n2) \"1\"");
        assertReply("LMOVE missing b LEFT LEFT").isEqualTo("(nil)");
        assertReply("LMOVE a b UP LEFT").isEqualTo(SYNTAX);
    }

    @Test
    void rpoplpushRotatesAListOntoItself() {
        given("RPUSH a 1 2 3");

        assertReply("RPOPLPUSH a a").isEqualTo("\"3\"");
        assertReply("LRANGE a 0 -1").isEqualTo("(array of 3)\n1) \"3\"\n2) \"1\"\n3) \"2\"");
    }

    @Test
    void lmoveKeepsTheElementWhenTheDestinationIsNoList() {
        given("RPUSH a 1", "SET b x");

        assertReply("LMOVE a b LEFT LEFT").isEqualTo(WRONG_TYPE);
        assertReply("LRANGE a 0 -1").isEqualTo("(array of 1)\n1) \"1\"");
    }

    @Test
    void lindexCountsFromEitherEnd() {
        given("RPUSH k a b c");

        assertReply("LINDEX k 0").isEqualTo("\"a\"");
        assertReply("LINDEX k -1").isEqualTo("\"c\"");
        assertReply("LINDEX k 3").isEqualTo("(nil)");
        assertReply("LINDEX k x").isEqualTo(NOT_AN_INTEGER);
        assertReply("LINDEX missing x").isEqualTo("(nil)");
    }

    @Test
    void lsetReplacesAnElement() {
        given("RPUSH k a b c");

        assertReply("LSET k -1 z").isEqualTo("OK");
        assertReply("LSET k 3 z").isEqualTo("(error) ERR index out of range");
        assertReply("LSET missing 0 z").isEqualTo("(error) ERR no such key");
        assertReply("LRANGE k 0 -1").isEqualTo("(array of 3)\n1) \"a\"\n2) \"b\"\n3) \"z\"");
    }

    @Test
    void linsertGoesBesideThePivot() {
        given("RPUSH k a c");

        assertReply("LINSERT k BEFORE c b").isEqualTo("(integer) 3");
        assertReply("LINSERT k AFTER c d").isEqualTo("(integer) 4");
        assertReply("LINSERT k AFTER x y").isEqualTo("(integer) -1");
        assertReply("LINSERT missing AFTER x y").isEqualTo("(integer) 0");
        assertReply("LINSERT k BESIDE x y").isEqualTo(SYNTAX);
        assertReply("LRANGE k 0 -1").isEqualTo("(array of 4)\n1) \"a\"\n2) \"b\"\n3) \"c\"\n4) \"d\"");
    }

    @Test
    void lremRemovesFromTheEndThatTheCountSays() {
        given("RPUSH k a b a b a");

        assertReply("LREM k -2 a").isEqualTo("(integer) 2");
        assertReply("LREM k 1 b").isEqualTo("(integer) 1");
        assertReply("LREM k 0 x").isEqualTo("(integer) 0");
        assertReply("LRANGE k 0 -1").isEqualTo("(array of 2)\n1) \"a\"\n2) \"b\"");
    }

    @Test
    void lremOfTheLastElementRemovesTheKey() {
        given("RPUSH k a a");

        assertReply("LREM k 0 a").isEqualTo("(integer) 2");
        assertReply("EXISTS k").isEqualTo("(integer) 0");
    }

    @Test
    void ltrimKeepsARange() {
        given("RPUSH k a b c d");

        assertReply("LTRIM k 1 -2").isEqualTo("OK");
        assertReply("LRANGE k 0 -1").isEqualTo("(array of 2)\n1) \"b\"\n2) \"c\"");
        assertReply("LTRIM k 5 9").isEqualTo("OK");
        assertReply("EXISTS k").isEqualTo("(integer) 0");
    }

    @Test
    void lrangeClampsItsBounds() {
        given("RPUSH k a b c");

        assertReply("LRANGE k -100 100").isEqualTo("(array of 3)\n1) \"a\"\n2) \"b\"\n3) \"c\"");
        assertReply("LRANGE k 2 1").isEqualTo("(empty array)");
        assertReply("LRANGE missing 0 -1").isEqualTo("(empty array)");
    }

    @Test
    void lposFindsPositions() {
        given("RPUSH k a b c a b a");

        assertReply("LPOS k a").isEqualTo("(integer) 0");
        assertReply("LPOS k a RANK 2").isEqualTo("(integer) 3");
        assertReply("LPOS k a RANK -1").isEqualTo("(integer) 5");
        assertReply("LPOS k a COUNT 0").isEqualTo("(array of 3)\n1) (integer) 0\n2) (integer) 3\n3) (integer) 5");
        assertReply("LPOS k a RANK -1 COUNT 2").isEqualTo("(array of 2)\n1) (integer) 5\n2) (integer) 3");
        assertReply("LPOS k a MAXLEN 2 COUNT 0").isEqualTo("(array of 1)\n1) (integer) 0");
        assertReply("LPOS k x").isEqualTo("(nil)");
        assertReply("LPOS k x COUNT 1").isEqualTo("(empty array)");
    }

    @Test
    void lposNamesWhatIsWrong() {
        assertReply("LPOS k a RANK 0")
                .isEqualTo(
                        "(error) ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use negative to start from the end of the list");
        assertReply("LPOS k a COUNT -1").isEqualTo("(error) ERR COUNT can't be negative");
        assertReply("LPOS k a MAXLEN -1").isEqualTo("(error) ERR MAXLEN can't be negative");
        assertReply("LPOS k a NEAR 1").isEqualTo(SYNTAX);
    }

    @Test
    void waitingEndsAtOnceInATransaction() {
        given("MULTI", "BLPOP k 0", "BRPOPLPUSH a b 0", "BLMOVE a b LEFT RIGHT 0", "BLMPOP 0 1 k LEFT");

        assertReply("EXEC").isEqualTo("(array of 4)\n1) (nil array)\n2) (nil)\n3) (nil)\n4) (nil array)");
    }

    @Test
    void timeoutsAreChecked() {
        assertReply("BLPOP k -1").isEqualTo("(error) ERR timeout is negative");
        assertReply("BLPOP k x").isEqualTo("(error) ERR timeout is not a float or out of range");
        assertReply("BRPOPLPUSH a b inf").isEqualTo("(error) ERR timeout is negative");
        assertReply("BLMOVE a b LEFT RIGHT 1e400").isEqualTo("(error) ERR timeout is negative");
    }

    @Test
    void waitingCommandsServeThemselvesFromAListThatExists() {
        given("RPUSH b 1 2 3 4 5 6");

        assertReply("BLPOP a b 0").isEqualTo("(array of 2)\n1) \"b\"\n2) \"1\"");
        assertReply("BRPOP a b 0").isEqualTo("(array of 2)\n1) \"b\"\n2) \"6\"");
        assertReply("BLMOVE b c LEFT LEFT 0").isEqualTo("\"2\"");
        assertReply("BRPOPLPUSH b c 0").isEqualTo("\"5\"");
        assertReply("BLMPOP 0 2 a b RIGHT COUNT 9").isEqualTo("""
                (array of 2)
                1) "b"
                2) (array of 2)
                   1) "4"
                   2) "3\"""");
    }

    @Test
    void waitingOnAKeyOfAnotherTypeIsAnError() {
        given("SET k x");

        assertReply("BLPOP a k 0").isEqualTo(WRONG_TYPE);
        assertReply("BLMOVE k a LEFT LEFT 0").isEqualTo(WRONG_TYPE);
        assertReply("BLMPOP 0 1 k LEFT").isEqualTo(WRONG_TYPE);
    }

    @Test
    void aListPastItsDeadlineIsGone() {
        given("RPUSH k a b", "PEXPIRE k 10");

        pass(Duration.ofMillis(10));

        assertReply("LLEN k").isEqualTo("(integer) 0");
        given("RPUSH k c");
        assertReply("TTL k").isEqualTo("(integer) -1");
    }
}
