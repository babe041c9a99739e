package io.rqkit.fakeredis.internal.rdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.fakeredis.internal.data.ByteArrays;
import io.rqkit.fakeredis.internal.data.HashValue;
import io.rqkit.fakeredis.internal.data.Limits;
import io.rqkit.fakeredis.internal.data.ListValue;
import io.rqkit.fakeredis.internal.data.SetValue;
import io.rqkit.fakeredis.internal.data.StreamEntry;
import io.rqkit.fakeredis.internal.data.StreamGroup;
import io.rqkit.fakeredis.internal.data.StreamId;
import io.rqkit.fakeredis.internal.data.StreamValue;
import io.rqkit.fakeredis.internal.data.StringValue;
import io.rqkit.fakeredis.internal.data.Value;
import io.rqkit.fakeredis.internal.data.ZSetValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DumpPayloadTest {
    private static final String FOOTER_OF_VERSION_10 = "0a00";

    private final Limits limits = new Limits();

    @Test
    void payloadIsThatOfRealRedis() {
        byte[] payload = DumpPayload.of(StringValue.of(bytes("10")), true);

        assertThat(HexFormat.of().formatHex(payload)).isEqualTo("00c00a0a006e9f57450eae63bb");
    }

    @Test
    void checksumIsCrc64OfJones() {
        assertThat(Crc64.of(bytes("123456789"), 9)).isEqualTo(0xe9c6d914c4b8d9caL);
    }

    /** Bytes as Redis 2.2 to 7.0 wrote them. */
    @ParameterizedTest
    @CsvSource({
        "0006626c616e6b73, embstr: blanks",
        "00c0fe, int: -2",
        "00c18403, int: 900",
        "00c2a0860100, int: 100000",
        "00c30940890161 61e07c00016161, raw: 137 bytes",
        "0103c0010161c2a0860100, quicklist: 1 a 100000",
        "0202c0010161, hashtable: 1 a",
        "0202c001c002, intset: 1 2",
        "0302016201320161 01 31, listpack: a=1.0 b=2.0",
        "03030161ff0162fe0163013 1, listpack: a=-Infinity c=1.0 b=Infinity",
        "0501016d000000000000f83f, listpack: m=1.5",
        "0401016103626262, listpack: a=bbb",
        "0910020266310200763102663202007632ff, listpack: f1=v1 f2=v2",
        "0a3030000000250000000800 00c0010004c0020004c00300040161030162030163 03d0a08601000 6e000bca06501000000ff,"
                + " quicklist: 1 2 3 a b c 100000 6000000000",
        "0b100200000004000000 0100020003000400, intset: 1 2 3 4",
        "0b18040000000 4000000a0860100400d0300e0930400801a0600, intset: 100000 200000 300000 400000",
        "0c2020000000 1b00000006000001 6103c00100040162 03c002000401630 3c00300ff, listpack: a=1.0 b=2.0 c=3.0",
        "0d1b1b000000160000000400000266310402763104026632 04027632ff, listpack: f1=v1 f2=v2",
        "0e010d0d0000000a000000010000f8ff, quicklist: 7",
        "1201020a0a00000001008161 02ff, quicklist: a",
        "1201010161, quicklist: a"
    })
    void everyEncodingIsRead(String hex, String expected) {
        assertThat(show(read(hex.replace(" ", "")))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01",
                "0100",
                "0200",
                "0400",
                "0500",
                "1200",
                "10070700000000 00ff",
                "11070700000000 00ff",
                "0202c001c001",
                "040201610162016101 62",
                "0502016d000000000000f83f016d000000000000f83f",
                "0501016d000000000000f87f",
                "0b080200000000000000",
                "0b0803000000010000 00",
                "00c4",
                "0082",
                "00c30405616263",
                "06",
                "08",
                "14",
                "ff",
                "1201030161",
                "120102080a000000010081610 2ff"
            })
    void whatIsNoValueIsRefused(String hex) {
        assertThatThrownBy(() -> read(hex.replace(" ", ""))).isInstanceOf(CorruptRdbException.class);
    }

    @Test
    void anyChangeBreaksTheChecksum() {
        byte[] payload = DumpPayload.of(StringValue.of(bytes("hello")), true);

        assertThat(DumpPayload.isIntact(payload, false)).isTrue();
        for (int i = 0; i < payload.length; i++) {
            byte[] changed = payload.clone();
            changed[i] ^= 1;
            assertThat(DumpPayload.isIntact(changed, false)).as("byte " + i).isFalse();
        }
        assertThat(DumpPayload.isIntact(new byte[9], false)).isFalse();
    }

    @Test
    void versionsAfterTenAreRefused() {
        assertThat(DumpPayload.isIntact(sealed("00c001", "0b00"), false)).isFalse();
        assertThat(DumpPayload.isIntact(sealed("00c001", "0100"), false)).isTrue();
    }

    @Test
    void valuesOfEveryEncodingSurvive() {
        for (Value value : values()) {
            Value same = DumpPayload.read(DumpPayload.of(value, true), limits);

            assertThat(show(same)).isEqualTo(show(value));
        }
    }

    @Test
    void groupsAndPendingEntriesOfStreamsSurvive() {
        StreamValue stream = stream();
        stream.addGroup(bytes("g"), new StreamId(2, 0), StreamGroup.UNKNOWN);
        StreamGroup group = stream.group(bytes("g"));
        group.assign(
                new StreamId(1, 0), group.addPending(new StreamId(1, 0), 77, 3), group.addConsumer(bytes("c"), 55));

        StreamValue same = (StreamValue) DumpPayload.read(DumpPayload.of(stream, true), limits);

        StreamGroup read = same.group(bytes("g"));
        assertThat(read.lastId()).isEqualTo(new StreamId(2, 0));
        assertThat(read.entriesRead()).isEqualTo(StreamGroup.UNKNOWN);
        assertThat(read.consumer(bytes("c")).seenMillis()).isEqualTo(55);
        assertThat(read.consumer(bytes("c")).pending()).containsOnlyKeys(new StreamId(1, 0));
        assertThat(read.pending().get(new StreamId(1, 0)).deliveryMillis()).isEqualTo(77);
        assertThat(read.pending().get(new StreamId(1, 0)).deliveries()).isEqualTo(3);
        assertThat(same.maxDeletedId()).isEqualTo(new StreamId(1, 5));
        assertThat(same.entriesAdded()).isEqualTo(stream.entriesAdded());
        assertThat(same.lastId()).isEqualTo(stream.lastId());
    }

    /** Whatever the bytes are, they are a value or refused; nothing else is thrown, and nothing hangs. */
    @Test
    void mutilatedPayloadsAreReadOrRefused() {
        Random random = new Random(7);
        List<Value> values = values();
        for (int i = 0; i < 20_000; i++) {
            byte[] payload = DumpPayload.of(values.get(random.nextInt(values.size())), true);
            byte[] mutilated = Arrays.copyOf(payload, 1 + random.nextInt(payload.length));
            for (int times = random.nextInt(4); times > 0; times--) {
                mutilated[random.nextInt(mutilated.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(DumpPayload.read(mutilated, limits)).isNotNull();
            } catch (CorruptRdbException refused) {
                assertThat(refused).hasMessageMatching(".+");
            }
        }
    }

    @Test
    void compressionSurvives() {
        Random random = new Random(3);
        Lzf lzf = new Lzf();
        for (int i = 0; i < 2_000; i++) {
            byte[] text = new byte[1 + random.nextInt(600)];
            int letters = 1 + random.nextInt(4);
            for (int j = 0; j < text.length; j++) {
                text[j] = (byte) random.nextInt(random.nextInt(20) == 0 ? 256 : letters);
            }
            byte[] small = lzf.compress(text, text.length);
            if (small != null) {
                assertThat(Lzf.decompress(small, text.length)).isEqualTo(text);
            }
        }
    }

    private List<Value> values() {
        List<Value> values = new ArrayList<>();
        for (String text : List.of("", "x", "-129", "40000", "3000000000", "ab".repeat(500), "y".repeat(45))) {
            values.add(StringValue.of(bytes(text)));
        }
        for (int size : new int[] {1, 50, 700}) {
            ListValue list = new ListValue(limits);
            HashValue hash = new HashValue();
            SetValue set = new SetValue();
            ZSetValue zset = new ZSetValue();
            SetValue integers = new SetValue();
            for (int i = 0; i < size; i++) {
                byte[] text = bytes("element " + i * 1000);
                list.addLast(i % 3 == 0 ? ByteArrays.fromLong((long) i * i * i * 7919 - 5000) : text);
                hash.put(text, bytes("" + i), limits);
                set.add(text, limits);
                zset.add(text, i * 0.5 - 3, limits);
                integers.add(ByteArrays.fromLong((long) i << i % 40), limits);
            }
            values.addAll(List.of(list, hash, set, zset, integers));
        }
        values.add(stream());
        return values;
    }

    private StreamValue stream() {
        StreamValue stream = new StreamValue();
        for (int i = 1; i <= 250; i++) {
            List<byte[]> pairs = i % 7 == 0 ? List.of(bytes("g"), bytes("" + i)) : List.of(bytes("f"), bytes("v" + i));
            stream.add(new StreamEntry(new StreamId(i / 10 + 1, i), pairs), limits);
        }
        stream.deleteAll(List.of(new StreamId(1, 5), new StreamId(1, 1)));
        return stream;
    }

    private Value read(String hex) {
        byte[] payload = sealed(hex, FOOTER_OF_VERSION_10);
        assertThat(DumpPayload.isIntact(payload, false)).isTrue();
        return DumpPayload.read(payload, limits);
    }

    /** Adds a version and the checksum to a value. */
    private static byte[] sealed(String hexOfValue, String hexOfVersion) {
        byte[] summed = HexFormat.of().parseHex(hexOfValue + hexOfVersion);
        RdbWriter whole = new RdbWriter();
        whole.raw(summed);
        whole.littleEndian(Crc64.of(summed, summed.length), Long.BYTES);
        return whole.toByteArray();
    }

    private static String show(Value value) {
        List<String> shown = new ArrayList<>();
        if (value instanceof StringValue string) {
            shown.add(string.size() > 20 ? string.size() + " bytes" : ByteArrays.toAscii(string.bytes()));
        } else if (value instanceof ListValue list) {
            list.forEach(element -> shown.add(ByteArrays.toAscii(element)));
        } else if (value instanceof SetValue set) {
            set.forEach(member -> shown.add(ByteArrays.toAscii(member)));
            if (value.encoding().equals("hashtable")) {
                shown.sort(null);
            }
        } else if (value instanceof HashValue hash) {
            hash.forEach((field, held) -> shown.add(ByteArrays.toAscii(field) + "=" + ByteArrays.toAscii(held)));
            if (value.encoding().equals("hashtable")) {
                shown.sort(null);
            }
        } else if (value instanceof ZSetValue zset) {
            zset.forEach(entry -> shown.add(ByteArrays.toAscii(entry.member()) + "=" + entry.score()));
        } else if (value instanceof StreamValue stream) {
            stream.range(StreamId.MIN, StreamId.MAX, 0, false)
                    .forEach(entry -> shown.add(entry.id() + "="
                            + String.join(
                                    ",",
                                    entry.fieldsAndValues().stream()
                                            .map(ByteArrays::toAscii)
                                            .toList())));
        }
        return value.encoding() + ": " + String.join(" ", shown);
    }

    private static byte[] bytes(String text) {
        return ByteArrays.fromAscii(text);
    }
}
