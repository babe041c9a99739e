package io.rqkit.fakeredis.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetValueTest {
    private final Limits limits = new Limits();

    private SetValue setOf(String... members) {
        SetValue set = new SetValue();
        for (String member : members) {
            set.add(Bytes.of(member), limits);
        }
        return set;
    }

    private static List<String> texts(SetValue set) {
        List<String> texts = new ArrayList<>();
        set.forEach(member -> texts.add(Bytes.text(member)));
        return texts;
    }

    @ParameterizedTest
    @CsvSource({"1, '', 512", "2, '', 50", "3, 'm', 512", "4, '', 0"})
    void behavesAsASet(long seed, String prefix, long maxEntries) {
        Random random = new Random(seed);
        limits.setMaxIntsetEntries = maxEntries;
        SetValue set = new SetValue();
        Set<String> model = new HashSet<>();

        for (int step = 0; step < 8000; step++) {
            String text = prefix + (random.nextInt(150) - 75);
            byte[] member = Bytes.of(text);
            assertThat(set.contains(member)).as("seed %d step %d", seed, step).isEqualTo(model.contains(text));
            if (random.nextInt(5) < 2) {
                assertThat(set.remove(member)).as("seed %d step %d", seed, step).isEqualTo(model.remove(text));
            } else {
                assertThat(set.add(member, limits))
                        .as("seed %d step %d", seed, step)
                        .isEqualTo(model.add(text));
            }
            assertThat(set.size()).isEqualTo(model.size());
        }
        assertThat(texts(set)).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(model);
        assertThat(texts(set.copy())).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(model);
    }

    @Test
    void integersAreVisitedInAscendingOrder() {
        SetValue set = setOf("10", "-5", "9223372036854775807", "2", "-9223372036854775808", "70000");

        assertThat(texts(set)).containsExactly("-9223372036854775808", "-5", "2", "10", "70000", "9223372036854775807");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "01", "+1", "-0", "", "9223372036854775808"})
    void firstMemberThatIsNoIntegerConvertsForGood(String member) {
        SetValue set = setOf("1", "2");

        set.add(Bytes.of(member), limits);
        set.remove(Bytes.of(member));

        assertThat(set.encoding()).isEqualTo("hashtable");
        assertThat(texts(set)).containsExactlyInAnyOrder("1", "2");
        assertThat(set.copy().encoding()).isEqualTo("hashtable");
    }

    @Test
    void oneIntegerMoreThanTheLimitConverts() {
        SetValue set = new SetValue();
        for (int i = 0; i < 512; i++) {
            set.add(ByteArrays.fromLong(i), limits);
        }

        assertThat(set.encoding()).isEqualTo("intset");
        set.add(ByteArrays.fromLong(3), limits);
        assertThat(set.encoding()).isEqualTo("intset");
        set.add(ByteArrays.fromLong(512), limits);

        assertThat(set.encoding()).isEqualTo("hashtable");
        assertThat(set.size()).isEqualTo(513);
    }

    @Test
    void textThatIsNoIntegerIsNotFoundAmongIntegers() {
        SetValue set = setOf("1");

        assertThat(set.contains(Bytes.of("01"))).isFalse();
        assertThat(set.remove(Bytes.of("+1"))).isFalse();
        assertThat(set.encoding()).isEqualTo("intset");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m"})
    void popEmptiesAndScanVisitsAll(String prefix) {
        SetValue set = new SetValue();
        for (int i = 0; i < 100; i++) {
            set.add(Bytes.of(prefix + i), limits);
        }
        List<String> scanned = new ArrayList<>();
        Set<String> popped = new HashSet<>();
        Random random = new Random(3);

        long cursor = 0;
        do {
            cursor = set.scan(cursor, member -> scanned.add(Bytes.text(member)));
        } while (cursor != 0);
        while (set.size() > 0) {
            popped.add(Bytes.text(set.pop(random)));
        }

        assertThat(scanned).hasSize(100).doesNotHaveDuplicates();
        assertThat(popped).hasSize(100);
        assertThatThrownBy(() -> set.random(random)).isInstanceOf(NoSuchElementException.class);
    }

    @ParameterizedTest
    @CsvSource({"2, hashtable", "8, intset"})
    void popOfNearlyAllMakesANewSetOfTheFewThatStay(int count, String encoding) {
        SetValue set = setOf("a", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        set.remove(Bytes.of("a"));
        List<String> popped = new ArrayList<>();

        set.pop(count, new Random(6), limits, member -> popped.add(Bytes.text(member)));

        assertThat(set.encoding()).isEqualTo(encoding);
        assertThat(popped).hasSize(count);
        popped.addAll(texts(set));
        assertThat(popped).containsExactlyInAnyOrder("1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    @Test
    void popOfAllIsTheCallersDelete() {
        SetValue set = setOf("1", "2");

        assertThatThrownBy(() -> set.pop(2, new Random(1), limits, member -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(set.size()).isEqualTo(2);
    }

    @Test
    void copyIsIndependent() {
        SetValue set = setOf("1", "2");

        SetValue copy = set.copy();
        set.remove(Bytes.of("1"));
        copy.add(Bytes.of("0"), limits);

        assertThat(texts(copy)).containsExactly("0", "1", "2");
        assertThat(texts(set)).containsExactly("2");
    }
}
