package io.rqkit.fakeredis.internal.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps count of what the keys and values of a database would take in Redis. An entry that changed is counted anew when
 * somebody asks, which costs as much as a look at a few of its elements; when very many have changed, all are.
 */
final class DatabaseMemory {
    /** Everything that is allocated comes in multiples of this. */
    private static final int UNIT = 8;

    private static final int SAMPLES = 5;
    private static final int MOST_STALE = 1 << 16;

    private List<KeyEntry> stale = new ArrayList<>();
    /** Whether so many had changed that not even those are noted: then all are counted when somebody asks. */
    private boolean allStale;

    private long units;

    void changed(KeyEntry entry) {
        if (allStale || entry.memoryStale) {
            return;
        }
        if (stale.size() >= MOST_STALE) {
            // keys that came and went meanwhile need not be counted at all
            stale.removeIf(each -> each.memoryGone);
            if (stale.size() > MOST_STALE / 2) {
                forgetStale();
                allStale = true;
                return;
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

    private void forgetStale() {
        for (KeyEntry entry : stale) {
            entry.memoryStale = false;
        }
        stale = new ArrayList<>();
    }

    /** Returns what the entries of a table take, which are those that this was told of. */
    long bytes(Dict<KeyEntry> keys) {
        if (allStale) {
            allStale = false;
            keys.forEach(this::count);
        } else {
            for (KeyEntry entry : stale) {
                if (!entry.memoryGone) {
                    count(entry);
                }
            }
        }
        forgetStale();
        return units * UNIT;
    }

    private void count(KeyEntry entry) {
        long bytes = MemorySizes.ofKey(entry.key) + entry.value().memoryBytes(SAMPLES);
        int now = (int) Math.min(Integer.MAX_VALUE, bytes / UNIT);
        units += now - entry.memoryUnits;
        entry.memoryUnits = now;
    }
}
