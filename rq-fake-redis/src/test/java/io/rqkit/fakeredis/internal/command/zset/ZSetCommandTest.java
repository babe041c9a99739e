package io.rqkit.fakeredis.internal.command.zset;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.RedisExamples;
import io.rqkit.fakeredis.testing.RespValue;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZSetCommandTest extends RedisExamples {
    private static final String WRONG_TYPE =
            "(error) WRONGTYPE Operation against a key holding the wrong kind of value";
    private static final String SYNTAX = "(error) ERR syntax error";
    private static final String NOT_A_FLOAT = "(error) ERR value is not a valid float";

    @Test
    void membersComeByScoreAndThenByBytes() {
        given("ZADD z 2 b 1 c 2 a");

        assertThat(elements("ZRANGE z 0 -1 WITHSCORES"))
                .containsExactly("\"c\"", "\"1\"", "\"a\"", "\"2\"", "\"b\"", "\"2\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ZADD l 1 a",
                "ZINCRBY l 1 a",
                "ZREM l a",
                "ZCARD l",
                "ZSCORE l a",
                "ZMSCORE l a",
                "ZRANK l a",
                "ZREVRANK l a",
                "ZCOUNT l 1 2",
                "ZLEXCOUNT l - +",
                "ZRANGE l 0 1",
                "ZRANGESTORE d l 0 1",
                "ZRANGEBYSCORE l 0 1",
                "ZREVRANGEBYLEX l + -",
                "ZREMRANGEBYRANK l 0 1",
                "ZPOPMIN l",
                "ZPOPMAX l 0",
                "ZMPOP 2 missing l MIN",
                "BZPOPMIN missing l 1",
                "BZMPOP 1 1 l MAX",
                "ZUNION 2 missing l",
                "ZINTERSTORE d 1 l",
                "ZDIFF 1 l",
                "ZINTERCARD 1 l",
                "ZRANDMEMBER l",
                "ZSCAN l 0"
            })
    void listIsTheWrongType(String line) {
        given("RPUSH l a");

        assertReply(line).isEqualTo(WRONG_TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zadd", "zincrby", "zrange", "zrangestore", "zunion", "zmpop", "bzmpop", "bzpopmin", "zscan"})
    void tooFewArgumentsAreNamedAsSuch(String name) {
        assertReply(name).isEqualTo("(error) ERR wrong number of arguments for '" + name + "' command");
    }

    @Test
    void zaddCountsNewMembersAndWithChThoseChanged() {
        assertReply("ZADD z 1 a 2 b").isEqualTo("(integer) 2");
        assertReply("ZADD z 5 a 3 c").isEqualTo("(integer) 1");
        assertReply("ZADD z CH 6 a 3 c 4 d").isEqualTo("(integer) 2");
    }

    @Test
    void zaddChangesOnlyWhatItsOptionsLetItChange() {
        given("ZADD z 10 a", "ZADD z NX 1 a 1 b", "ZADD z XX 1 c", "ZADD z GT 5 a 5 d", "ZADD z LT 20 a 0 b");

        assertThat(elements("ZRANGE z 0 -1 WITHSCORES"))
                .containsExactly("\"b\"", "\"0\"", "\"d\"", "\"5\"", "\"a\"", "\"10\"");
    }

    @Test
    void zaddIncrRepliesTheScoreOrNothing() {
        assertReply("ZADD z INCR 1.5 a").isEqualTo("\"1.5\"");
        assertReply("ZADD z INCR 2 a").isEqualTo("\"3.5\"");
        assertReply("ZADD z NX INCR 2 a").isEqualTo("(nil)");
        assertReply("ZADD z LT INCR 2 a").isEqualTo("(nil)");
        assertReply("ZADD missing XX INCR 2 a").isEqualTo("(nil)");
    }

    @Test
    void zaddNamesOptionsThatExcludeEachOther() {
        assertReply("ZADD z NX XX 1 a").isEqualTo("(error) ERR XX and NX options at the same time are not compatible");
        assertReply("ZADD z GT LT 1 a")
                .isEqualTo("(error) ERR GT, LT, and/or NX options at the same time are not compatible");
        assertReply("ZADD z INCR 1 a 2 b")
                .isEqualTo("(error) ERR INCR option supports a single increment-element pair");
        assertReply("ZADD z NX a").isEqualTo(SYNTAX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nan", "x", "''", "1e400", "' 1'"})
    void zaddOfAnythingButANumberAddsNothing(String score) {
        assertReply("ZADD z 1 a " + score + " b").isEqualTo(NOT_A_FLOAT);
        assertReply("EXISTS z").isEqualTo("(integer) 0");
    }

    @Test
    void infinitiesOfBothSignsHaveNoSum() {
        given("ZADD z inf a");

        assertReply("ZINCRBY z -inf a").isEqualTo("(error) ERR resulting score is not a number (NaN)");
        assertReply("ZSCORE z a").isEqualTo("\"inf\"");
    }

    @Test
    void scoresHave17Digits() {
        given("ZADD z 0.1 a 1e17 b 3.0 c 1e-7 d");

        assertThat(elements("ZMSCORE z a b c d missing"))
                .containsExactly(
                        "\"0.10000000000000001\"", "\"1e+17\"", "\"3\"", "\"9.9999999999999995e-08\"", "(nil)");
    }

    @Test
    void scoresAreDoublesAndPairsInResp3() {
        given("HELLO 3", "ZADD z 1.5 a inf b");

        assertReply("ZSCORE z a").isEqualTo("(double) 1.5");
        assertThat(call("ZRANGE z 0 -1 WITHSCORES").children())
                .extracting(pair -> pair.children().toString())
                .containsExactly("[\"a\", (double) 1.5]", "[\"b\", (double) inf]");
        assertThat(elements("ZPOPMIN z")).containsExactly("\"a\"", "(double) 1.5");
        assertThat(call("ZPOPMIN z 1").children().get(0).children().toString()).isEqualTo("[\"b\", (double) inf]");
    }

    @Test
    void ranksCountFromBothEnds() {
        given("ZADD z 1 a 2 b 3 c");

        assertReply("ZRANK z a").isEqualTo("(integer) 0");
        assertReply("ZREVRANK z a").isEqualTo("(integer) 2");
        assertReply("ZRANK z x").isEqualTo("(nil)");
        assertThat(elements("ZRANGE z -2 -1")).containsExactly("\"b\"", "\"c\"");
        assertThat(elements("ZREVRANGE z 0 0")).containsExactly("\"c\"");
        assertThat(elements("ZRANGE z 0 1 REV")).containsExactly("\"c\"", "\"b\"");
    }

    @Test
    void scoreBoundsMayBeExclusive() {
        given("ZADD z 1 a 2 b 3 c");

        assertReply("ZCOUNT z (1 3").isEqualTo("(integer) 2");
        assertThat(elements("ZRANGEBYSCORE z -inf (3")).containsExactly("\"a\"", "\"b\"");
        assertThat(elements("ZRANGE z (3 1 BYSCORE REV LIMIT 1 5")).containsExactly("\"a\"");
        assertThat(elements("ZREVRANGEBYSCORE z +inf 2 LIMIT 0 1")).containsExactly("\"c\"");
        assertReply("ZCOUNT z a 3").isEqualTo("(error) ERR min or max is not a float");
    }

    @Test
    void memberBoundsSayWhetherTheyAreIncluded() {
        given("ZADD z 0 a 0 b 0 c 0 d");

        assertReply("ZLEXCOUNT z - (c").isEqualTo("(integer) 2");
        assertThat(elements("ZRANGEBYLEX z [b +")).containsExactly("\"b\"", "\"c\"", "\"d\"");
        assertThat(elements("ZRANGE z [c (a BYLEX REV")).containsExactly("\"c\"", "\"b\"");
        assertReply("ZRANGEBYLEX z a [c").isEqualTo("(error) ERR min or max not valid string range item");
    }

    @Test
    void zrangeNamesOptionsThatDoNotGoTogether() {
        assertReply("ZRANGE z 0 1 LIMIT 0 1")
                .isEqualTo(
                        "(error) ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX");
        assertReply("ZRANGE z - + BYLEX WITHSCORES")
                .isEqualTo("(error) ERR syntax error, WITHSCORES not supported in combination with BYLEX");
        assertReply("ZREVRANGE z 0 1 REV").isEqualTo(SYNTAX);
        assertReply("ZRANGESTORE d z 0 1 WITHSCORES").isEqualTo(SYNTAX);
    }

    @Test
    void zrangestoreReplacesOrDeletesTheDestination() {
        given("ZADD z 1 a 2 b 3 c", "SET d x");

        assertReply("ZRANGESTORE d z 1 2").isEqualTo("(integer) 2");
        assertThat(elements("ZRANGE d 0 -1 WITHSCORES")).containsExactly("\"b\"", "\"2\"", "\"c\"", "\"3\"");
        assertReply("ZRANGESTORE d z 5 6").isEqualTo("(integer) 0");
        assertReply("EXISTS d").isEqualTo("(integer) 0");
    }

    @Test
    void removingRangesTakesTheKeyWithTheLastMember() {
        given("ZADD z 1 a 2 b 3 c");

        assertReply("ZREMRANGEBYRANK z 0 0").isEqualTo("(integer) 1");
        assertReply("ZREMRANGEBYSCORE z (2 3").isEqualTo("(integer) 1");
        assertReply("ZREMRANGEBYLEX z - +").isEqualTo("(integer) 1");
        assertReply("EXISTS z").isEqualTo("(integer) 0");
    }

    @Test
    void keyIsGoneWhenItsTimeIsOver() {
        given("ZADD z 1 a", "EXPIRE z 10", "ZADD z 2 b");

        pass(Duration.ofSeconds(10));

        assertReply("ZCARD z").isEqualTo("(integer) 0");
        assertReply("ZSCORE z a").isEqualTo("(nil)");
    }

    @Test
    void unionWeighsAndAddsScores() {
        given("ZADD a 1 x 2 y", "ZADD b 10 y", "SADD s x z");

        assertThat(elements("ZUNION 3 a b s WEIGHTS 2 1 5 WITHSCORES"))
                .containsExactly("\"z\"", "\"5\"", "\"x\"", "\"7\"", "\"y\"", "\"14\"");
        assertThat(elements("ZINTER 2 a b AGGREGATE MAX WITHSCORES")).containsExactly("\"y\"", "\"10\"");
        assertThat(elements("ZDIFF 2 a s WITHSCORES")).containsExactly("\"y\"", "\"2\"");
    }

    @Test
    void unionTakesNaNForZero() {
        given("ZADD a inf x", "ZADD b -inf x");

        assertThat(elements("ZUNION 2 a b WITHSCORES")).containsExactly("\"x\"", "\"0\"");
        assertThat(elements("ZUNION 1 a WEIGHTS 0 WITHSCORES")).containsExactly("\"x\"", "\"0\"");
    }

    @Test
    void unionNamesWhatIsWrong() {
        assertReply("ZUNION 0 a").isEqualTo("(error) ERR at least 1 input key is needed for 'zunion' command");
        assertReply("ZUNION 2 a").isEqualTo(SYNTAX);
        assertReply("ZUNION 1 a WEIGHTS x").isEqualTo("(error) ERR weight value is not a float");
        assertReply("ZUNION 1 a AGGREGATE AVG").isEqualTo(SYNTAX);
        assertReply("ZUNIONSTORE d 1 a WITHSCORES").isEqualTo(SYNTAX);
        assertReply("ZDIFF 1 a WEIGHTS 1").isEqualTo(SYNTAX);
        assertReply("ZINTERCARD 1 a LIMIT -1").isEqualTo("(error) ERR LIMIT can't be negative");
    }

    @Test
    void emptyUnionDeletesTheDestination() {
        given("ZADD d 1 a");

        assertReply("ZUNIONSTORE d 2 x y").isEqualTo("(integer) 0");
        assertReply("EXISTS d").isEqualTo("(integer) 0");
    }

    @Test
    void popsTakeFromTheirEnd() {
        given("ZADD z 1 a 2 b 3 c 4 d");

        assertThat(elements("ZPOPMIN z")).containsExactly("\"a\"", "\"1\"");
        assertThat(elements("ZPOPMAX z 2")).containsExactly("\"d\"", "\"4\"", "\"c\"", "\"3\"");
        assertThat(elements("ZPOPMIN z 0")).isEmpty();
        assertThat(elements("ZPOPMIN z 9")).containsExactly("\"b\"", "\"2\"");
        assertReply("EXISTS z").isEqualTo("(integer) 0");
        assertThat(elements("ZPOPMIN z")).isEmpty();
        assertReply("ZPOPMIN z -1").isEqualTo("(error) ERR value is out of range, must be positive");
    }

    @Test
    void zmpopTakesFromTheFirstKeyThatExists() {
        given("ZADD z 1 a 2 b");

        assertThat(line(call("ZMPOP 2 missing z MAX COUNT 5"))).isEqualTo("[\"z\", [[\"b\", \"2\"], [\"a\", \"1\"]]]");
        assertReply("ZMPOP 1 missing MIN").isEqualTo("(nil array)");
        assertReply("ZMPOP 0 z MIN").isEqualTo("(error) ERR numkeys should be greater than 0");
        assertReply("ZMPOP 1 z MIN COUNT 0").isEqualTo("(error) ERR count should be greater than 0");
        assertReply("ZMPOP 1 z LEFT").isEqualTo(SYNTAX);
    }

    @Test
    void blockingPopOfWhatIsThereDoesNotWait() {
        given("ZADD z 1 a 2 b");

        assertThat(elements("BZPOPMAX missing z 0")).containsExactly("\"z\"", "\"b\"", "\"2\"");
        assertReply("BZPOPMIN z -1").isEqualTo("(error) ERR timeout is negative");
        assertReply("BZPOPMIN z x").isEqualTo("(error) ERR timeout is not a float or out of range");
    }

    @Test
    void blockingPopInATransactionDoesNotWait() {
        given("MULTI", "BZPOPMIN z 0", "ZADD z 1 a", "BZPOPMIN z 0");

        assertThat(line(call("EXEC"))).isEqualTo("[(nil array), (integer) 1, [\"z\", \"a\", \"1\"]]");
    }

    @Test
    void zrandmemberRepeatsMembersForNegativeCountsOnly() {
        given("ZADD z 1 a 1 b");

        assertThat(elements("ZRANDMEMBER z -5")).hasSize(5);
        assertThat(elements("ZRANDMEMBER z 5")).containsExactlyInAnyOrder("\"a\"", "\"b\"");
        assertThat(elements("ZRANDMEMBER z -3 WITHSCORES")).hasSize(6);
        assertReply("ZRANDMEMBER missing").isEqualTo("(nil)");
        assertReply("ZRANDMEMBER z 1 WITHVALUES").isEqualTo(SYNTAX);
    }

    @Test
    void encodingChangesWithSizeAndLength() {
        given("CONFIG SET zset-max-listpack-entries 2", "ZADD z 1 a 2 b");
        assertReply("OBJECT ENCODING z").isEqualTo("\"listpack\"");

        given("ZADD z 3 c");
        assertReply("OBJECT ENCODING z").isEqualTo("\"skiplist\"");
    }

    /** Writes nested replies on one line. */
    private static String line(RespValue reply) {
        return reply.children().isEmpty()
                ? reply.toString()
                : reply.children().stream().map(ZSetCommandTest::line).collect(Collectors.joining(", ", "[", "]"));
    }
}
