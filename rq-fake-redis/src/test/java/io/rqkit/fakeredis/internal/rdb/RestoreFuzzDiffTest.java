package io.rqkit.fakeredis.internal.rdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.RequiresRealRedis;
import io.rqkit.fakeredis.testing.RespClient;
import io.rqkit.fakeredis.testing.RespValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Damages payloads and seals them anew, so that the damage gets past the checksum, and has both servers restore them: what
 * real Redis refuses is refused in the same words and changes nothing, what it takes becomes the same value.
 */
@RequiresRealRedis
class RestoreFuzzDiffTest {
    private static final int MUTATIONS = Integer.getInteger("rq.diff.commands", 6_000);
    private static final long SEED = Long.getLong("rq.diff.seed", 1);
    private static final int FOOTER = 10;
    /** As Redis up to 6.2 wrote them: list, set, hash, zset, zipmap, ziplists of four kinds, intset, stream. */
    private static final List<String> OLD = List.of(
            "0103c0010161c2a0860100",
            "0202c0010161",
            "03030161ff0162fe01630131",
            "0401016103626262",
            "0910020266310200763102663202007632ff",
            "0a3030000000250000000800" + "00c0010004c0020004c00300040161030162030163" + "03d0a0860100"
                    + "06e000bca06501000000ff",
            "0b180400000004000000a0860100400d0300e0930400801a0600",
            "0c20200000001b000000060000016103c0010004016203c0020004016303c00300ff",
            "0d1b1b00000016000000040000026631040276310402663204027632ff",
            "0e010d0d0000000a000000010000f8ff",
            "0f" + OldStream.NODES + "00",
            "0f" + OldStream.NODES + "0101670101" + "01" + OldStream.PENDING + "01" + "010163b3eeb40aa2010000" + "01"
                    + OldStream.ID);

    /** Parts of a stream as Redis 5 to 6.2 wrote it. */
    private static final class OldStream {
        static final String ID = "00000000000000010000000000000001";
        static final String PENDING = ID + "b3eeb40aa201000001";
        static final String NODES = "0110" + ID
                + "29290000000f0002010001010181610200010201000100018162020401020101010401826363030401ff"
                + "020205";
    }

    private static final List<String> LENGTHS =
            List.of("00", "01", "3f", "7fff", "8000010000", "80ffffffff", "817fffffffffffffff", "81ffffffffffffffff");

    @Test
    void damagedPayloadsAreTakenOrRefusedAsRealRedisDoes(RealRedis real) {
        try (RespClient client = real.server().connect();
                FakeRedis fake = FakeRedis.builder()
                        .config("enable-debug-command", "yes")
                        .build();
                RespClient other = new RespClient(fake.socket())) {
            client.call("FLUSHALL");
            client.call("CONFIG", "SET", "sanitize-dump-payload", "yes");
            List<byte[]> sound = payloads(client);
            for (byte[] payload : sound) {
                restore(client, other, sealed(payload), "sound");
            }
            Random random = new Random(SEED);
            int taken = 0;
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] payload = sealed(damage(sound.get(random.nextInt(sound.size())), random));
                boolean isTaken = restore(client, other, payload, "mutation " + i + " of seed " + SEED);
                taken += isTaken ? 1 : 0;
            }
            assertThat(taken).isBetween(MUTATIONS / 50, MUTATIONS - MUTATIONS / 50);
        }
    }

    private static boolean restore(RespClient real, RespClient fake, byte[] payload, String name) {
        String text = new String(payload, StandardCharsets.ISO_8859_1);
        String what = name + ": " + HexFormat.of().formatHex(payload);
        RespValue expected = real.call("RESTORE", "key", "0", text, "REPLACE");
        RespValue actual = fake.call("RESTORE", "key", "0", text, "REPLACE");
        boolean ofStream = payload[0] == RdbType.STREAM_LISTPACKS || payload[0] == RdbType.STREAM_LISTPACKS_2;
        if (ofStream && !expected.isError() && actual.isError()) {
            // its ids don't ascend; real Redis takes such a stream, and goes astray when it is used
            real.call("DEL", "key");
            fake.call("DEL", "key");
            return true;
        }
        assertThat(actual).as(what).isEqualTo(expected);
        assertThat(fake.call("DEBUG", "DIGEST-VALUE", "key"))
                .as(what)
                .isEqualTo(real.call("DEBUG", "DIGEST-VALUE", "key"));
        return !expected.isError();
    }

    /** Returns dumps of small values of every encoding, without what seals them. */
    private static List<byte[]> payloads(RespClient client) {
        List<byte[]> payloads = new ArrayList<>();
        for (String line : List.of(
                "SET string hello",
                "SET integer 1000",
                "SET packed " + "abc".repeat(30),
                "RPUSH list a -5 70000 " + "long".repeat(20),
                "HSET hash f v g 12",
                "HSET table f " + "v".repeat(70) + " g 12",
                "SADD integers 1 70000 -3",
                "SADD set a b 12",
                "ZADD zset 1.5 a inf b -3 c",
                "ZADD skiplist 1.5 a inf " + "b".repeat(70),
                "XADD stream 1-1 a b",
                "XADD stream 2-1 a c",
                "XADD stream 2-7 other c and d",
                "XDEL stream 2-1",
                "XGROUP CREATE stream group 0",
                "XREADGROUP GROUP group consumer COUNT 1 STREAMS stream >")) {
            client.call(line.split(" "));
        }
        for (RespValue key : client.call("KEYS", "*").children()) {
            byte[] dump = client.call("DUMP", key.text()).text().getBytes(StandardCharsets.ISO_8859_1);
            payloads.add(Arrays.copyOf(dump, dump.length - FOOTER));
        }
        client.call("FLUSHALL");
        OLD.forEach(hex -> payloads.add(HexFormat.of().parseHex(hex)));
        return payloads;
    }

    private static byte[] damage(byte[] sound, Random random) {
        byte[] damaged = sound.clone();
        switch (random.nextInt(5)) {
            case 0 -> damaged = Arrays.copyOf(damaged, 1 + random.nextInt(damaged.length));
            case 1 -> {
                byte[] length = HexFormat.of().parseHex(LENGTHS.get(random.nextInt(LENGTHS.size())));
                int at = 1 + random.nextInt(damaged.length - 1);
                byte[] longer = Arrays.copyOf(damaged, damaged.length + length.length);
                System.arraycopy(length, 0, longer, at, length.length);
                System.arraycopy(damaged, at, longer, at + length.length, damaged.length - at);
                damaged = longer;
            }
            case 2 -> damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            default -> {
                for (int flips = random.nextInt(3); flips >= 0; flips--) {
                    damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
        }
        return damaged;
    }

    private static byte[] sealed(byte[] value) {
        RdbWriter whole = new RdbWriter();
        whole.raw(value);
        return DumpPayload.withFooter(whole);
    }
}
