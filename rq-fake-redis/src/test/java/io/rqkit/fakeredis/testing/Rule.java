package io.rqkit.fakeredis.testing;

/** How two replies to one command are compared. */
public enum Rule {
    /** Byte for byte. */
    EXACT,
    /** As multisets of elements; a map, or an array of a hash's fields and values, as pairs. */
    UNORDERED,
    /** Like {@link #UNORDERED}, but fields and values come in turn in a flat array. */
    UNORDERED_PAIRS,
    /** Exact unless the key is hashtable-encoded on the real server; then {@link #UNORDERED}. */
    BY_ENCODING,
    /** As {@link #BY_ENCODING}, with fields and values in turn. */
    PAIRS_BY_ENCODING,
    /** Exact unless the key is hashtable-encoded on the real server; then {@link #SHAPE}. */
    SHAPE_IF_HASHED,
    /** Exact if every element is an integer of a small set, which Redis then keeps sorted; otherwise {@link #UNORDERED}. */
    UNION,
    /** Kinds and sizes, and every element must be one of the key's in the real server. */
    RANDOM_MEMBER,
    /** SPOP: kinds and sizes; then what one server took is removed from the other, so that the states agree again. */
    RANDOM_POP,
    /** The whole iteration from cursor 0 on, as a set of elements; from other cursors only {@link #SHAPE}. */
    SCAN,
    /** Kinds and sizes. */
    SHAPE,
    /** Integers may differ by thirty seconds in milliseconds, since a loaded machine stops at any point; negative ones and all else are exact. */
    MILLIS,
    /** Integers may differ by thirty; negative ones and all else are exact. */
    SECONDS,
    /** Exact but for the clock readings and tree sizes in what XINFO and XPENDING tell. */
    STREAM_INFO,
    /** As {@link #STREAM_INFO}, whatever the clocks read. */
    STREAM_INFO_AT_ANY_TIME,
    /** Exact errors, and otherwise only that neither is an error. */
    KIND,
    /** Not at all. */
    IGNORED
}
