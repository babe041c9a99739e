package io.rqkit.fakeredis.internal.command.list;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.ListValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.List;

/** What looks at elements, or changes some of them: LINDEX, LINSERT, LLEN, LPOS, LRANGE, LREM, LSET, LTRIM. */
final class Elements {
    private static final CommandException RANK_ZERO = new CommandException("ERR RANK can't be zero: use 1 to start from"
            + " the first match, 2 from the second ... or use negative to start from the end of the list");
    private static final CommandException COUNT_NEGATIVE = new CommandException("ERR COUNT can't be negative");
    private static final CommandException MAXLEN_NEGATIVE = new CommandException("ERR MAXLEN can't be negative");

    private Elements() {}

    static Reply length(Call call) {
        ListValue list = call.read(call.arg(1), ListValue.class);
        return list == null ? Reply.ZERO : Reply.of(list.size());
    }

    static Reply index(Call call) {
        ListValue list = call.read(call.arg(1), ListValue.class);
        if (list == null) {
            return Reply.NULL;
        }
        long index = fromHead(call.longArg(2), list);
        return index < 0 || index >= list.size() ? Reply.NULL : Reply.bulk(list.get((int) index));
    }

    static Reply range(Call call) {
        long start = call.longArg(2);
        long stop = call.longArg(3);
        ListValue list = call.read(call.arg(1), ListValue.class);
        if (list == null) {
            return Reply.EMPTY_ARRAY;
        }
        long first = Math.max(0, fromHead(start, list));
        long last = Math.min(fromHead(stop, list), list.size() - 1);
        return first > last ? Reply.EMPTY_ARRAY : Reply.bulks(list.range((int) first, (int) last));
    }

    static Reply trim(Call call) {
        long start = call.longArg(2);
        long stop = call.longArg(3);
        byte[] key = call.arg(1);
        ListValue list = call.write(key, ListValue.class);
        if (list == null) {
            return Reply.OK;
        }
        long first = Math.max(0, fromHead(start, list));
        long last = Math.min(fromHead(stop, list), list.size() - 1);
        list.trim((int) Math.min(first, list.size()), (int) Math.max(last, -1));
        call.keyspace().notify(key, KeyEvent.LIST, "ltrim");
        if (list.size() == 0) {
            call.keyspace().deleteEmptied(key);
        }
        call.keyspace().modified(key);
        return Reply.OK;
    }

    static Reply set(Call call) {
        byte[] key = call.arg(1);
        ListValue list = call.write(key, ListValue.class);
        if (list == null) {
            throw Errors.NO_SUCH_KEY;
        }
        long index = fromHead(call.longArg(2), list);
        if (index < 0 || index >= list.size()) {
            throw Errors.OUT_OF_RANGE;
        }
        list.set((int) index, call.arg(3));
        call.keyspace().changed(key, KeyEvent.LIST, "lset");
        return Reply.OK;
    }

    static Reply insert(Call call) {
        boolean after = call.argIs(2, "AFTER");
        if (!after && !call.argIs(2, "BEFORE")) {
            throw Errors.SYNTAX;
        }
        byte[] key = call.arg(1);
        ListValue list = call.write(key, ListValue.class);
        if (list == null) {
            return Reply.ZERO;
        }
        byte[] pivot = call.arg(3);
        boolean inserted = after ? list.insertAfter(pivot, call.arg(4)) : list.insertBefore(pivot, call.arg(4));
        if (!inserted) {
            return Reply.MINUS_ONE;
        }
        call.keyspace().changed(key, KeyEvent.LIST, "linsert");
        return Reply.of(list.size());
    }

    static Reply remove(Call call) {
        long count = call.longArg(2);
        byte[] key = call.arg(1);
        ListValue list = call.write(key, ListValue.class);
        if (list == null) {
            return Reply.ZERO;
        }
        int removed = list.remove(count, call.arg(3));
        if (removed > 0) {
            call.keyspace().changed(key, KeyEvent.LIST, "lrem");
        }
        if (list.size() == 0) {
            call.keyspace().deleteEmptied(key);
        }
        return Reply.of(removed);
    }

    static Reply positions(Call call) {
        long rank = 1;
        long count = -1;
        long maxLength = 0;
        Args options = call.args(3);
        while (options.hasNext()) {
            if (options.skip("RANK", 1)) {
                rank = options.nextLong();
                if (rank == 0) {
                    throw RANK_ZERO;
                }
            } else if (options.skip("COUNT", 1)) {
                count = nextNotNegative(options, COUNT_NEGATIVE);
            } else if (options.skip("MAXLEN", 1)) {
                maxLength = nextNotNegative(options, MAXLEN_NEGATIVE);
            } else {
                throw Errors.SYNTAX;
            }
        }
        ListValue list = call.read(call.arg(1), ListValue.class);
        boolean one = count == -1;
        if (list == null) {
            return one ? Reply.NULL : Reply.EMPTY_ARRAY;
        }
        if (rank == Long.MIN_VALUE) {
            // it has no positive: in 7.0 every match counts then, and COUNT never ends the search
            rank = -1;
            count = 0;
        }
        List<Integer> found = list.positions(call.arg(2), rank, one ? 1 : count, maxLength);
        if (one) {
            return found.isEmpty() ? Reply.NULL : Reply.of(found.get(0));
        }
        return Reply.array(found.stream().map(Reply::of).toList());
    }

    private static long nextNotNegative(Args options, CommandException failure) {
        long value = options.nextLong(failure);
        if (value < 0) {
            throw failure;
        }
        return value;
    }

    /** Resolves an index that counts from the tail when negative; it may still lie outside. */
    private static long fromHead(long index, ListValue list) {
        return index < 0 ? list.size() + index : index;
    }
}
