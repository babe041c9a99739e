package io.rqkit.core.sentinel;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Real Redis 7.0.15: processes that are killed. */
class RealFailoverTest extends FailoverScenarios {
    @TempDir
    private Path directory;

    private SentinelSystem system;

    @BeforeEach
    void start() {
        system = RealSystem.start(directory);
    }

    @Override
    SentinelSystem system() {
        return system;
    }
}
