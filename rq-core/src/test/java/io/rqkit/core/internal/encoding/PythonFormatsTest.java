package io.rqkit.core.internal.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.core.DeserializationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that were compared with Python 3.11's {@code json.dumps}, {@code repr} and {@code datetime}. */
final class PythonFormatsTest {

    private static String json(Object value) {
        return Json.text(Json.tree(value));
    }

    private static String repr(Object value) {
        return PythonRepr.of(Json.tree(value));
    }

    @ParameterizedTest
    @CsvSource({
        "0.0, 0.0",
        "-0.0, -0.0",
        "1.0, 1.0",
        "0.1, 0.1",
        "123456789.125, 123456789.125",
        "1e15, 1000000000000000.0",
        "1e16, 1e+16",
        "1.5e16, 1.5e+16",
        "1e300, 1e+300",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "1.25e-7, 1.25e-07",
        "-2.5e-10, -2.5e-10",
        "4.9e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308"
    })
    void floatsLookAsInPython(double value, String expected) {
        assertThat(json(value)).isEqualTo(expected);
        assertThat(repr(value)).isEqualTo(expected);
    }

    @Test
    void numbersOfOtherTypesKeepTheirDigits() {
        assertThat(json(0.1f)).isEqualTo("0.1");
        assertThat(json(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
        assertThat(json(BigInteger.TEN.pow(30))).isEqualTo("1" + "0".repeat(30));
        assertThat(json(new BigDecimal("12.50"))).isIn("12.50", "12.5");
        assertThat(json(Double.NaN)).isEqualTo("NaN");
        assertThat(repr(Double.NEGATIVE_INFINITY)).isEqualTo("-inf");
    }

    @Test
    void stringsAreEscapedAsInPython() {
        assertThat(json("\"\\/\b\f\n\r\t\u0001\u007f é😀"))
                .isEqualTo("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u007f \\u00e9\\ud83d\\ude00\"");
    }

    @Test
    void containersHaveASpaceAfterEachSeparator() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("b", Arrays.asList(1, null, true));
        map.put("a", Map.of());
        map.put("c", List.of());

        assertThat(json(map)).isEqualTo("{\"b\": [1, null, true], \"a\": {}, \"c\": []}");
        assertThat(repr(map)).isEqualTo("{'b': [1, None, True], 'a': {}, 'c': []}");
    }

    @Test
    void reprChoosesQuotesAndEscapesAsPythonDoes() {
        assertThat(repr("it's")).isEqualTo("\"it's\"");
        assertThat(repr("\"it's\"")).isEqualTo("'\"it\\'s\"'");
        assertThat(repr("a\\b\n\u0001\u00a0\u200b")).isEqualTo("'a\\\\b\\n\\x01\\xa0\\u200b'");
        assertThat(repr("ключ 😀")).isEqualTo("'ключ 😀'");
    }

    @Test
    void datesHaveSixDigitsAndManyFormsAreRead() {
        Instant instant = Instant.parse("2026-11-23T13:41:53.032964987Z");

        assertThat(RqTime.date(instant)).isEqualTo("2026-11-23T13:41:53.032964Z");
        assertThat(RqTime.date(Instant.ofEpochSecond(0))).isEqualTo("1970-01-01T00:00:00.000000Z");
        assertThat(RqTime.floatSeconds(instant)).isEqualTo("1795441313.032964");
        assertThat(RqTime.floatSeconds(Instant.ofEpochSecond(5))).isEqualTo("5.0");
        assertThat(RqTime.parseDate("2026-11-23T13:41:53Z")).isEqualTo("2026-11-23T13:41:53Z");
        assertThat(RqTime.parseDate("2026-11-23T13:41:53.5+01:00")).isEqualTo("2026-11-23T12:41:53.5Z");
        assertThat(RqTime.parseDate("2026-11-23T13:41:53.5")).isEqualTo("2026-11-23T13:41:53.5Z");
        assertThat(RqTime.parseDate("")).isNull();
        assertThat(RqTime.parseDate("yesterday")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "[1, null, [], {}]",
                "[\"f\", {}, [], {}]",
                "[\"f\", null, {}, {}]",
                "[\"f\", null, [], []]",
                "[\"f\", null, [], {}, 1]",
                "[\"f\", null, [], {}] 1",
                "",
                "nul"
            })
    void dataOfAnotherShapeIsRefused(String text) {
        byte[] stored = Zlib.deflate(text.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> JobData.decode(stored)).isInstanceOf(DeserializationException.class);
    }

    @Test
    void dataSurvivesThereAndBack() {
        JobData data = new JobData(
                "mod.f", List.of(Json.tree(BigInteger.TWO.pow(70)), Json.tree(1.0)), Map.of("é", Json.tree("😀")));

        assertThat(JobData.decode(data.encode(Long.MAX_VALUE))).isEqualTo(data);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 129, 5000})
    void anyDecompressorReadsWhatIsStoredShortOrLong(int length) throws IOException {
        byte[] plain = "[\"ü\"]".repeat(length).substring(0, length).getBytes(StandardCharsets.ISO_8859_1);

        byte[] stream = Zlib.deflate(plain);

        assertThat(stream).startsWith(0x78, 0x9c).hasSizeLessThanOrEqualTo(length + 11);
        assertThat(new InflaterInputStream(new ByteArrayInputStream(stream))).hasBinaryContent(plain);
        assertThat(Zlib.inflateOrRaw(stream)).isEqualTo(plain);
    }

    @Test
    void aStoredStreamWithOneWrongByteIsTakenAsItIs() {
        byte[] stream = Zlib.deflate("[1]".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < stream.length; i++) {
            byte[] wrong = stream.clone();
            wrong[i] ^= 1;

            assertThat(Zlib.inflateOrRaw(wrong)).isEqualTo(wrong);
        }
    }

    @Test
    void bytesThatAreNoZlibStreamAreTakenAsTheyAre() {
        byte[] plain = "[1]".getBytes(StandardCharsets.UTF_8);
        byte[] packed = Zlib.deflate(plain);
        byte[] cut = Arrays.copyOf(packed, packed.length - 3);

        assertThat(Zlib.inflateOrRaw(packed)).isEqualTo(plain);
        assertThat(packed).startsWith(0x78, 0x9c);
        assertThat(Zlib.inflateOrRaw(plain)).isEqualTo(plain);
        assertThat(Zlib.inflateOrRaw(cut)).isEqualTo(cut);
        assertThat(Zlib.inflateOrRaw(new byte[0])).isEmpty();
    }
}
