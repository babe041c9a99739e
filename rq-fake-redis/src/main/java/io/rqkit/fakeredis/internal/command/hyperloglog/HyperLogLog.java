package io.rqkit.fakeredis.internal.command.hyperloglog;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.data.StringValue;

/**
 * A string seen as a HyperLogLog: 16384 registers, each the longest run of zeros among the hashes that chose it.
 *
 * <p>Its form is that of Redis byte for byte, since GET, SET and DUMP show it: a header of the letters HYLL, the encoding,
 * three unused bytes and the last estimate, then the registers, {@link Dense} or {@link Sparse}.
 */
final class HyperLogLog {
    static final int REGISTERS = 16384;
    static final int HEADER = 16;

    private static final CommandException NOT_ONE =
            new CommandException("WRONGTYPE Key is not a valid HyperLogLog string value.");
    private static final CommandException CORRUPT = new CommandException("INVALIDOBJ Corrupted HLL object detected");
    private static final String MAGIC = "HYLL";
    private static final int ENCODING = MAGIC.length();
    private static final int DENSE = 0;
    private static final int SPARSE = 1;
    private static final int ESTIMATE = 8;
    /** The highest bit of the estimate's last byte says that it is out of date. */
    private static final int OUT_OF_DATE = 0x80;

    private final StringValue value;

    private HyperLogLog(StringValue value) {
        this.value = value;
    }

    /** Sees a string as one; any other string is an error. */
    static HyperLogLog of(StringValue value) {
        if (value.length() < HEADER) {
            throw NOT_ONE;
        }
        for (int i = 0; i < MAGIC.length(); i++) {
            if (value.byteAt(i) != MAGIC.charAt(i)) {
                throw NOT_ONE;
            }
        }
        int encoding = value.byteAt(ENCODING);
        if (encoding != SPARSE && (encoding != DENSE || value.length() != Dense.LENGTH)) {
            throw NOT_ONE;
        }
        return new HyperLogLog(value);
    }

    /** Makes one without elements, which is sparse. */
    static HyperLogLog create() {
        byte[] bytes = new byte[HEADER + 2];
        for (int i = 0; i < MAGIC.length(); i++) {
            bytes[i] = (byte) MAGIC.charAt(i);
        }
        bytes[ENCODING] = SPARSE;
        bytes[HEADER] = 0x7f;
        bytes[HEADER + 1] = (byte) 0xff;
        return new HyperLogLog(StringValue.ofRaw(bytes));
    }

    StringValue value() {
        return value;
    }

    boolean isDense() {
        return value.byteAt(ENCODING) == DENSE;
    }

    /** Makes the string's encoding raw, as Redis does before it looks whether there is anything to change. */
    HyperLogLog unshare() {
        value.ensureLength(0);
        return this;
    }

    /** Adds an element and says whether a register changed. */
    boolean add(byte[] element, long maxSparseBytes) {
        long hash = Element.hash(element);
        return raise(Element.register(hash), Element.run(hash), maxSparseBytes);
    }

    /** Raises a register to a value, and says whether it was lower. */
    boolean raise(int register, int count, long maxSparseBytes) {
        if (!isDense()) {
            Sparse.Change change = count > Sparse.MAX_VALUE
                    ? Sparse.Change.TOO_LONG
                    : Sparse.set(value, register, count, maxSparseBytes);
            if (change == Sparse.Change.CORRUPT) {
                throw CORRUPT;
            }
            if (change != Sparse.Change.TOO_LONG) {
                return change == Sparse.Change.DONE;
            }
            toDense();
        }
        if (Dense.get(value, register) >= count) {
            return false;
        }
        Dense.set(value, register, count);
        return true;
    }

    /** Changes the form to dense, if it is not. */
    void toDense() {
        if (isDense()) {
            return;
        }
        byte[] dense = new byte[Dense.LENGTH];
        System.arraycopy(value.bytes(), 0, dense, 0, HEADER);
        dense[ENCODING] = DENSE;
        StringValue target = StringValue.ofRaw(dense);
        boolean valid = Sparse.forEachRun(value, (first, length, count) -> {
            if (count > 0 && first + length > REGISTERS) {
                return false;
            }
            for (int i = 0; i < length && count > 0; i++) {
                Dense.set(target, first + i, count);
            }
            return true;
        });
        if (!valid) {
            throw CORRUPT;
        }
        value.replace(target.bytes());
    }

    /** Raises each of the given registers to this one's. */
    void mergeInto(byte[] registers) {
        if (isDense()) {
            for (int i = 0; i < REGISTERS; i++) {
                registers[i] = (byte) Math.max(registers[i], Dense.get(value, i));
            }
            return;
        }
        boolean valid = Sparse.forEachRun(value, (first, length, count) -> {
            if (count > 0 && first + length > REGISTERS) {
                return false;
            }
            for (int i = 0; i < length && count > 0; i++) {
                registers[first + i] = (byte) Math.max(registers[first + i], count);
            }
            return true;
        });
        if (!valid) {
            throw CORRUPT;
        }
    }

    /** Estimates the number of elements from the registers. */
    long estimate() {
        int[] histogram = new int[Long.SIZE];
        if (isDense()) {
            for (int i = 0; i < REGISTERS; i++) {
                histogram[Dense.get(value, i)]++;
            }
            return Estimate.of(histogram);
        }
        boolean valid = Sparse.forEachRun(value, (first, length, count) -> {
            histogram[count] += length;
            return true;
        });
        if (!valid) {
            throw CORRUPT;
        }
        return Estimate.of(histogram);
    }

    /** Estimates the number of elements from registers of a byte each. */
    static long estimate(byte[] registers) {
        int[] histogram = new int[Long.SIZE];
        for (byte count : registers) {
            histogram[count]++;
        }
        return Estimate.of(histogram);
    }

    boolean hasEstimate() {
        return (value.byteAt(HEADER - 1) & OUT_OF_DATE) == 0;
    }

    /** Returns the estimate noted in the header. */
    long notedEstimate() {
        long noted = 0;
        for (int i = HEADER - 1; i >= ESTIMATE; i--) {
            noted = noted << Byte.SIZE | value.byteAt(i) & 0xff;
        }
        return noted;
    }

    void noteEstimate(long estimate) {
        for (int i = 0; i < Long.BYTES; i++) {
            value.setByte(ESTIMATE + i, (byte) (estimate >>> i * Byte.SIZE));
        }
    }

    void invalidateEstimate() {
        invalidateEstimate(value);
    }

    static void invalidateEstimate(StringValue value) {
        value.setByte(HEADER - 1, (byte) (value.byteAt(HEADER - 1) | OUT_OF_DATE));
    }
}
