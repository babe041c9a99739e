package io.rqkit.fakeredis.internal.data;

import java.util.Arrays;

/** A string. It grows in place, and remembers whether it was modified in place, because OBJECT ENCODING shows it. */
public final class StringValue implements Value {
    /** The longest string that shares one allocation with its object in Redis. */
    private static final int MAX_EMBSTR_LENGTH = 44;

    private static final int SHARED_INTEGERS = 10_000;

    /** The bytes and perhaps room for more; none while the string is an integer, whose text is made when it is wanted. */
    private byte[] bytes;

    /** How many bytes there are; the lower half of an integer. */
    private int length;

    private Form form;
    /** How many bytes Redis would hold ready, at least the length if that is not 0; the upper half of an integer. */
    private int room;

    /** Whether somebody outside may hold the array, so that a change has to leave it alone. */
    private boolean shared;

    /** Whether COPY made it: in Redis a small integer then has an object of its own, until it becomes another number. */
    private boolean copied;

    private enum Form {
        INT,
        EMBSTR,
        RAW
    }

    private StringValue(byte[] bytes, int length, Form form) {
        this.bytes = bytes;
        this.length = length;
        this.room = length;
        this.form = form;
        this.shared = true;
    }

    private StringValue(long number) {
        this(ByteArrays.EMPTY, 0, Form.INT);
        number(number);
    }

    /** Returns the string as SET stores it: an integer if it is a canonical one. It may keep the array. */
    public static StringValue of(byte[] bytes) {
        return ByteArrays.isLong(bytes) ? new StringValue(ByteArrays.toLong(bytes)) : ofText(bytes);
    }

    /** Returns the string as INCR stores it. */
    public static StringValue ofLong(long value) {
        return new StringValue(value);
    }

    /** Returns the string as INCRBYFLOAT stores it: never an integer, even if it looks like one. It keeps the array. */
    public static StringValue ofText(byte[] bytes) {
        return new StringValue(bytes, bytes.length, bytes.length <= MAX_EMBSTR_LENGTH ? Form.EMBSTR : Form.RAW);
    }

    /** Returns the string as BITOP, PFADD and SETRANGE create it: raw whatever its length. It keeps the array. */
    public static StringValue ofRaw(byte[] bytes) {
        return new StringValue(bytes, bytes.length, Form.RAW);
    }

    private long number() {
        return (long) room << Integer.SIZE | length & 0xffffffffL;
    }

    private void number(long value) {
        length = (int) value;
        room = (int) (value >>> Integer.SIZE);
        copied = false;
    }

    @Override
    public ValueType type() {
        return ValueType.STRING;
    }

    @Override
    public String encoding() {
        return switch (form) {
            case INT -> "int";
            case EMBSTR -> "embstr";
            case RAW -> "raw";
        };
    }

    /** Returns the number of bytes. */
    @Override
    public int size() {
        return length();
    }

    /** Returns the number of bytes. */
    public int length() {
        return form == Form.INT ? ByteArrays.digits(number()) : length;
    }

    /**
     * Returns the bytes, in an array of exactly their number. It may be the string's own, so nobody may change it; the
     * string itself leaves it alone from now on, so that a reply may keep it.
     */
    public byte[] bytes() {
        if (form == Form.INT) {
            return ByteArrays.fromLong(number());
        }
        if (bytes.length != length) {
            bytes = Arrays.copyOf(bytes, length);
        }
        shared = true;
        return bytes;
    }

    /** Returns a copy of the bytes from {@code from}, inclusive, to {@code to}, exclusive; both within the length. */
    public byte[] slice(int from, int to) {
        if (to > length()) {
            throw new IndexOutOfBoundsException("slice to " + to + " of " + length() + " bytes");
        }
        return Arrays.copyOfRange(form == Form.INT ? bytes() : bytes, from, to);
    }

    /** Returns the byte at an index below the length. */
    public byte byteAt(int index) {
        if (index >= length()) {
            throw new IndexOutOfBoundsException("byte " + index + " of " + length());
        }
        return form == Form.INT ? bytes()[index] : bytes[index];
    }

