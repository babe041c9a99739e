package io.rqkit.fakeredis.internal.command.server;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.Database;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.resp.Reply;

/** DBSIZE, FLUSHDB, FLUSHALL and SWAPDB. */
final class Databases {
    private static final CommandException FIRST_NOT_AN_INTEGER = new CommandException("ERR invalid first DB index");
    private static final CommandException SECOND_NOT_AN_INTEGER = new CommandException("ERR invalid second DB index");

    private Databases() {}

    /** Keys past their deadline count until something removes them. */
    static Reply size(Call call) {
        return Reply.of(call.keyspace().data().size());
    }

    static Reply flush(Call call) {
        requireMode(call);
        countLazyFreed(call, call.keyspace().flush());
        call.forcePropagation();
        call.engine().tracking().flushed();
        return Reply.OK;
    }

    static Reply flushAll(Call call) {
        requireMode(call);
        for (int i = 0; i < call.engine().databases(); i++) {
            countLazyFreed(call, call.keyspace(i).flush());
        }
        call.engine().snapshots().nothingToSave();
        call.forcePropagation();
        call.engine().tracking().flushed();
        return Reply.OK;
    }

    /** ASYNC and SYNC are the same here: memory is freed by somebody else. */
    private static void requireMode(Call call) {
        if (call.argc() > 2 || (call.argc() == 2 && !call.argIs(1, "ASYNC") && !call.argIs(1, "SYNC"))) {
            throw Errors.SYNTAX;
        }
    }

    private static void countLazyFreed(Call call, long keys) {
        boolean lazily = call.argc() == 2
                ? call.argIs(1, "ASYNC")
                : call.config().value("lazyfree-lazy-user-flush").equals("yes");
        if (lazily) {
            call.engine().stats().countLazyFreed(keys);
        }
    }

    static Reply swap(Call call) {
        long first = index(call, 1, FIRST_NOT_AN_INTEGER);
        long second = index(call, 2, SECOND_NOT_AN_INTEGER);
        Engine engine = call.engine();
        if (first < 0 || second < 0 || first >= engine.databases() || second >= engine.databases()) {
            throw Errors.DB_OUT_OF_RANGE;
        }
        if (first == second) {
            return Reply.OK;
        }
        Database one = engine.keyspace((int) first).data();
        Database other = engine.keyspace((int) second).data();
        engine.watches().swapped(one, other);
        one.swapWith(other);
        engine.blocking().signalAllReady((int) first);
        engine.blocking().signalAllReady((int) second);
        call.keyspace().countChange();
        return Reply.OK;
    }

    private static long index(Call call, int at, CommandException failure) {
        long index = call.longArg(at, failure);
        if (index < Integer.MIN_VALUE || index > Integer.MAX_VALUE) {
            throw failure;
        }
        return index;
    }
}
