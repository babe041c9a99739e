package io.rqkit.fakeredis.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListValueTest {
    private static ListValue listOf(String... elements) {
        ListValue list = new ListValue(new Limits());
        for (String element : elements) {
            list.addLast(Bytes.of(element));
        }
        return list;
    }

    private static List<String> texts(ListValue list) {
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(Bytes.text(element)));
        return texts;
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "2, 1", "3, 16", "4, -1", "5, -2", "6, 0"})
    void behavesAsAnArrayList(long seed, int maxListpackSize) {
        Random random = new Random(seed);
        Limits limits = new Limits();
        limits.listMaxListpackSize = maxListpackSize;
        ListValue list = new ListValue(limits);
        List<String> model = new ArrayList<>();

        for (int step = 0; step < 6000; step++) {
            change(random, list, model);
            assertThat(list.size()).as("seed %d step %d", seed, step).isEqualTo(model.size());
            if (step % 50 == 0) {
                assertThat(texts(list)).as("seed %d step %d", seed, step).isEqualTo(model);
                assertThat(reversed(list)).as("seed %d step %d", seed, step).isEqualTo(texts(list.copy()));
            }
        }
    }

    /** Reads so often between changes that a long list is read through its index. */
    @ParameterizedTest
    @CsvSource({"1, 3", "2, 1", "3, 10"})
    void readsAtAnyIndexHoweverOftenItChanges(long seed, int maxListpackSize) {
        Random random = new Random(seed);
        Limits limits = new Limits();
        limits.listMaxListpackSize = maxListpackSize;
        ListValue list = new ListValue(limits);
        List<String> model = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            list.addLast(Bytes.of("e" + i));
            model.add("e" + i);
        }

        for (int step = 0; step < 300; step++) {
            for (int i = 0; i < 20; i++) {
                int index = random.nextInt(model.size());
                assertThat(list.get(index)).asString().isEqualTo(model.get(index));
            }
            change(random, list, model);
            if (model.size() < 500) {
                list.addLast(Bytes.of("more"));
                model.add("more");
            }
        }
    }

    private static void change(Random random, ListValue list, List<String> model) {
        byte[] element = Bytes.key(random, 40);
        String text = Bytes.text(element);
        byte[] pivot = Bytes.key(random, 40);
        int pivotAt = model.indexOf(Bytes.text(pivot));
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> {
                list.addFirst(element);
                model.add(0, text);
            }
            case 3, 4 -> {
                list.addLast(element);
                model.add(text);
            }
            case 5 -> {
                assertThat(list.insertBefore(pivot, element)).isEqualTo(pivotAt >= 0);
                if (pivotAt >= 0) {
                    model.add(pivotAt, text);
                }
            }
            case 6 -> {
                assertThat(list.insertAfter(pivot, element)).isEqualTo(pivotAt >= 0);
                if (pivotAt >= 0) {
                    model.add(pivotAt + 1, text);
                }
            }
            case 7 -> {
                int count = random.nextInt(5) - 2;
                assertThat(list.remove(count, element)).isEqualTo(removeFrom(model, count, text));
            }
            case 8 -> rarelyTrim(random, list, model);
            default -> changeAtAnIndex(random, list, model, element);
        }
    }

    private static void changeAtAnIndex(Random random, ListValue list, List<String> model, byte[] element) {
        if (model.isEmpty()) {
            return;
        }
        int index = random.nextInt(model.size());
        assertThat(list.get(index)).asString().isEqualTo(model.get(index));
        switch (random.nextInt(3)) {
            case 0 -> {
                list.set(index, element);
                model.set(index, Bytes.text(element));
            }
            case 1 -> assertThat(list.removeFirst()).asString().isEqualTo(model.remove(0));
            default -> assertThat(list.removeLast()).asString().isEqualTo(model.remove(model.size() - 1));
        }
    }

    private static void rarelyTrim(Random random, ListValue list, List<String> model) {
        if (random.nextInt(4) != 0 || model.isEmpty()) {
            return;
        }
        int first = random.nextInt(1 + model.size() / 8);
        int last = model.size() - 1 - random.nextInt(1 + model.size() / 8);
        list.trim(first, last);
        List<String> kept = first > last ? List.of() : List.copyOf(model.subList(first, last + 1));
        model.clear();
        model.addAll(kept);
    }

    private static int removeFrom(List<String> model, int count, String text) {
        int removed = 0;
        while (model.contains(text) && (count == 0 || removed < Math.abs(count))) {
            model.remove(count < 0 ? model.lastIndexOf(text) : model.indexOf(text));
            removed++;
        }
        return removed;
    }

    private static List<String> reversed(ListValue list) {
        List<String> texts = new ArrayList<>();
        list.descendingIterator().forEachRemaining(element -> texts.add(Bytes.text(element)));
        Collections.reverse(texts);
        return texts;
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 0, '[0]'",
        "1, 0, 0, '[0, 2, 4]'",
        "2, 0, 0, '[2, 4]'",
        "-1, 0, 0, '[4, 2, 0]'",
        "-2, 1, 0, '[2]'",
        "1, 0, 3, '[0, 2]'",
        "-1, 0, 2, '[4]'",
        "1, 2, 100, '[0, 2]'",
        "4, 0, 0, '[]'",
        "-9223372036854775808, 0, 0, '[]'",
        "9223372036854775807, 0, 0, '[]'"
    })
    void positionsFollowRankCountAndLength(long rank, long count, long maxLength, String expected) {
        ListValue list = listOf("a", "b", "a", "c", "a", "d");

        assertThat(list.positions(Bytes.of("a"), rank, count, maxLength)).hasToString(expected);
    }

    @Test
    void rangesAreInclusiveAtBothEnds() {
        ListValue list = listOf("a", "b", "c", "d");

        assertThat(list.range(1, 2)).extracting(Bytes::text).containsExactly("b", "c");
        assertThat(list.range(0, 3)).hasSize(4);
        assertThat(list.range(2, 1)).isEmpty();
    }

    @Test
    void trimToACrossedRangeEmpties() {
        ListValue list = listOf("a", "b");

        list.trim(1, 0);

        assertThat(list.size()).isZero();
        assertThat(list.iterator().hasNext()).isFalse();
        list.addFirst(Bytes.of("c"));
        assertThat(texts(list)).containsExactly("c");
    }

    @Test
    void emptyListHasNothingToRemoveOrRead() {
        ListValue list = listOf();

        assertThatThrownBy(list::removeFirst).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(list::removeLast).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> list.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.iterator().next()).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void copyIsIndependent() {
        ListValue list = listOf("a", "b");

        ListValue copy = list.copy();
        list.set(0, Bytes.of("x"));
        list.removeLast();

        assertThat(texts(copy)).containsExactly("a", "b");
    }

    @Test
    void longQueueStaysFastAtBothEnds() {
        ListValue list = new ListValue(new Limits());
        for (int i = 0; i < 600; i++) {
            list.addLast(Bytes.of("e" + i));
        }

        for (int i = 600; i < 300_000; i++) {
            list.addLast(Bytes.of("e" + i));
            assertThat(list.removeFirst().length).isPositive();
        }

        Iterator<byte[]> left = list.iterator();
        assertThat(left.next()).asString().isEqualTo("e299400");
        assertThat(list.size()).isEqualTo(600);
    }

    @Test
    void elementLargerThanANodeHasOneOfItsOwn() {
        ListValue list = listOf("a");

        list.addLast(new byte[100_000]);
        list.addLast(Bytes.of("b"));
        list.insertBefore(Bytes.of("b"), new byte[200_000]);

        assertThat(list.range(0, 3)).extracting(element -> element.length).containsExactly(1, 100_000, 200_000, 1);
    }
}
