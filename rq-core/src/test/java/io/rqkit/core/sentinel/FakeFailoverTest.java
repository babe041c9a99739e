package io.rqkit.core.sentinel;

/** The fake: the same, and no time passes but by the test. */
class FakeFailoverTest extends FailoverScenarios {
    private final SentinelSystem system = new FakeSystem();

    @Override
    SentinelSystem system() {
        return system;
    }
}
