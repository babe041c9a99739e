package io.rqkit.fakeredis.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

import io.rqkit.fakeredis.FakeRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

class FakeDatabaseTest {
    private final FakeRedis redis = FakeRedis.builder().record(100).build();
    private final FakeDatabase data = redis.database(0);

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void putsAndGetsEachType() {
        redis.clock().freeze();
        data.string("s", "text").expire("s", Duration.ofMinutes(1));
        data.list("l", "a", "b").hash("h", Map.of("f", "v")).set("t", "x");
        data.sortedSet("z", Map.of("high", 2.0, "low", 1.0)).addToStream("x", Map.of("k", "v"));

        assertThat(data.keys()).containsExactly("h", "l", "s", "t", "x", "z");
        assertThat(data.keysWithoutTtl("*")).doesNotContain("s").hasSize(5);
        assertThat(data.size()).isEqualTo(6);
        assertThat(data.string("s")).contains("text");
        assertThat(data.ttl("s")).contains(Duration.ofMinutes(1));
        assertThat(data.list("l")).containsExactly("a", "b");
        assertThat(data.hash("h")).containsExactly(entry("f", "v"));
        assertThat(data.set("t")).containsExactly("x");
        assertThat(data.sortedSet("z")).containsExactly(entry("low", 1.0), entry("high", 2.0));
        assertThat(data.stream("x"))
                .singleElement()
                .satisfies(e -> assertThat(e.fields()).containsExactly("k", "v"));
        assertThat(data.type("z")).isEqualTo("zset");
        assertThat(data.type("none")).isEqualTo("none");
        assertThat(data.list("none")).isEmpty();
        assertThat(redis.commands()).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> data.list("s")).withMessageContaining("holds a string");
    }

    @Test
    void whatIsPutTakesTheOldOnesPlaceAndWakesClients() throws Exception {
        data.string("q", "text").list("q", "job");
        assertThat(data.list("q")).containsExactly("job");
        data.list("q");
        data.delete("q");
        try (Jedis jedis = new Jedis(redis::socket)) {
            Thread waiting = new Thread(() -> jedis.blpop(0, "q"));
            waiting.start();
            redis.awaitBlockedClients(1);

            data.list("q", "one", "two");

            waiting.join();
        }
        assertThat(data.list("q")).containsExactly("two");
    }

    @Test
    void otherDatabasesAreApart() {
        redis.database(3).string("k", "v");

        assertThat(data.exists("k")).isFalse();
        assertThat(redis.database(3).clear().size()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> redis.database(16));
    }

    @Test
    void aFileOfCommandsIsReadAsRedisCliReadsIt(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("fixture.redis");
        Files.writeString(file, """
                SET greeting "hello \\"world\\"\\n"
                set 'single quoted' 'it\\'s'

                  RPUSH list a b "c d" "\\x41"
                3 INCR counter
                SELECT 2
                SET other db
                quit
                SET never reached
                """);

        assertThat(redis.replay(file)).isEqualTo(8);

        assertThat(data.string("greeting")).contains("hello \"world\"\n");
        assertThat(data.string("single quoted")).contains("it's");
        assertThat(data.list("list")).containsExactly("a", "b", "c d", "A");
        assertThat(data.string("counter")).contains("3");
        assertThat(redis.database(2).string("other")).contains("db");
        assertThat(data.exists("never")).isFalse();
    }

    @Test
    void aWrongLineIsNamed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("bad"), "SET a 1\nINCR a b\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> redis.replay(file))
                .withMessage("Line 2: \"INCR\" \"a\" \"b\" was answered with: ERR wrong number of arguments for 'incr'"
                        + " command");

        Path open = Files.writeString(folder.resolve("open"), "SET a \"1\nGET a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> redis.replay(open))
                .withMessageStartingWith("Line 1");
    }
}
