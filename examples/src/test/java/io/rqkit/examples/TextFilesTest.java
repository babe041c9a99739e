package io.rqkit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFilesTest {
    @Test
    void leavesOutBinaryAndBuiltFilesAndWhatGitKeeps(@TempDir Path root) throws Exception {
        Path text = Files.writeString(root.resolve("b.txt"), "one two");
        Path nested = Files.writeString(Files.createDirectory(root.resolve("a")).resolve("c.txt"), "three");
        Files.writeString(root.resolve("image"), "a\0b");
        Path hidden = Files.writeString(root.resolve(".gitignore"), "four");
        Files.writeString(Files.createDirectory(root.resolve(".git")).resolve("HEAD"), "ref");
        Files.writeString(Files.createDirectory(root.resolve("target")).resolve("built.txt"), "five");

        assertThat(TextFiles.under(root)).containsExactly(hidden, nested, text);
    }

    @Test
    void aFileStandsForItself(@TempDir Path root) throws Exception {
        Path binary = Files.writeString(root.resolve("image"), "a\0b");

        assertThat(TextFiles.under(binary)).containsExactly(binary);
    }

    @Test
    void aMissingFolderIsAnError(@TempDir Path root) {
        assertThatThrownBy(() -> TextFiles.under(root.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }
}
