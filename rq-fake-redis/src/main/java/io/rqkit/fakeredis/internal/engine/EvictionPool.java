package io.rqkit.fakeredis.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The best candidates for eviction that were drawn lately, worst first. It is not emptied between commands, and a key that was
 * drawn twice is in it twice, as in evict.c.
 */
final class EvictionPool {
    private static final int SIZE = 16;

    private final List<Victim> victims = new ArrayList<>(SIZE + 1);

    /** A key that may go; whether it is still there, and the same, is not known. */
    record Victim(int database, byte[] key, long merit) {}

    /** Keeps a candidate if it is better than the worst or there is room. */
    void offer(Victim candidate) {
        if (victims.size() == SIZE && candidate.merit() <= victims.get(0).merit()) {
            return;
        }
        int at = 0;
        while (at < victims.size() && victims.get(at).merit() < candidate.merit()) {
            at++;
        }
        victims.add(at, candidate);
        if (victims.size() > SIZE) {
            victims.remove(0);
        }
    }

    /** Removes the best that is still what it was, and all that were better and are not; null when there is none. */
    @Nullable
    Victim takeBest(Predicate<Victim> isStillThere) {
        while (!victims.isEmpty()) {
            Victim best = victims.remove(victims.size() - 1);
            if (isStillThere.test(best)) {
                return best;
            }
        }
        return null;
    }
}
