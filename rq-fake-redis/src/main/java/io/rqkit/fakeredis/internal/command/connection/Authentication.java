package io.rqkit.fakeredis.internal.command.connection;

import io.rqkit.fakeredis.internal.acl.Users;
import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.command.Numbers;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.OwnInfo;
import io.rqkit.fakeredis.internal.engine.Session;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;

/** AUTH and HELLO. */
final class Authentication {
    private static final String VERSION = "7.0.15";
    private static final CommandException WRONG_PASSWORD =
            new CommandException("WRONGPASS invalid username-password pair or user is disabled.");
    private static final CommandException NO_PASSWORD_SET =
            new CommandException("ERR AUTH <password> called without any password configured for the default user."
                    + " Are you sure your configuration is correct?");
    private static final CommandException NO_PROTOCOL = new CommandException("NOPROTO unsupported protocol version");
    private static final CommandException PROTOCOL_NOT_AN_INTEGER =
            new CommandException("ERR Protocol version is not an integer or out of range");
    private static final CommandException HELLO_NEEDS_AUTH =
            new CommandException("NOAUTH HELLO must be called with the client already authenticated, otherwise the"
                    + " HELLO AUTH <user> <pass> option can be used to authenticate the client and select the RESP"
                    + " protocol version at the same time");

    private Authentication() {}

    static Reply auth(Call call) {
        if (call.argc() > 3) {
            throw Errors.SYNTAX;
        }
        if (call.argc() == 3) {
            authenticate(call, call.text(1), call.text(2));
            return Reply.OK;
        }
        if (call.engine().access().users().defaultUser().needsNoPassword()) {
            throw NO_PASSWORD_SET;
        }
        authenticate(call, Users.DEFAULT, call.text(1));
        return Reply.OK;
    }

    private static void authenticate(Call call, String name, String password) {
        if (!call.engine().access().authenticate(call, name, password)) {
            throw WRONG_PASSWORD;
        }
    }

    /** Options take effect one by one, those before a wrong one too. */
    static Reply hello(Call call) {
        Session session = call.session();
        long version = 0;
        if (call.argc() >= 2) {
            version = Numbers.parseLong(call.arg(1), PROTOCOL_NOT_AN_INTEGER);
            if (version < 2 || version > 3) {
                throw NO_PROTOCOL;
            }
        }
        Args args = call.args(2);
        while (args.hasNext()) {
            if (args.skip("AUTH", 2)) {
                authenticate(call, Args.latin1(args.next()), Args.latin1(args.next()));
            } else if (args.skip("SETNAME", 1)) {
                Clients.name(session, args.next());
            } else {
                throw Errors.quoting("ERR Syntax error in HELLO option '", args.next(), "'");
            }
        }
        if (!session.isAuthenticated()) {
            throw HELLO_NEEDS_AUTH;
        }
        if (version != 0) {
            session.resp((int) version);
        }
        return greeting(call);
    }

    private static Reply greeting(Call call) {
        Session session = call.session();
        OwnInfo own = call.engine().partIfMade(OwnInfo.class);
        List<Reply> fields = new ArrayList<>(List.of(
                Reply.bulk("server"),
                Reply.bulk("redis"),
                Reply.bulk("version"),
                Reply.bulk(VERSION),
                Reply.bulk("proto"),
                Reply.of(session.resp()),
                Reply.bulk("id"),
                Reply.of(session.id()),
                Reply.bulk("mode"),
                Reply.bulk(own == null ? "standalone" : own.mode())));
        if (own == null) {
            fields.add(Reply.bulk("role"));
            fields.add(Reply.bulk(call.engine().replication().isReplica() ? "replica" : "master"));
        }
        fields.add(Reply.bulk("modules"));
        fields.add(Reply.EMPTY_ARRAY);
        return new Reply.MapOf(fields);
    }
}
