package io.rqkit.fakeredis.internal.rdb;

import io.rqkit.fakeredis.internal.data.ByteArrays;
import io.rqkit.fakeredis.internal.data.HashValue;
import io.rqkit.fakeredis.internal.data.Limits;
import io.rqkit.fakeredis.internal.data.ListValue;
import io.rqkit.fakeredis.internal.data.SetValue;
import io.rqkit.fakeredis.internal.data.StreamValue;
import io.rqkit.fakeredis.internal.data.StringValue;
import io.rqkit.fakeredis.internal.data.Value;
import io.rqkit.fakeredis.internal.data.ZSetValue;
import java.util.Iterator;
import java.util.List;

/** Reads values of every type that Redis 7.0 reads, modules' aside. Follows rdbLoadObject in rdb.c. */
final class ValueReader {
    private static final int PLAIN_NODE = 1;
    private static final int PACKED_NODE = 2;

    private final RdbReader in;
    private final Limits limits;
    /** For what was compact when it was written: only its count may make it leave that encoding. */
    private final Limits countsOnly;

    ValueReader(RdbReader in, Limits limits) {
        this.in = in;
        this.limits = limits;
        countsOnly = new Limits();
        countsOnly.hashMaxListpackEntries = limits.hashMaxListpackEntries;
        countsOnly.hashMaxListpackValue = Long.MAX_VALUE;
        countsOnly.zsetMaxListpackEntries = limits.zsetMaxListpackEntries;
        countsOnly.zsetMaxListpackValue = Long.MAX_VALUE;
    }

    /** Reads the code of a type and the value; an empty collection is no value. */
    Value read() {
        int type = in.oneByte();
        Value value = read(type);
        if (isVoid(value)) {
            throw new CorruptRdbException("an empty value");
        }
        return value;
    }

    /** Says whether a value is a collection without elements, which no key may hold. */
    static boolean isVoid(Value value) {
        return value.size() == 0 && !(value instanceof StringValue) && !(value instanceof StreamValue);
    }

    /** Reads a value of a type, which may be a collection without elements. */
    Value read(int type) {
        return switch (type) {
            case RdbType.STRING -> StringValue.of(in.string());
            case RdbType.LIST -> list();
            case RdbType.SET -> set();
            case RdbType.ZSET -> zset(false);
            case RdbType.ZSET_2 -> zset(true);
            case RdbType.HASH -> hash();
            case RdbType.HASH_ZIPMAP -> hash(Ziplist.zipmapElements(in.string()), limits);
            case RdbType.LIST_ZIPLIST -> list(Ziplist.elements(in.string()));
            case RdbType.SET_INTSET -> intset(in.string());
            case RdbType.ZSET_ZIPLIST -> zset(Ziplist.elements(in.string()));
            case RdbType.HASH_ZIPLIST -> hash(Ziplist.elements(in.string()), limits);
            case RdbType.LIST_QUICKLIST -> quicklist(false);
            case RdbType.LIST_QUICKLIST_2 -> quicklist(true);
            case RdbType.HASH_LISTPACK -> hash(Listpack.elements(in.string()), countsOnly);
            case RdbType.ZSET_LISTPACK -> zset(Listpack.elements(in.string()));
            case RdbType.STREAM_LISTPACKS -> new StreamReader(in, true).read();
            case RdbType.STREAM_LISTPACKS_2 -> new StreamReader(in, false).read();
            case RdbType.MODULE, RdbType.MODULE_2 ->
                throw new CorruptRdbException("a value of a module's type, and there are no modules");
            default -> throw new CorruptRdbException("unknown type " + type);
        };
    }

    private ListValue list() {
        ListValue list = new ListValue(limits);
        for (long left = in.length(); left != 0; left--) {
            list.addLast(in.string());
        }
        return list;
    }

    private ListValue list(List<byte[]> elements) {
        ListValue list = new ListValue(limits);
        addNode(list, elements);
        return list;
    }

