package io.rqkit.fakeredis.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteArraysTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "-1", "10", "9223372036854775807", "-9223372036854775808"})
    void canonicalIntegersSurviveTheWayThereAndBack(String text) {
        byte[] bytes = Bytes.of(text);

        assertThat(ByteArrays.isLong(bytes)).isTrue();
        assertThat(ByteArrays.toLong(bytes)).isEqualTo(Long.parseLong(text));
        assertThat(ByteArrays.fromLong(Long.parseLong(text))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+1",
                "-0",
                "00",
                "01",
                "-01",
                " 1",
                "1 ",
                "1.0",
                "1e3",
                "0x1",
                "a",
                "9223372036854775808",
                "-9223372036854775809",
                "99999999999999999999",
                "18446744073709551616",
                "100000000000000000000"
            })
    void otherTextsAreNoIntegers(String text) {
        assertThat(ByteArrays.isLong(Bytes.of(text))).isFalse();
        assertThatThrownBy(() -> ByteArrays.toLong(Bytes.of(text))).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void everyIntegerIsCanonicalInItsOwnText() {
        Random random = new Random(1);

        for (int i = 0; i < 10_000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            assertThat(ByteArrays.toLong(ByteArrays.fromLong(value))).isEqualTo(value);
        }
    }

    @Test
    void orderIsUnsignedAndPrefixesComeFirst() {
        assertThat(ByteArrays.compare(new byte[] {(byte) 0x80}, new byte[] {0x7f}))
                .isPositive();
        assertThat(ByteArrays.compare(Bytes.of("ab"), Bytes.of("abc"))).isNegative();
        assertThat(ByteArrays.compare(Bytes.of("b"), Bytes.of("abc"))).isPositive();
        assertThat(ByteArrays.compare(Bytes.of("abc"), Bytes.of("abc"))).isZero();
        assertThat(ByteArrays.compare(ByteArrays.EMPTY, Bytes.of("a"))).isNegative();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%d", "key:%06d", "a key with a common end and %d in it, then sixteen more"})
    void keysThatDifferInDigitsSpreadOverSlots(String pattern) {
        int[] slots = new int[1 << 12];

        for (int i = 0; i < slots.length; i++) {
            slots[ByteArrays.hash(Bytes.of(String.format(pattern, i)), 7) & slots.length - 1]++;
        }

        // drawn evenly, e in 1 of them would stay empty, and none would be hit ten times
        assertThat(Arrays.stream(slots).filter(count -> count == 0).count()).isBetween(1_350L, 1_660L);
        assertThat(Arrays.stream(slots).max().orElseThrow()).isLessThan(10);
    }

    @Test
    void eachBitOfAKeyTellsInTheHash() {
        byte[] key = Bytes.of("a key of nineteen b");
        Set<Integer> hashes = new HashSet<>();

        for (int bit = 0; bit < key.length * Byte.SIZE; bit++) {
            byte[] changed = key.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            hashes.add(ByteArrays.hash(changed, 0));
        }

        assertThat(hashes).hasSize(key.length * Byte.SIZE).doesNotContain(ByteArrays.hash(key, 0));
    }

    @Test
    void zerosAtTheEndTell() {
        Set<Integer> hashes = new HashSet<>();

        for (int length = 0; length < 100; length++) {
            hashes.add(ByteArrays.hash(new byte[length], 0));
        }

        assertThat(hashes).hasSize(100);
    }

    @Test
    void seedsGiveDifferentHashes() {
        Set<Integer> hashes = new HashSet<>();

        for (int seed = 0; seed < 1000; seed++) {
            hashes.add(ByteArrays.hash(Bytes.of("key"), seed));
        }

        assertThat(hashes).hasSizeGreaterThan(995);
    }
}
