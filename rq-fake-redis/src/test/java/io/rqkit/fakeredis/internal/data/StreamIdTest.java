package io.rqkit.fakeredis.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamIdTest {
    @Test
    void orderIsUnsignedByMillisThenBySequence() {
        assertThat(new StreamId(1, 5)).isLessThan(new StreamId(2, 0)).isGreaterThan(new StreamId(1, 4));
        assertThat(new StreamId(-1, 0)).isGreaterThan(new StreamId(Long.MAX_VALUE, 0));
        assertThat(new StreamId(0, -1)).isGreaterThan(new StreamId(0, 1));
        assertThat(StreamId.MIN).isLessThan(StreamId.MAX);
    }

    @Test
    void textIsUnsigned() {
        assertThat(new StreamId(1526919030474L, 55)).hasToString("1526919030474-55");
        assertThat(StreamId.MAX).hasToString("18446744073709551615-18446744073709551615");
    }
}
