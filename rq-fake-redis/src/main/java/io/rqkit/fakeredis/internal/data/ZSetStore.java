package io.rqkit.fakeredis.internal.data;

import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One of the two forms of a sorted set: entries in the order of score, then member. */
sealed interface ZSetStore permits ZSetArray, ZSetTree {
    int size();

    @Nullable
    ZSetEntry find(byte[] member);

    /** Adds an entry whose member is absent. */
    void insert(ZSetEntry entry);

    /** Moves an entry that is present to the place of its new score. */
    void rescore(ZSetEntry entry, double score);

    void delete(ZSetEntry entry);

    /** Removes the ranks from {@code first} to {@code end}, exclusive, and shows each entry removed, lowest first. */
    void deleteRanks(int first, int end, Consumer<? super ZSetEntry> removed);

    /** Returns the entry of a rank from 0 to size - 1. */
    ZSetEntry at(int rank);

    /** Returns the rank of an entry that is present. */
    int rankOf(ZSetEntry entry);

    /** Returns how many entries the predicate accepts, if it accepts the lowest ones and none above them. */
    int partition(Predicate<ZSetEntry> accepts);

    /** Iterates upward, from a rank of 0 to size. */
    Iterator<ZSetEntry> ascending(int rank);

    /** Iterates downward, from a rank of -1 to size - 1. */
    Iterator<ZSetEntry> descending(int rank);

    ZSetEntry random(RandomGenerator random);

    long scan(long cursor, Consumer<? super ZSetEntry> visit);

    long memoryBytes(long samples);
}
