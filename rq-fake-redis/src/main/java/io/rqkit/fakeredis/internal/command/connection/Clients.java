package io.rqkit.fakeredis.internal.command.connection;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Pause;
import io.rqkit.fakeredis.internal.engine.ReplyMode;
import io.rqkit.fakeredis.internal.engine.Session;
import io.rqkit.fakeredis.internal.engine.Waiter;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.nio.charset.StandardCharsets;

/** CLIENT, but for the subcommands that choose among clients: names, replies, pauses. */
final class Clients {
    private static final CommandException BAD_NAME =
            new CommandException("ERR Client names cannot contain spaces, newlines or special characters.");
    private static final CommandException BAD_PAUSE_MODE =
            new CommandException("ERR CLIENT PAUSE mode must be WRITE or ALL");
    private static final CommandException BAD_UNBLOCK_REASON =
            new CommandException("ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR");
    private static final CommandException TIMEOUT_NOT_AN_INTEGER =
            new CommandException("ERR timeout is not an integer or out of range");

    private Clients() {}

    static Reply getName(Call call) {
        String name = call.session().name();
        return name.isEmpty() ? Reply.NULL : Reply.bulk(name);
    }

    static Reply setName(Call call) {
        name(call.session(), call.arg(2));
        return Reply.OK;
    }

    /** Sets a name, or takes it away when it is empty. */
    static void name(Session session, byte[] name) {
        for (byte b : name) {
            if (b < '!' || b > '~') {
                throw BAD_NAME;
            }
        }
        session.name(new String(name, StandardCharsets.ISO_8859_1));
    }

    static Reply reply(Call call) {
        Session session = call.session();
        if (call.argIs(2, "ON")) {
            session.replyMode(ReplyMode.ON);
            return Reply.OK;
        }
        if (call.argIs(2, "OFF")) {
            session.replyMode(ReplyMode.OFF);
            return Reply.NONE;
        }
        if (call.argIs(2, "SKIP")) {
            session.replyMode(ReplyMode.SKIP);
            return Reply.NONE;
        }
        throw Errors.SYNTAX;
    }

    static Reply noEvict(Call call) {
        boolean on = call.argIs(2, "ON");
        if (!on && !call.argIs(2, "OFF")) {
            throw Errors.SYNTAX;
        }
        call.session().noEvict(on);
        return Reply.OK;
    }

    static Reply pause(Call call) {
        if (call.argc() > 4) {
            throw Errors.subcommandSyntax(call.argv());
        }
        Pause.Mode mode = Pause.Mode.ALL;
        if (call.argc() == 4) {
            mode = pauseMode(call.arg(3));
        }
        long millis = call.longArg(2, TIMEOUT_NOT_AN_INTEGER);
        long until = call.deadline(millis);
        // here a sum too large is a time long past
        call.engine().pause().begin(mode, until == 0 && millis > 0 ? 1 : until);
        return Reply.OK;
    }

    private static Pause.Mode pauseMode(byte[] mode) {
        if (Args.is(mode, "WRITE")) {
            return Pause.Mode.WRITE;
        }
        if (Args.is(mode, "ALL")) {
            return Pause.Mode.ALL;
        }
        throw BAD_PAUSE_MODE;
    }

    static Reply unpause(Call call) {
        call.engine().pause().end();
        return Reply.OK;
    }

    static Reply unblock(Call call) {
        if (call.argc() > 4) {
            throw Errors.subcommandSyntax(call.argv());
        }
        boolean withError = call.argc() == 4 && call.argIs(3, "ERROR");
        if (call.argc() == 4 && !withError && !call.argIs(3, "TIMEOUT")) {
            throw BAD_UNBLOCK_REASON;
        }
        Session target = call.engine().session(call.longArg(2));
        Waiter waiter = target == null ? null : target.waiter();
        if (waiter == null) {
            return Reply.ZERO;
        }
        call.engine().blocking().unblock(waiter, withError);
        return Reply.ONE;
    }

    static Reply help(Call call) {
        return call.help(
                "CACHING (YES|NO)",
                "    Enable/disable tracking of the keys for next command in OPTIN/OPTOUT modes.",
                "GETREDIR",
                "    Return the client ID we are redirecting to when tracking is enabled.",
                "GETNAME",
                "    Return the name of the current connection.",
                "ID",
                "    Return the ID of the current connection.",
                "INFO",
                "    Return information about the current client connection.",
                "KILL <ip:port>",
                "    Kill connection made from <ip:port>.",
                "KILL <option> <value> [<option> <value> [...]]",
                "    Kill connections. Options are:",
                "    * ADDR (<ip:port>|<unixsocket>:0)",
                "      Kill connections made from the specified address",
                "    * LADDR (<ip:port>|<unixsocket>:0)",
                "      Kill connections made to specified local address",
                "    * TYPE (NORMAL|MASTER|REPLICA|PUBSUB)",
                "      Kill connections by type.",
                "    * USER <username>",
                "      Kill connections authenticated by <username>.",
                "    * SKIPME (YES|NO)",
                "      Skip killing current connection (default: yes).",
                "LIST [options ...]",
                "    Return information about client connections. Options:",
                "    * TYPE (NORMAL|MASTER|REPLICA|PUBSUB)",
                "      Return clients of specified type.",
                "UNPAUSE",
                "    Stop the current client pause, resuming traffic.",
                "PAUSE <timeout> [WRITE|ALL]",
                "    Suspend all, or just write, clients for <timeout> milliseconds.",
                "REPLY (ON|OFF|SKIP)",
                "    Control the replies sent to the current connection.",
                "SETNAME <name>",
                "    Assign the name <name> to the current connection.",
                "UNBLOCK <clientid> [TIMEOUT|ERROR]",
                "    Unblock the specified blocked client.",
                "TRACKING (ON|OFF) [REDIRECT <id>] [BCAST] [PREFIX <prefix> [...]]",
                "         [OPTIN] [OPTOUT] [NOLOOP]",
                "    Control server assisted client side caching.",
                "TRACKINGINFO",
                "    Report tracking status for the current connection.",
                "NO-EVICT (ON|OFF)",
                "    Protect current client connection from eviction.");
    }
}
