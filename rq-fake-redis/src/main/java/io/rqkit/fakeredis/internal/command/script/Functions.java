package io.rqkit.fakeredis.internal.command.script;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;
import io.rqkit.fakeredis.internal.script.Library;
import io.rqkit.fakeredis.internal.script.Scripting;

/** FCALL, and the subcommands of FUNCTION that change libraries. */
final class Functions {
    private static final CommandException NOT_FOUND = new CommandException("ERR Function not found");
    private static final CommandException BAD_KEY_COUNT = new CommandException("ERR Bad number of keys provided");
    private static final CommandException NO_LIBRARY = new CommandException("ERR Library not found");
    private static final CommandException NO_CODE = new CommandException("ERR Function code is missing");
    private static final CommandException FLUSH_MODE =
            new CommandException("ERR FUNCTION FLUSH only supports SYNC|ASYNC option");
    private static final CommandException RESTORE_POLICY =
            new CommandException("ERR Wrong restore policy given, value should be either FLUSH, APPEND or REPLACE.");
    private static final int FIRST = 2;

    private Functions() {}

    static Reply call(Call call) {
        return run(call, false);
    }

    static Reply callReadOnly(Call call) {
        return run(call, true);
    }

    private static Reply run(Call call, boolean readOnly) {
        call.engine().monitors().showNow(call);
        Scripting scripting = Scripting.of(call.engine());
        Library.Function function = scripting.libraries().function(call.text(1));
        if (function == null) {
            throw NOT_FOUND;
        }
        int keys = Evaluation.keyCount(call, BAD_KEY_COUNT);
        return scripting.run(call, function, Evaluation.keys(call, keys), Evaluation.arguments(call, keys), readOnly);
    }

    static Reply load(Call call) {
        boolean replace = false;
        for (int i = FIRST; i < call.argc() - 1; i++) {
            if (!call.argIs(i, "REPLACE")) {
                throw Errors.quoting("ERR Unknown option given: ", call.arg(i), "");
            }
            replace = true;
        }
        if (call.argc() <= FIRST) {
            throw NO_CODE;
        }
        Library library = Scripting.of(call.engine()).loadLibrary(call.arg(call.argc() - 1), replace);
        call.keyspace().countChange();
        return Reply.bulk(library.name());
    }

    static Reply delete(Call call) {
        Scripting scripting = Scripting.of(call.engine());
        Library library = scripting.libraries().find(call.text(FIRST));
        if (library == null) {
            throw NO_LIBRARY;
        }
        scripting.delete(library);
        call.keyspace().countChange();
        return Reply.OK;
    }

    static Reply flush(Call call) {
        if (call.argc() > FIRST + 1) {
            throw Errors.subcommandSyntax(call.argv());
        }
        if (call.argc() == FIRST + 1 && !call.argIs(FIRST, "SYNC") && !call.argIs(FIRST, "ASYNC")) {
            throw FLUSH_MODE;
        }
        Scripting.of(call.engine()).flushLibraries();
        call.keyspace().countChange();
        return Reply.OK;
    }

    static Reply dump(Call call) {
        return Reply.bulk(Scripting.of(call.engine()).dump());
    }

    static Reply restore(Call call) {
        if (call.argc() > FIRST + 2) {
            throw Errors.subcommandSyntax(call.argv());
        }
        Scripting.RestorePolicy policy = Scripting.RestorePolicy.APPEND;
        if (call.argc() == FIRST + 2) {
            policy = policy(call);
        }
        Scripting.of(call.engine()).restore(call.arg(FIRST), policy);
        call.keyspace().countChange();
        return Reply.OK;
    }

    private static Scripting.RestorePolicy policy(Call call) {
        for (Scripting.RestorePolicy policy : Scripting.RestorePolicy.values()) {
            if (call.argIs(FIRST + 1, policy.name())) {
                return policy;
            }
        }
        throw RESTORE_POLICY;
    }
}
