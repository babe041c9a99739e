package io.rqkit.core.sentinel;

import org.junit.jupiter.api.parallel.Isolated;

/** The fake: the same, and no time passes but by the test. */
@Isolated("how long it takes says nothing beside other tests")
class FakeFailoverTest extends FailoverScenarios {
    private final SentinelSystem system = new FakeSystem();

    @Override
    SentinelSystem system() {
        return system;
    }
}
