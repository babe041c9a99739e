package io.rqkit.fakeredis.internal.command.diagnostics;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.SlowLog;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** SLOWLOG GET, HELP and RESET. */
final class SlowLogs {
    private static final long SHOWN_BY_DEFAULT = 10;
    private static final CommandException NEGATIVE_COUNT =
            new CommandException("ERR count should be greater than or equal to -1");

    private SlowLogs() {}

    static Reply get(Call call) {
        long count = SHOWN_BY_DEFAULT;
        if (call.argc() > 3) {
            throw Errors.subcommandSyntax(call.argv());
        }
        if (call.argc() == 3) {
            count = call.longArg(2, NEGATIVE_COUNT);
            if (count < -1) {
                throw NEGATIVE_COUNT;
            }
        }
        List<Reply> shown = new ArrayList<>();
        for (SlowLog.Entry entry : SlowLog.of(call.engine()).entries()) {
            if (count >= 0 && shown.size() >= count) {
                break;
            }
            shown.add(Reply.array(
                    Reply.of(entry.id()),
                    Reply.of(entry.second()),
                    Reply.of(entry.micros()),
                    Reply.bulks(entry.arguments()),
                    latin1(entry.address()),
                    latin1(entry.name())));
        }
        return Reply.array(shown);
    }

    static Reply reset(Call call) {
        SlowLog.of(call.engine()).clear();
        return Reply.OK;
    }

    static Reply help(Call call) {
        return call.help(
                "GET [<count>]",
                "    Return top <count> entries from the slowlog (default: 10, -1 mean all).",
                "    Entries are made of:",
                "    id, timestamp, time in microseconds, arguments array, client IP and port,",
                "    client name",
                "LEN",
                "    Return the length of the slowlog.",
                "RESET",
                "    Reset the slowlog.");
    }

    private static Reply latin1(String text) {
        return Reply.bulk(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
