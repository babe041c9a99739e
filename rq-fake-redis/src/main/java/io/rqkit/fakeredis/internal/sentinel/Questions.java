package io.rqkit.fakeredis.internal.sentinel;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Glob;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What clients ask of a sentinel and have it do. Called with its server's lock held, so that all acts come later. */
public final class Questions {
    private static final CommandException NO_SUCH_MASTER = new CommandException("ERR No such master with that name");
    private static final CommandException IN_PROGRESS = new CommandException("INPROG Failover already in progress");
    private static final CommandException NO_GOOD_REPLICA =
            new CommandException("NOGOODSLAVE No suitable replica to promote");
    private static final CommandException DUPLICATE = new CommandException("ERR Duplicate master name.");
    private static final CommandException BAD_QUORUM = new CommandException("ERR Invalid quorum");
    private static final CommandException BAD_PORT = new CommandException("ERR Invalid port");
    private static final CommandException PORT_OUT_OF_RANGE = new CommandException("ERR Invalid port number.");
    private static final int MAX_PORT = 65_535;
    private static final CommandException QUORUM_TOO_SMALL = new CommandException("ERR Quorum must be 1 or greater.");
    private static final CommandException UNKNOWN_FAILURE =
            new CommandException("ERR Unknown failure simulation specified");
    private static final CommandException BAD_HOST =
            new CommandException("ERR Invalid IP address or hostname specified");
    private static final String ADDRESS = "[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*";
    private final Sentinel sentinel;

    Questions(Sentinel sentinel) {
        this.sentinel = sentinel;
    }

    /** Returns the sentinel that a call is for. */
    public static Questions of(Call call) {
        Questions questions = call.engine().partIfMade(Questions.class);
        if (questions == null) {
            throw new IllegalStateException("This server is no sentinel");
        }
        return questions;
    }

    private Reply answer(Function<Long, Reply> work) {
        List<Reply> answers = new ArrayList<>();
        Sentinels system = sentinel.system();
        system.locked(() -> answers.add(work.apply(system.nowMillis())));
        system.network().soon(sentinel::settle);
        return answers.get(0);
    }

    private MasterView view(Call call) {
        MasterView view = sentinel.masters().get(call.text(2));
        if (view == null) {
            throw NO_SUCH_MASTER;
        }
        return view;
    }

    /** Returns the names of the masters that are watched. */
    public Reply role() {
        return answer(now -> Reply.array(
                Reply.bulk("sentinel"),
                Reply.array(
                        sentinel.masters().keySet().stream().map(Reply::bulk).toList())));
    }

    public Reply id() {
        return Reply.bulk(sentinel.id());
    }

    /** Describes a master. */
    public Reply master(Call call) {
        return answer(now -> {
            MasterView view = view(call);
            return InstanceReply.of(view, view.master, null, now);
        });
    }

    /** Describes all masters. */
    public Reply masters() {
        return answer(now -> Reply.array(sentinel.masters().values().stream()
                .map(view -> InstanceReply.of(view, view.master, null, now))
                .toList()));
    }

    /** Describes a master's replicas. */
    public Reply replicas(Call call) {
        return answer(now -> {
            MasterView view = view(call);
            return describe(view, view.replicas().values(), now);
        });
    }

    /** Describes a master's other sentinels. */
    public Reply sentinels(Call call) {
        return answer(now -> {
            MasterView view = view(call);
            return describe(view, view.sentinels().values(), now);
        });
    }

    private Reply describe(MasterView view, Collection<Instance> instances, long now) {
        return Reply.array(instances.stream()
                .map(each -> InstanceReply.of(view, each, viewOf(each, view.name()), now))
                .toList());
    }

    private @Nullable MasterView viewOf(Instance peer, String name) {
        Sentinel other = peer.kind() == Kind.SENTINEL ? sentinel.system().find(peer.name()) : null;
        return other == null ? null : other.masters().get(name);
    }

    /** Says where a master is. */
    public Reply masterAddress(Call call) {
        return answer(now -> {
            MasterView view = sentinel.masters().get(call.text(2));
            if (view == null) {
                return Reply.NULL_ARRAY;
            }
            Address address = view.currentAddress();
            return Reply.array(Reply.bulk(address.host()), Reply.bulk(Integer.toString(address.port())));
        });
    }

    /** Begins a failover without asking anybody. */
    public Reply failover(Call call) {
        return answer(now -> {
            MasterView view = view(call);
            if (view.isFailingOver()) {
                throw IN_PROGRESS;
            }
            if (Failover.choose(view) == null) {
                throw NO_GOOD_REPLICA;
            }
            new Failover(sentinel, view, now).start(true);
            return Reply.OK;
        });
    }

    /** Says whether a failover could be agreed on and authorized. */
    public Reply checkQuorum(Call call) {
        return answer(now -> {
            MasterView view = view(call);
            long usable = 1
                    + view.sentinels().values().stream()
                            .filter(peer -> !peer.isDown() && sentinel.peer(peer.name()) != null)
                            .count();
            int majority = (view.sentinels().size() + 1) / 2 + 1;
            if (usable >= view.quorum && usable >= majority) {
                return Reply.simple(
                        "OK " + usable + " usable Sentinels. Quorum and failover authorization can be reached");
            }
            List<String> lacks = new ArrayList<>();
            if (usable < view.quorum) {
                lacks.add("Not enough available Sentinels to reach the specified quorum for this master");
            }
            if (usable < majority) {
                lacks.add("Not enough available Sentinels to reach the majority and authorize a failover");
            }
            throw new CommandException("NOQUORUM " + usable + " usable Sentinels. " + String.join(". ", lacks));
        });
    }

