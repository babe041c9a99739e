package io.rqkit.examples.fake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailoverTest {
    @Test
    void whatWasWrittenBeforeAFailoverIsThereAfterIt() {
        assertThat(Failover.greetingAfterFailover()).isEqualTo("hello");
    }
}
