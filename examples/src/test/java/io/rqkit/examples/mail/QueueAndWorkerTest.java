package io.rqkit.examples.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.Queue;
import io.rqkit.examples.Backend;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.UnifiedJedis;

@Timeout(60)
class QueueAndWorkerTest {
    @Test
    void allThreeJobsRunAndTheResultComesBack(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("text"), "a b c");
        try (Backend backend = Backend.open("fake");
                UnifiedJedis redis = backend.connect()) {
            long words = QueueAndWorker.words(redis, file.toString());

            assertThat(words).isEqualTo(3);
            assertThat(new Queue("mail", redis).finished().size()).isEqualTo(3);
        }
    }
}
