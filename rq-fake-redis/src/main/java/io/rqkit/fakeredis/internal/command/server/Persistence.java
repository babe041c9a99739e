package io.rqkit.fakeredis.internal.command.server;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.engine.AppendOnlyFile;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;

/** SAVE and its relatives: the file is the one that the parameters dir and dbfilename name. */
final class Persistence {
    private static final int MILLIS_A_SECOND = 1000;
    /** Redis tells what was wrong to its log only. */
    private static final CommandException FAILED = new CommandException("ERR");

    private Persistence() {}

    static Reply save(Call call) {
        if (!call.engine().snapshots().trySave()) {
            throw FAILED;
        }
        return Reply.OK;
    }

    /** Nothing else is going on that would make SCHEDULE wait. A transaction is saved as a whole, after its end. */
    static Reply saveInBackground(Call call) {
        if (call.argc() > 2 || (call.argc() == 2 && !call.argIs(1, "SCHEDULE"))) {
            throw Errors.SYNTAX;
        }
        if (!call.mayWait()) {
            call.engine().snapshots().scheduleSave();
            return Reply.simple("Background saving scheduled");
        }
        call.engine().snapshots().saveInBackground();
        return Reply.simple("Background saving started");
    }

    /** A transaction is written as a whole, after its end. */
    static Reply rewrite(Call call) {
        if (!call.mayWait()) {
            call.engine().snapshots().scheduleRewriting();
            return Reply.simple("Background append only file rewriting scheduled");
        }
        AppendOnlyFile.of(call.engine()).rewrite();
        return Reply.simple("Background append only file rewriting started");
    }

    static Reply lastSave(Call call) {
        return Reply.of(call.engine().snapshots().lastSaveMillis() / MILLIS_A_SECOND);
    }
}
