package io.rqkit.fakeredis.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.internal.engine.AofManifest.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AofManifestTest {
    @TempDir
    Path directory;

    Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("x.manifest");
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        AofManifest written = new AofManifest(
                new Entry("a b\"c.3.base.rdb", 3), List.of(new Entry("x.4.incr.aof", 4), new Entry("x.9.incr.aof", 9)));

        written.write(file);

        assertThat(AofManifest.read(file)).isEqualTo(written);
        assertThat(Files.readString(file)).endsWith("file x.4.incr.aof seq 4 type i\nfile x.9.incr.aof seq 9 type i\n");
    }

    @Test
    void commentsHistoryAndWordsOfLaterReleasesArePassedOver() throws IOException {
        Files.writeString(file, "# any\nSEQ 1 type h FILE old\n file x.2 seq 2 type incr later 5 \n");

        assertThat(AofManifest.read(file)).isEqualTo(new AofManifest(null, List.of(new Entry("x.2", 2))));
    }

    @Test
    void aFileThatIsNotThereNamesNone() throws IOException {
        assertThat(AofManifest.read(file)).isEqualTo(new AofManifest(null, List.of()));
    }

    /** The texts are those that real Redis logs before it ends. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "~~; Found an empty AOF manifest",
                "|; Invalid AOF manifest file format at line 1 of x.manifest",
                "file x seq 1; Invalid AOF manifest file format at line 1 of x.manifest",
                "file x seq one type b; Invalid AOF manifest file format at line 1 of x.manifest",
                "file x seq 1 type b more; Invalid AOF manifest file format at line 1 of x.manifest",
                "file \"x seq 1 type b; Invalid AOF manifest file format at line 1 of x.manifest",
                "file ../x seq 1 type b; File can't be a path, just a filename at line 1 of x.manifest",
                "file x seq 1 type b|file y seq 2 type b; Found duplicate base file information at line 2 of x.manifest",
                "#|file x seq 2 type i|file y seq 2 type i; Found a non-monotonic sequence number at line 3 of x.manifest",
                "file x seq 1 type q; Unknown AOF file type at line 1 of x.manifest",
            })
    void whatRedisWouldNotHaveWrittenIsRefused(String lines, String error) throws IOException {
        Files.writeString(file, lines.isEmpty() ? "" : lines.replace('|', '\n') + "\n");

        assertThatThrownBy(() -> AofManifest.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(error);
    }

    @Test
    void aServerThatCannotReadItsManifestDoesNotStartAndSaysWhy() throws IOException {
        Path files = Files.createDirectory(directory.resolve("appendonlydir"));
        Files.writeString(files.resolve("appendonly.aof.manifest"), "nonsense\n");

        assertThatThrownBy(() -> FakeRedis.builder()
                        .config("dir", directory.toString())
                        .config("appendonly", "yes")
                        .build())
                .hasMessageContaining("Cannot use the append-only file (Invalid AOF manifest file format at line 1");
    }
}
