package io.rqkit.fakeredis.internal.command.generic;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.ListValue;
import io.rqkit.fakeredis.internal.data.SetValue;
import io.rqkit.fakeredis.internal.data.Value;
import io.rqkit.fakeredis.internal.data.ZSetEntry;
import io.rqkit.fakeredis.internal.data.ZSetValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.engine.Keyspace;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SORT and SORT_RO. Follows sort.c. */
final class Sorting {
    private static final CommandException BY_DENIED =
            new CommandException("ERR BY option of SORT denied due to insufficient ACL permissions.");
    private static final CommandException GET_DENIED =
            new CommandException("ERR GET option of SORT denied due to insufficient ACL permissions.");

    private final Keyspace keyspace;
    private final boolean readsEveryKey;
    private final boolean inScript;
    private final List<SortPattern> gets = new ArrayList<>();
    private boolean descending;
    private boolean alpha;
    private boolean sorts = true;
    private long limitStart;
    private long limitCount = -1;
    private @Nullable SortPattern by;
    private byte @Nullable [] destination;

    private Sorting(Call call) {
        this.keyspace = call.keyspace();
        this.inScript = call.session().isScript();
        this.readsEveryKey = call.session().user().readsEveryKey(call.command().spec(), call.argv());
    }

    static Reply sort(Call call) {
        return sort(call, true);
    }

    static Reply sortReadOnly(Call call) {
        return sort(call, false);
    }

    private static Reply sort(Call call, boolean mayStore) {
        Sorting sorting = new Sorting(call);
        sorting.parse(call.args(2), mayStore);
        Value value = call.keyspace().read(call.arg(1));
        List<SortItem> items = sorting.items(value);
        byte[] stored = sorting.destination;
        if (stored == null) {
            return sorting.reply(items);
        }
        return sorting.store(items, stored, new ListValue(call.limits()));
    }

    private void parse(Args args, boolean mayStore) {
        while (args.hasNext()) {
            if (args.skip("ASC")) {
                descending = false;
            } else if (args.skip("DESC")) {
                descending = true;
            } else if (args.skip("ALPHA")) {
                alpha = true;
            } else if (args.skip("LIMIT", 2)) {
                limitStart = args.nextLong();
                limitCount = args.nextLong();
            } else if (mayStore && args.skip("STORE", 1)) {
                destination = args.next();
            } else if (args.skip("BY", 1)) {
                by = new SortPattern(args.next());
                // once a constant pattern was seen nothing is sorted, even if another pattern follows
                sorts &= by.hasStar();
                if (by.hasStar() && !readsEveryKey) {
                    throw BY_DENIED;
                }
            } else if (args.skip("GET", 1)) {
                if (!readsEveryKey) {
                    throw GET_DENIED;
                }
                gets.add(new SortPattern(args.next()));
            } else {
                throw Errors.SYNTAX;
            }
        }
    }

    private List<SortItem> items(@Nullable Value value) {
        if (value instanceof SetValue && !sorts && (destination != null || inScript)) {
            // neither a stored result nor what a script does may depend on the order of a hash table
            sorts = true;
            alpha = true;
            by = null;
        }
        List<SortItem> items = elements(value);
        if (sorts) {
            weigh(items);
            Comparator<SortItem> order = order();
            items.sort(descending ? order.reversed() : order);
        }
        return limited(items);
    }

    /** Unsorted elements of lists and sorted sets keep their order, or have it reversed. */
    private List<SortItem> elements(@Nullable Value value) {
        List<SortItem> items = new ArrayList<>(value == null ? 0 : value.size());
        boolean backward = !sorts && descending;
        if (value instanceof ListValue list) {
            Iterator<byte[]> elements = backward ? list.descendingIterator() : list.iterator();
            elements.forEachRemaining(element -> items.add(new SortItem(element)));
        } else if (value instanceof SetValue set) {
            set.forEach(member -> items.add(new SortItem(member)));
        } else if (value instanceof ZSetValue zset) {
            zset.leaveCompact();
            Iterator<ZSetEntry> entries = backward ? zset.descending(zset.size() - 1) : zset.ascending(0);
            entries.forEachRemaining(entry -> items.add(new SortItem(entry.member())));
        } else if (value != null) {
            throw Errors.WRONG_TYPE;
        }
        return items;
    }

    private void weigh(List<SortItem> items) {
        for (SortItem item : items) {
            SortPattern pattern = by;
            byte[] found = pattern == null ? item.element : pattern.resolve(keyspace, item.element);
            if (alpha) {
                item.weight(found);
            } else if (found != null) {
                item.score(found);
            }
        }
    }

    private Comparator<SortItem> order() {
        if (!alpha) {
            return SortItem.byScore();
        }
        boolean wholeBytes = destination != null;
        return by == null ? SortItem.byElement(wholeBytes) : SortItem.byWeight(wholeBytes);
    }

    private List<SortItem> limited(List<SortItem> items) {
        int size = items.size();
        int first = (int) Math.min(Math.max(limitStart, 0), size);
        long end = limitCount < 0 ? size : first + Math.min(limitCount, size);
        return items.subList(first, (int) Math.min(end, size));
    }

    private Reply reply(List<SortItem> items) {
        List<Reply> replies = new ArrayList<>(items.size() * Math.max(1, gets.size()));
        for (SortItem item : items) {
            if (gets.isEmpty()) {
                replies.add(Reply.bulk(item.element));
            }
            for (SortPattern get : gets) {
                byte[] found = get.resolve(keyspace, item.element);
                replies.add(found == null ? Reply.NULL : Reply.bulk(found));
            }
        }
        return Reply.array(replies);
    }

    /** Nothing found deletes the destination; what GET does not find is stored as an empty string. */
    private Reply store(List<SortItem> items, byte[] key, ListValue result) {
        for (SortItem item : items) {
            if (gets.isEmpty()) {
                result.addLast(item.element);
            }
            for (SortPattern get : gets) {
                byte[] found = get.resolve(keyspace, item.element);
                result.addLast(found == null ? new byte[0] : found);
            }
        }
        if (result.size() > 0) {
            keyspace.set(key, result, false);
            keyspace.notify(key, KeyEvent.LIST, "sortstore");
        } else if (keyspace.delete(key)) {
            keyspace.changed(key, KeyEvent.GENERIC, "del");
        }
        return Reply.of(result.size());
    }
}
