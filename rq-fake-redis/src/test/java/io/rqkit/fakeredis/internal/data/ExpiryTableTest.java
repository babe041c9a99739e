package io.rqkit.fakeredis.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryTableTest {
    private static final Value VALUE = StringValue.of(Bytes.of("v"));

    /** Entries as the table of all keys has them. */
    private static List<KeyEntry> entries(int count) {
        Dict<KeyEntry> keys = new Dict<>(7);
        List<KeyEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            KeyEntry entry = new KeyEntry(Bytes.of("k" + i), VALUE);
            keys.add(entry);
            entries.add(entry);
        }
        return entries;
    }

    private static Set<KeyEntry> contents(ExpiryTable table) {
        Set<KeyEntry> found = new HashSet<>();
        for (int slot = 0; slot < table.slots(); slot++) {
            for (KeyEntry e = table.first(slot); e != null; e = table.next(e)) {
                found.add(e);
            }
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void holdsWhatWasAddedAndNotRemoved(long seed) {
        Random random = new Random(seed);
        List<KeyEntry> entries = entries(2000);
        ExpiryTable table = new ExpiryTable();
        Set<KeyEntry> model = new HashSet<>();

        for (int step = 0; step < 20_000; step++) {
            KeyEntry entry = entries.get(random.nextInt(step % 5000 < 2500 ? 2000 : 30));
            if (model.remove(entry)) {
                table.remove(entry);
            } else {
                model.add(entry);
                table.add(entry);
            }
        }

        assertThat(table.size()).as("seed %d", seed).isEqualTo(model.size());
        assertThat(contents(table)).as("seed %d", seed).isEqualTo(model);
    }

    @Test
    void growsAtOneEntryASlotAndShrinksBelowOneInTen() {
        List<KeyEntry> entries = entries(1000);
        ExpiryTable table = new ExpiryTable();

        entries.forEach(table::add);
        assertThat(table.slots()).isEqualTo(1024);

        entries.subList(0, 990).forEach(table::remove);
        assertThat(table.slots()).isLessThanOrEqualTo(64);
        assertThat(contents(table)).hasSize(10);
    }

    @Test
    void withoutRoomItGrowsOnlyWhenTooManyShareSlots() {
        List<KeyEntry> entries = entries(1660);
        ExpiryTable table = new ExpiryTable();
        List<Long> asked = new ArrayList<>();
        entries.subList(0, 1024).forEach(table::add);
        table.growWithin(bytes -> {
            asked.add(bytes);
            return false;
        });

        entries.subList(1024, 1650).forEach(table::add);
        assertThat(table.slots()).isEqualTo(1024);
        assertThat(asked).contains(2 * 1024 * 8L);

        entries.subList(1650, 1660).forEach(table::add);
        assertThat(table.slots()).isEqualTo(2048);
    }

    @Test
    void entriesThatShareASlotAreDrawnLessOften() {
        ExpiryTable table = new ExpiryTable();
        entries(1000).forEach(table::add);
        Random random = new Random(1);
        Map<KeyEntry, Integer> draws = new HashMap<>();

        for (int i = 0; i < 1_000_000; i++) {
            draws.merge(table.random(random), 1, Integer::sum);
        }

        int filled = 0;
        for (int slot = 0; slot < table.slots(); slot++) {
            filled += table.first(slot) == null ? 0 : 1;
        }
        for (int slot = 0; slot < table.slots(); slot++) {
            int ofSlot = 0;
            for (KeyEntry e = table.first(slot); e != null; e = table.next(e)) {
                ofSlot += draws.get(e);
            }
            assertThat((double) ofSlot).isCloseTo(table.first(slot) == null ? 0 : 1_000_000.0 / filled, within(300.0));
        }
    }

    @Test
    void someAreNeighboursAndAllOfThemTurnUp() {
        ExpiryTable table = new ExpiryTable();
        List<KeyEntry> entries = entries(100);
        entries.forEach(table::add);
        Random random = new Random(1);
        Set<KeyEntry> seen = new HashSet<>();

        for (int i = 0; i < 1000; i++) {
            List<KeyEntry> some = table.some(5, random);
            assertThat(some).hasSizeBetween(1, 5);
            seen.addAll(some);
        }

        assertThat(seen).containsExactlyInAnyOrderElementsOf(entries);
        assertThat(table.some(1000, random)).hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void someOfNoneAreNone() {
        assertThat(new ExpiryTable().some(5, new Random(1))).isEmpty();
    }
}
