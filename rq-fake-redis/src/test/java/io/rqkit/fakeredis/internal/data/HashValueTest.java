package io.rqkit.fakeredis.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashValueTest {
    private final Limits limits = new Limits();

    private static Map<String, String> contents(HashValue hash) {
        Map<String, String> contents = new LinkedHashMap<>();
        hash.forEach((field, value) -> contents.put(Bytes.text(field), Bytes.text(value)));
        return contents;
    }

    @ParameterizedTest
    @CsvSource({"1, 512", "2, 512", "3, 0", "4, 20"})
    void behavesAsALinkedHashMap(long seed, long maxEntries) {
        Random random = new Random(seed);
        limits.hashMaxListpackEntries = maxEntries;
        HashValue hash = new HashValue();
        Map<String, String> model = new LinkedHashMap<>();

        for (int step = 0; step < 8000; step++) {
            byte[] field = Bytes.key(random, 60);
            String text = Bytes.text(field);
            if (random.nextInt(3) == 0) {
                assertThat(hash.remove(field)).as("seed %d step %d", seed, step).isEqualTo(model.remove(text) != null);
            } else {
                assertThat(hash.put(field, Bytes.of("v" + step), limits))
                        .as("seed %d step %d", seed, step)
                        .isEqualTo(model.put(text, "v" + step) == null);
            }
            byte[] probe = Bytes.key(random, 60);
            String known = model.get(Bytes.text(probe));
            assertThat(hash.get(probe))
                    .as("seed %d step %d", seed, step)
                    .isEqualTo(known == null ? null : Bytes.of(known));
            assertThat(hash.size()).isEqualTo(model.size());
        }
        assertThat(contents(hash)).as("seed %d", seed).isEqualTo(model);
        assertThat(contents(hash.copy())).as("seed %d", seed).isEqualTo(model);
        if (hash.encoding().equals("listpack")) {
            assertThat(contents(hash).keySet()).as("seed %d", seed).containsExactlyElementsOf(model.keySet());
        }
    }

    @Test
    void listpackKeepsTheOrderOfInsertion() {
        HashValue hash = new HashValue();
        for (String field : List.of("c", "a", "b", "d")) {
            hash.put(Bytes.of(field), Bytes.of("1"), limits);
        }

        hash.put(Bytes.of("a"), Bytes.of("2"), limits);
        hash.remove(Bytes.of("c"));
        hash.put(Bytes.of("c"), Bytes.of("3"), limits);

        assertThat(contents(hash).keySet()).containsExactly("a", "b", "d", "c");
        assertThat(hash.encoding()).isEqualTo("listpack");
    }

    @Test
    void oneFieldMoreThanTheLimitConvertsForGood() {
        HashValue hash = new HashValue();
        for (int i = 0; i < 512; i++) {
            hash.put(Bytes.of("f" + i), Bytes.of("v"), limits);
        }
        assertThat(hash.encoding()).isEqualTo("listpack");
        hash.put(Bytes.of("f0"), Bytes.of("w"), limits);
        assertThat(hash.encoding()).isEqualTo("listpack");

        hash.put(Bytes.of("f512"), Bytes.of("v"), limits);
        assertThat(hash.encoding()).isEqualTo("hashtable");

        hash.remove(Bytes.of("f512"));
        assertThat(hash.encoding()).isEqualTo("hashtable");
        assertThat(hash.copy().encoding()).isEqualTo("hashtable");
        assertThat(hash.size()).isEqualTo(512);
    }

    @ParameterizedTest
    @CsvSource({"64, 64, listpack", "65, 1, hashtable", "1, 65, hashtable"})
    void longFieldOrValueConverts(int fieldLength, int valueLength, String encoding) {
        HashValue hash = new HashValue();

        hash.put(Bytes.repeat('f', fieldLength), Bytes.repeat('v', valueLength), limits);

        assertThat(hash.encoding()).isEqualTo(encoding);
        assertThat(hash.get(Bytes.repeat('f', fieldLength))).hasSize(valueLength);
    }

    @Test
    void loweredLimitConvertsAtTheNextPutOnly() {
        HashValue hash = new HashValue();
        hash.put(Bytes.of("a"), Bytes.of("1"), limits);
        hash.put(Bytes.of("b"), Bytes.of("1"), limits);
        limits.hashMaxListpackEntries = 1;

        assertThat(hash.encoding()).isEqualTo("listpack");
        hash.put(Bytes.of("a"), Bytes.of("2"), limits);

        assertThat(hash.encoding()).isEqualTo("hashtable");
        assertThat(contents(hash)).containsEntry("a", "2").containsEntry("b", "1");
    }

    @ParameterizedTest
    @CsvSource({"10", "600"})
    void scanAndRandomReachEveryField(int fields) {
        HashValue hash = new HashValue();
        for (int i = 0; i < fields; i++) {
            hash.put(Bytes.of("f" + i), Bytes.of("v" + i), limits);
        }
        List<String> scanned = new ArrayList<>();
        Set<String> drawn = new HashSet<>();
        Random random = new Random(5);

        long cursor = 0;
        do {
            cursor = hash.scan(cursor, (field, value) -> scanned.add(Bytes.text(field) + Bytes.text(value)));
        } while (cursor != 0);
        for (int i = 0; i < 40 * fields; i++) {
            drawn.add(Bytes.text(hash.randomField(random)));
        }

        assertThat(scanned).hasSize(fields).doesNotHaveDuplicates().contains("f3v3");
        assertThat(drawn).hasSize(fields);
    }

    @Test
    void randomFieldOfAnEmptyHashThrows() {
        assertThatThrownBy(() -> new HashValue().randomField(new Random(1))).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void copyIsIndependent() {
        HashValue hash = new HashValue();
        hash.put(Bytes.of("a"), Bytes.of("1"), limits);

        HashValue copy = hash.copy();
        hash.put(Bytes.of("a"), Bytes.of("2"), limits);
        copy.put(Bytes.of("b"), Bytes.of("3"), limits);

        assertThat(contents(copy)).containsEntry("a", "1").hasSize(2);
        assertThat(contents(hash)).containsEntry("a", "2").hasSize(1);
    }
}
