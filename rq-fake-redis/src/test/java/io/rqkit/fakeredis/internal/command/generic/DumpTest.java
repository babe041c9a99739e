package io.rqkit.fakeredis.internal.command.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.Cmd;
import io.rqkit.fakeredis.testing.RedisExamples;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DumpTest extends RedisExamples {
    /** Of the string 10, as Redis 7.0.15 writes it. */
    private static final String TEN = " \"\\x00\\xc0\\n\\n\\x00n\\x9fWE\\x0e\\xaec\\xbb\"";

    @Test
    void dumpIsRestored() {
        given("RPUSH l 1 two 3.5");
        String payload = call("DUMP l").text();

        given(Cmd.cmd("RESTORE", "copy", "0", payload).toString());

        assertThat(elements("LRANGE copy 0 -1")).containsExactly("\"1\"", "\"two\"", "\"3.5\"");
        assertReply("DUMP missing").isEqualTo("(nil)");
    }

    @Test
    void restoreGivesADeadline() {
        given("RESTORE k 100" + TEN, "RESTORE at 1700000000200" + TEN + " ABSTTL", "RESTORE never 0" + TEN);

        assertReply("PTTL k").isEqualTo("(integer) 100");
        assertReply("PTTL at").isEqualTo("(integer) 200");
        assertReply("PTTL never").isEqualTo("(integer) -1");
        pass(Duration.ofMillis(150));
        assertReply("EXISTS k at").isEqualTo("(integer) 1");
    }

    @Test
    void restoreReplacesOnlyWhenTold() {
        given("SET k old");

        assertReply("RESTORE k 0" + TEN).isEqualTo("(error) BUSYKEY Target key name already exists.");
        assertReply("GET k").isEqualTo("\"old\"");
        assertReply("RESTORE k 0" + TEN + " REPLACE").isEqualTo("OK");
        assertReply("GET k").isEqualTo("\"10\"");
    }

    @Test
    void deadlineThatIsPastOnlyDeletes() {
        given("SET k old");

        assertReply("RESTORE k 1" + TEN + " ABSTTL REPLACE").isEqualTo("OK");
        assertReply("EXISTS k").isEqualTo("(integer) 0");
    }

    @Test
    void restoreNotesTheUse() {
        given("RESTORE k 0" + TEN + " IDLETIME 1000");
        assertReply("OBJECT IDLETIME k").isEqualTo("(integer) 1000");

        given("CONFIG SET maxmemory-policy allkeys-lfu", "RESTORE f 0" + TEN + " FREQ 77");
        assertReply("OBJECT FREQ f").isEqualTo("(integer) 77");
    }

    @Test
    void unknownTypeIsRefusedAndChangesNothing() {
        given("SET k old");

        assertReply("RESTORE k 0 \"\\x14\\x0a\\x00\\xda\\xb7\\x2a\\x63\\xb0\\xa4\\x3a\\x97\" REPLACE")
                .isEqualTo("(error) ERR Bad data format");
        assertReply("GET k").isEqualTo("\"old\"");
    }

    @ParameterizedTest
    @CsvSource({
        "RESTORE k 0 x, (error) ERR DUMP payload version or checksum are wrong",
        "RESTORE k -1 x, '(error) ERR Invalid TTL value, must be >= 0'",
        "RESTORE k x x, (error) ERR value is not an integer or out of range",
        "RESTORE k 0 x FREQ 256, '(error) ERR Invalid FREQ value, must be >= 0 and <= 255'",
        "RESTORE k 0 x IDLETIME -1, '(error) ERR Invalid IDLETIME value, must be >= 0'",
        "RESTORE k 0 x IDLETIME 1 FREQ 1, (error) ERR syntax error",
        "RESTORE k 0 x IDLETIME, (error) ERR syntax error"
    })
    void restoresThatCannotBeAreRefused(String line, String error) {
        given("SET other v");

        assertReply(line).isEqualTo(error);
        assertReply("DBSIZE").isEqualTo("(integer) 1");
    }
}
