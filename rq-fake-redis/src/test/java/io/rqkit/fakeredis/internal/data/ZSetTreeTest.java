package io.rqkit.fakeredis.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZSetTreeTest {
    private static final int MOST = 4_000;
    private static final Comparator<ZSetEntry> ORDER =
            Comparator.comparingDouble(ZSetEntry::score).thenComparing(ZSetEntry::member, ByteArrays::compare);

    private final ZSetTree tree = new ZSetTree();
    private final List<ZSetEntry> model = new ArrayList<>();
    private int added;

    /** Grows to some thousand entries, in random order or at the end or the start, and shrinks to none again. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void keepsOrderAndRanksHoweverItGrowsAndShrinks(int seed) {
        Random random = new Random(seed);

        while (model.size() < MOST) {
            add(seed % 3 == 0 ? added : seed % 3 == 1 ? -added : random.nextInt(500));
            if (random.nextInt(8) == 0) {
                change(random);
            }
        }
        assertSameAsModel(random);
        while (!model.isEmpty()) {
            change(random);
            if (random.nextInt(50) == 0) {
                assertSameAsModel(random);
            }
        }

        assertThat(tree.size()).isZero();
        add(1);
        assertSameAsModel(random);
    }

    private void add(double score) {
        ZSetEntry entry = new ZSetEntry(Bytes.of("m" + added++), score);
        tree.insert(entry);
        model.add(place(entry), entry);
    }

    private int place(ZSetEntry entry) {
        int low = 0;
        while (low < model.size() && ORDER.compare(model.get(low), entry) < 0) {
            low++;
        }
        return low;
    }

    private void change(Random random) {
        int rank = random.nextInt(model.size());
        ZSetEntry entry = model.get(rank);
        switch (random.nextInt(4)) {
            case 0 -> {
                model.remove(rank);
                tree.rescore(entry, random.nextInt(500));
                model.add(place(entry), entry);
            }
            case 1 -> {
                int end = Math.min(model.size(), rank + random.nextInt(random.nextInt(20) == 0 ? 900 : 6));
                List<ZSetEntry> removed = new ArrayList<>();
                if (end > rank) {
                    tree.deleteRanks(rank, end, removed::add);
                }
                assertThat(removed).isEqualTo(model.subList(rank, end));
                model.subList(rank, end).clear();
            }
            case 2 -> {
                tree.delete(entry);
                model.remove(rank);
            }
            default -> {
                tree.delete(model.get(0));
                model.remove(0);
            }
        }
    }

    private void assertSameAsModel(Random random) {
        assertThat(tree.size()).isEqualTo(model.size());
        assertThat(list(tree.ascending(0))).isEqualTo(model);
        for (int i = 0; i < 20 && !model.isEmpty(); i++) {
            int rank = random.nextInt(model.size());
            ZSetEntry entry = model.get(rank);
            assertThat(tree.at(rank)).isSameAs(entry);
            assertThat(tree.rankOf(entry)).isEqualTo(rank);
            assertThat(tree.find(entry.member())).isSameAs(entry);
            assertThat(tree.partition(e -> e.score() < entry.score())).isEqualTo((int)
                    model.stream().filter(e -> e.score() < entry.score()).count());
            assertThat(tree.ascending(rank).next()).isSameAs(entry);
        }
        int from = random.nextInt(model.size() + 1) - 1;
        List<ZSetEntry> downward = list(tree.descending(from));
        assertThat(downward).hasSize(from + 1);
        for (int i = 0; i < downward.size(); i++) {
            assertThat(downward.get(i)).isSameAs(model.get(from - i));
        }
    }

    private static List<ZSetEntry> list(Iterator<ZSetEntry> entries) {
        List<ZSetEntry> list = new ArrayList<>();
        entries.forEachRemaining(list::add);
        return list;
    }
}
