package io.rqkit.fakeredis.internal.rdb;

import io.rqkit.fakeredis.internal.data.ByteArrays;
import io.rqkit.fakeredis.internal.data.Limits;
import io.rqkit.fakeredis.internal.data.Value;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads a file of all data, versions 1 to 10, key by key. Follows rdbLoadRioWithLoadingCtx in rdb.c. */
public final class RdbFileReader {
    private static final int FIRST_SUMMED_VERSION = 5;
    private static final long MILLIS_A_SECOND = 1000;

    private final RdbReader in;
    private final ValueReader values;
    private final int databases;
    private final boolean verifies;
    private final List<byte[]> functions = new ArrayList<>();
    private int database;
    private long expireAtMillis;
    private long idleSeconds;
    private int frequency;

    /**
     * Creates a reader.
     *
     * @param length the number of bytes; it bounds what a length in the data may claim
     * @param limits those that decide on encodings
     * @param databases the number of databases that keys may belong to
     * @param verifies whether to compare the checksum
     */
    public RdbFileReader(InputStream in, long length, Limits limits, int databases, boolean verifies) {
        this.in = new RdbReader(in, length);
        this.values = new ValueReader(this.in, limits);
        this.databases = databases;
        this.verifies = verifies;
    }

    /**
     * Reads everything. What follows the checksum is ignored, as in Redis.
     *
     * @param keys receives each key and says whether it was new; one without elements is skipped, as Redis does with what
     *     its own bugs once wrote
     * @throws CorruptRdbException if this is no such file; some keys may have been handed over by then
     * @throws UncheckedIOException if the stream fails
     */
    public void read(Predicate<RdbKey> keys) {
        int version = version();
        forgetAttributes();
        for (int code = in.oneByte(); code != RdbOpcode.END; code = in.oneByte()) {
            if (code < RdbOpcode.FUNCTION) {
                key(code, keys);
            } else {
                opcode(code);
            }
        }
        if (version >= FIRST_SUMMED_VERSION) {
            requireChecksum();
        }
    }

    /** Returns the code of each library of functions, in the order of the file. */
    public List<byte[]> functions() {
        return List.copyOf(functions);
    }

    /** Returns how many bytes were read. */
    public long offset() {
        return in.offset();
    }

    private int version() {
        String header = ByteArrays.toAscii(in.raw(RdbOpcode.SIGNATURE.length() + (long) RdbOpcode.VERSION_DIGITS));
        if (!header.startsWith(RdbOpcode.SIGNATURE)) {
            throw new CorruptRdbException("it does not begin with " + RdbOpcode.SIGNATURE);
        }
        int version = leadingNumber(header.substring(RdbOpcode.SIGNATURE.length()));
        if (version < 1 || version > RdbOpcode.VERSION) {
            throw new CorruptRdbException("its version is not one of 1 to " + RdbOpcode.VERSION);
        }
        return version;
    }

    /** Redis reads the version with atoi, which stops at what is no digit. */
    private static int leadingNumber(String text) {
        int number = 0;
        for (char c : text.toCharArray()) {
            if (c < '0' || c > '9') {
                break;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }

    private void opcode(int code) {
        switch (code) {
            case RdbOpcode.EXPIRE_SECONDS -> expireAtMillis = (int) in.littleEndian(Integer.BYTES) * MILLIS_A_SECOND;
            case RdbOpcode.EXPIRE_MILLIS -> expireAtMillis = in.littleEndian(Long.BYTES);
            case RdbOpcode.FREQUENCY -> frequency = in.oneByte();
            case RdbOpcode.IDLE -> idleSeconds = in.length();
            case RdbOpcode.SELECT -> select(in.length());
            case RdbOpcode.RESIZE -> skipSizes();
            case RdbOpcode.AUX -> skipAux();
            case RdbOpcode.FUNCTION -> functions.add(in.string());
            case RdbOpcode.MODULE_AUX ->
                throw new CorruptRdbException("it has data of a module, and there are no modules");
            case RdbOpcode.FUNCTION_PRE_RELEASE ->
                throw new CorruptRdbException("it has functions in the format of a release candidate");
            default -> throw new CorruptRdbException("unknown type " + code);
        }
    }

    private void select(long index) {
        if (index < 0 || index >= databases) {
            throw new CorruptRdbException("it has keys in database " + Long.toUnsignedString(index) + ", and there are "
                    + databases + " databases");
        }
        database = (int) index;
    }

    /** Tables grow as keys come, so that a wrong size costs nothing. */
    private void skipSizes() {
        in.length();
        in.length();
    }

    /** What is said of the server that wrote the file has no effect. */
    private void skipAux() {
        in.string();
        in.string();
    }

    private void key(int type, Predicate<RdbKey> keys) {
        byte[] key = in.string();
        Value value = values.read(type);
        RdbKey whole = new RdbKey(database, key, value, expireAtMillis, idleSeconds, frequency);
        if (!ValueReader.isVoid(value) && !keys.test(whole)) {
            throw new CorruptRdbException("it has a key twice in database " + database);
        }
        forgetAttributes();
    }

    private void forgetAttributes() {
        expireAtMillis = RdbKey.NONE;
        idleSeconds = RdbKey.NONE;
        frequency = RdbKey.NONE;
    }

    /** A checksum of 0 says that none was made. */
    private void requireChecksum() {
        long expected = in.checksum();
        long found = in.littleEndian(Long.BYTES);
        if (verifies && found != 0 && found != expected) {
            throw new CorruptRdbException("its checksum is wrong");
        }
    }
}
