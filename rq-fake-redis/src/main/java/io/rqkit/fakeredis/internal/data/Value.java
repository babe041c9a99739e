package io.rqkit.fakeredis.internal.data;

/** What a key holds. */
public sealed interface Value permits StringValue, ListValue, HashValue, SetValue, ZSetValue, StreamValue {
    /** Returns the type that TYPE names. */
    ValueType type();

    /** Returns the encoding that OBJECT ENCODING names. */
    String encoding();

    /** Returns the bytes of a string, the elements of a list, the fields, the members, the entries. */
    int size();

    /** Returns a value that shares nothing mutable with this one and has the same encoding. */
    Value copy();

    /** Returns what Redis would take for it in memory, from a look at up to so many elements; see {@link MemorySizes}. */
    long memoryBytes(long samples);

    /** Returns how often Redis would use its object: {@code Integer.MAX_VALUE} for a small integer, if those are shared. */
    default int references(boolean sharesIntegers) {
        return 1;
    }
}