    private ListValue quicklist(boolean hasContainers) {
        ListValue list = new ListValue(limits);
        for (long left = in.length(); left != 0; left--) {
            long container = hasContainers ? in.length() : PACKED_NODE;
            byte[] node = in.string();
            if (node.length == 0 || container != PLAIN_NODE && container != PACKED_NODE) {
                throw new CorruptRdbException("not a node of a list");
            }
            if (container == PLAIN_NODE) {
                list.addNode(List.of(node));
            } else {
                addNode(list, hasContainers ? Listpack.elements(node) : Ziplist.elements(node));
            }
        }
        return list;
    }

    /** Nodes stay what they were, but for those that hold nothing. */
    private static void addNode(ListValue list, List<byte[]> elements) {
        if (!elements.isEmpty()) {
            list.addNode(elements);
        }
    }

    private SetValue set() {
        SetValue set = new SetValue();
        for (long left = in.length(); left != 0; left--) {
            addNew(set, in.string());
        }
        return set;
    }

    private SetValue intset(byte[] bytes) {
        RdbReader integers = new RdbReader(bytes);
        int width = (int) integers.littleEndian(Integer.BYTES);
        long count = integers.littleEndian(Integer.BYTES);
        boolean isWidth = width == Short.BYTES || width == Integer.BYTES || width == Long.BYTES;
        if (!isWidth || count == 0 || count * width != bytes.length - integers.position()) {
            throw new CorruptRdbException("an intset is not as long as it says");
        }
        SetValue set = new SetValue();
        int unused = Long.SIZE - width * Byte.SIZE;
        long previous = 0;
        for (long left = count; left > 0; left--) {
            long integer = integers.littleEndian(width) << unused >> unused;
            if (left < count && integer <= previous) {
                throw new CorruptRdbException("the integers of a set do not ascend");
            }
            addNew(set, ByteArrays.fromLong(integer));
            previous = integer;
        }
        return set;
    }

    private void addNew(SetValue set, byte[] member) {
        if (!set.add(member, limits)) {
            throw new CorruptRdbException("a member twice");
        }
    }

    private HashValue hash() {
        HashValue hash = new HashValue();
        for (long left = in.length(); left != 0; left--) {
            byte[] field = in.string();
            putNew(hash, field, in.string(), limits);
        }
        return hash;
    }

    private static HashValue hash(List<byte[]> fieldsAndValues, Limits limits) {
        requirePairs(fieldsAndValues);
        HashValue hash = new HashValue();
        for (Iterator<byte[]> each = fieldsAndValues.iterator(); each.hasNext(); ) {
            byte[] field = each.next();
            putNew(hash, field, each.next(), limits);
        }
        return hash;
    }

    private static void putNew(HashValue hash, byte[] field, byte[] value, Limits limits) {
        if (!hash.put(field, value, limits)) {
            throw new CorruptRdbException("a field twice");
        }
    }

    private ZSetValue zset(boolean binaryScores) {
        ZSetValue zset = new ZSetValue();
        for (long left = in.length(); left != 0; left--) {
            byte[] member = in.string();
            double score = binaryScores ? in.binaryDouble() : in.textDouble();
            addNew(zset, member, score, limits);
        }
        return zset;
    }

    private ZSetValue zset(List<byte[]> membersAndScores) {
        requirePairs(membersAndScores);
        ZSetValue zset = new ZSetValue();
        for (Iterator<byte[]> each = membersAndScores.iterator(); each.hasNext(); ) {
            byte[] member = each.next();
            addNew(zset, member, RdbReader.parseDouble(each.next()), countsOnly);
        }
        return zset;
    }

    private static void addNew(ZSetValue zset, byte[] member, double score, Limits limits) {
        if (Double.isNaN(score) || !zset.add(member, score, limits)) {
            throw new CorruptRdbException("a member twice, or a score that is no number");
        }
    }

    private static void requirePairs(List<byte[]> elements) {
        if (elements.size() % 2 != 0) {
            throw new CorruptRdbException("an odd number of elements in pairs");
        }
    }
}
