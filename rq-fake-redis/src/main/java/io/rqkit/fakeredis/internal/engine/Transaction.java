package io.rqkit.fakeredis.internal.engine;

import java.util.ArrayList;
import java.util.List;

/** What a session has queued since MULTI, and whether EXEC must refuse it. */
public final class Transaction {
    private static final int POINTER_BYTES = 8;
    private static final int MANY = 64;
    private final ArrayList<Call> queued = new ArrayList<>(0);
    private long queuedBytes;
    private boolean open;
    private boolean dirty;
    private boolean broken;

    /** Says whether MULTI was called. */
    public boolean isOpen() {
        return open;
    }

    /** Begins to queue. */
    public void open() {
        open = true;
    }

    /** Says whether a watched key changed. */
    public boolean isDirty() {
        return dirty;
    }

    void markDirty() {
        dirty = true;
    }

    /** Says whether a command was refused while queueing. */
    public boolean isBroken() {
        return broken;
    }

    /** Notes that a command was refused while queueing. */
    public void markBroken() {
        if (open) {
            broken = true;
        }
    }

    void queue(Call call) {
        queued.add(call);
        for (byte[] argument : call.argv()) {
            queuedBytes += argument.length + POINTER_BYTES;
        }
    }

    /** Returns what Redis would take for the arguments of the queued calls. */
    long queuedBytes() {
        return queuedBytes;
    }

    /** Returns the queued calls, in order. */
    public List<Call> queued() {
        return queued;
    }

    /** Forgets everything, as EXEC, DISCARD and RESET do. */
    void clear() {
        boolean many = queued.size() > MANY;
        queued.clear();
        if (many) {
            queued.trimToSize();
        }
        queuedBytes = 0;
        open = false;
        dirty = false;
        broken = false;
    }

    /** Forgets that watched keys changed, as UNWATCH does. */
    void forgetDirty() {
        dirty = false;
    }
}
