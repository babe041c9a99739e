package io.rqkit.fakeredis.internal.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps count of what the keys and values of a database would take in Redis. An entry that changed is counted anew when
 * somebody asks, or when many have changed; that costs as much as a look at a few of its elements.
 */
final class DatabaseMemory {
    /** Everything that is allocated comes in multiples of this. */
    private static final int UNIT = 8;

    private static final int SAMPLES = 5;
    private static final int MOST_STALE = 1 << 16;

    private final List<KeyEntry> stale = new ArrayList<>();
    private long units;

    void changed(KeyEntry entry) {
        if (entry.memoryStale) {
            return;
        }
        if (stale.size() >= MOST_STALE) {
            // keys that came and went meanwhile need not be counted at all
            stale.removeIf(each -> each.memoryGone);
            if (stale.size() > MOST_STALE / 2) {
                countAnew();
            }
        }
        entry.memoryStale = true;
        stale.add(entry);
    }

    /** Forgets an entry; one that is among the stale ones is met there once more, and counts for nothing. */
    void removed(KeyEntry entry) {
        units -= entry.memoryUnits;
        entry.memoryUnits = 0;
        entry.memoryGone = true;
    }

    long bytes() {
        countAnew();
        return units * UNIT;
    }

    private void countAnew() {
        for (KeyEntry entry : stale) {
            entry.memoryStale = false;
            if (!entry.memoryGone) {
                long bytes = MemorySizes.ofKey(entry.key) + entry.value().memoryBytes(SAMPLES);
                int now = (int) Math.min(Integer.MAX_VALUE, bytes / UNIT);
                units += now - entry.memoryUnits;
                entry.memoryUnits = now;
            }
        }
        stale.clear();
    }
}
