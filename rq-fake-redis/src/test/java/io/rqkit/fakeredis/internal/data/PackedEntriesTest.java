package io.rqkit.fakeredis.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedEntriesTest {
    private static final byte[][] FIELDS = {Bytes.of("sensor"), Bytes.of("temperature")};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void holdWhatAListWouldHold(long seed) {
        Random random = new Random(seed);
        PackedEntries packed = new PackedEntries(new StreamId(1000, 5), FIELDS);
        List<StreamEntry> model = new ArrayList<>();
        long millis = 1000;

        for (int step = 0; step < 500; step++) {
            if (random.nextInt(4) > 0 || model.isEmpty()) {
                millis += random.nextInt(3) == 0 ? random.nextInt(1 << 20) : 1;
                boolean same = random.nextBoolean();
                StreamEntry entry = entry(new StreamId(millis, random.nextInt()), same, random);
                packed.add(entry, same);
                model.add(entry);
            } else {
                int from = random.nextInt(model.size());
                int to = Math.min(model.size(), from + random.nextInt(3));
                packed.remove(from, to);
                model.subList(from, to).clear();
            }
            if (random.nextInt(20) == 0) {
                packed.trim();
            }
        }

        assertHolds(packed, model);
        assertHolds(packed.copy(), model);
    }

    private static StreamEntry entry(StreamId id, boolean same, Random random) {
        List<byte[]> pairs = new ArrayList<>();
        int fields = same ? FIELDS.length : random.nextInt(4);
        for (int i = 0; i < fields; i++) {
            pairs.add(same ? FIELDS[i] : bytes(random));
            pairs.add(bytes(random));
        }
        return new StreamEntry(id, pairs);
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(10) == 0 ? random.nextInt(1000) : random.nextInt(20)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void assertHolds(PackedEntries packed, List<StreamEntry> expected) {
        assertThat(packed.count()).isEqualTo(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            StreamEntry entry = packed.get(i);
            assertThat(entry.id()).isEqualTo(expected.get(i).id());
            assertThat(entry.fieldsAndValues().toArray())
                    .isEqualTo(expected.get(i).fieldsAndValues().toArray());
            assertThat(packed.indexFrom(entry.id())).isEqualTo(i);
            assertThat(packed.indexFrom(entry.id().next())).isEqualTo(i + 1);
        }
    }

    @Test
    void idsOfAnyDistanceComeBack() {
        List<StreamId> ids = List.of(
                new StreamId(0, 1),
                new StreamId(5, -1),
                new StreamId(6, 0),
                new StreamId(Long.MAX_VALUE, Long.MIN_VALUE),
                StreamId.MAX);
        PackedEntries packed = new PackedEntries(ids.get(0), FIELDS);

        ids.forEach(id -> packed.add(new StreamEntry(id, List.of()), false));

        assertThat(List.of(0, 1, 2, 3, 4)).extracting(i -> packed.get(i).id()).isEqualTo(ids);
        assertThat(packed.indexFrom(StreamId.MIN)).isZero();
        assertThat(packed.indexFrom(new StreamId(7, 7))).isEqualTo(3);
    }
}