    /** Says whether this sentinel takes a master for down, and votes if asked for its vote. */
    public Reply isMasterDown(Call call) {
        long port = call.longArg(3);
        long epoch = call.longArg(4);
        return answer(now -> {
            boolean down = false;
            String leader = "*";
            long leaderEpoch = 0;
            Address asked = new Address(call.text(2), (int) port);
            for (MasterView view : sentinel.masters().values()) {
                if (view.master.address().equals(asked)) {
                    down = view.master.isDown();
                    if (!call.text(5).equals("*")) {
                        leader = Failover.vote(sentinel, view, epoch, call.text(5), now);
                        leaderEpoch = view.leaderEpoch;
                    }
                }
            }
            return Reply.array(Reply.flag(down), Reply.bulk(leader), Reply.of(leaderEpoch));
        });
    }

    /** Tells what servers said of themselves when they were last asked; each as role, offset and replicas. */
    public Reply infoCache(Call call) {
        return answer(now -> {
            List<Reply> all = new ArrayList<>();
            for (int i = 2; i < call.argc(); i++) {
                MasterView view = sentinel.masters().get(call.text(i));
                if (view != null) {
                    List<Reply> instances = new ArrayList<>();
                    instances.add(cached(view.master, now));
                    view.replicas().values().forEach(replica -> instances.add(cached(replica, now)));
                    all.add(Reply.bulk(view.name()));
                    all.add(Reply.array(instances));
                }
            }
            return Reply.array(all);
        });
    }

    private static Reply cached(Instance instance, long now) {
        Observation last = instance.last;
        if (last == null) {
            return Reply.array(Reply.ZERO, Reply.NULL);
        }
        Address master = last.master();
        String role = master == null
                ? "role:master\r\nmaster_repl_offset:" + last.offset() + "\r\n"
                : "role:slave\r\nmaster_host:" + master.host() + "\r\nmaster_port:" + master.port()
                        + "\r\nmaster_link_status:" + (last.linkUp() ? "up" : "down") + "\r\nslave_repl_offset:"
                        + last.offset() + "\r\n";
        return Reply.array(
                Reply.of(now - instance.infoMillis),
                Reply.bulk("# Replication\r\n" + role + "run_id:" + last.runId() + "\r\n"));
    }

    /** Begins to watch a master. */
    public Reply monitor(Call call) {
        long quorum = call.longArg(5, BAD_QUORUM);
        long port = call.longArg(4, BAD_PORT);
        if (quorum <= 0) {
            throw QUORUM_TOO_SMALL;
        }
        if (!call.text(3).matches(ADDRESS)) {
            throw BAD_HOST;
        }
        if (port < 0 || port > MAX_PORT) {
            throw PORT_OUT_OF_RANGE;
        }
        return answer(now -> {
            if (sentinel.masters().containsKey(call.text(2))) {
                throw DUPLICATE;
            }
            MasterView view = new MasterView(call.text(2), new Address(call.text(3), (int) port), (int) quorum, now);
            sentinel.masters().put(view.name(), view);
            sentinel.tell("+monitor", view, view.master, " quorum " + quorum);
            return Reply.OK;
        });
    }

    /** Ends the watch over a master. */
    public Reply remove(Call call) {
        return answer(now -> {
            MasterView view = view(call);
            sentinel.tell("-monitor", view, view.master);
            sentinel.masters().remove(view.name());
            return Reply.OK;
        });
    }

    /** Forgets what is known of masters; it is found out anew. */
    public Reply reset(Call call) {
        return answer(now -> {
            long count = 0;
            for (MasterView view : sentinel.masters().values()) {
                if (Glob.matches(call.arg(2), view.name().getBytes(StandardCharsets.ISO_8859_1))) {
                    count++;
                    view.endFailover();
                    view.replicas().clear();
                    view.sentinels().clear();
                    view.objectivelyDownSinceMillis = 0;
                    view.master = new Instance(Kind.MASTER, view.name(), view.master.address(), now);
                    sentinel.tell("+reset-master", view, view.master);
                }
            }
            return Reply.of(count);
        });
    }

    /** Has this sentinel crash at certain points. */
    public Reply simulateFailure(Call call) {
        return answer(now -> {
            sentinel.simulateFailures(0);
            for (int i = 2; i < call.argc(); i++) {
                if (call.argIs(i, "HELP")) {
                    return Reply.array(Reply.bulk("crash-after-election"), Reply.bulk("crash-after-promotion"));
                }
                boolean isPromotion = call.argIs(i, "CRASH-AFTER-PROMOTION");
                if (!isPromotion && !call.argIs(i, "CRASH-AFTER-ELECTION")) {
                    throw UNKNOWN_FAILURE;
                }
                int bit = isPromotion ? Failover.CRASH_AFTER_PROMOTION : Failover.CRASH_AFTER_ELECTION;
                sentinel.simulateFailures(sentinel.simulatedFailures() | bit);
            }
            return Reply.OK;
        });
    }

    /** Sets parameters of a master. */
    public Reply set(Call call) {
        return answer(now -> {
            new MasterSettings(sentinel, view(call)).set(call.args(3));
            return Reply.OK;
        });
    }
}
