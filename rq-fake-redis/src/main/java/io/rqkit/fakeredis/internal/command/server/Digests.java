package io.rqkit.fakeredis.internal.command.server;

import io.rqkit.fakeredis.internal.data.Database;
import io.rqkit.fakeredis.internal.data.HashValue;
import io.rqkit.fakeredis.internal.data.KeyEntry;
import io.rqkit.fakeredis.internal.data.ListValue;
import io.rqkit.fakeredis.internal.data.SetValue;
import io.rqkit.fakeredis.internal.data.StreamId;
import io.rqkit.fakeredis.internal.data.StreamValue;
import io.rqkit.fakeredis.internal.data.StringValue;
import io.rqkit.fakeredis.internal.data.Value;
import io.rqkit.fakeredis.internal.data.ZSetValue;
import io.rqkit.fakeredis.internal.resp.Doubles;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-1 of values or of all data that does not depend on the order of hash tables, computed as in Redis's debug.c. */
final class Digests {
    private static final int LENGTH = 20;
    private final MessageDigest sha1;
    private final byte[] digest = new byte[LENGTH];

    private Digests() {
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }

    /** Returns the digest of a key's value and of whether it has a deadline. */
    static String ofEntry(KeyEntry entry) {
        Digests digests = new Digests();
        digests.mixEntry(entry);
        return digests.hex();
    }

    /** Returns the digest of databases. */
    static String ofAll(Iterable<Database> databases) {
        Digests all = new Digests();
        for (Database database : databases) {
            if (database.size() > 0) {
                all.mix(ByteBuffer.allocate(Integer.BYTES)
                        .putInt(database.index())
                        .array());
                database.forEach(entry -> {
                    Digests one = new Digests();
                    one.mix(entry.key);
                    one.mixEntry(entry);
                    all.xor(one.digest);
                });
            }
        }
        return all.hex();
    }

    static String ofNothing() {
        return new Digests().hex();
    }

    private String hex() {
        return HexFormat.of().formatHex(digest);
    }

    /** Adds something whose place does not matter. */
    private void xor(byte[] bytes) {
        byte[] hash = sha1.digest(bytes);
        for (int i = 0; i < LENGTH; i++) {
            digest[i] ^= hash[i];
        }
    }

    /** Adds something whose place matters. */
    private void mix(byte[] bytes) {
        xor(bytes);
        System.arraycopy(sha1.digest(digest), 0, digest, 0, LENGTH);
    }

    private void mixEntry(KeyEntry entry) {
        Value value = entry.value();
        mix(ByteBuffer.allocate(Integer.BYTES).putInt(typeNumber(value)).array());
        if (value instanceof StringValue string) {
            mix(string.bytes());
        } else if (value instanceof ListValue list) {
            list.forEach(this::mix);
        } else if (value instanceof SetValue set) {
            set.forEach(this::xor);
        } else if (value instanceof ZSetValue zset) {
            zset.forEach(e -> xorPair(e.member(), Doubles.format(e.score()).getBytes(StandardCharsets.US_ASCII)));
        } else if (value instanceof HashValue hash) {
            hash.forEach(this::xorPair);
        } else if (value instanceof StreamValue stream) {
            mixStream(stream);
        }
        if (entry.expireAtMillis() != Database.NO_EXPIRY) {
            xor("!!expire!!".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void xorPair(byte[] first, byte[] second) {
        Digests pair = new Digests();
        pair.mix(first);
        pair.mix(second);
        xor(pair.digest);
    }

    private void mixStream(StreamValue stream) {
        stream.forRange(StreamId.MIN, StreamId.MAX, entry -> {
            mix(entry.id().toString().replace('-', '.').getBytes(StandardCharsets.US_ASCII));
            entry.fieldsAndValues().forEach(this::mix);
            return true;
        });
    }

    /** Redis numbers types in an order of its own. */
    private static int typeNumber(Value value) {
        return switch (value.type()) {
            case STRING -> 0;
            case LIST -> 1;
            case SET -> 2;
            case ZSET -> 3;
            case HASH -> 4;
            case STREAM -> 6;
        };
    }
}
