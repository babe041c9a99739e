package io.rqkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the README and the pages under docs true. */
class ReadmeTest {
    private static final Path PROJECT = Path.of("..");
    private static final List<Path> PAGES = List.of(
            Path.of("README.md"),
            Path.of("rq-core", "JOBS.md"),
            Path.of("examples", "deploy", "README.md"),
            Path.of("examples", "python", "README.md"));
    private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)");
    private static final Pattern PROGRAM = Pattern.compile("`(io\\.rqkit\\.examples\\.[\\w.]+)`");

    @Test
    void eachSnippetIsPartOfASourceThatCompiles() throws IOException {
        List<String> sources = sources();
        List<String> snippets = matches(SNIPPET);

        assertThat(snippets).hasSizeGreaterThanOrEqualTo(8);
        assertThat(snippets)
                .allSatisfy(snippet -> assertThat(sources)
                        .as(snippet)
                        .anyMatch(source -> source.contains("\n" + dense(snippet) + "\n")));
    }

    @Test
    void eachLinkLeadsToAFile() throws IOException {
        for (Path page : PAGES) {
            List<String> links = LINK.matcher(Files.readString(PROJECT.resolve(page)))
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .toList();

            assertThat(links).isNotEmpty();
            assertThat(links)
                    .allSatisfy(link -> assertThat(PROJECT.resolve(page).resolveSibling(link))
                            .exists());
        }
    }

    @Test
    void eachProgramIsThere() throws Exception {
        List<String> programs = matches(PROGRAM);

        assertThat(programs).isNotEmpty();
        for (String program : programs) {
            assertThat(Class.forName(program)).hasDeclaredMethods("main");
        }
    }

    private static List<String> matches(Pattern pattern) throws IOException {
        List<String> matches = new ArrayList<>();
        for (Path page : PAGES) {
            pattern.matcher(Files.readString(PROJECT.resolve(page)))
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .forEach(matches::add);
        }
        return matches;
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> "\n" + dense(read(file)) + "\n")
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the text without indentation and empty lines. */
    private static String dense(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }
}
