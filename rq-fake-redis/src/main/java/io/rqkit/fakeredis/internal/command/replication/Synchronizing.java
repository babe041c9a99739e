package io.rqkit.fakeredis.internal.command.replication;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.replication.MasterLink;
import io.rqkit.fakeredis.internal.engine.replication.Replica;
import io.rqkit.fakeredis.internal.engine.replication.Replication;
import io.rqkit.fakeredis.internal.resp.Reply;

/** SYNC and PSYNC: a client asks for a copy of all data and of the changes from then on. */
final class Synchronizing {
    private static final CommandException PENDING_OUTPUT =
            new CommandException("ERR SYNC and PSYNC are invalid with pending output");

    private static final CommandException NEEDS_END_MARK =
            new CommandException("ERR Filtered replica requires EOF capability");

    private static final CommandException FAILOVER_TO_MASTER =
            new CommandException("ERR PSYNC FAILOVER can't be sent to a master.");

    private static final CommandException FAILOVER_OF_ANOTHER =
            new CommandException("ERR PSYNC FAILOVER replid must match my replid.");

    private static final CommandException FAILING_OVER =
            new CommandException("NOMASTERLINK Can't SYNC while failing over");

    private static final CommandException NO_LINK =
            new CommandException("NOMASTERLINK Can't SYNC while not connected with my master");

    private Synchronizing() {}

    /** What is sent is no reply, so CLIENT REPLY has no say in it. */
    static Reply wholly(Call call) {
        if (isReplica(call)) {
            return Reply.NONE;
        }
        requireReady(call);
        Replica replica = call.session().replica();
        replica.acknowledgesNothing();
        call.engine().replication().copyAll(replica, false);
        return Reply.NONE;
    }

    static Reply partly(Call call) {
        if (isReplica(call)) {
            return Reply.NONE;
        }
        if (call.argc() > 3 && call.argIs(3, "FAILOVER")) {
            takeOver(call);
        }
        requireReady(call);
        long position = call.longArg(2);
        Replica replica = call.session().replica();
        Replication replication = call.engine().replication();
        if (!replication.goOn(replica, call.text(1), position)) {
            replication.copyAll(replica, true);
        }
        return Reply.NONE;
    }

    /** The master asks to become a replica of this one. */
    private static void takeOver(Call call) {
        Replication replication = call.engine().replication();
        if (!replication.isReplica()) {
            throw FAILOVER_TO_MASTER;
        }
        if (!call.text(1).equalsIgnoreCase(call.engine().identity().replicationId())) {
            throw FAILOVER_OF_ANOTHER;
        }
        replication.lead();
    }

    /** To Redis a monitor is a kind of replica. */
    private static boolean isReplica(Call call) {
        return call.session().isReplica() || call.engine().monitors().contains(call.session());
    }

    private static void requireReady(Call call) {
        Replication replication = call.engine().replication();
        if (replication.failover().isUnderWay()) {
            throw FAILING_OVER;
        }
        MasterLink master = replication.master();
        if (master != null && !master.isUp()) {
            throw NO_LINK;
        }
        if (call.session().hasOutput()) {
            throw PENDING_OUTPUT;
        }
        Replica replica = call.session().replica();
        if (replica.isFiltered() && !replica.canBeFiltered()) {
            throw NEEDS_END_MARK;
        }
    }
}
