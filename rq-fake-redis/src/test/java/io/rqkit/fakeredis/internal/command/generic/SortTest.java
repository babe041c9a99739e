package io.rqkit.fakeredis.internal.command.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.RedisExamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SortTest extends RedisExamples {
    @Test
    void numbersAreSortedAsNumbers() {
        given("RPUSH l 10 9 -1.5 1e2 0");

        assertSorted("SORT l", "-1.5", "0", "9", "10", "1e2");
        assertSorted("SORT l DESC", "1e2", "10", "9", "0", "-1.5");
        assertSorted("SORT_RO l ALPHA", "-1.5", "0", "10", "1e2", "9");
        assertSorted("SORT l ALPHA DESC", "9", "1e2", "10", "0", "-1.5");
    }

    @ParameterizedTest
    @CsvSource({
        "SORT l LIMIT 1 2, 2 3",
        "SORT l LIMIT -5 2, 1 2",
        "SORT l LIMIT 3 100, 4",
        "SORT l LIMIT 0 -1, 1 2 3 4",
        "SORT l LIMIT 9 1, ''",
        "SORT l LIMIT 1 0, ''",
        "SORT l DESC LIMIT 0 1, 4",
        "SORT l BY nosort, 3 1 4 2",
        "SORT l BY nosort DESC, 2 4 1 3",
        "SORT l BY nosort DESC LIMIT 1 2, 4 1",
        "SORT l BY w*, 4 3 2 1",
        "SORT l BY h*->w, 2 3 4 1",
        "SORT l BY w* GET #, 4 3 2 1",
        "SORT l GET name*, one two three four",
        "SORT l LIMIT 0 1 GET # GET name* GET h*->w, 1 one 9",
        "SORT l BY name* ALPHA, 4 1 3 2"
    })
    void optionsSelectAndOrder(String line, String expected) {
        given(
                "RPUSH l 3 1 4 2",
                "MSET w1 4 w2 3 w3 2 w4 1 name1 one name2 two name3 three name4 four",
                "HSET h1 w 9",
                "HSET h4 w 5");

        assertSorted(line, expected.isEmpty() ? new String[0] : expected.split(" "));
    }

    @Test
    void setsAndSortedSetsAreSorted() {
        given("SADD s b a c", "ZADD z 1 b 3 a 2 c");

        assertSorted("SORT s ALPHA", "a", "b", "c");
        assertSorted("SORT z ALPHA", "a", "b", "c");
        assertSorted("SORT z BY nosort", "b", "c", "a");
        assertSorted("SORT z BY nosort DESC LIMIT 0 2", "a", "c");
    }

    @Test
    void sortedSetLeavesItsCompactEncoding() {
        given("ZADD z 1 1", "SORT z");

        assertReply("OBJECT ENCODING z").isEqualTo("\"skiplist\"");
    }

    @Test
    void resultIsStoredAsAList() {
        given("SADD s 3 1 2", "SET to x", "EXPIRE to 100");

        assertReply("SORT s STORE to").isEqualTo("(integer) 3");
        assertSorted("LRANGE to 0 -1", "1", "2", "3");
        assertReply("TTL to").isEqualTo("(integer) -1");
        assertReply("SORT s GET x* STORE to").isEqualTo("(integer) 3");
        assertSorted("LRANGE to 0 -1", "", "", "");
        assertReply("SORT missing STORE to").isEqualTo("(integer) 0");
        assertReply("EXISTS to").isEqualTo("(integer) 0");
    }

    @Test
    void storedOrderDoesNotDependOnTheHashTable() {
        given("SADD s c a b");

        assertReply("SORT s BY nosort STORE to").isEqualTo("(integer) 3");
        assertSorted("LRANGE to 0 -1", "a", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1x", "nan", "1e400", "5e-324", " "})
    void textIsNoScore(String element) {
        given("RPUSH l 1 \"" + element + "\"");

        assertReply("SORT l").isEqualTo("(error) ERR One or more scores can't be converted into double");
    }

    @Test
    void nothingAndBlanksBeforeANumberAreScores() {
        given("RPUSH l 1 \"\" \" -2\"");

        assertSorted("SORT l", " -2", "", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET k v", "HSET k f v", "XADD k 1-1 f v"})
    void otherTypesAreNotSorted(String line) {
        given(line);

        assertReply("SORT k").isEqualTo("(error) WRONGTYPE Operation against a key holding the wrong kind of value");
    }

    private void assertSorted(String line, String... elements) {
        assertThat(call(line).children().stream().map(element -> element.text()))
                .containsExactly(elements);
    }
}
