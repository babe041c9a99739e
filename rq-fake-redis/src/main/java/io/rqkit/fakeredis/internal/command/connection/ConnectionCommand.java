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
    ECHO(of("echo", 2, Group.CONNECTION, "1.0.0")
            .flags(Flag.LOADING, Flag.STALE, Flag.FAST)
            .categories(Category.CONNECTION)),
    PING(of("ping", -1, Group.CONNECTION, "1.0.0")
            .flags(Flag.FAST)
            .categories(Category.CONNECTION)
            .tips("request_policy:all_shards", "response_policy:all_succeeded")),
    QUIT(of("quit", -1, Group.CONNECTION, "1.0.0")
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
            case ECHO -> Reply.bulk(call.arg(1));
            case PING -> Connections.ping(call);
            case QUIT -> Connections.quit(call);
            case SELECT -> Connections.select(call);
        };
    }
}
