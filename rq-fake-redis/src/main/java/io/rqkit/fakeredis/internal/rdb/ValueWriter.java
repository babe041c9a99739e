package io.rqkit.fakeredis.internal.rdb;

import io.rqkit.fakeredis.internal.data.ByteArrays;
import io.rqkit.fakeredis.internal.data.HashValue;
import io.rqkit.fakeredis.internal.data.ListValue;
import io.rqkit.fakeredis.internal.data.SetValue;
import io.rqkit.fakeredis.internal.data.StreamValue;
import io.rqkit.fakeredis.internal.data.StringValue;
import io.rqkit.fakeredis.internal.data.Value;
import io.rqkit.fakeredis.internal.data.ZSetEntry;
import io.rqkit.fakeredis.internal.data.ZSetValue;
import io.rqkit.fakeredis.internal.resp.Doubles;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Writes values, each after the code of its type, in the encoding that they have. */
final class ValueWriter {
    private static final int PACKED_NODE = 2;
    private static final double MAX_INTEGER_SCORE = Long.MAX_VALUE / 2;

    private final RdbWriter out;

    ValueWriter(RdbWriter out) {
        this.out = out;
    }

    /** Writes the code of the value's type and the value. */
    void write(Value value) {
        if (value instanceof StringValue string) {
            out.length(RdbType.STRING);
            out.string(string.bytes());
        } else if (value instanceof ListValue list) {
            writeList(list);
        } else if (value instanceof HashValue hash) {
            writeHash(hash);
        } else if (value instanceof SetValue set) {
            writeSet(set);
        } else if (value instanceof ZSetValue zset) {
            writeZset(zset);
        } else if (value instanceof StreamValue stream) {
            new StreamWriter(out).write(stream);
        }
    }

    private void writeList(ListValue list) {
        out.length(RdbType.LIST_QUICKLIST_2);
        out.length(list.nodeCount());
        list.forEachNode(elements -> {
            Listpack node = new Listpack();
            elements.forEach(node::add);
            out.length(PACKED_NODE);
            out.string(node.toByteArray());
        });
    }

    private void writeHash(HashValue hash) {
        if (hash.encoding().equals("listpack")) {
            Listpack listpack = new Listpack();
            hash.forEach((field, value) -> {
                listpack.add(field);
                listpack.add(value);
            });
            out.length(RdbType.HASH_LISTPACK);
            out.string(listpack.toByteArray());
            return;
        }
        out.length(RdbType.HASH);
        out.length(hash.size());
        hash.forEach((field, value) -> {
            out.string(field);
            out.string(value);
        });
    }

    private void writeSet(SetValue set) {
        if (set.encoding().equals("intset")) {
            out.length(RdbType.SET_INTSET);
            out.string(intset(set));
            return;
        }
        out.length(RdbType.SET);
        out.length(set.size());
        set.forEach(out::string);
    }

    /** Differs: after a large integer was removed Redis keeps the wider encoding. */
    private static byte[] intset(SetValue set) {
        List<Long> integers = new ArrayList<>(set.size());
        set.forEach(member -> integers.add(ByteArrays.toLong(member)));
        int width = Short.BYTES;
        for (long integer : integers) {
            if (integer != (int) integer) {
                width = Long.BYTES;
            } else if (integer != (short) integer) {
                width = Math.max(width, Integer.BYTES);
            }
        }
        RdbWriter intset = new RdbWriter();
        intset.littleEndian(width, Integer.BYTES);
        intset.littleEndian(integers.size(), Integer.BYTES);
        for (long integer : integers) {
            intset.littleEndian(integer, width);
        }
        return intset.toByteArray();
    }

    private void writeZset(ZSetValue zset) {
        if (zset.encoding().equals("listpack")) {
            Listpack listpack = new Listpack();
            zset.forEach(entry -> {
                listpack.add(entry.member());
                addScore(listpack, entry.score());
            });
            out.length(RdbType.ZSET_LISTPACK);
            out.string(listpack.toByteArray());
            return;
        }
        out.length(RdbType.ZSET_2);
        out.length(zset.size());
        // the highest first, because then every insertion is at the front when it is read
        for (Iterator<ZSetEntry> all = zset.descending(zset.size() - 1); all.hasNext(); ) {
            ZSetEntry entry = all.next();
            out.string(entry.member());
            out.binaryDouble(entry.score());
        }
    }

    /** A score without a fraction is an integer, which loses the sign of -0. */
    private static void addScore(Listpack listpack, double score) {
        long whole = (long) score;
        if (Math.abs(score) <= MAX_INTEGER_SCORE && whole == score) {
            listpack.add(whole);
        } else {
            listpack.add(ByteArrays.fromAscii(Doubles.format(score)));
        }
    }
}
