package io.rqkit.fakeredis.internal.data;

/** The types that TYPE names. */
public enum ValueType {
    STRING("string"),
    LIST("list"),
    SET("set"),
    ZSET("zset"),
    HASH("hash"),
    STREAM("stream");

    private final String typeName;

    ValueType(String typeName) {
        this.typeName = typeName;
    }

    /** Returns the name that TYPE replies. */
    public String typeName() {
        return typeName;
    }
}
