package io.rqkit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordCounterTest {
    private static final Pattern COREUTILS = Pattern.compile("GNU coreutils\\) 9\\.(\\d+)");
    private static final long SEED = 7;

    /** Whatever decides between one word and two, or none and one. */
    private static final List<String> PIECES = List.of(
            "a",
            "Z9",
            "_",
            " ",
            "\n",
            "\t",
            "\r",
            "\f",
            "\u000b",
            "\0",
            "\u0001",
            "\u001c",
            "\u007f",
            "\u0085",
            "\u00a0",
            "\u00e9",
            "\u1680",
            "\u180e",
            "\u2003",
            "\u2007",
            "\u200b",
            "\u2028",
            "\u2029",
            "\u202f",
            "\u205f",
            "\u2060",
            "\u3000",
            "\ufeff",
            "\uffff",
            "\ud83d\ude00");

    private static final List<String> MALFORMED = List.of(
            "ff", "80", "c0af", "c3", "e282", "e08080", "eda080", "f09f98", "f0808080", "f4908080", "f8888080", "fe");

    /** Each number is what wc -w of coreutils 9.1 printed for these bytes under C.UTF-8. */
    @ParameterizedTest
    @CsvSource({
        "61 20 62,     2", "20 0a 09,    0", "61 0b 62 0c 63, 3", "61 0d 0a 62, 2",
        "00,           0", "61 00 62,    1", "01,             0", "61 01 62,    1",
        "ff,           0", "61 ff 62,    1", "61 c2 a0 62,    2", "61 c2 85 62, 1",
        "61 e2 81 a0 62, 2", "e2 80 a8,  0", "61 e2 80 a8 62, 1", "cd b8,       0",
        "61 e1 a0 8e 62, 1", "c3 a9,     1", "e2 82 20 61,    1", "e2 82,       0",
    })
    void countsWhatWcCounts(String hex, long words) {
        byte[] text = HexFormat.ofDelimiter(" ").parseHex(hex);

        long counted = WordCounter.count(text);

        assertThat(counted).isEqualTo(words);
    }

    @Test
    void emptyTextHasNoWords() {
        assertThat(WordCounter.count(new byte[0])).isZero();
    }

    @Test
    void agreesWithWcOnThisModulesSources() throws Exception {
        assumeTrue(wcMinorVersion() > 0, "no wc of GNU coreutils 9 here");

        List<Path> sources = TextFiles.under(Path.of("src"));

        assertThat(sources).isNotEmpty();
        for (Path source : sources) {
            assertThat(WordCounter.count(source)).as(source.toString()).isEqualTo(wc(source));
        }
    }

    @Test
    void agreesWithWcOnMalformedText(@TempDir Path folder) throws Exception {
        int version = wcMinorVersion();
        assumeTrue(version > 0 && version < 5, "no wc of GNU coreutils 9.1 to 9.4 here");
        Random random = new Random(SEED);

        for (int i = 0; i < 20; i++) {
            Path file = Files.write(folder.resolve("text" + i), randomText(random, 40_000));
            assertThat(WordCounter.count(file)).as("seed %d, file %d", SEED, i).isEqualTo(wc(file));
        }
    }

    private static byte[] randomText(Random random, int pieces) {
        var text = new ByteArrayOutputStream();
        for (int i = 0; i < pieces; i++) {
            text.writeBytes(
                    random.nextInt(4) == 0
                            ? HexFormat.of().parseHex(MALFORMED.get(random.nextInt(MALFORMED.size())))
                            : PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8));
        }
        return text.toByteArray();
    }

    private static long wc(Path file) throws Exception {
        return Long.parseLong(output("wc", "-w", file.toString()).strip().split(" ")[0]);
    }

    /** Returns 0 if there is no wc of coreutils 9. */
    private static int wcMinorVersion() throws Exception {
        try {
            Matcher version = COREUTILS.matcher(output("wc", "--version"));
            return version.find() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException missing) {
            return 0;
        }
    }

    private static String output(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().remove("POSIXLY_CORRECT");
        Process process = builder.redirectErrorStream(true).start();
        try (InputStream in = process.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            process.waitFor();
        }
    }
}
