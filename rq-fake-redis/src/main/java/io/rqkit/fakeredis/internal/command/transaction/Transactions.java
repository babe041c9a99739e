package io.rqkit.fakeredis.internal.command.transaction;

import io.rqkit.fakeredis.internal.acl.AclLog;
import io.rqkit.fakeredis.internal.acl.Denial;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Session;
import io.rqkit.fakeredis.internal.engine.Transaction;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.List;

/** MULTI, EXEC, DISCARD, WATCH and UNWATCH. */
final class Transactions {
    private Transactions() {}

    static Reply multi(Call call) {
        Transaction transaction = call.session().transaction();
        if (transaction.isOpen()) {
            throw new CommandException("ERR MULTI calls can not be nested");
        }
        transaction.open();
        return Reply.OK;
    }

    static Reply discard(Call call) {
        requireOpen(call, "DISCARD");
        call.session().discard();
        return Reply.OK;
    }

    /** Each reply is sent before the next call runs, because replies share arrays with the data. */
    static Reply exec(Call call) {
        requireOpen(call, "EXEC");
        Session session = call.session();
        Transaction transaction = session.transaction();
        boolean dirty = transaction.isDirty() || call.engine().watches().hasExpired(session);
        if (transaction.isBroken() || dirty) {
            boolean broken = transaction.isBroken();
            session.discard();
            return broken ? Reply.error(Errors.EXEC_ABORT) : Reply.NULL_ARRAY;
        }
        session.unwatch();
        List<Call> queued = List.copyOf(transaction.queued());
        session.discard();
        session.beginArray(queued.size());
        call.engine().dispatcher().nested(() -> {
            for (Call each : queued) {
                session.reply(invoke(each));
            }
        });
        return Reply.NONE;
    }

    /** What was allowed when it was queued may not be so any more. */
    private static Reply invoke(Call each) {
        Denial denial =
                each.engine().access().check(each.session(), each.command().spec(), each.argv(), AclLog.Context.MULTI);
        return denial == null
                ? each.engine().dispatcher().invoke(each)
                : each.engine().dispatcher().failed(denial.errorAtExec());
    }

    static Reply watch(Call call) {
        if (call.session().transaction().isOpen()) {
            throw new CommandException("ERR WATCH inside MULTI is not allowed");
        }
        // once dirty, always dirty: there is nothing left to watch for
        if (!call.session().transaction().isDirty()) {
            for (int i = 1; i < call.argc(); i++) {
                call.engine().watches().watch(call.session(), call.arg(i));
            }
        }
        return Reply.OK;
    }

    static Reply unwatch(Call call) {
        call.session().unwatch();
        return Reply.OK;
    }

    private static void requireOpen(Call call, String command) {
        if (!call.session().transaction().isOpen()) {
            throw new CommandException("ERR " + command + " without MULTI");
        }
    }
}
