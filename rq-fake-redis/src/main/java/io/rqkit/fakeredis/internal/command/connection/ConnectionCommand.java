package io.rqkit.fakeredis.internal.command.connection;

import static io.rqkit.fakeredis.internal.command.CommandSpec.of;

import io.rqkit.fakeredis.internal.command.Category;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Flag;
import io.rqkit.fakeredis.internal.command.Group;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Command;
import io.rqkit.fakeredis.internal.resp.Reply;

/** Connections. Follows <a href="https://redis.io/commands/?group=connection">the group</a> and networking.c. */
public enum ConnectionCommand implements Command {
    AUTH(of("auth", -2, Group.CONNECTION, "1.0.0")
            .flags(Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.NO_AUTH, Flag.ALLOW_BUSY)
            .categories(Category.CONNECTION)),
    CLIENT(of("client", -2, Group.CONNECTION, "2.4.0")),
    CLIENT_CACHING(of("client|caching", 3, Group.CONNECTION, "6.0.0")
            .flags(Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
            .categories(Category.CONNECTION)),
    CLIENT_GETNAME(of("client|getname", 2, Group.CONNECTION, "2.6.9")
            .flags(Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
            .categories(Category.CONNECTION)),
    CLIENT_GETREDIR(of("client|getredir", 2, Group.CONNECTION, "6.0.0")
            .flags(Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
            .categories(Category.CONNECTION)),
    CLIENT_HELP(of("client|help", 2, Group.CONNECTION, "5.0.0")
            .flags(Flag.LOADING, Flag.STALE)
            .categories(Category.CONNECTION)),
    CLIENT_ID(of("client|id", 2, Group.CONNECTION, "5.0.0")
            .flags(Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
            .categories(Category.CONNECTION)),
    CLIENT_INFO(of("client|info", 2, Group.CONNECTION, "6.2.0")
            .flags(Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
            .categories(Category.CONNECTION)
            .tips("nondeterministic_output")),
    CLIENT_KILL(of("client|kill", -3, Group.CONNECTION, "2.4.0")
            .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
            .categories(Category.CONNECTION)),
    CLIENT_LIST(of("client|list", -2, Group.CONNECTION, "2.4.0")
            .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
            .categories(Category.CONNECTION)
            .tips("nondeterministic_output")),
    CLIENT_NO_EVICT(of("client|no-evict", 3, Group.CONNECTION, "7.0.0")
            .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
            .categories(Category.CONNECTION)),
    CLIENT_PAUSE(of("client|pause", -3, Group.CONNECTION, "2.9.50")
            .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
            .categories(Category.CONNECTION)),
    CLIENT_REPLY(of("client|reply", 3, Group.CONNECTION, "3.2.0")
            .flags(Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
            .categories(Category.CONNECTION)),
    CLIENT_SETNAME(of("client|setname", 3, Group.CONNECTION, "2.6.9")
            .flags(Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
            .categories(Category.CONNECTION)),
    CLIENT_TRACKING(of("client|tracking", -3, Group.CONNECTION, "6.0.0")
            .flags(Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
            .categories(Category.CONNECTION)),
    CLIENT_TRACKINGINFO(of("client|trackinginfo", 2, Group.CONNECTION, "6.2.0")
            .flags(Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
            .categories(Category.CONNECTION)),
    CLIENT_UNBLOCK(of("client|unblock", -3, Group.CONNECTION, "5.0.0")
            .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
            .categories(Category.CONNECTION)),
    CLIENT_UNPAUSE(of("client|unpause", 2, Group.CONNECTION, "6.2.0")
            .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
            .categories(Category.CONNECTION)),
    ECHO(of("echo", 2, Group.CONNECTION, "1.0.0")
            .flags(Flag.LOADING, Flag.STALE, Flag.FAST)
            .categories(Category.CONNECTION)),
    HELLO(of("hello", -1, Group.CONNECTION, "6.0.0")
            .flags(Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.NO_AUTH, Flag.ALLOW_BUSY)
            .categories(Category.CONNECTION)),
    PING(of("ping", -1, Group.CONNECTION, "1.0.0")
            .flags(Flag.FAST)
            .categories(Category.CONNECTION)
            .tips("request_policy:all_shards", "response_policy:all_succeeded")),
    QUIT(of("quit", -1, Group.CONNECTION, "1.0.0")
            .flags(Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.NO_AUTH, Flag.ALLOW_BUSY)
            .categories(Category.CONNECTION)),
    RESET(of("reset", 1, Group.CONNECTION, "6.2.0")
            .flags(Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.NO_AUTH, Flag.ALLOW_BUSY)
            .categories(Category.CONNECTION)),
    SELECT(of("select", 2, Group.CONNECTION, "1.0.0")
            .flags(Flag.LOADING, Flag.STALE, Flag.FAST)
            .categories(Category.CONNECTION));

    private final CommandSpec spec;

    ConnectionCommand(CommandSpec spec) {
        this.spec = spec;
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Reply run(Call call) {
        return switch (this) {
            case AUTH -> Authentication.auth(call);
            case CLIENT -> throw new IllegalStateException("A container without subcommand");
            case CLIENT_CACHING -> ClientTracking.caching(call);
            case CLIENT_GETNAME -> Clients.getName(call);
            case CLIENT_GETREDIR -> ClientTracking.redirection(call);
            case CLIENT_HELP -> Clients.help(call);
            case CLIENT_ID -> Reply.of(call.session().id());
            case CLIENT_INFO -> ClientList.info(call);
            case CLIENT_KILL -> ClientKill.kill(call);
            case CLIENT_LIST -> ClientList.list(call);
            case CLIENT_NO_EVICT -> Clients.noEvict(call);
            case CLIENT_PAUSE -> Clients.pause(call);
            case CLIENT_REPLY -> Clients.reply(call);
            case CLIENT_SETNAME -> Clients.setName(call);
            case CLIENT_TRACKING -> ClientTracking.tracking(call);
            case CLIENT_TRACKINGINFO -> ClientTracking.info(call);
            case CLIENT_UNBLOCK -> Clients.unblock(call);
            case CLIENT_UNPAUSE -> Clients.unpause(call);
            case ECHO -> Reply.bulk(call.arg(1));
            case HELLO -> Authentication.hello(call);
            case PING -> Connections.ping(call);
            case QUIT -> Connections.quit(call);
            case RESET -> Connections.reset(call);
            case SELECT -> Connections.select(call);
        };
    }
}
