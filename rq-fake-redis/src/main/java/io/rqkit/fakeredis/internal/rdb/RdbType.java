package io.rqkit.fakeredis.internal.rdb;

/** The codes of what follows in the data; an old one is read and never written. */
final class RdbType {
    static final int STRING = 0;
    static final int LIST = 1;
    static final int SET = 2;
    /** Old: scores as text. */
    static final int ZSET = 3;

    static final int HASH = 4;
    static final int ZSET_2 = 5;
    /** Known, and never read. */
    static final int MODULE = 6;
    /** Known, and never read. */
    static final int MODULE_2 = 7;
    /** Old. */
    static final int HASH_ZIPMAP = 9;
    /** Old. */
    static final int LIST_ZIPLIST = 10;

    static final int SET_INTSET = 11;
    /** Old. */
    static final int ZSET_ZIPLIST = 12;
    /** Old. */
    static final int HASH_ZIPLIST = 13;
    /** Old: nodes are ziplists. */
    static final int LIST_QUICKLIST = 14;
    /** Old: without what 7.0 counts. */
    static final int STREAM_LISTPACKS = 15;

    static final int HASH_LISTPACK = 16;
    static final int ZSET_LISTPACK = 17;
    static final int LIST_QUICKLIST_2 = 18;
    static final int STREAM_LISTPACKS_2 = 19;

    private RdbType() {}
}
