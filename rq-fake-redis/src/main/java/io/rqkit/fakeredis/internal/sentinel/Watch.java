package io.rqkit.fakeredis.internal.sentinel;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a sentinel makes of one look at a master, its replicas and the other sentinels. Follows sentinel.c in Redis. */
final class Watch {
    /** A server must say that it is something for so long before a sentinel tells it to be something else. */
    private static final long STEADY_MILLIS = 8_000;

    private static final long INFO_MILLIS = 10_000;
    private static final long INFO_WITHOUT_LINK_MILLIS = 1_000;

    private final Sentinel sentinel;
    private final MasterView view;
    private final long now;

    Watch(Sentinel sentinel, MasterView view, long now) {
        this.sentinel = sentinel;
        this.view = view;
        this.now = now;
    }

    void run(Map<Address, Observation> seen) {
        findPeers();
        listenToPeers();
        look(view.master, seen.get(view.master.address()));
        findReplicas(seen.get(view.master.address()));
        for (Instance replica : List.copyOf(view.replicas().values())) {
            Observation observation = seen.get(replica.address());
            if (look(replica, observation) && observation != null) {
                correct(replica, observation);
            }
        }
        agree();
    }

    /** Sentinels that watch the same master hear of one another. */
    private void findPeers() {
        for (Sentinel other : sentinel.system().sentinels()) {
            MasterView theirs = other.masters().get(view.name());
            boolean isNew = other != sentinel && !view.sentinels().containsKey(other.id());
            if (isNew && sentinel.peer(other.id()) != null && theirs != null && sharesMaster(theirs)) {
                sentinel.tell("+sentinel", view, view.addSentinel(other.id(), other.address(), now));
            }
        }
    }

    private boolean sharesMaster(MasterView theirs) {
        return theirs.master.address().equals(view.master.address());
    }

    /** A newer configuration wins, as those in hello messages do. */
    private void listenToPeers() {
        for (Instance peer : List.copyOf(view.sentinels().values())) {
            Sentinel other = sentinel.peer(peer.name());
            noteAnswer(peer, other != null);
            MasterView theirs = other == null ? null : other.masters().get(view.name());
            if (other == null || theirs == null) {
                continue;
            }
            sentinel.currentEpoch(other.currentEpoch(), view);
            if (theirs.configEpoch > view.configEpoch) {
                adopt(peer, theirs);
            }
        }
    }

    private void adopt(Instance peer, MasterView theirs) {
        view.configEpoch = theirs.configEpoch;
        Address wanted = theirs.currentAddress();
        Address old = view.master.address();
        if (!wanted.equals(old)) {
            sentinel.tell("+config-update-from", view, peer);
            Failover.tellSwitch(sentinel, view, wanted);
            view.switchTo(wanted, now);
            view.replicas().values().forEach(replica -> sentinel.tell("+slave", view, replica));
        }
    }

    /** Notes whether a server answers and, when it is time to ask that, what it is; returns whether it was. */
    private boolean look(Instance server, @Nullable Observation observation) {
        boolean isAsked = observation != null && now - server.infoMillis >= infoPeriod(server);
        boolean saidMaster = server.saysMaster;
        if (observation != null && isAsked) {
            server.observe(observation, now);
        }
        if (server.saysMaster != saidMaster) {
            boolean expected = server.saysMaster == (server.kind() == Kind.MASTER);
            String role = server.saysMaster ? "master" : "slave";
            sentinel.tell(expected ? "+role-change" : "-role-change", view, server, " new reported role is " + role);
        }
        noteAnswer(server, observation != null);
        return isAsked;
    }

    /** Replicas are asked at every look while a master is gone or replaced, which may take no time by a clock that stands. */
    private long infoPeriod(Instance server) {
        if (server.kind() != Kind.SLAVE) {
            return INFO_MILLIS;
        }
        if (view.isObjectivelyDown() || view.isFailingOver()) {
            return 0;
        }
        Observation last = server.last;
        return last != null && last.linkDownMillis() > 0 ? INFO_WITHOUT_LINK_MILLIS : INFO_MILLIS;
    }

    private void noteAnswer(Instance server, boolean answers) {
        if (answers) {
            server.okMillis = now;
            server.disconnected = false;
            if (server.isDown()) {
                server.downSinceMillis = 0;
                sentinel.tell("-sdown", view, server);
            }
        } else {
            server.disconnected = true;
            if (!server.isDown() && now - server.okMillis > view.downAfterMillis) {
                server.downSinceMillis = now;
                sentinel.tell("+sdown", view, server);
            }
        }
    }

    private void findReplicas(@Nullable Observation master) {
        if (master == null || master.master() != null) {
            return;
        }
        for (Address address : master.replicas()) {
            if (!view.replicas().containsKey(address)) {
                sentinel.tell("+slave", view, view.addReplica(address, now));
            }
        }
    }

    /** A replica that does not follow the master is told to. */
    private void correct(Instance replica, Observation observation) {
        boolean masterIsSane = !view.master.isDown() && view.master.saysMaster && !view.master.disconnected;
        if (view.isFailingOver() || !masterIsSane || now - replica.roleMillis < STEADY_MILLIS) {
            return;
        }
        Address master = observation.master();
        if (master == null) {
            sentinel.tell("+convert-to-slave", view, replica);
            Failover.follow(sentinel, replica.address(), view.master.address());
            replica.roleMillis = now;
        } else if (!master.equals(view.master.address())) {
            sentinel.tell("+fix-slave-config", view, replica);
            Failover.follow(sentinel, replica.address(), view.master.address());
            replica.roleMillis = now;
        }
    }

    private boolean agrees(MasterView theirs) {
        return sharesMaster(theirs) && theirs.master.isDown();
    }

    /** The master is down for all when enough sentinels say so. */
    private void agree() {
        int votes = view.master.isDown() ? 1 : 0;
        for (String id : view.sentinels().keySet()) {
            Sentinel other = sentinel.peer(id);
            MasterView theirs = other == null ? null : other.masters().get(view.name());
            if (votes > 0 && theirs != null && agrees(theirs)) {
                votes++;
            }
        }
        boolean down = view.master.isDown() && votes >= view.quorum;
        if (down && !view.isObjectivelyDown()) {
            view.objectivelyDownSinceMillis = now;
            sentinel.tell("+odown", view, view.master, " #quorum " + votes + "/" + view.quorum);
        } else if (!down && view.isObjectivelyDown()) {
            view.objectivelyDownSinceMillis = 0;
            sentinel.tell("-odown", view, view.master);
        }
    }
}
