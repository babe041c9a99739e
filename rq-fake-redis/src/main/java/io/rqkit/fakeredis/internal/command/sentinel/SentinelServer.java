package io.rqkit.fakeredis.internal.command.sentinel;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;
import io.rqkit.fakeredis.internal.sentinel.Questions;

/** PUBLISH and ROLE of a sentinel. */
final class SentinelServer {
    private static final String HELLO = "__sentinel__:hello";
    private static final CommandException HELLO_ONLY =
            new CommandException("ERR Only HELLO messages are accepted by Sentinel instances.");

    private SentinelServer() {}

    /** What others say is found out without such messages here. */
    static Reply publish(Call call) {
        if (!call.text(1).equals(HELLO)) {
            throw HELLO_ONLY;
        }
        return Reply.ONE;
    }

    static Reply role(Call call) {
        return Questions.of(call).role();
    }
}
