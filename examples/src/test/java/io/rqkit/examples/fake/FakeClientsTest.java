package io.rqkit.examples.fake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FakeClientsTest {
    @Test
    void aClientInProcessReadsWhatItWrote() {
        assertThat(FakeClients.inProcess()).isEqualTo("hello");
    }

    @Test
    void aClientOverTcpIsAnswered() {
        assertThat(FakeClients.overTcp()).isEqualTo("PONG");
    }

    @Test
    void aQueueWorksInProcess() {
        assertThat(FakeClients.queueSize()).isOne();
    }

    @Test
    void aSessionOfAnHourIsGoneAfterOne() {
        assertThat(FakeClients.anHourLater()).isFalse();
    }
}
