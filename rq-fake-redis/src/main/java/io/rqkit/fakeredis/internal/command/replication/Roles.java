package io.rqkit.fakeredis.internal.command.replication;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.replication.Acknowledgements;
import io.rqkit.fakeredis.internal.engine.replication.MasterLink;
import io.rqkit.fakeredis.internal.engine.replication.Replica;
import io.rqkit.fakeredis.internal.engine.replication.Replication;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;

/** ROLE and WAIT. */
final class Roles {
    private static final CommandException TIMEOUT_NOT_AN_INTEGER =
            new CommandException("ERR timeout is not an integer or out of range");

    private static final CommandException ON_REPLICA = new CommandException(
            "ERR WAIT cannot be used with replica instances. Please also note that since Redis 4.0 if a replica is"
                    + " configured to be writable (which is not the default) writes to replicas are just local and are"
                    + " not propagated.");

    private Roles() {}

    static Reply role(Call call) {
        Replication replication = call.engine().replication();
        MasterLink master = replication.master();
        if (master != null) {
            return Reply.array(
                    Reply.bulk("slave"),
                    Reply.bulk(master.host()),
                    Reply.of(master.port()),
                    Reply.bulk(master.state().word()),
                    Reply.of(master.isUp() ? replication.offset() : -1));
        }
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
        if (call.engine().replication().isReplica()) {
            throw ON_REPLICA;
        }
        long count = call.longArg(1);
        long deadline = call.deadline(call.longArg(2, TIMEOUT_NOT_AN_INTEGER));
        Acknowledgements acknowledgements = call.engine().replication().acknowledgements();
        long offset = call.session().writeOffset();
        long acknowledged = acknowledgements.count(offset);
        if (acknowledged >= count || !call.mayWait()) {
            return Reply.of(acknowledged);
        }
        acknowledgements.await(call, offset, count);
        return call.pause(deadline, () -> Reply.of(acknowledgements.count(offset)));
    }
}
