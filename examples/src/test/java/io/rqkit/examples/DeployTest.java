package io.rqkit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.rqkit.core.Settings;
import io.rqkit.core.cli.ExitCodes;
import io.rqkit.core.cli.Rq;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void theOptionsInTheFilesAreThoseOfTheCommand(@TempDir Path folder) throws Exception {
        String unit = Files.readString(DEPLOY.resolve("rq-worker.service"));
        String image = Files.readString(DEPLOY.resolve("Containerfile"));
        JsonNode pod = new YAMLMapper().readTree(Files.readString(DEPLOY.resolve("worker.yaml")));
        JsonNode ofPod = pod.at("/spec/template/spec/containers/0/args");
        JsonNode ofImage = new ObjectMapper().readTree(found("\nCMD (\\[.*])\n", image));

        for (List<String> arguments : List.of(
                List.of(found("io\\.rqkit\\.core\\.cli\\.Rq (worker .*)\n", unit)
                        .split(" ")),
                texts(ofImage),
                texts(ofPod))) {
            List<String> here = new ArrayList<>(arguments);
            here.set(here.indexOf("--ready") + 1, folder.resolve("ready").toString());
            here.addAll(List.of("--serializer", "json", "--url", "nowhere://"));

            assertThat(run(here)).as("%s", arguments).isEqualTo(ExitCodes.SETTINGS); // 2 would be an unknown option
        }
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static int run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Rq.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    @Test
    void thePageNamesEveryExitCode() throws IOException, IllegalAccessException {
        String page = Files.readString(DEPLOY.resolve("README.md"));
        for (Field code : ExitCodes.class.getFields()) {
            assertThat(page).as(code.getName()).contains("\n| " + code.getInt(null) + " | ");
        }
    }
}
