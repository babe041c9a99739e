package io.rqkit.fakeredis.internal.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expectations are what INCRBYFLOAT replied on real Redis. */
class LongDoubleTest {
    @ParameterizedTest
    @CsvSource({
        "3, 3",
        "-0, 0",
        "0.1, 0.1",
        "1e3, 1000",
        ".5, 0.5",
        "5., 5",
        "0x1p-3, 0.125",
        "1e-18, 0",
        "-1e-18, 0",
        "9223372036854775807, 9223372036854775807",
        "18446744073709551615, 18446744073709551615",
        "18446744073709551617, 18446744073709551616"
    })
    void parsesAndFormats(String text, String formatted) {
        assertThat(parse(text)).hasToString(formatted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "1 ", "nan", "1e", "0x", ".", "-", "1e4933", "1e-5000", "1,5", "1e99999999999"})
    void refusesWhatIsNoNumberOrOutOfRange(String text) {
        assertThatThrownBy(() -> parse(text)).isSameAs(Errors.NOT_A_FLOAT);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.2, 0.3",
        "0.3, -5.0e3, -4999.70000000000000018",
        "18446744073709551615, 0.5, 18446744073709551616",
        "1, -1, 0"
    })
    void sumHas64BitsOfMantissa(String first, String second, String sum) {
        assertThat(parse(first).plus(parse(second))).hasToString(sum);
    }

    @Test
    void infinityIsReadButIsNoFiniteSum() {
        assertThat(parse("-inf").isFinite()).isFalse();
        assertThat(parse("1").plus(parse("Infinity")).isFinite()).isFalse();
        assertThat(parse("1.1e4932").plus(parse("1.1e4932")).isFinite()).isFalse();
    }

    private static LongDouble parse(String text) {
        return LongDouble.parse(text.getBytes(StandardCharsets.ISO_8859_1), Errors.NOT_A_FLOAT);
    }
}
