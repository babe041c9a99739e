package io.rqkit.fakeredis.internal.command.replication;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.replication.Replica;
import io.rqkit.fakeredis.internal.engine.replication.Replication;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;

/** ROLE and WAIT. */
final class Roles {
    private static final CommandException TIMEOUT_NOT_AN_INTEGER =
            new CommandException("ERR timeout is not an integer or out of range");

    private Roles() {}

    static Reply role(Call call) {
        Replication replication = call.engine().replication();
        List<Reply> replicas = new ArrayList<>();
        for (Replica replica : replication.replicas()) {
            if (replica.isOnline()) {
                replicas.add(Reply.array(
                        Reply.bulk(replica.host()),
                        Reply.bulk(Integer.toString(replica.listeningPort())),
                        Reply.bulk(Long.toString(replica.ackOffset()))));
            }
        }
        return Reply.array(Reply.bulk("master"), Reply.of(replication.offset()), Reply.array(replicas));
    }

    /** Waits for what this client itself has written. */
    static Reply await(Call call) {
        long count = call.longArg(1);
        long deadline = call.deadline(call.longArg(2, TIMEOUT_NOT_AN_INTEGER));
        Replication replication = call.engine().replication();
        long offset = call.session().writeOffset();
        long acknowledged = replication.acknowledged(offset);
        if (acknowledged >= count || !call.mayWait()) {
            return Reply.of(acknowledged);
        }
        replication.await(call, offset, count);
        return call.pause(deadline, () -> Reply.of(replication.acknowledged(offset)));
    }
}
