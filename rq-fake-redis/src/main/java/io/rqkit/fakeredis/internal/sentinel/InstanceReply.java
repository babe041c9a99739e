package io.rqkit.fakeredis.internal.sentinel;

import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a sentinel replies of an instance; addReplySentinelRedisInstance in sentinel.c. */
final class InstanceReply {
    private final MasterView view;
    private final Instance about;
    private final long now;
    private final List<Reply> fields = new ArrayList<>();

    private InstanceReply(MasterView view, Instance about, long now) {
        this.view = view;
        this.about = about;
        this.now = now;
    }

    /**
     * Describes an instance.
     *
     * @param peer the other sentinel's view, where the instance is a sentinel
     */
    static Reply of(MasterView view, Instance about, @Nullable MasterView peer, long now) {
        InstanceReply reply = new InstanceReply(view, about, now);
        reply.common();
        switch (about.kind()) {
            case MASTER -> {
                reply.server();
                reply.master();
            }
            case SLAVE -> {
                reply.server();
                reply.replica();
            }
            case SENTINEL -> reply.sentinel(peer);
        }
        return new Reply.MapOf(reply.fields);
    }

    private void add(String name, String value) {
        fields.add(Reply.bulk(name));
        fields.add(Reply.bulk(value));
    }

    private void add(String name, long value) {
        add(name, Long.toString(value));
    }

    private void common() {
        add("name", about.name());
        add("ip", about.address().host());
        add("port", about.address().port());
        add("runid", about.runId);
        add("flags", flags());
        add("link-pending-commands", 0);
        add("link-refcount", 1);
        boolean failingOver = about.kind() == Kind.MASTER && view.isFailingOver();
        if (failingOver) {
            add("failover-state", view.stage.name().toLowerCase(Locale.ROOT));
        }
        long silence = about.disconnected ? now - about.okMillis : 0;
        add("last-ping-sent", silence);
        add("last-ok-ping-reply", now - about.okMillis);
        add("last-ping-reply", now - about.okMillis);
        if (about.isDown()) {
            add("s-down-time", now - about.downSinceMillis);
        }
        if (about.kind() == Kind.MASTER && view.isObjectivelyDown()) {
            add("o-down-time", now - view.objectivelyDownSinceMillis);
        }
        add("down-after-milliseconds", view.downAfterMillis);
    }

    private String flags() {
        List<String> flags = new ArrayList<>();
        addIf(about.isDown(), "s_down", flags);
        addIf(about.kind() == Kind.MASTER && view.isObjectivelyDown(), "o_down", flags);
        flags.add(about.kind().word());
        addIf(about.disconnected, "disconnected", flags);
        addIf(about.kind() == Kind.MASTER && view.isFailingOver(), "failover_in_progress", flags);
        addIf(about.promoted, "promoted", flags);
        addIf(about.reconfiguration == Instance.Reconfiguration.SENT, "reconf_sent", flags);
        addIf(about.reconfiguration == Instance.Reconfiguration.IN_PROGRESS, "reconf_inprog", flags);
        addIf(about.reconfiguration == Instance.Reconfiguration.DONE, "reconf_done", flags);
        addIf(about.kind() == Kind.MASTER && view.forced, "force_failover", flags);
        return String.join(",", flags);
    }

    private static void addIf(boolean condition, String flag, List<String> flags) {
        if (condition) {
            flags.add(flag);
        }
    }

    private void server() {
        add("info-refresh", about.last == null ? 0 : now - about.infoMillis);
        add("role-reported", about.saysMaster ? "master" : "slave");
        add("role-reported-time", now - about.roleMillis);
    }

    private void master() {
        add("config-epoch", view.configEpoch);
        add("num-slaves", view.replicas().size());
        add("num-other-sentinels", view.sentinels().size());
        add("quorum", view.quorum);
        add("failover-timeout", view.failoverTimeoutMillis);
        add("parallel-syncs", view.parallelSyncs);
    }

    private void replica() {
        Observation last = about.last;
        Address master = last == null ? null : last.master();
        add("master-link-down-time", last == null ? 0 : last.linkDownMillis());
        add("master-link-status", last != null && last.linkUp() ? "ok" : "err");
        add("master-host", master == null ? "?" : master.host());
        add("master-port", master == null ? 0 : master.port());
        add("slave-priority", last == null ? 100 : last.priority());
        add("slave-repl-offset", last == null ? 0 : last.offset());
        add("replica-announced", last == null || last.announced() ? 1 : 0);
    }

    private void sentinel(@Nullable MasterView peer) {
        String leader = peer == null ? "" : peer.leader;
        add("last-hello-message", now - about.okMillis);
        add("voted-leader", leader.isEmpty() ? "?" : leader);
        add("voted-leader-epoch", peer == null ? 0 : peer.leaderEpoch);
    }
}