    /** Sets the byte at an index below the length, in place. */
    public void setByte(int index, byte value) {
        if (index >= length()) {
            throw new IndexOutOfBoundsException("byte " + index + " of " + length());
        }
        becomeRaw();
        ownBytes();
        bytes[index] = value;
    }

    /** Appends in O(1) amortised a byte and returns the new length; raw from then on, even if nothing is appended. */
    public int append(byte[] tail) {
        setRange(length(), tail);
        return length;
    }

    /** Overwrites from the offset on, padding with zeros up to it, and returns the new length; raw from then on. */
    public int setRange(int offset, byte[] patch) {
        ensureLength(Math.addExact(offset, patch.length));
        System.arraycopy(patch, 0, bytes, offset, patch.length);
        return length;
    }

    /** Becomes the integer. */
    public void setLong(long value) {
        bytes = ByteArrays.EMPTY;
        form = Form.INT;
        number(value);
        shared = true;
    }

    private void becomeRaw() {
        if (form == Form.INT) {
            replace(ByteArrays.fromLong(number()));
            shared = false;
        }
        form = Form.RAW;
    }

    /** Replaces all bytes; raw from then on. It keeps the array. */
    public void replace(byte[] replacement) {
        bytes = replacement;
        length = replacement.length;
        room = length;
        form = Form.RAW;
        shared = true;
    }

    /** Pads with zero bytes up to the length, if it is shorter; raw from then on. */
    public void ensureLength(int wanted) {
        becomeRaw();
        if (wanted > bytes.length) {
            int doubled = (int) Math.min(Integer.MAX_VALUE - 8L, length * 2L);
            bytes = Arrays.copyOf(bytes, Math.max(wanted, doubled));
            shared = false;
        }
        ownBytes();
        if (wanted > length && wanted > room) {
            room = length == 0 ? wanted : MemorySizes.roomFor(wanted);
        }
        length = Math.max(length, wanted);
    }

    /** Returns the bit at an offset counted from the highest bit of the first byte; false beyond the end. */
    public boolean bit(long offset) {
        long index = offset >>> 3;
        return index < length() && (byteAt((int) index) & 0x80 >>> (offset & 7)) != 0;
    }

    /** Sets the bit, padding with zero bytes up to it, and returns what it was; raw from then on. */
    public boolean setBit(long offset, boolean on) {
        int index = Math.toIntExact(offset >>> 3);
        ensureLength(index + 1);
        int bit = 0x80 >>> (offset & 7);
        boolean was = (bytes[index] & bit) != 0;
        bytes[index] = (byte) (on ? bytes[index] | bit : bytes[index] & ~bit);
        return was;
    }

    /** Returns whether the bytes are a canonical 64-bit integer, whatever the encoding. */
    public boolean isLong() {
        return form == Form.INT || ByteArrays.isLong(bytes, length);
    }

    /**
     * Returns the integer.
     *
     * @throws NumberFormatException unless {@link #isLong()}
     */
    public long asLong() {
        return form == Form.INT ? number() : ByteArrays.toLong(bytes, length);
    }

    @Override
    public long memoryBytes(long samples) {
        return switch (form) {
            case INT -> MemorySizes.OBJECT;
            case EMBSTR -> MemorySizes.embeddedString(length);
            case RAW -> MemorySizes.OBJECT + MemorySizes.string(Math.max(room, length));
        };
    }

    @Override
    public StringValue copy() {
        StringValue copy = form == Form.INT
                ? new StringValue(number())
                : new StringValue(Arrays.copyOf(bytes, length), length, form);
        copy.copied = copied;
        return copy;
    }

    /** Returns the copy that COPY makes, which is no shared integer. */
    public StringValue ownCopy() {
        StringValue copy = copy();
        copy.copied = true;
        return copy;
    }

    @Override
    public int references(boolean sharesIntegers) {
        boolean small = form == Form.INT && number() >= 0 && number() < SHARED_INTEGERS;
        return small && sharesIntegers && !copied ? Integer.MAX_VALUE : 1;
    }

    private void ownBytes() {
        if (shared) {
            bytes = Arrays.copyOf(bytes, length);
            shared = false;
        }
    }
}
