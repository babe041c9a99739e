package io.rqkit.fakeredis.internal.command.hyperloglog;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.RedisExamples;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HyperLogLogCommandTest extends RedisExamples {
    private static final String NOT_ONE = "(error) WRONGTYPE Key is not a valid HyperLogLog string value.";
    private static final String CORRUPT = "(error) INVALIDOBJ Corrupted HLL object detected";

    @Test
    void pfAddSaysWhetherARegisterChanged() {
        assertReply("PFADD k a b c").isEqualTo("(integer) 1");
        assertReply("PFADD k a b").isEqualTo("(integer) 0");
        assertReply("PFCOUNT k").isEqualTo("(integer) 3");
    }

    @Test
    void pfAddWithoutElementsCreatesTheKey() {
        assertReply("PFADD k").isEqualTo("(integer) 1");
        assertReply("PFADD k").isEqualTo("(integer) 0");
        assertReply("PFCOUNT k").isEqualTo("(integer) 0");
    }

    @Test
    void stringIsThatOfRedis() {
        given("PFADD k a b c");

        assertReply("GET k")
                .isEqualTo(
                        "\"HYLL\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x80`\\xf3\\x80P\\xb1\\x84K\\xfb\\x80BZ\"");
        assertReply("OBJECT ENCODING k").isEqualTo("\"raw\"");
    }

    @Test
    void pfCountNotesItsEstimateInTheString() {
        given("PFADD k a b c", "PFCOUNT k");

        assertReply("GETRANGE k 8 15").isEqualTo("\"\\x03\\x00\\x00\\x00\\x00\\x00\\x00\\x00\"");
    }

    @Test
    void pfCountOfSeveralKeysCountsTheirUnion() {
        given("PFADD a 1 2 3", "PFADD b 3 4");

        assertReply("PFCOUNT a b missing").isEqualTo("(integer) 4");
        assertReply("PFCOUNT missing").isEqualTo("(integer) 0");
    }

    @Test
    void pfMergeCountsItsTargetAmongTheSources() {
        given("PFADD a 1 2", "PFADD b 3");

        assertReply("PFMERGE a b missing").isEqualTo("OK");
        assertReply("PFCOUNT a").isEqualTo("(integer) 3");
        given("PFMERGE created");
        assertReply("EXISTS created").isEqualTo("(integer) 1");
    }

    @Test
    void denseSourceMakesADenseTarget() {
        given("PFADD a 1", "PFDEBUG TODENSE a", "PFADD b 2", "PFMERGE c a b");

        assertReply("PFDEBUG ENCODING c").isEqualTo("dense");
        assertReply("PFDEBUG ENCODING b").isEqualTo("sparse");
        assertReply("STRLEN c").isEqualTo("(integer) 12304");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PFADD s x", "PFCOUNT s", "PFCOUNT a s", "PFMERGE a s", "PFMERGE s a", "PFDEBUG DECODE s"})
    void otherStringsAreRefused(String line) {
        given("SET s 'this is no HyperLogLog'");

        assertReply(line).isEqualTo(NOT_ONE);
    }

    @Test
    void listIsTheWrongType() {
        given("RPUSH l a");

        assertReply("PFADD l x").isEqualTo("(error) WRONGTYPE Operation against a key holding the wrong kind of value");
    }

    @Test
    void corruptRegistersAreFound() {
        given("PFADD k a b c", "APPEND k hello");

        assertReply("PFCOUNT k").isEqualTo(CORRUPT);
        assertReply("PFDEBUG GETREG k").isEqualTo(CORRUPT);
        assertReply("PFMERGE a k").isEqualTo(CORRUPT);
    }

    @Test
    void denseStringHasAFixedLength() {
        given("PFADD k a", "PFDEBUG TODENSE k", "APPEND k x");

        assertReply("PFCOUNT k").isEqualTo(NOT_ONE);
    }

    @Test
    void pfDebugShowsRunsAndRegisters() {
        given("PFADD k a b c");

        assertReply("PFDEBUG DECODE k").isEqualTo("\"Z:8436 v:1,1 Z:4274 v:2,1 Z:3068 v:1,1 Z:603\"");
        assertThat(elements("PFDEBUG GETREG k")).hasSize(16384).contains("(integer) 1", "(integer) 2");
        assertReply("PFDEBUG DECODE k").isEqualTo("(error) ERR HLL encoding is not sparse");
    }

    @Test
    void pfDebugNamesWhatItDoesNotKnow() {
        given("PFADD k a");

        assertReply("PFDEBUG FOO k").isEqualTo("(error) ERR Unknown PFDEBUG subcommand 'FOO'");
        assertReply("PFDEBUG FOO missing").isEqualTo("(error) ERR The specified key does not exist");
        assertReply("PFDEBUG FOO").isEqualTo("(error) ERR wrong number of arguments for 'pfdebug' command");
    }

    @Test
    void deadlineStaysWhenElementsAreAdded() {
        given("PFADD k a", "EXPIRE k 10", "PFADD k b");

        pass(Duration.ofSeconds(10));

        assertReply("PFCOUNT k").isEqualTo("(integer) 0");
    }

    @Test
    void notingTheEstimateIsAChangeToWatchers() {
        given("PFADD k a", "WATCH k", "PFCOUNT k", "MULTI", "PFCOUNT k");

        assertReply("EXEC").isEqualTo("(nil array)");
    }

    @Test
    void commandsAreQueuedInTransactions() {
        given("MULTI", "PFADD k a b", "PFCOUNT k", "PFMERGE c k");

        assertThat(elements("EXEC")).containsExactly("(integer) 1", "(integer) 2", "OK");
    }
}
