package io.rqkit.fakeredis.internal.sentinel;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A failover's next steps: who leads it, which replica is to be the master, and who follows that. Follows sentinel.c. */
final class Failover {
    static final int CRASH_AFTER_ELECTION = 1;
    static final int CRASH_AFTER_PROMOTION = 2;
    private static final long ELECTION_MILLIS = 10_000;
    private final Sentinel sentinel;
    private final MasterView view;
    private final long now;

    Failover(Sentinel sentinel, MasterView view, long now) {
        this.sentinel = sentinel;
        this.view = view;
        this.now = now;
    }

    /** Goes as far as is possible now. */
    void run() {
        startIfNeeded();
        MasterView.Stage before = null;
        while (before != view.stage) {
            before = view.stage;
            switch (view.stage) {
                case NONE -> {}
                case WAIT_START -> seekElection();
                case SELECT_SLAVE -> select();
                case SEND_SLAVEOF_NOONE -> promote();
                case WAIT_PROMOTION -> awaitPromotion();
                case RECONF_SLAVES -> reconfigure();
                case UPDATE_CONFIG -> finish();
            }
        }
    }

    private void startIfNeeded() {
        boolean tooEarly =
                view.failoverStartMillis != 0 && now - view.failoverStartMillis < 2 * view.failoverTimeoutMillis;
        if (view.isObjectivelyDown() && !view.isFailingOver() && !tooEarly) {
            start(false);
        }
    }

    /** Begins; a failover that a client asked for needs nobody's vote. */
    void start(boolean forced) {
        view.forced = forced;
        view.begin(MasterView.Stage.WAIT_START, now);
        sentinel.currentEpoch(sentinel.currentEpoch() + 1, view);
        view.failoverEpoch = sentinel.currentEpoch();
        view.failoverStartMillis = now;
        sentinel.tell("+try-failover", view, view.master);
    }

    private void stage(MasterView.Stage next) {
        view.begin(next, now);
        Instance about = view.promoted == null ? view.master : view.promoted;
        boolean ofMaster = next == MasterView.Stage.SELECT_SLAVE || next == MasterView.Stage.RECONF_SLAVES;
        String word = next.name().toLowerCase(Locale.ROOT).replace('_', '-');
        sentinel.tell("+failover-state-" + word, view, ofMaster ? view.master : about);
    }

    private void seekElection() {
        if (!isElected()) {
            if (now - view.failoverStartMillis > Math.min(ELECTION_MILLIS, view.failoverTimeoutMillis)) {
                abort("-failover-abort-not-elected");
            }
            return;
        }
        sentinel.tell("+elected-leader", view, view.master);
        if (sentinel.crashesAt(CRASH_AFTER_ELECTION)) {
            return;
        }
        stage(MasterView.Stage.SELECT_SLAVE);
    }

    private boolean isElected() {
        int votes = sentinel.id().equals(vote(sentinel, view, view.failoverEpoch, sentinel.id(), now)) ? 1 : 0;
        if (view.forced) {
            // nobody else is asked
            return true;
        }
        for (String id : view.sentinels().keySet()) {
            Sentinel other = sentinel.peer(id);
            MasterView theirs = other == null ? null : other.masters().get(view.name());
            if (other != null && theirs != null) {
                String chosen = vote(other, theirs, view.failoverEpoch, sentinel.id(), now);
                votes += sentinel.id().equals(chosen) && theirs.leaderEpoch == view.failoverEpoch ? 1 : 0;
            }
        }
        int majority = (view.sentinels().size() + 1) / 2 + 1;
        return votes >= Math.max(majority, view.quorum);
    }

    /** Gives a sentinel's vote, of which it has one an epoch; returns for whom it has voted. */
    static String vote(Sentinel voter, MasterView view, long epoch, String candidate, long now) {
        voter.currentEpoch(epoch, view);
        if (view.leaderEpoch < epoch && voter.currentEpoch() <= epoch) {
            view.leader = candidate;
            view.leaderEpoch = epoch;
            voter.tell("+vote-for-leader", candidate + " " + epoch);
            if (!candidate.equals(voter.id())) {
                // whoever voted for another gives him time
                view.failoverStartMillis = now;
            }
        }
        return view.leader;
    }

    private void select() {
        Instance chosen = choose(view);
        if (chosen == null) {
            abort("-failover-abort-no-good-slave");
            return;
        }
        chosen.promoted = true;
        view.promoted = chosen;
        sentinel.tell("+selected-slave", view, chosen);
        stage(MasterView.Stage.SEND_SLAVEOF_NOONE);
    }

