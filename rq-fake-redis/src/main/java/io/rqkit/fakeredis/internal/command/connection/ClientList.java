package io.rqkit.fakeredis.internal.command.connection;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.ClientInfo;
import io.rqkit.fakeredis.internal.engine.Session;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.nio.charset.StandardCharsets;

/** CLIENT LIST and CLIENT INFO: a line a client. */
final class ClientList {
    private static final CommandException INVALID_ID = new CommandException("ERR Invalid client ID");

    private ClientList() {}

    static Reply info(Call call) {
        return text(line(call, call.session()));
    }

    static Reply list(Call call) {
        StringBuilder lines = new StringBuilder();
        if (call.argc() == 4 && call.argIs(2, "TYPE")) {
            ClientType type = ClientType.parse(call.arg(3));
            call.engine().sessions().stream().filter(type::has).forEach(s -> lines.append(line(call, s)));
        } else if (call.argc() > 3 && call.argIs(2, "ID")) {
            appendById(call, lines);
        } else if (call.argc() == 2) {
            call.engine().sessions().forEach(s -> lines.append(line(call, s)));
        } else {
            throw Errors.SYNTAX;
        }
        return text(lines.toString());
    }

    private static void appendById(Call call, StringBuilder lines) {
        for (int i = 3; i < call.argc(); i++) {
            Session session = call.engine().session(call.longArg(i, INVALID_ID));
            if (session != null) {
                lines.append(line(call, session));
            }
        }
    }

    private static String line(Call call, Session session) {
        return ClientInfo.line(call.engine(), session, call.session(), call.argv()) + "\n";
    }

    private static Reply text(String text) {
        return new Reply.Verbatim("txt", text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
