package io.rqkit.fakeredis.internal.rdb;

import io.rqkit.fakeredis.internal.data.ByteArrays;
import java.util.ArrayList;
import java.util.List;

/** Reads what Redis before 7.0 wrote instead of listpacks: ziplists, and before 2.6 zipmaps. */
final class Ziplist {
    private static final int END = 0xff;
    private static final int LONG_LENGTH = 254;
    private static final int UNKNOWN_COUNT = 0xffff;

    private Ziplist() {}

    /** Returns the elements, integers as text. */
    static List<byte[]> elements(byte[] ziplist) {
        RdbReader in = new RdbReader(ziplist);
        long size = in.littleEndian(Integer.BYTES);
        long tail = in.littleEndian(Integer.BYTES);
        long count = in.littleEndian(Short.BYTES);
        List<byte[]> elements = new ArrayList<>();
        int last = (int) tail;
        int length = 0;
        for (int first = in.oneByte(); first != END; first = in.oneByte()) {
            last = in.position() - 1;
            if ((first == LONG_LENGTH ? in.littleEndian(Integer.BYTES) : first) != length) {
                throw new CorruptRdbException("an element of a ziplist is not as long as the next one says");
            }
            elements.add(element(in, in.oneByte()));
            length = in.position() - last;
        }
        boolean countIsRight = count == UNKNOWN_COUNT || count == elements.size();
        if (size != ziplist.length || in.position() != ziplist.length || !countIsRight || tail != last) {
            throw new CorruptRdbException("a ziplist is not as long as it says");
        }
        return elements;
    }

    private static byte[] element(RdbReader in, int code) {
        return switch (code >> 6) {
            case 0 -> in.raw(code & 0x3f);
            case 1 -> in.raw((code & 0x3f) << Byte.SIZE | in.oneByte());
            case 2 -> in.raw(in.bigEndian(Integer.BYTES));
            default -> ByteArrays.fromLong(integer(in, code));
        };
    }

    private static long integer(RdbReader in, int code) {
        return switch (code) {
            case 0xc0 -> (short) in.littleEndian(Short.BYTES);
            case 0xd0 -> (int) in.littleEndian(Integer.BYTES);
            case 0xe0 -> in.littleEndian(Long.BYTES);
            case 0xf0 -> (int) in.littleEndian(3) << Byte.SIZE >> Byte.SIZE;
            case 0xfe -> (byte) in.oneByte();
            default -> {
                if (code <= 0xf0 || code > 0xfd) {
                    throw new CorruptRdbException("unknown element of a ziplist " + code);
                }
                yield (code & 0x0f) - 1L;
            }
        };
    }

    /** Returns a zipmap's fields and values in turn. */
    static List<byte[]> zipmapElements(byte[] zipmap) {
        RdbReader in = new RdbReader(zipmap);
        int count = in.oneByte();
        List<byte[]> elements = new ArrayList<>();
        for (int first = in.oneByte(); first != END; first = in.oneByte()) {
            elements.add(in.raw(zipmapLength(in, first)));
            long length = zipmapLength(in, in.oneByte());
            int unused = in.oneByte();
            elements.add(in.raw(length));
            in.raw(unused);
        }
        boolean countIsRight = count == LONG_LENGTH || count == elements.size() / 2;
        if (in.position() != zipmap.length || !countIsRight || elements.isEmpty()) {
            throw new CorruptRdbException("a zipmap is not as long as it says");
        }
        return elements;
    }

    private static long zipmapLength(RdbReader in, int first) {
        return first == LONG_LENGTH ? in.littleEndian(Integer.BYTES) : first;
    }
}
