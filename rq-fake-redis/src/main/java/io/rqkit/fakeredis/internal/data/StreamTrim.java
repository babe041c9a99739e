package io.rqkit.fakeredis.internal.data;

import org.jspecify.annotations.Nullable;

/**
 * What is to stay of a stream that is trimmed.
 *
 * @param maxLength the number of entries to leave; without effect when {@code minId} is given
 * @param minId the least id to leave, or null to go by the number
 * @param approximate whether only whole nodes are removed
 * @param limit how many entries to remove at most; 0 for no limit
 */
public record StreamTrim(long maxLength, @Nullable StreamId minId, boolean approximate, long limit) {

    /** Says whether nothing more need go of a stream of so many entries. */
    boolean isEnough(int size) {
        return minId == null && size <= maxLength;
    }

    /** Says whether a whole node goes. */
    boolean removesWhole(StreamNode node, int size) {
        return minId == null ? size - node.count() >= maxLength : minId.isAfter(node.lastId());
    }

    /** Returns how many entries of a node go that does not go whole. */
    int countWithin(StreamNode node, int size) {
        return minId == null ? (int) (size - maxLength) : node.indexFrom(minId);
    }
}
