package io.rqkit.fakeredis.internal.command.server;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.nio.charset.StandardCharsets;

/** LOLWUT, MONITOR, SHUTDOWN and TIME. */
final class Administration {
    private static final int MICROS_A_SECOND = 1_000_000;
    private static final CommandException NO_SHUTDOWN = new CommandException("ERR No shutdown in progress.");

    private static final CommandException NO_MONITOR =
            new CommandException("ERR MONITOR isn't allowed for DENY BLOCKING client");

    private static final CommandException SHUTDOWN_FAILED =
            new CommandException("ERR Errors trying to SHUTDOWN. Check logs.");

    private Administration() {}

    static Reply time(Call call) {
        long micros = call.nowMicros();
        return Reply.array(
                Reply.bulk(Long.toString(micros / MICROS_A_SECOND)),
                Reply.bulk(Long.toString(micros % MICROS_A_SECOND)));
    }

    /** A session that monitors already is not answered. */
    static Reply monitor(Call call) {
        if (!call.mayWait()) {
            throw NO_MONITOR;
        }
        if (call.engine().monitors().contains(call.session())) {
            return Reply.NONE;
        }
        call.engine().monitors().add(call.session());
        return Reply.OK;
    }

    /** Replies the line that Redis 7.0 replies; the art of versions 5 and 6 is left to them. */
    static Reply lolwut(Call call) {
        if (call.argc() >= 3 && call.argIs(1, "VERSION")) {
            call.longArg(2);
        }
        return new Reply.Verbatim("txt", "Redis ver. 7.0.15\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** There is nobody to wait for: the end comes at once, without a reply. */
    static Reply shutdown(Call call) {
        boolean save = false;
        boolean noSave = false;
        boolean abort = false;
        boolean now = false;
        boolean force = false;
        for (int i = 1; i < call.argc(); i++) {
            if (call.argIs(i, "SAVE")) {
                save = true;
            } else if (call.argIs(i, "NOSAVE")) {
                noSave = true;
            } else if (call.argIs(i, "ABORT")) {
                abort = true;
            } else if (call.argIs(i, "FORCE")) {
                force = true;
            } else if (call.argIs(i, "NOW")) {
                now = true;
            } else {
                throw Errors.SYNTAX;
            }
        }
        if ((save && noSave) || (abort && (save || noSave || now || force))) {
            throw Errors.SYNTAX;
        }
        if (abort) {
            throw NO_SHUTDOWN;
        }
        String busy = call.engine().scripts().busyText();
        if (busy != null && !noSave) {
            throw new CommandException(busy);
        }
        boolean saves = save || (!noSave && call.engine().snapshots().hasSavePoints());
        if (saves && !call.engine().snapshots().trySave() && !force) {
            throw SHUTDOWN_FAILED;
        }
        call.engine().requestShutdown();
        return Reply.NONE;
    }
}
