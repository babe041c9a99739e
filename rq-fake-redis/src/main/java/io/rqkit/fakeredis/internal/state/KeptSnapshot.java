package io.rqkit.fakeredis.internal.state;

import io.rqkit.fakeredis.internal.data.Images.Image;
import io.rqkit.fakeredis.internal.data.KeyEntry;
import io.rqkit.fakeredis.internal.data.Value;
import io.rqkit.fakeredis.internal.engine.Checkpoints;
import io.rqkit.fakeredis.internal.engine.Checkpoints.Checkpoint;
import io.rqkit.fakeredis.internal.engine.KeyName;
import io.rqkit.fakeredis.state.Difference;
import io.rqkit.fakeredis.state.KeyChange;
import io.rqkit.fakeredis.state.KeyState;
import io.rqkit.fakeredis.state.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A mark in the history of a server's data. */
public final class KeptSnapshot implements Snapshot {
    private final DirectAccess access;
    private final Checkpoints checkpoints;
    private final Checkpoint checkpoint;

    /** Takes a snapshot of a server. */
    public KeptSnapshot(DirectAccess access) {
        this.access = access;
        this.checkpoints = access.engine().checkpoints();
        this.checkpoint = access.locked(() -> checkpoints.take(this));
    }

    /** Brings the data back to this. */
    public void restore() {
        access.engine().execute(() -> {
            requireOpen();
            checkpoints.restore(checkpoint);
        });
    }

    /** Says whether this is a snapshot of the server that {@code other} gives access to. */
    public boolean isOf(DirectAccess other) {
        return access == other;
    }

    private void requireOpen() {
        if (!checkpoints.isThere(checkpoint)) {
            throw new IllegalStateException(
                    "This snapshot was closed. Take another one, and close it when it is no" + " longer used.");
        }
    }

    @Override
    public Difference differenceTo(Snapshot later) {
        if (!(later instanceof KeptSnapshot other) || other.access != access) {
            throw new IllegalArgumentException("Snapshots of different servers can't be compared: " + later);
        }
        return access.locked(() -> {
            requireOpen();
            other.requireOpen();
            return difference(other.checkpoint);
        });
    }

    @Override
    public Difference differenceToNow() {
        return access.locked(() -> {
            requireOpen();
            return difference(null);
        });
    }

    private Difference difference(@Nullable Checkpoint later) {
        Set<KeyName> names = new LinkedHashSet<>(checkpoints.changedSince(checkpoint));
        if (later != null) {
            // either may be the older one
            names.addAll(checkpoints.changedSince(later));
        }
        List<KeyChange> changes = new ArrayList<>();
        for (KeyName name : names) {
            Optional<KeyState> before = at(checkpoint, name);
            Optional<KeyState> after = at(later, name);
            if (!before.equals(after)) {
                changes.add(new KeyChange(name.database(), States.text(name.bytes()), before, after));
            }
        }
        changes.sort(Comparator.comparingInt(KeyChange::database).thenComparing(KeyChange::key));
        return new Difference(changes);
    }

    private Optional<KeyState> at(@Nullable Checkpoint mark, KeyName name) {
        Image image = mark == null ? null : checkpoints.imageAt(mark, name);
        if (image != null) {
            Value value = image.value();
            return value == null ? Optional.empty() : Optional.of(States.of(value, image.expireAtMillis()));
        }
        KeyEntry entry = access.engine().keyspace(name.database()).data().find(name.bytes());
        return entry == null ? Optional.empty() : Optional.of(States.of(entry.value(), entry.expireAtMillis()));
    }

    @Override
    public boolean isClosed() {
        return !access.locked(() -> checkpoints.isThere(checkpoint));
    }

    @Override
    public void close() {
        access.engine().execute(() -> checkpoints.drop(checkpoint));
    }
}
