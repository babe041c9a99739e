package io.rqkit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.rqkit.core.Settings;
import io.rqkit.core.cli.ExitCodes;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The files for production hold what they seem to. */
class DeployTest {
    private static final Path DEPLOY = Path.of("deploy");
    private static final Path SYSTEMD_VERIFIER = Path.of("/usr/bin/systemd-analyze");

    @Test
    void systemdAcceptsTheUnit() throws IOException, InterruptedException {
        assumeThat(SYSTEMD_VERIFIER).as("systemd's verifier").exists();
        Process verifier = new ProcessBuilder(
                        SYSTEMD_VERIFIER.toString(),
                        "verify",
                        DEPLOY.resolve("rq-worker.service").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(verifier.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(verifier.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(verifier.exitValue()).as(said).isZero();
        assertThat(said.lines().filter(line -> line.contains("rq-worker.service")))
                .isEmpty();
    }

    @Test
    void theSentinelSettingsAreRead() {
        Settings settings = Settings.fromFile(DEPLOY.resolve("sentinel.yml"));
        assertThat(settings.queues()).isEqualTo(List.of("high", "default"));
        assertThat(settings)
                .hasToString("the master 'mymaster' of the sentinels at sentinel-1:26379, sentinel-2:26379,"
                        + " sentinel-3:26379, database 0 as jobs");
    }

    @Test
    void thePageNamesEveryExitCode() throws IOException, IllegalAccessException {
        String page = Files.readString(DEPLOY.resolve("README.md"));
        for (Field code : ExitCodes.class.getFields()) {
            assertThat(page).as(code.getName()).contains("\n| " + code.getInt(null) + " | ");
        }
    }
}
