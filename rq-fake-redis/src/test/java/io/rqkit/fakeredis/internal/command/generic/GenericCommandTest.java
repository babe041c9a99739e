package io.rqkit.fakeredis.internal.command.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.RedisExamples;
import io.rqkit.fakeredis.testing.RespValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenericCommandTest extends RedisExamples {
    private static final String SYNTAX = "(error) ERR syntax error";
    private static final String NOT_AN_INTEGER = "(error) ERR value is not an integer or out of range";

    @ParameterizedTest
    @ValueSource(strings = {"del", "exists", "expire k", "ttl", "type", "keys", "scan", "rename k", "copy k", "move k"})
    void tooFewArgumentsAreNamedAsSuch(String line) {
        assertReply(line).isEqualTo("(error) ERR wrong number of arguments for '" + line.split(" ")[0] + "' command");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEL", "UNLINK"})
    void delCountsWhatItDeletes(String command) {
        given("SET a 1", "RPUSH b 1");

        assertReply(command + " a b a missing").isEqualTo("(integer) 2");
        assertReply("EXISTS a b").isEqualTo("(integer) 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EXISTS", "TOUCH"})
    void keysNamedTwiceCountTwice(String command) {
        given("SET a 1");

        assertReply(command + " a a missing").isEqualTo("(integer) 2");
    }

    @ParameterizedTest
    @CsvSource({
        "SET k v, string",
        "RPUSH k v, list",
        "SADD k v, set",
        "HSET k f v, hash",
        "ZADD k 1 v, zset",
        "XADD k 1-1 f v, stream",
        "PING, none"
    })
    void typeNamesTheType(String line, String type) {
        given(line);

        assertReply("TYPE k").isEqualTo(type);
    }

    @Test
    void keyIsGoneAtItsDeadline() {
        given("SET k v", "PEXPIRE k 1000");

        pass(Duration.ofMillis(999));
        assertReply("PTTL k").isEqualTo("(integer) 1");
        pass(Duration.ofMillis(1));
        assertReply("EXISTS k").isEqualTo("(integer) 0");
        assertReply("DBSIZE").isEqualTo("(integer) 0");
    }

    @Test
    void timeToLiveIsRoundedToSeconds() {
        given("SET k v", "PEXPIRE k 1499");
        assertReply("TTL k").isEqualTo("(integer) 1");

        given("PEXPIRE k 1500");
        assertReply("TTL k").isEqualTo("(integer) 2");
    }

    @Test
    void timeToLiveTellsNoKeyFromNoDeadline() {
        given("SET k v");

        for (String command : List.of("TTL", "PTTL", "EXPIRETIME", "PEXPIRETIME")) {
            assertReply(command + " k").isEqualTo("(integer) -1");
            assertReply(command + " missing").isEqualTo("(integer) -2");
        }
    }

    @Test
    void deadlinesAreAbsoluteOrRelative() {
        given("SET k v");

        assertReply("EXPIREAT k 1700000100").isEqualTo("(integer) 1");
        assertReply("TTL k").isEqualTo("(integer) 100");
        assertReply("PEXPIREAT k 1700000200500").isEqualTo("(integer) 1");
        assertReply("PTTL k").isEqualTo("(integer) 200500");
        assertReply("EXPIRE k 10").isEqualTo("(integer) 1");
        assertReply("EXPIRETIME k").isEqualTo("(integer) 1700000010");
        assertReply("PEXPIRETIME k").isEqualTo("(integer) 1700000010000");
        assertReply("PERSIST k").isEqualTo("(integer) 1");
        assertReply("PERSIST k").isEqualTo("(integer) 0");
        assertReply("TTL k").isEqualTo("(integer) -1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EXPIRE k 0", "EXPIRE k -1", "PEXPIREAT k 1700000000000", "EXPIREAT k 0"})
    void deadlineThatIsPastDeletes(String line) {
        given("SET k v");

        assertReply(line).isEqualTo("(integer) 1");
        assertReply("EXISTS k").isEqualTo("(integer) 0");
        assertReply(line).isEqualTo("(integer) 0");
    }

    @Test
    void expireAsksItsConditions() {
        given("SET k v");

        assertReply("EXPIRE k 10 XX").isEqualTo("(integer) 0");
        assertReply("EXPIRE k 10 GT").isEqualTo("(integer) 0");
        assertReply("EXPIRE k 10 LT").isEqualTo("(integer) 1");
        assertReply("EXPIRE k 20 NX").isEqualTo("(integer) 0");
        assertReply("EXPIRE k 20 LT").isEqualTo("(integer) 0");
        assertReply("EXPIRE k 10 GT").isEqualTo("(integer) 0");
        assertReply("EXPIRE k 20 XX GT").isEqualTo("(integer) 1");
        assertReply("TTL k").isEqualTo("(integer) 20");
    }

    @ParameterizedTest
    @CsvSource({
        "EXPIRE k 10 NX XX, '(error) ERR NX and XX, GT or LT options at the same time are not compatible'",
        "EXPIRE k 10 GT LT, '(error) ERR GT and LT options at the same time are not compatible'",
        "EXPIRE k x FOO, '(error) ERR Unsupported option FOO'",
        "EXPIRE k x, '(error) ERR value is not an integer or out of range'",
        "EXPIRE k 9223372036854775807, (error) ERR invalid expire time in 'expire' command",
        "PEXPIRE k 9223372036854775807, (error) ERR invalid expire time in 'pexpire' command",
        "EXPIREAT k 9223372036854776, (error) ERR invalid expire time in 'expireat' command"
    })
    void deadlinesThatCannotBeAreRefused(String line, String error) {
        assertReply(line).isEqualTo(error);
    }

    @Test
    void renameTakesTheDeadlineAlong() {
        given("SET a 1", "EXPIRE a 100", "RPUSH b x");

        assertReply("RENAME a b").isEqualTo("OK");
        assertReply("GET b").isEqualTo("\"1\"");
        assertReply("TTL b").isEqualTo("(integer) 100");
        assertReply("EXISTS a").isEqualTo("(integer) 0");
    }

    @Test
    void renameOfAMissingKeyFailsEvenToItself() {
        assertReply("RENAME a b").isEqualTo("(error) ERR no such key");
        assertReply("RENAMENX a a").isEqualTo("(error) ERR no such key");
        given("SET a 1");
        assertReply("RENAME a a").isEqualTo("OK");
        assertReply("RENAMENX a a").isEqualTo("(integer) 0");
    }

    @Test
    void renamenxLeavesWhatIsThere() {
        given("SET a 1", "SET b 2");

        assertReply("RENAMENX a b").isEqualTo("(integer) 0");
        assertReply("RENAMENX a c").isEqualTo("(integer) 1");
        assertReply("GET b").isEqualTo("\"2\"");
    }

    @Test
    void copySharesNothing() {
        given("RPUSH a 1 2", "EXPIRE a 100");

        assertReply("COPY a b").isEqualTo("(integer) 1");
        given("RPUSH b 3");
        assertReply("LLEN a").isEqualTo("(integer) 2");
        assertReply("TTL b").isEqualTo("(integer) 100");
        assertReply("COPY a b").isEqualTo("(integer) 0");
        assertReply("COPY a b REPLACE").isEqualTo("(integer) 1");
        assertReply("LLEN b").isEqualTo("(integer) 2");
        assertReply("COPY missing b REPLACE").isEqualTo("(integer) 0");
    }

    @Test
    void copyAndMoveReachOtherDatabases() {
        given("SET a 1", "SET b 2");

        assertReply("COPY a a DB 1").isEqualTo("(integer) 1");
        assertReply("MOVE b 1").isEqualTo("(integer) 1");
        assertReply("MOVE a 1").isEqualTo("(integer) 0");
        given("SELECT 1");
        assertThat(elements("KEYS *")).containsExactlyInAnyOrder("\"a\"", "\"b\"");
    }

    @ParameterizedTest
    @CsvSource({
        "MOVE a 0, (error) ERR source and destination objects are the same",
        "COPY a a, (error) ERR source and destination objects are the same",
        "MOVE a 16, (error) ERR DB index is out of range",
        "COPY a b DB 16, (error) ERR DB index is out of range",
        "MOVE a x, (error) ERR value is not an integer or out of range",
        "MOVE a 9999999999," + " '(error) ERR value is out of range, value must between -2147483648 and 2147483647'",
        "COPY a b FOO, (error) ERR syntax error"
    })
    void targetsThatCannotBeAreRefused(String line, String error) {
        given("SET a 1");

        assertReply(line).isEqualTo(error);
    }

    @Test
    void keysMatchesPatterns() {
        given("MSET one 1 two 2 three 3");

        assertThat(elements("KEYS *o*")).containsExactlyInAnyOrder("\"one\"", "\"two\"");
        assertThat(elements("KEYS t?o")).containsExactly("\"two\"");
        assertThat(elements("KEYS [^t]*")).containsExactly("\"one\"");
        assertThat(elements("KEYS x")).isEmpty();
    }

    @Test
    void scanShowsWhatIsThereAllTheTime() {
        for (int i = 0; i < 300; i++) {
            given("SET stays" + i + " v");
        }
        Set<String> seen = new HashSet<>();
        String cursor = "0";
        int round = 0;
        do {
            List<RespValue> page = call("SCAN " + cursor + " COUNT 7").children();
            cursor = page.get(0).text();
            page.get(1).children().forEach(key -> seen.add(key.text()));
            // the table grows to eight times its size while it is walked, and shrinks again
            change(round++);
        } while (!cursor.equals("0"));

        assertThat(seen.stream().filter(key -> key.startsWith("stays"))).hasSize(300);
    }

    private void change(int round) {
        for (int i = 0; i < 100; i++) {
            given((round < 20 ? "SET " : "DEL ") + "comes" + (round % 20 * 100 + i) + (round < 20 ? " v" : ""));
        }
    }

    @Test
    void scanFiltersByPatternAndType() {
        given("SET a 1", "SET b 1", "RPUSH al 1");

        assertThat(scanned("MATCH a*")).containsExactlyInAnyOrder("a", "al");
        assertThat(scanned("TYPE STRING")).containsExactlyInAnyOrder("a", "b");
        assertThat(scanned("TYPE nothing")).isEmpty();
        assertThat(scanned("MATCH a* TYPE list")).containsExactly("al");
    }

    private List<String> scanned(String options) {
        List<String> keys = new ArrayList<>();
        call("SCAN 0 COUNT 1000 " + options).children().get(1).children().forEach(key -> keys.add(key.text()));
        return keys;
    }

    @ParameterizedTest
    @CsvSource({
        "SCAN x, (error) ERR invalid cursor",
        "SCAN ' 1', (error) ERR invalid cursor",
        "SCAN x COUNT 0, (error) ERR invalid cursor",
        "SCAN 0 COUNT 0, (error) ERR syntax error",
        "SCAN 0 COUNT x, (error) ERR value is not an integer or out of range",
        "SCAN 0 MATCH, (error) ERR syntax error"
    })
    void scansThatCannotBeAreRefused(String line, String error) {
        assertReply(line).isEqualTo(error);
    }

    @Test
    void randomKeyIsOneThatIsThere() {
        assertReply("RANDOMKEY").isEqualTo("(nil)");

        given("SET old v", "PEXPIRE old 5", "SET k v");
        pass(Duration.ofMillis(10));
        assertReply("RANDOMKEY").isEqualTo("\"k\"");
    }

    @Test
    void objectTellsEncodingAndUse() {
        given("SET n 10", "SET s text", "RPUSH l x");

        assertReply("OBJECT ENCODING n").isEqualTo("\"int\"");
        assertReply("OBJECT REFCOUNT n").isEqualTo("(integer) 2147483647");
        assertReply("OBJECT REFCOUNT s").isEqualTo("(integer) 1");
        assertReply("OBJECT ENCODING missing").isEqualTo("(nil)");
        pass(Duration.ofSeconds(30));
        assertReply("OBJECT IDLETIME s").isEqualTo("(integer) 30");
        given("TTL s", "TYPE s", "EXISTS s");
        assertReply("OBJECT IDLETIME s").isEqualTo("(integer) 30");
        given("TOUCH s");
        assertReply("OBJECT IDLETIME s").isEqualTo("(integer) 0");
    }

    @Test
    void objectTellsOnlyWhatThePolicyNotes() {
        String note =
                " Please note that when switching between policies at runtime LRU and LFU data will take some time"
                        + " to adjust.";
        given("SET k text");
        assertReply("OBJECT FREQ k")
                .isEqualTo("(error) ERR An LFU maxmemory policy is not selected, access frequency not tracked." + note);

        given("CONFIG SET maxmemory-policy allkeys-lfu", "SET f text");
        assertReply("OBJECT FREQ f").isEqualTo("(integer) 5");
        assertReply("OBJECT IDLETIME f")
                .isEqualTo("(error) ERR An LFU maxmemory policy is selected, idle time not tracked." + note);
        pass(Duration.ofMinutes(3));
        assertReply("OBJECT FREQ f").isEqualTo("(integer) 2");
    }

    @Test
    void objectKnowsItsSubcommands() {
        assertReply("OBJECT FOO").isEqualTo("(error) ERR unknown subcommand 'FOO'. Try OBJECT HELP.");
        assertReply("OBJECT ENCODING").isEqualTo("(error) ERR wrong number of arguments for 'object|encoding' command");
        assertThat(call("OBJECT HELP").children()).hasSize(15);
    }

    @Test
    void waitReturnsAtOnceWhereItMayNotWait() {
        assertReply("WAIT 0 0").isEqualTo("(integer) 0");
        assertReply("WAIT x 0").isEqualTo(NOT_AN_INTEGER);
        assertReply("WAIT 0 x").isEqualTo("(error) ERR timeout is not an integer or out of range");
        assertReply("WAIT 0 -1").isEqualTo("(error) ERR timeout is negative");
        given("MULTI");
        assertReply("WAIT 1 0").isEqualTo("QUEUED");
        assertThat(elements("EXEC")).containsExactly("(integer) 0");
    }

    @Test
    void transactionsHoldGenericCommands() {
        given("SET a 1", "MULTI", "RENAME a b", "EXPIRE b 100", "DEL a", "SORT b");

        assertThat(elements("EXEC"))
                .containsExactly(
                        "OK",
                        "(integer) 1",
                        "(integer) 0",
                        "(error) WRONGTYPE Operation against a key holding the wrong kind of value");
    }

    @Test
    void missingIsNullInResp3() {
        given("HELLO 3", "RPUSH l 1");

        assertReply("RANDOMKEY").isEqualTo("\"l\"");
        assertReply("DUMP missing").isEqualTo("(null)");
        assertReply("OBJECT ENCODING missing").isEqualTo("(null)");
        assertThat(elements("SORT l GET x*")).containsExactly("(null)");
    }

    @Test
    void optionsThatDoNotExistAreRefused() {
        assertReply("SORT l FOO").isEqualTo(SYNTAX);
        assertReply("SORT l LIMIT 1").isEqualTo(SYNTAX);
        assertReply("SORT_RO l STORE k").isEqualTo(SYNTAX);
        assertReply("RESTORE k 0 x FOO").isEqualTo(SYNTAX);
    }
}
