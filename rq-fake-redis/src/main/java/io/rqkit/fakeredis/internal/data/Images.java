package io.rqkit.fakeredis.internal.data;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the keys of a database were when they first changed after a mark was set. It costs nothing for keys that do not
 * change; when all keys are removed at once it keeps their table as it is.
 */
public final class Images {
    private final Dict<Image> images;
    private @Nullable Dict<KeyEntry> whole;

    /** What a key was. */
    public static final class Image extends Dict.Entry {
        private final @Nullable Value value;
        private final long expireAtMillis;
        private final int usage;

        Image(byte[] key, @Nullable Value value, long expireAtMillis, int usage) {
            super(key);
            this.value = value;
            this.expireAtMillis = expireAtMillis;
            this.usage = usage;
        }

        /** Returns the value, which nobody may change, or null when the key was not there. */
        public @Nullable Value value() {
            return value;
        }

        /** Returns the deadline in milliseconds since the epoch, or {@link Database#NO_EXPIRY}. */
        public long expireAtMillis() {
            return expireAtMillis;
        }

        public int usage() {
            return usage;
        }
    }

    Images(int seed) {
        images = new Dict<>(seed);
    }

    /** Notes a key that is about to be added. */
    void absent(byte[] key) {
        if (isUnknown(key)) {
            images.add(new Image(key, null, Database.NO_EXPIRY, 0));
        }
    }

    /** Notes a key that is about to change or to go. */
    void save(KeyEntry entry) {
        if (isUnknown(entry.key)) {
            images.add(image(entry, entry.value().copy()));
        }
    }

    private static Image image(KeyEntry entry, Value value) {
        return new Image(entry.key, value, entry.expireAtMillis(), entry.usage());
    }

    /** Once the whole table is kept, all keys there are have been added later. */
    private boolean isUnknown(byte[] key) {
        return whole == null && !images.contains(key);
    }

    /** Notes that a table of keys is about to be replaced by another one. */
    void keepWhole(Dict<KeyEntry> keys) {
        if (whole == null) {
            whole = keys;
        }
    }

    /** Says whether what a key was is known here; if not, it did not change. */
    public boolean knows(byte[] key) {
        return whole != null || images.contains(key);
    }

    /** Returns what a key was; to be asked only of keys that are known. */
    public Image find(byte[] key) {
        Image image = images.find(key);
        if (image != null) {
            return image;
        }
        KeyEntry entry = whole == null ? null : whole.find(key);
        return entry == null ? new Image(key, null, Database.NO_EXPIRY, 0) : image(entry, entry.value());
    }

    /** Says whether all keys went at once, so that any may have changed. */
    public boolean isWhole() {
        return whole != null;
    }

    /** Visits every key that is known by name. */
    public void forEachKey(Consumer<byte[]> visit) {
        images.forEach(image -> visit.accept(image.key));
        if (whole != null) {
            whole.forEach(entry -> visit.accept(entry.key));
        }
    }

    /** Takes over what a later one knows and this does not. */
    public void append(Images later) {
        if (whole != null) {
            return;
        }
        later.images.forEach(image -> {
            if (!images.contains(image.key)) {
                images.add(new Image(image.key, image.value, image.expireAtMillis, image.usage));
            }
        });
        whole = later.whole;
    }
}
