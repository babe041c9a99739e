package io.rqkit.fakeredis.internal.command.connection;

import io.rqkit.fakeredis.internal.acl.User;
import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.command.Numbers;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Session;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CLIENT KILL: by address, or by all filters given. */
final class ClientKill {
    private static final CommandException NO_SUCH_CLIENT = new CommandException("ERR No such client");
    private static final CommandException BAD_ID = new CommandException("ERR client-id should be greater than 0");

    private @Nullable String address;
    private @Nullable String localAddress;
    private @Nullable ClientType type;
    private @Nullable User user;
    private long id;
    private boolean skipMe = true;

    private ClientKill() {}

    static Reply kill(Call call) {
        ClientKill filter = new ClientKill();
        if (call.argc() == 3) {
            // the old form, which may hit oneself
            filter.address = call.text(2);
            filter.skipMe = false;
            if (filter.apply(call) == 0) {
                throw NO_SUCH_CLIENT;
            }
            return Reply.OK;
        }
        Args args = call.args(2);
        while (args.hasNext()) {
            filter.parse(call, args);
        }
        return Reply.of(filter.apply(call));
    }

    private void parse(Call call, Args args) {
        if (args.skip("ID", 1)) {
            id = Numbers.parseLong(args.next(), BAD_ID);
            if (id < 1) {
                throw BAD_ID;
            }
        } else if (args.skip("TYPE", 1)) {
            type = ClientType.parse(args.next());
        } else if (args.skip("ADDR", 1)) {
            address = Args.latin1(args.next());
        } else if (args.skip("LADDR", 1)) {
            localAddress = Args.latin1(args.next());
        } else if (args.skip("USER", 1)) {
            user = user(call, args.next());
        } else if (args.skip("SKIPME", 1)) {
            skipMe = yesOrNo(args.next());
        } else {
            throw Errors.SYNTAX;
        }
    }

    private static User user(Call call, byte[] name) {
        User found = call.engine().access().users().find(Args.latin1(name));
        if (found == null) {
            throw Errors.quoting("ERR No such user '", name, "'");
        }
        return found;
    }

    private static boolean yesOrNo(byte[] word) {
        if (Args.is(word, "YES")) {
            return true;
        }
        if (Args.is(word, "NO")) {
            return false;
        }
        throw Errors.SYNTAX;
    }

    private long apply(Call call) {
        long killed = 0;
        for (Session session : List.copyOf(call.engine().sessions())) {
            if (!matches(session) || (skipMe && session == call.session())) {
                continue;
            }
            if (session == call.session()) {
                session.closeAfterReply();
            } else {
                call.engine().close(session);
            }
            killed++;
        }
        return killed;
    }

    private boolean matches(Session session) {
        return (address == null || address.equals(session.address()))
                && (localAddress == null || localAddress.equals(session.localAddress()))
                && (type == null || type.has(session))
                && (user == null || user == session.user())
                && (id == 0 || id == session.id());
    }
}
