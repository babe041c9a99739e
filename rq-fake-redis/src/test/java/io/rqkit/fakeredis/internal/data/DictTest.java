package io.rqkit.fakeredis.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DictTest {
    private static final class Item extends Dict.Entry {
        Item(String key) {
            super(Bytes.of(key));
        }

        String text() {
            return Bytes.text(key);
        }
    }

    private static Dict<Item> dictOf(int size) {
        Dict<Item> dict = new Dict<>(7);
        for (int i = 0; i < size; i++) {
            dict.add(new Item("k" + i));
        }
        return dict;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void behavesAsAMap(long seed) {
        Random random = new Random(seed);
        Dict<Item> dict = new Dict<>((int) seed);
        Map<String, Item> model = new HashMap<>();

        for (int step = 0; step < 20_000; step++) {
            String key = "k" + random.nextInt(step % 5000 < 2500 ? 3000 : 30);
            Item known = model.get(key);
            assertThat(dict.find(Bytes.of(key)))
                    .as("seed %d step %d", seed, step)
                    .isSameAs(known);
            if (known != null) {
                assertThat(dict.remove(Bytes.of(key))).isSameAs(model.remove(key));
            } else {
                Item item = new Item(key);
                dict.add(item);
                model.put(key, item);
            }
            assertThat(dict.size()).as("seed %d step %d", seed, step).isEqualTo(model.size());
        }
        Set<Item> seen = new HashSet<>();
        dict.forEach(seen::add);
        assertThat(seen).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(model.values());
    }

    @Test
    void growsAtOneEntryASlotAndShrinksBelowOneInTen() {
        Dict<Item> dict = dictOf(1000);

        assertThat(dict.slots()).isEqualTo(1024);
        for (int i = 0; i < 900; i++) {
            dict.remove(Bytes.of("k" + i));
        }
        assertThat(dict.slots()).isLessThanOrEqualTo(1024).isGreaterThanOrEqualTo(100);
        for (int i = 900; i < 999; i++) {
            dict.remove(Bytes.of("k" + i));
        }
        assertThat(dict.slots()).isLessThanOrEqualTo(16);
        assertThat(dict.find(Bytes.of("k999"))).isNotNull();
    }

    @Test
    void withoutRoomItGrowsOnlyWhenTooManyShareSlots() {
        Dict<Item> dict = dictOf(1024);
        dict.growWithin(bytes -> false);

        for (int i = 1024; i < 1650; i++) {
            dict.add(new Item("k" + i));
        }
        assertThat(dict.slots()).isEqualTo(1024);

        for (int i = 1650; i < 1660; i++) {
            dict.add(new Item("k" + i));
        }
        assertThat(dict.slots()).isEqualTo(2048);
        assertThat(dict.find(Bytes.of("k1659"))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void scanVisitsWhatStaysWhileTheTableGrowsAndShrinks(long seed) {
        Random random = new Random(seed);
        Dict<Item> dict = dictOf(200);
        Set<String> staying = new HashSet<>();
        dict.forEach(item -> staying.add(item.text()));
        Set<String> seen = new HashSet<>();
        Set<Integer> sizes = new HashSet<>();
        int extra = 0;

        long cursor = 0;
        do {
            cursor = dict.scan(cursor, item -> seen.add(item.text()));
            sizes.add(dict.slots());
            int target = random.nextBoolean() ? random.nextInt(2000) : 0;
            for (; extra < target; extra++) {
                dict.add(new Item("extra" + extra));
            }
            while (extra > target) {
                dict.remove(Bytes.of("extra" + --extra));
            }
        } while (cursor != 0);

        assertThat(sizes)
                .as("seed %d: the table must have changed its size", seed)
                .hasSizeGreaterThan(2);
        assertThat(seen).as("seed %d", seed).containsAll(staying);
    }

    @Test
    void scanOfAnUnchangedTableVisitsEachOnceInAsManyCallsAsSlots() {
        Dict<Item> dict = dictOf(500);
        Map<String, Integer> visits = new HashMap<>();

        int calls = 0;
        long cursor = 0;
        do {
            cursor = dict.scan(cursor, item -> visits.merge(item.text(), 1, Integer::sum));
            calls++;
        } while (cursor != 0);

        assertThat(calls).isEqualTo(dict.slots());
        assertThat(visits)
                .hasSize(500)
                .allSatisfy((key, times) -> assertThat(times).isEqualTo(1));
    }

    @Test
    void scanCursorBeyondTheTableIsHarmless() {
        Dict<Item> dict = dictOf(3);

        assertThat(dict.scan(-1L, item -> {})).isZero();
        assertThat(dict.scan(Long.MAX_VALUE, item -> {})).isBetween(0L, 3L);
    }

    @Test
    void randomReachesEveryEntry() {
        Dict<Item> dict = dictOf(300);
        Random random = new Random(11);
        Set<String> drawn = new HashSet<>();
        Set<String> fairlyDrawn = new HashSet<>();

        for (int i = 0; i < 20_000; i++) {
            drawn.add(dict.random(random).text());
            fairlyDrawn.add(dict.fairRandom(random).text());
        }

        assertThat(drawn).hasSize(300);
        assertThat(fairlyDrawn).hasSize(300);
    }

    @Test
    void fairRandomDrawsEvenly() {
        Dict<Item> dict = dictOf(100);
        Random random = new Random(12);
        Map<String, Integer> draws = new HashMap<>();

        for (int i = 0; i < 100_000; i++) {
            draws.merge(dict.fairRandom(random).text(), 1, Integer::sum);
        }

        // 1000 expected, with a standard deviation of about 32
        assertThat(draws)
                .hasSize(100)
                .allSatisfy((key, times) -> assertThat(times).isBetween(820, 1180));
    }

    @Test
    void randomOfAnEmptyTableThrows() {
        Dict<Item> dict = new Dict<>();

        assertThatThrownBy(() -> dict.random(new Random(1))).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> dict.fairRandom(new Random(1))).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void iteratorRemovesOnTheWay() {
        Dict<Item> dict = dictOf(1000);

        for (Iterator<Item> items = dict.iterator(); items.hasNext(); ) {
            if (items.next().text().endsWith("7")) {
                items.remove();
            }
        }

        assertThat(dict.size()).isEqualTo(900);
        assertThat(dict).hasSize(900).noneMatch(item -> item.text().endsWith("7"));
    }

    @Test
    void visitorMayRemoveWhatItIsShown() {
        Dict<Item> scanned = dictOf(1000);
        Dict<Item> visited = dictOf(1000);
        Set<String> seen = new HashSet<>();

        long cursor = 0;
        do {
            cursor = scanned.scan(cursor, item -> {
                seen.add(item.text());
                scanned.remove(item.key);
            });
        } while (cursor != 0);
        visited.forEach(item -> visited.remove(item.key));

        assertThat(seen).hasSize(1000);
        assertThat(scanned.isEmpty()).isTrue();
        assertThat(visited.isEmpty()).isTrue();
        assertThat(visited.slots()).isLessThan(10);
    }

    @Test
    void clearEmpties() {
        Dict<Item> dict = dictOf(100);

        dict.clear();

        assertThat(dict.isEmpty()).isTrue();
        assertThat(dict.find(Bytes.of("k1"))).isNull();
        assertThat(dict.iterator().hasNext()).isFalse();
    }
}
