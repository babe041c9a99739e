package io.rqkit.fakeredis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.fakeredis.clock.RedisClock;
import io.rqkit.fakeredis.testing.RespClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotTest {
    private static final int MUTATIONS = 1500;
    /** The end of a file without a checksum. */
    private static final String END = "ff0000000000000000";

    /** Values of every type that older versions wrote, each under a name of one letter. */
    private static final String OLD_VALUES = "00016106626c616e6b73"
            + "000162c3094089016161e07c00016161"
            + "01016303c0010161c2a0860100"
            + "030164030161ff0162fe01630131"
            + "09016510020266310200763102663202007632ff"
            + "0b01661002000000040000000100020003000400"
            + "0c016720200000001b000000060000016103c0010004016203c0020004016303c00300ff"
            + "0d01681b1b00000016000000040000026631040276310402663204027632ff"
            + "0e0169010d0d0000000a000000010000f8ff"
            + "12016a01020a0a0000000100816102ff";

    @TempDir
    private Path folder;

    private FakeRedis redis;
    private RespClient client;
    private Path file;

    @BeforeEach
    void start() {
        redis = FakeRedis.builder()
                .config("dir", folder.toString())
                .config("dbfilename", "data.rdb")
                .config("enable-debug-command", "yes")
                .clock(RedisClock.frozenAt(Instant.ofEpochSecond(1_700_000_000)))
                .build();
        client = new RespClient(redis.socket());
        file = folder.resolve("data.rdb");
    }

    @AfterEach
    void end() {
        client.close();
        redis.close();
    }

    @Test
    void loadReplacesAllData() {
        call("SET", "kept", "1");
        redis.save(file);
        call("SET", "later", "1");

        redis.load(file);

        assertThat(client.call("KEYS", "*").children()).hasSize(1);
        assertThat(call("GET", "kept")).isEqualTo("1");
    }

    @Test
    void loadDropsKeysPastTheirDeadlineOnly() throws IOException {
        call("SET", "gone", "1", "PX", "10");
        call("SET", "due", "1", "PX", "11");
        call("SET", "later", "1", "PX", "12");
        redis.save(file);
        byte[] bytes = Files.readAllBytes(file);
        redis.clock().advance(Duration.ofMillis(11));

        redis.load(Files.write(file, bytes));

        assertThat(call("INFO", "persistence"))
                .contains("rdb_last_load_keys_expired:1\r\n", "rdb_last_load_keys_loaded:2\r\n");
        assertThat(call("PTTL", "later")).isEqualTo("1");
    }

    @Test
    void keysThatWereLoadedExpire() {
        call("SET", "k", "1", "PX", "10");
        redis.save(file);
        call("FLUSHALL");
        redis.load(file);

        redis.clock().advance(Duration.ofMillis(10));

        assertThat(call("DBSIZE")).isEqualTo("0");
    }

    @Test
    void deadlinesInSecondsAreRead() {
        load("fd" + "01f15365" + "00016b0131" + "fd" + "00f15364" + "0001780131" + END);

        assertThat(call("EXPIRETIME", "k")).isEqualTo("1700000001");
        assertThat(call("EXISTS", "x")).isEqualTo("0");
    }

    @Test
    void loadFailsTransactionsThatWatchWhatChanges() {
        redis.save(file);
        call("SET", "k", "1");
        call("WATCH", "k");

        redis.load(file);

        call("MULTI");
        call("PING");
        assertThat(client.call("EXEC").toString()).isEqualTo("(nil array)");
    }

    @Test
    void loadWakesWhoWaitsForAKey() {
        call("RPUSH", "list", "a");
        redis.save(file);
        call("FLUSHALL");
        try (RespClient waiting = new RespClient(redis.socket())) {
            waiting.send("BLPOP", "list", "0");

            redis.load(file);

            assertThat(waiting.read().children().get(1).text()).isEqualTo("a");
        }
    }

    @Test
    void everyOldEncodingIsLoaded() {
        load(OLD_VALUES + END);

        assertThat(call("DBSIZE")).isEqualTo("10");
        assertThat(call("STRLEN", "b")).isEqualTo("137");
        assertThat(call("ZSCORE", "d", "b")).isEqualTo("inf");
        assertThat(call("HGET", "h", "f2")).isEqualTo("v2");
        assertThat(call("LINDEX", "i", "0")).isEqualTo("7");
    }

    @Test
    void emptyCollectionsAreSkipped() {
        load("01016c00" + "00016b0131" + END);

        assertThat(call("DBSIZE")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({
        "fe10" + END + ", database 16",
        "00016b013100016b0131" + END + ", a key twice",
        "f70000" + END + ", data of a module",
        "07016b00" + END + ", a module's type",
        "f60000" + END + ", release candidate",
        "14016b00" + END + ", unknown type 20",
        "00016b0131, end too early",
        "00016b0131ff01, end too early",
        "00016b0131ff0100000000000000, checksum",
        "00016b817fffffffffffffff" + END + ", end too early",
        "00016b81ffffffffffffffff" + END + ", end too early",
        "00016bc30481ffffffff00000000" + END + ", LZF",
        "00016bc304807ffffff000000000" + END + ", LZF",
        "04016b81ffffffffffffffff" + END + ", unknown encoding",
        "fb81ffffffffffffffff81ffffffffffffffff00816b" + END + ", end too early"
    })
    void whatRedisRefusesIsRefusedAndChangesNothing(String hex, String reason) {
        call("SET", "before", "1");

        assertThatThrownBy(() -> load(hex))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("at byte");

        assertThat(client.call("KEYS", "*").children()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"REDIS0011", "REDIS0000", "RADIS0010", "REDIS", "''"})
    void whatIsNoFileOfAKnownVersionIsRefused(String header) throws IOException {
        Files.writeString(file, header);

        assertThatThrownBy(() -> redis.load(file)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void filesThatAreMissingOrNoFilesAreRefused() {
        assertThatThrownBy(() -> redis.load(folder.resolve("none"))).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> redis.load(folder)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> redis.save(folder)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> redis.save(folder.resolve("none/x"))).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void damagedFilesAreLoadedOrRefusedAndNothingElse() throws IOException {
        fill();
        redis.save(file);
        byte[] ours = Files.readAllBytes(file);
        // without a checksum damage reaches the values
        Arrays.fill(ours, ours.length - 8, ours.length, (byte) 0);
        byte[] old = bytes(OLD_VALUES + END);
        Random random = new Random(20);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = damage(i % 2 == 0 ? ours : old, random);
            refused += isRefused(damaged, i) ? 1 : 0;
        }
        assertThat(refused).isBetween(MUTATIONS / 10, MUTATIONS - 1);
    }

    private boolean isRefused(byte[] damaged, int mutation) throws IOException {
        Files.write(file, damaged);
        String digest = call("DEBUG", "DIGEST");
        try {
            redis.load(file);
        } catch (IllegalArgumentException refused) {
            assertThat(call("DEBUG", "DIGEST")).as("mutation " + mutation).isEqualTo(digest);
            return true;
        }
        // what was loaded can be read as a whole
        redis.save(file);
        redis.load(file);
        return false;
    }

    private static byte[] damage(byte[] sound, Random random) {
        byte[] damaged = sound.clone();
        switch (random.nextInt(4)) {
            case 0 -> damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            case 1 -> Arrays.fill(damaged, from(damaged, random), damaged.length, (byte) 0xff);
            default -> {
                for (int flips = random.nextInt(4); flips >= 0; flips--) {
                    damaged[from(damaged, random)] = (byte) random.nextInt(256);
                }
            }
        }
        return damaged;
    }

    private static int from(byte[] bytes, Random random) {
        return random.nextInt(bytes.length);
    }

    private void fill() {
        call("SET", "s", "repetitive".repeat(20));
        call("SET", "n", "12345", "PX", "100000");
        call("RPUSH", "l", "a", "-5", "70000");
        call("HSET", "h", "f", "v", "g", "1");
        call("SADD", "i", "1", "70000");
        call("SADD", "m", "a", "b");
        call("ZADD", "z", "1.5", "a", "inf", "b");
        call("HSET", "big", "f", "v".repeat(70));
        call("ZADD", "skip", "1", "v".repeat(70), "2", "x");
        call("XADD", "x", "1-1", "a", "b");
        call("XADD", "x", "2-1", "a", "c");
        call("XGROUP", "CREATE", "x", "g", "0");
        call("XREADGROUP", "GROUP", "g", "c", "STREAMS", "x", ">");
    }

    @Test
    void saveRepliesAndCounts() {
        call("SET", "k", "1");
        redis.clock().advance(Duration.ofSeconds(5));
        assertThat(call("INFO", "persistence")).contains("rdb_changes_since_last_save:1\r\n");

        assertThat(call("SAVE")).isEqualTo("OK");

        assertThat(file).isRegularFile();
        assertThat(call("LASTSAVE")).isEqualTo("1700000005");
        assertThat(call("INFO", "persistence"))
                .contains("rdb_changes_since_last_save:0\r\n", "rdb_saves:1\r\n", "rdb_last_save_time:1700000005\r\n");
        assertThat(call("LASTSAVE", "x")).startsWith("ERR wrong number of arguments");
    }

    @Test
    void saveLeavesNoOtherFile() throws IOException {
        call("SAVE");
        call("SAVE");

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void saveThatFailsRepliesTheBareCode() throws IOException {
        Files.createDirectory(file);

        assertThat(client.call("SAVE").toString()).isEqualTo("(error) ERR");
        assertThat(call("BGSAVE")).isEqualTo("Background saving started");
        assertThat(call("INFO", "persistence")).contains("rdb_last_bgsave_status:err\r\n");
    }

    @Test
    void saveIsRefusedInTransactions() {
        call("MULTI");

        assertThat(call("SAVE")).isEqualTo("ERR Command not allowed inside a transaction");
    }

    @ParameterizedTest
    @CsvSource({"BGSAVE", "BGSAVE schedule"})
    void bgsaveSaves(String command) {
        assertThat(call(command.split(" "))).isEqualTo("Background saving started");

        assertThat(file).isRegularFile();
        assertThat(call("BGSAVE", "x")).isEqualTo("ERR syntax error");
        assertThat(call("BGSAVE", "SCHEDULE", "x")).isEqualTo("ERR syntax error");
    }

    @Test
    void bgsaveInATransactionSavesAllOfIt() {
        call("MULTI");
        call("BGSAVE");
        call("SET", "k", "1");

        assertThat(client.call("EXEC").children().get(0).text()).isEqualTo("Background saving scheduled");

        call("DEL", "k");
        redis.load(file);
        assertThat(call("GET", "k")).isEqualTo("1");
    }

    @Test
    void shutdownSaveSaves() {
        client.send("SHUTDOWN", "SAVE");

        assertThat(file).isRegularFile();
    }

    @Test
    void shutdownSaveThatFailsEndsNothing() throws IOException {
        Files.createDirectory(file);

        assertThat(call("SHUTDOWN", "SAVE")).isEqualTo("ERR Errors trying to SHUTDOWN. Check logs.");
        assertThat(call("PING")).isEqualTo("PONG");
    }

    private String call(String... arguments) {
        return client.call(arguments).text();
    }

    private void load(String hex) {
        try {
            redis.load(Files.write(file, bytes(hex)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String hex) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes("REDIS0010".getBytes(StandardCharsets.US_ASCII));
        whole.writeBytes(HexFormat.of().parseHex(hex.replace(" ", "")));
        return whole.toByteArray();
    }
}
