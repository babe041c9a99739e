package io.rqkit.fakeredis.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.clock.RedisClock;
import io.rqkit.fakeredis.state.Snapshot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;

/** Random commands of all families between snapshots: a restore must bring back every byte that DUMP shows. */
class SnapshotFuzzTest {
    private static final int ROUNDS = Integer.getInteger("rq.snapshot.rounds", 60);
    private static final int STEP = 25;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aRestoreBringsBackWhatRandomCommandsChanged(long seed) {
        Gen gen = new Gen(seed);
        CommandGrammar grammar = new AllFamiliesDiffTest().grammar().mixingOnly(FakeServer.commandNames());
        try (FakeRedis redis = FakeRedis.builder()
                        .clock(RedisClock.frozenAt(Instant.parse("2026-01-01T00:00:00Z")))
                        .config("enable-debug-command", "yes")
                        .seed(seed)
                        .build();
                Jedis jedis = new Jedis(redis::socket)) {
            List<Snapshot> snapshots = new ArrayList<>();
            List<Map<String, String>> contents = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                grammar.sequence(gen, STEP).forEach(command -> run(redis, command));
                int choice = gen.below(4);
                if (choice < 2 || snapshots.isEmpty()) {
                    snapshots.add(redis.snapshot());
                    contents.add(contents(jedis));
                } else if (choice == 2) {
                    int which = gen.below(snapshots.size());
                    redis.restore(snapshots.get(which));
                    assertThat(contents(jedis)).isEqualTo(contents.get(which));
                } else {
                    int which = gen.below(snapshots.size());
                    snapshots.remove(which).close();
                    contents.remove(which);
                }
            }
            for (int i = 0; i < snapshots.size(); i++) {
                redis.restore(snapshots.get(i));
                assertThat(contents(jedis)).as("snapshot %d", i).isEqualTo(contents.get(i));
            }
        }
    }

    private static void run(FakeRedis redis, Cmd command) {
        if (command.args().get(0).equalsIgnoreCase("debug")) {
            return;
        }
        try {
            redis.execute(command.args().toArray(String[]::new));
        } catch (IllegalArgumentException error) {
            // most sequences have errors in them
        }
    }

    private static Map<String, String> contents(Jedis jedis) {
        Map<String, String> contents = new TreeMap<>();
        for (int database = 0; database < 4; database++) {
            jedis.select(database);
            for (byte[] key : jedis.keys("*".getBytes(StandardCharsets.UTF_8))) {
                String encoding = new String(jedis.objectEncoding(key), StandardCharsets.UTF_8);
                byte[] content = encoding.equals("hashtable") ? digest(jedis, key) : jedis.dump(key);
                contents.put(
                        database + " " + HexFormat.of().formatHex(key),
                        jedis.pttl(key) + " " + encoding + " " + HexFormat.of().formatHex(content));
            }
        }
        jedis.select(0);
        return contents;
    }

    /** The order within a hash table means nothing, and a copy has another one. */
    private static byte[] digest(Jedis jedis, byte[] key) {
        List<?> digests = (List<?>) jedis.sendCommand(
                () -> "DEBUG".getBytes(StandardCharsets.UTF_8), "DIGEST-VALUE".getBytes(StandardCharsets.UTF_8), key);
        return (byte[]) digests.get(0);
    }
}
