package io.rqkit.fakeredis.internal.acl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** What was denied lately, newest first; the same again within a minute only counts up. */
public final class AclLog {
    private static final long GROUPED_MILLIS = 60_000;
    private static final int COMPARED = 10;
    private final Deque<Entry> entries = new ArrayDeque<>();

    /** Where a denied call stood. */
    public enum Context {
        TOPLEVEL("toplevel"),
        LUA("lua"),
        MULTI("multi");

        private final String wireName;

        Context(String wireName) {
            this.wireName = wireName;
        }

        /** Returns the context as ACL LOG prints it. */
        public String wireName() {
            return wireName;
        }
    }

    /**
     * Something denied, perhaps several times.
     *
     * @param object the command, key or channel denied
     * @param atMillis when it happened last
     * @param clientInfo the client as CLIENT LIST shows it
     */
    public record Entry(
            long count,
            Denial.Reason reason,
            Context context,
            String object,
            String user,
            long atMillis,
            String clientInfo) {
        private boolean isLike(Entry other) {
            return reason == other.reason
                    && context == other.context
                    && Math.abs(atMillis - other.atMillis) <= GROUPED_MILLIS
                    && object.equals(other.object)
                    && user.equals(other.user);
        }
    }

    /** Adds an entry, whose count is 1, and forgets the oldest beyond {@code max}. */
    public void add(Entry entry, long max) {
        Iterator<Entry> recent = entries.iterator();
        for (int i = 0; i < COMPARED && recent.hasNext(); i++) {
            Entry known = recent.next();
            if (known.isLike(entry)) {
                recent.remove();
                entries.addFirst(new Entry(
                        known.count + 1,
                        entry.reason,
                        entry.context,
                        entry.object,
                        entry.user,
                        entry.atMillis,
                        entry.clientInfo));
                return;
            }
        }
        entries.addFirst(entry);
        while (entries.size() > max) {
            entries.removeLast();
        }
    }

    /** Returns the newest entries, at most {@code count}. */
    public List<Entry> newest(long count) {
        List<Entry> newest = new ArrayList<>();
        Iterator<Entry> all = entries.iterator();
        while (newest.size() < count && all.hasNext()) {
            newest.add(all.next());
        }
        return newest;
    }

    public void clear() {
        entries.clear();
    }
}