    /** Returns the replica that is best: of the least priority, then with the most data; null when none will do. */
    static @Nullable Instance choose(MasterView view) {
        return view.replicas().values().stream()
                .filter(replica -> !replica.isDown() && !replica.disconnected)
                .filter(replica -> replica.last != null && replica.last.priority() != 0)
                .min(Comparator.comparingInt(
                                (Instance replica) -> observed(replica).priority())
                        .thenComparing(replica -> observed(replica).offset(), Comparator.reverseOrder())
                        .thenComparing(replica -> replica.runId))
                .orElse(null);
    }

    private static Observation observed(Instance replica) {
        Observation last = replica.last;
        if (last == null) {
            throw new IllegalStateException(replica.name() + " was never seen");
        }
        return last;
    }

    private void promote() {
        Instance chosen = chosen();
        if (chosen.disconnected) {
            if (now - view.stageMillis > view.failoverTimeoutMillis) {
                abort("-failover-abort-slave-timeout");
            }
            return;
        }
        sentinel.act(chosen.address(), engine -> {
            engine.replication().lead();
            Clients.endOrdinary(engine);
        });
        stage(MasterView.Stage.WAIT_PROMOTION);
    }

    private Instance chosen() {
        Instance chosen = view.promoted;
        if (chosen == null) {
            throw new IllegalStateException("No replica was chosen");
        }
        return chosen;
    }

    private void awaitPromotion() {
        Instance chosen = chosen();
        if (chosen.saysMaster && !chosen.disconnected) {
            view.configEpoch = view.failoverEpoch;
            sentinel.tell("+promoted-slave", view, chosen);
            if (sentinel.crashesAt(CRASH_AFTER_PROMOTION)) {
                return;
            }
            stage(MasterView.Stage.RECONF_SLAVES);
        } else if (now - view.stageMillis > view.failoverTimeoutMillis) {
            abort("-failover-abort-slave-timeout");
        }
    }

    /** Lets the other replicas follow the new master, no more at once than parallel-syncs allows. */
    private void reconfigure() {
        Address master = chosen().address();
        boolean late = now - view.stageMillis > view.failoverTimeoutMillis;
        int waiting = 0;
        int busy = 0;
        for (Instance replica : view.replicas().values()) {
            if (replica.promoted || replica.isDown()) {
                continue;
            }
            advance(replica, master);
            boolean sent = replica.reconfiguration == Instance.Reconfiguration.SENT
                    || replica.reconfiguration == Instance.Reconfiguration.IN_PROGRESS;
            busy += sent ? 1 : 0;
            waiting += replica.reconfiguration == Instance.Reconfiguration.DONE ? 0 : 1;
        }
        for (Instance replica : view.replicas().values()) {
            boolean next = !replica.promoted
                    && !replica.disconnected
                    && replica.reconfiguration == Instance.Reconfiguration.NONE;
            if (next && (late || busy < view.parallelSyncs)) {
                busy++;
                replica.reconfiguration = Instance.Reconfiguration.SENT;
                sentinel.tell("+slave-reconf-sent", view, replica);
                follow(sentinel, replica.address(), master);
            }
        }
        if (late) {
            sentinel.tell("+failover-end-for-timeout", view, view.master);
        }
        if (late || waiting == 0) {
            sentinel.tell("+failover-end", view, view.master);
            view.begin(MasterView.Stage.UPDATE_CONFIG, now);
        }
    }

    private void advance(Instance replica, Address master) {
        Observation last = replica.last;
        boolean follows = last != null && master.equals(last.master());
        if (replica.reconfiguration == Instance.Reconfiguration.SENT && follows) {
            replica.reconfiguration = Instance.Reconfiguration.IN_PROGRESS;
            sentinel.tell("+slave-reconf-inprog", view, replica);
        }
        if (replica.reconfiguration == Instance.Reconfiguration.IN_PROGRESS && last != null && last.linkUp()) {
            replica.reconfiguration = Instance.Reconfiguration.DONE;
            sentinel.tell("+slave-reconf-done", view, replica);
        }
    }

    private void finish() {
        Address master = chosen().address();
        tellSwitch(sentinel, view, master);
        view.switchTo(master, now);
        List.copyOf(view.replicas().values()).forEach(replica -> sentinel.tell("+slave", view, replica));
    }

    static void tellSwitch(Sentinel sentinel, MasterView view, Address master) {
        Address old = view.master.address();
        sentinel.tell(
                "+switch-master",
                view.name() + " " + old.host() + " " + old.port() + " " + master.host() + " " + master.port());
    }

    private void abort(String event) {
        sentinel.tell(event, view, view.master);
        view.endFailover();
    }

    /** Has a server follow another, and its clients look for the master anew. */
    static void follow(Sentinel sentinel, Address server, Address master) {
        sentinel.act(server, engine -> {
            engine.replication().follow(master.host(), master.port());
            Clients.endOrdinary(engine);
        });
    }
}
