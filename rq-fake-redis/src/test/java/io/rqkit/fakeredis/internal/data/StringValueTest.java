package io.rqkit.fakeredis.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StringValueTest {
    @ParameterizedTest
    @CsvSource({
        "0, int",
        "-9223372036854775808, int",
        "9223372036854775808, embstr",
        "007, embstr",
        "1.5, embstr",
        "'', embstr"
    })
    void encodingOfWhatWasSetFollowsItsText(String text, String encoding) {
        assertThat(StringValue.of(Bytes.of(text)).encoding()).isEqualTo(encoding);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, -7, 10, 99, -100, 4294967295L, 4294967296L, Long.MAX_VALUE, Long.MIN_VALUE})
    void integersReadAsTheirText(long number) {
        byte[] text = Bytes.of(Long.toString(number));
        StringValue value = StringValue.of(text);

        assertThat(value.encoding()).isEqualTo("int");
        assertThat(value.bytes()).isEqualTo(text);
        assertThat(value.length()).isEqualTo(text.length);
        assertThat(value.asLong()).isEqualTo(number);
        assertThat(value.byteAt(text.length - 1)).isEqualTo(text[text.length - 1]);
        assertThat(value.copy().bytes()).isEqualTo(text);
        assertThat(value.append(Bytes.of("!"))).isEqualTo(text.length + 1);
        assertThat(value.bytes()).isEqualTo(Bytes.of(number + "!"));
        assertThat(value.encoding()).isEqualTo("raw");
    }

    @Test
    void upTo44BytesAreEmbstr() {
        assertThat(StringValue.of(Bytes.repeat('x', 44)).encoding()).isEqualTo("embstr");
        assertThat(StringValue.of(Bytes.repeat('x', 45)).encoding()).isEqualTo("raw");
    }

    @Test
    void textIsNeverInt() {
        StringValue value = StringValue.ofText(Bytes.of("5"));

        assertThat(value.encoding()).isEqualTo("embstr");
        assertThat(value.isLong()).isTrue();
        assertThat(value.asLong()).isEqualTo(5);
    }

    @Test
    void everyInPlaceChangeMakesRaw() {
        StringValue appended = StringValue.ofLong(12);
        StringValue ranged = StringValue.ofLong(12);
        StringValue bitted = StringValue.ofLong(12);
        StringValue untouched = StringValue.ofLong(12);

        appended.append(ByteArrays.EMPTY);
        ranged.setRange(1, Bytes.of("3"));
        bitted.setBit(0, false);

        assertThat(appended.encoding()).isEqualTo("raw");
        assertThat(ranged.encoding()).isEqualTo("raw");
        assertThat(bitted.encoding()).isEqualTo("raw");
        assertThat(untouched.encoding()).isEqualTo("int");
        assertThat(ranged.asLong()).isEqualTo(13);
    }

    @Test
    void bytesHandedOutNeverChange() {
        byte[] given = Bytes.of("abc");
        StringValue value = StringValue.of(given);

        byte[] before = value.bytes();
        value.setByte(0, (byte) 'X');
        byte[] between = value.bytes();
        value.append(Bytes.of("def"));
        value.setRange(1, Bytes.of("YZ"));

        assertThat(given).asString().isEqualTo("abc");
        assertThat(before).asString().isEqualTo("abc");
        assertThat(between).asString().isEqualTo("Xbc");
        assertThat(value.bytes()).asString().isEqualTo("XYZdef");
    }

    @Test
    void copyKeepsTheEncodingAndSharesNothing() {
        StringValue value = StringValue.ofLong(12);
        value.append(Bytes.of("3"));

        StringValue copy = value.copy();
        value.setByte(0, (byte) '9');

        assertThat(copy.encoding()).isEqualTo("raw");
        assertThat(copy.bytes()).asString().isEqualTo("123");
        assertThat(StringValue.ofLong(1).copy().encoding()).isEqualTo("int");
    }

    @Test
    void setRangePadsWithZeroBytes() {
        StringValue value = StringValue.ofRaw(ByteArrays.EMPTY);

        int length = value.setRange(3, Bytes.of("x"));

        assertThat(length).isEqualTo(4);
        assertThat(value.bytes()).containsExactly(0, 0, 0, 'x');
    }

    @Test
    void bitsCountFromTheHighestOfTheFirstByte() {
        StringValue value = StringValue.ofRaw(ByteArrays.EMPTY);

        assertThat(value.setBit(7, true)).isFalse();
        assertThat(value.setBit(8, true)).isFalse();
        assertThat(value.setBit(8, true)).isTrue();

        assertThat(value.bytes()).containsExactly(1, 0x80);
        assertThat(value.bit(7)).isTrue();
        assertThat(value.bit(6)).isFalse();
        assertThat(value.bit(4_294_967_295L)).isFalse();
    }

    @Test
    void accessBeyondTheLengthThrowsEvenIfThereIsRoom() {
        StringValue value = StringValue.ofRaw(Bytes.repeat('x', 10));
        value.append(Bytes.of("y"));

        assertThatThrownBy(() -> value.byteAt(11)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> value.setByte(11, (byte) 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> value.slice(0, 12)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(value.slice(9, 11)).asString().isEqualTo("xy");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void behavesAsAByteArray(long seed) {
        Random random = new Random(seed);
        StringValue value = StringValue.of(ByteArrays.EMPTY);
        byte[] model = {};

        for (int step = 0; step < 3000; step++) {
            byte[] patch = new byte[random.nextInt(4)];
            random.nextBytes(patch);
            int offset = random.nextBoolean() ? model.length : random.nextInt(model.length + 3);
            model = Arrays.copyOf(model, Math.max(model.length, offset + patch.length));
            System.arraycopy(patch, 0, model, offset, patch.length);
            value.setRange(offset, patch);
            assertThat(value.length()).as("seed %d step %d", seed, step).isEqualTo(model.length);
            if (random.nextInt(5) == 0) {
                assertThat(value.bytes()).as("seed %d step %d", seed, step).isEqualTo(model);
            }
        }
    }
}
