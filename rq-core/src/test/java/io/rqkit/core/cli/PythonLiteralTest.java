package io.rqkit.core.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rqkit.core.internal.encoding.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonLiteralTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "None | null",
                "True | true",
                "-12 | -12",
                "+1_000 | 1000",
                "123456789012345678901234567890 | 123456789012345678901234567890",
                "1.5 | 1.5",
                ".5 | 0.5",
                "1. | 1.0",
                "-2e3 | -2000.0",
                "'it\\'s' | \"it's\"",
                "\"a 'b'\\n\\x41\\u00e9\" | \"a 'b'\\nA\\u00e9\"",
                "[] | []",
                "() | []",
                "(1) | 1",
                "(1,) | [1]",
                "( 1, 2, ) | [1, 2]",
                "[1, [2, 'x'], (None, False)] | [1, [2, \"x\"], [null, false]]",
                "{'a': {'b': (1, 2)}, 'c': []} | {\"a\": {\"b\": [1, 2]}, \"c\": []}",
            })
    void aLiteralBecomesJson(String literal, String json) {
        assertThat(Json.text(Json.tree(PythonLiteral.parse(literal)))).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "none",
                "1 2",
                "[1",
                "[1 2]",
                "(1, 2",
                "{'a'}",
                "{1: 2}",
                "{'a' 1}",
                "'a",
                "'\\q'",
                "b'x'",
                "1x",
                "--1",
                "1.2.3",
                "{1, 2}",
                "1j",
                "open('x')",
                "'\\x4'"
            })
    void whatIsNoneIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PythonLiteral.parse(text));
    }

    @Test
    void theMessageSaysWhere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PythonLiteral.parse("[1, x]"))
                .withMessage("no literal of Python at character 6");
    }
}
