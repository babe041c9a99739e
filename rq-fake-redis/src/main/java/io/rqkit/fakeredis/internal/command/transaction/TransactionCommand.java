package io.rqkit.fakeredis.internal.command.transaction;

import static io.rqkit.fakeredis.internal.command.CommandSpec.of;
import static io.rqkit.fakeredis.internal.command.KeySpec.at;
import static io.rqkit.fakeredis.internal.command.KeySpec.range;

import io.rqkit.fakeredis.internal.command.Category;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Flag;
import io.rqkit.fakeredis.internal.command.Group;
import io.rqkit.fakeredis.internal.command.KeySpec.Access;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Command;
import io.rqkit.fakeredis.internal.resp.Reply;

/** Transactions. Follows <a href="https://redis.io/commands/?group=transactions">the group</a> and multi.c. */
public enum TransactionCommand implements Command {
    DISCARD(of("discard", 1, Group.TRANSACTIONS, "2.0.0")
            .flags(Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.ALLOW_BUSY)
            .categories(Category.TRANSACTION)),
    EXEC(of("exec", 1, Group.TRANSACTIONS, "1.2.0")
            .flags(Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.SKIP_SLOWLOG)
            .categories(Category.TRANSACTION)),
    MULTI(of("multi", 1, Group.TRANSACTIONS, "1.2.0")
            .flags(Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.ALLOW_BUSY)
            .categories(Category.TRANSACTION)),
    UNWATCH(of("unwatch", 1, Group.TRANSACTIONS, "2.2.0")
            .flags(Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.ALLOW_BUSY)
            .categories(Category.TRANSACTION)),
    WATCH(of("watch", -2, Group.TRANSACTIONS, "2.2.0")
            .flags(Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.ALLOW_BUSY)
            .categories(Category.TRANSACTION)
            .keys(at(1), range(-1, 1, 0), Access.RO));

    private final CommandSpec spec;

    TransactionCommand(CommandSpec spec) {
        this.spec = spec;
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Reply run(Call call) {
        return switch (this) {
            case DISCARD -> Transactions.discard(call);
            case EXEC -> Transactions.exec(call);
            case MULTI -> Transactions.multi(call);
            case UNWATCH -> Transactions.unwatch(call);
            case WATCH -> Transactions.watch(call);
        };
    }
}
