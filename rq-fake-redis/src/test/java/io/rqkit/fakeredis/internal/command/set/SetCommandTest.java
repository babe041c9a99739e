package io.rqkit.fakeredis.internal.command.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.RedisExamples;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetCommandTest extends RedisExamples {
    private static final String WRONG_TYPE =
            "(error) WRONGTYPE Operation against a key holding the wrong kind of value";
    private static final String SYNTAX = "(error) ERR syntax error";
    private static final String MUST_BE_POSITIVE = "(error) ERR value is out of range, must be positive";

    @Test
    void saddCountsNewMembers() {
        assertReply("SADD s a b a").isEqualTo("(integer) 2");
        assertReply("SADD s b c").isEqualTo("(integer) 1");
        assertReply("SCARD s").isEqualTo("(integer) 3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SADD l a",
                "SREM l a",
                "SCARD l",
                "SISMEMBER l a",
                "SMISMEMBER l a",
                "SMEMBERS l",
                "SMOVE l s a",
                "SMOVE s l a",
                "SPOP l",
                "SPOP l 1",
                "SRANDMEMBER l",
                "SRANDMEMBER l 1",
                "SINTER missing l",
                "SINTERCARD 2 missing l",
                "SINTERSTORE d s l",
                "SUNION s l",
                "SDIFF s l",
                "SSCAN l 0"
            })
    void listIsTheWrongType(String line) {
        given("RPUSH l a", "SADD s a");

        assertReply(line).isEqualTo(WRONG_TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sadd", "srem", "smove", "spop", "sinter", "sintercard", "sdiffstore", "sscan", "smismember"})
    void tooFewArgumentsAreNamedAsSuch(String name) {
        assertReply(name).isEqualTo("(error) ERR wrong number of arguments for '" + name + "' command");
    }

    @Test
    void membersThatAreIntegersComeInOrder() {
        given("SADD s 3 -1 20 1");

        assertThat(elements("SMEMBERS s")).containsExactly("\"-1\"", "\"1\"", "\"3\"", "\"20\"");
    }

    @Test
    void keyIsGoneWithItsLastMember() {
        given("SADD s a b");

        assertReply("SREM s a b c").isEqualTo("(integer) 2");
        assertReply("EXISTS s").isEqualTo("(integer) 0");
    }

    @Test
    void keyIsGoneWhenItsTimeIsOver() {
        given("SADD s a", "EXPIRE s 10");

        pass(Duration.ofSeconds(10));

        assertReply("SCARD s").isEqualTo("(integer) 0");
        assertReply("SADD s a").isEqualTo("(integer) 1");
    }

    @Test
    void addingKeepsTheDeadlineAndStoringTakesItAway() {
        given("SADD s a", "EXPIRE s 10", "SADD s b");
        assertReply("TTL s").isEqualTo("(integer) 10");

        given("SUNIONSTORE s s");
        assertReply("TTL s").isEqualTo("(integer) -1");
    }

    @Test
    void smismemberTellsOfEachMember() {
        given("SADD s a b");

        assertThat(elements("SMISMEMBER s a x b")).containsExactly("(integer) 1", "(integer) 0", "(integer) 1");
        assertThat(elements("SMISMEMBER missing a")).containsExactly("(integer) 0");
    }

    @Test
    void smoveFromMissingKeyDoesNotLookAtTheOther() {
        given("RPUSH l a");

        assertReply("SMOVE missing l a").isEqualTo("(integer) 0");
    }

    @Test
    void smoveTakesTheLastMemberAndTheKey() {
        given("SADD s a", "SADD t a");

        assertReply("SMOVE s t a").isEqualTo("(integer) 1");
        assertReply("EXISTS s").isEqualTo("(integer) 0");
        assertReply("SCARD t").isEqualTo("(integer) 1");
    }

    @Test
    void spopWithoutCountRepliesOneMember() {
        given("SADD s a");

        assertReply("SPOP s").isEqualTo("\"a\"");
        assertReply("SPOP s").isEqualTo("(nil)");
        assertReply("EXISTS s").isEqualTo("(integer) 0");
    }

    @Test
    void spopOfAsManyAsThereAreTakesTheKey() {
        given("SADD s 1 2 3");

        assertThat(elements("SPOP s 5")).containsExactly("\"1\"", "\"2\"", "\"3\"");
        assertReply("EXISTS s").isEqualTo("(integer) 0");
    }

    @Test
    void spopLeavesTheRest() {
        given("SADD s 1 2 3");

        assertThat(elements("SPOP s 2")).hasSize(2).doesNotHaveDuplicates();
        assertReply("SCARD s").isEqualTo("(integer) 1");
    }

    @Test
    void countsAreCheckedBeforeTheKey() {
        assertReply("SPOP missing -1").isEqualTo(MUST_BE_POSITIVE);
        assertReply("SPOP missing x").isEqualTo(MUST_BE_POSITIVE);
        assertReply("SPOP missing 1 2").isEqualTo(SYNTAX);
        assertReply("SRANDMEMBER missing x").isEqualTo("(error) ERR value is not an integer or out of range");
        assertReply("SRANDMEMBER missing -9223372036854775808")
                .isEqualTo("(error) ERR value is out of range, value must between"
                        + " -9223372036854775807 and 9223372036854775807");
    }

    @Test
    void srandmemberRepeatsMembersForNegativeCountsOnly() {
        given("SADD s a b");

        assertThat(elements("SRANDMEMBER s -5")).hasSize(5);
        assertThat(elements("SRANDMEMBER s 5")).containsExactlyInAnyOrder("\"a\"", "\"b\"");
        assertThat(elements("SRANDMEMBER s 0")).isEmpty();
    }

    @Test
    void setsAreComparedByMembers() {
        given("SADD a 1 2 3", "SADD b 2 3 4", "SADD c 3");

        assertThat(elements("SINTER a b")).containsExactly("\"2\"", "\"3\"");
        assertThat(elements("SUNION a b missing")).containsExactly("\"1\"", "\"2\"", "\"3\"", "\"4\"");
        assertThat(elements("SDIFF a b")).containsExactly("\"1\"");
        assertThat(elements("SDIFF a c missing")).containsExactly("\"1\"", "\"2\"");
        assertThat(elements("SINTER a missing")).isEmpty();
    }

    @Test
    void emptyResultDeletesTheDestination() {
        given("SADD a 1", "SADD d 9");

        assertReply("SINTERSTORE d a missing").isEqualTo("(integer) 0");
        assertReply("EXISTS d").isEqualTo("(integer) 0");
    }

    @Test
    void storingReplacesAnyType() {
        given("SADD a 1 2", "RPUSH d x");

        assertReply("SUNIONSTORE d a").isEqualTo("(integer) 2");
        assertReply("TYPE d").isEqualTo("set");
    }

    @Test
    void sintercardStopsAtTheLimit() {
        given("SADD a 1 2 3", "SADD b 1 2 3");

        assertReply("SINTERCARD 2 a b").isEqualTo("(integer) 3");
        assertReply("SINTERCARD 2 a b LIMIT 2").isEqualTo("(integer) 2");
        assertReply("SINTERCARD 2 a b LIMIT 0").isEqualTo("(integer) 3");
    }

    @Test
    void sintercardNamesWhatIsWrong() {
        assertReply("SINTERCARD 0 a").isEqualTo("(error) ERR numkeys should be greater than 0");
        assertReply("SINTERCARD x a").isEqualTo("(error) ERR numkeys should be greater than 0");
        assertReply("SINTERCARD 2 a").isEqualTo("(error) ERR Number of keys can't be greater than number of args");
        assertReply("SINTERCARD 1 a LIMIT -1").isEqualTo("(error) ERR LIMIT can't be negative");
        assertReply("SINTERCARD 1 a LIMIT").isEqualTo(SYNTAX);
    }

    @Test
    void encodingChangesWithTheFirstMemberThatIsNoInteger() {
        given("SADD s 1 2");
        assertReply("OBJECT ENCODING s").isEqualTo("\"intset\"");

        given("SADD s 01");
        assertReply("OBJECT ENCODING s").isEqualTo("\"hashtable\"");
    }

    @Test
    void sscanShowsMembersThatMatch() {
        given("SADD s 1 2 12");

        assertThat(call("SSCAN s 0 MATCH 1*").children().get(1).children())
                .extracting(Object::toString)
                .containsExactly("\"1\"", "\"12\"");
        assertReply("SSCAN s x").isEqualTo("(error) ERR invalid cursor");
    }

    @Test
    void commandsInATransactionReplyTogether() {
        given("MULTI", "SADD s 1", "SCARD s", "SPOP s");

        assertThat(elements("EXEC")).containsExactly("(integer) 1", "(integer) 1", "\"1\"");
    }
}
