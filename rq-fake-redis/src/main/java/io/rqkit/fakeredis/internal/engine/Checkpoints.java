package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Flag;
import io.rqkit.fakeredis.internal.data.Database;
import io.rqkit.fakeredis.internal.data.Images;
import io.rqkit.fakeredis.internal.data.Images.Image;
import io.rqkit.fakeredis.internal.data.KeyEntry;
import io.rqkit.fakeredis.internal.data.Value;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Marks in the history of the data, to which it can be brought back. What a key was is noted when it first changes after
 * the latest mark; what it was at an earlier one is what the marks since then know, the oldest first. Used under the
 * engine's lock.
 */
public final class Checkpoints {
    private final Engine engine;
    private final List<Checkpoint> all = new ArrayList<>();
    private final List<Restorable> parts = new ArrayList<>();
    private boolean active;
    private boolean writing;

    Checkpoints(Engine engine) {
        this.engine = engine;
    }

    /** A mark. */
    public static final class Checkpoint {
        private final WeakReference<Object> owner;
        private final List<Images> images = new ArrayList<>();
        private final Map<String, String> config;
        private final Map<Restorable, Runnable> parts = new HashMap<>();

        private Checkpoint(Object owner, Map<String, String> config) {
            this.owner = new WeakReference<>(owner);
            this.config = config;
        }
    }

    /** Has the state of a part belong to every mark. */
    public void add(Restorable part) {
        parts.add(part);
    }

    /** Notes the command that runs. */
    void running(CommandSpec spec) {
        if (active) {
            // PFCOUNT, which may only replicate, changes what it keeps of its last count, and SORT_RO an encoding
            writing = spec.is(Flag.WRITE)
                    || spec.is(Flag.MAY_REPLICATE)
                    || spec.fullName().equals("sort_ro");
        }
    }

    /** Says whether values that are looked up now may be changed in place. */
    boolean isWriting() {
        return writing;
    }

    /** Sets a mark that lasts until it is dropped or its owner is gone. */
    public Checkpoint take(Object owner) {
        dropUnowned();
        Checkpoint checkpoint = new Checkpoint(owner, engine.config().changed());
        for (int i = 0; i < engine.databases(); i++) {
            checkpoint.images.add(data(i).beginImages());
        }
        parts.forEach(part -> checkpoint.parts.put(part, part.checkpoint()));
        all.add(checkpoint);
        active = true;
        return checkpoint;
    }

    private Database data(int database) {
        return engine.keyspace(database).data();
    }

    /** Says whether a mark was not dropped. */
    public boolean isThere(Checkpoint checkpoint) {
        return all.contains(checkpoint);
    }

    private void dropUnowned() {
        List.copyOf(all).stream()
                .filter(checkpoint -> checkpoint.owner.get() == null)
                .forEach(this::drop);
    }

    /** Forgets a mark. */
    public void drop(Checkpoint checkpoint) {
        int at = all.indexOf(checkpoint);
        if (at < 0) {
            return;
        }
        all.remove(at);
        for (int i = 0; i < engine.databases(); i++) {
            if (at > 0) {
                all.get(at - 1).images.get(i).append(checkpoint.images.get(i));
            }
            if (at == all.size()) {
                data(i).images(at == 0 ? null : all.get(at - 1).images.get(i));
            }
        }
        active = !all.isEmpty();
        writing = writing && active;
    }

    /** Returns the keys that may have changed since a mark. */
    public Set<KeyName> changedSince(Checkpoint checkpoint) {
        Set<KeyName> changed = new LinkedHashSet<>();
        for (int i = 0; i < engine.databases(); i++) {
            int database = i;
            for (Checkpoint since : all.subList(all.indexOf(checkpoint), all.size())) {
                Images images = since.images.get(i);
                images.forEachKey(key -> changed.add(KeyName.of(database, key)));
                if (images.isWhole()) {
                    data(i).forEach(entry -> changed.add(KeyName.of(database, entry.key)));
                }
            }
        }
        return changed;
    }

    /** Returns what a key was at a mark, or null when it has not changed since. */
    public @Nullable Image imageAt(Checkpoint checkpoint, KeyName name) {
        byte[] key = name.bytes();
        for (Checkpoint since : all.subList(all.indexOf(checkpoint), all.size())) {
            Images images = since.images.get(name.database());
            if (images.knows(key)) {
                return images.find(key);
            }
        }
        return null;
    }

    /** Brings everything back to what it was at a mark, which stays. */
    public void restore(Checkpoint checkpoint) {
        Set<KeyName> changed = changedSince(checkpoint);
        Map<KeyName, Image> images = new HashMap<>();
        for (KeyName name : changed) {
            Image image = imageAt(checkpoint, name);
            if (image != null) {
                images.put(name, image);
            }
        }
        boolean latest = all.indexOf(checkpoint) == all.size() - 1;
        if (latest) {
            for (int i = 0; i < engine.databases(); i++) {
                data(i).images(null);
            }
        }
        images.forEach((name, image) -> putBack(name, image, latest));
        if (latest) {
            startAnew(checkpoint);
        }
        engine.config().restore(checkpoint.config);
        engine.configChanged();
        restoreParts(checkpoint);
        engine.activeExpiry().resumed();
    }

    /** From here on nothing has changed since the mark. */
    private void startAnew(Checkpoint checkpoint) {
        for (int i = 0; i < engine.databases(); i++) {
            checkpoint.images.set(i, data(i).beginImages());
        }
    }

    private void putBack(KeyName name, Image image, boolean mayMove) {
        byte[] key = name.bytes();
        Database data = data(name.database());
        KeyEntry entry = data.find(key);
        Value value = image.value();
        if (value == null) {
            if (entry != null) {
                data.remove(key);
            }
        } else {
            Value own = mayMove ? value : value.copy();
            if (entry == null) {
                entry = data.add(key, own);
            } else {
                data.replace(entry, own);
            }
            data.expireAt(entry, image.expireAtMillis());
            entry.usage(image.usage());
            engine.blocking().signalReady(name.database(), key, value.type());
        }
        engine.keyspace(name.database()).touched(key);
    }

    private void restoreParts(Checkpoint checkpoint) {
        parts.forEach(part -> checkpoint.parts.getOrDefault(part, part::reset).run());
    }
}
