package io.rqkit.fakeredis.internal.command.replication;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.replication.Failover;
import io.rqkit.fakeredis.internal.engine.replication.MasterLink;
import io.rqkit.fakeredis.internal.engine.replication.Replica;
import io.rqkit.fakeredis.internal.engine.replication.Replication;
import io.rqkit.fakeredis.internal.resp.Reply;
import org.jspecify.annotations.Nullable;

/** REPLICAOF, its older name SLAVEOF, and FAILOVER: a server changes its role. */
final class Following {
    private static final int LARGEST_PORT = 65_535;
    private static final CommandException FAILING_OVER =
            new CommandException("ERR REPLICAOF not allowed while failing over.");
    private static final CommandException IS_REPLICA =
            new CommandException("ERR Command is not valid when client is a replica.");
    private static final CommandException BAD_PORT = new CommandException("ERR Invalid master port");
    private static final CommandException NO_FAILOVER = new CommandException("ERR No failover in progress.");
    private static final CommandException BAD_TIMEOUT =
            new CommandException("ERR FAILOVER timeout must be greater than 0");
    private static final CommandException UNDER_WAY = new CommandException("ERR FAILOVER already in progress.");
    private static final CommandException NOT_MASTER =
            new CommandException("ERR FAILOVER is not valid when server is a replica.");
    private static final CommandException NO_REPLICAS =
            new CommandException("ERR FAILOVER requires connected replicas.");
    private static final CommandException FORCE_ALONE =
            new CommandException("ERR FAILOVER with force option requires both a timeout and target HOST and IP.");
    private static final CommandException NO_SUCH_REPLICA =
            new CommandException("ERR FAILOVER target HOST and PORT is not a replica.");
    private static final CommandException NOT_ONLINE =
            new CommandException("ERR FAILOVER target replica is not online.");

    private Following() {}

    static Reply replicaOf(Call call) {
        Replication replication = call.engine().replication();
        if (replication.failover().isUnderWay()) {
            throw FAILING_OVER;
        }
        if (call.argIs(1, "NO") && call.argIs(2, "ONE")) {
            replication.lead();
            return Reply.OK;
        }
        if (call.session().isReplica()) {
            throw IS_REPLICA;
        }
        long port = call.longArg(2, BAD_PORT);
        if (port < 0 || port > LARGEST_PORT) {
            throw BAD_PORT;
        }
        String host = call.text(1);
        MasterLink master = replication.master();
        if (master != null && master.host().equalsIgnoreCase(host) && master.port() == port) {
            return Reply.simple("OK Already connected to specified master");
        }
        replication.follow(host, (int) port);
        return Reply.OK;
    }

    static Reply failover(Call call) {
        Failover failover = call.engine().replication().failover();
        if (call.argc() == 2 && call.argIs(1, "ABORT")) {
            if (!failover.isUnderWay()) {
                throw NO_FAILOVER;
            }
            failover.abort();
            return Reply.OK;
        }
        long timeout = 0;
        boolean force = false;
        Failover.Target target = null;
        for (int i = 1; i < call.argc(); i++) {
            if (call.argIs(i, "TIMEOUT") && i + 1 < call.argc() && timeout == 0) {
                timeout = call.longArg(++i);
                if (timeout <= 0) {
                    throw BAD_TIMEOUT;
                }
            } else if (call.argIs(i, "TO") && i + 2 < call.argc() && target == null) {
                target = new Failover.Target(call.text(i + 1), (int) call.longArg(i + 2));
                i += 2;
            } else if (call.argIs(i, "FORCE") && !force) {
                force = true;
            } else {
                throw Errors.SYNTAX;
            }
        }
        requirePossible(call.engine().replication(), target, timeout, force);
        failover.begin(target, timeout == 0 ? 0 : call.nowMillis() + timeout, force);
        return Reply.OK;
    }

    private static void requirePossible(
            Replication replication, Failover.@Nullable Target target, long timeout, boolean force) {
        if (replication.failover().isUnderWay()) {
            throw UNDER_WAY;
        }
        if (replication.isReplica()) {
            throw NOT_MASTER;
        }
        if (replication.replicas().isEmpty()) {
            throw NO_REPLICAS;
        }
        if (force && (timeout == 0 || target == null)) {
            throw FORCE_ALONE;
        }
        if (target != null) {
            Replica replica = replication.find(target);
            if (replica == null) {
                throw NO_SUCH_REPLICA;
            }
            if (!replica.isOnline()) {
                throw NOT_ONLINE;
            }
        }
    }
}
