package io.rqkit.fakeredis.internal.command.connection;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;

/** PING, QUIT and SELECT. */
final class Connections {
    private static final CommandException NOT_AN_INT =
            new CommandException("ERR value is out of range, value must between -2147483648 and 2147483647");

    private Connections() {}

    static Reply ping(Call call) {
        if (call.argc() > 2) {
            throw Errors.wrongArity("ping");
        }
        if (call.session().isSubscribed() && !call.isResp3()) {
            return Reply.array(Reply.bulk("pong"), call.argc() == 1 ? Reply.EMPTY_BULK : Reply.bulk(call.arg(1)));
        }
        return call.argc() == 1 ? Reply.PONG : Reply.bulk(call.arg(1));
    }

    static Reply quit(Call call) {
        call.session().closeAfterReply();
        return Reply.OK;
    }

    /** Brings the connection back to what it was when it was made. */
    static Reply reset(Call call) {
        call.session().reset();
        return Reply.simple("RESET");
    }

    static Reply select(Call call) {
        long index = call.longArg(1);
        if (index < Integer.MIN_VALUE || index > Integer.MAX_VALUE) {
            throw NOT_AN_INT;
        }
        if (index < 0 || index >= call.engine().databases()) {
            throw Errors.DB_OUT_OF_RANGE;
        }
        call.session().select((int) index);
        return Reply.OK;
    }
}
