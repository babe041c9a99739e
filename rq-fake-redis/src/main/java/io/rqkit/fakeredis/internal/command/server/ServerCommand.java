package io.rqkit.fakeredis.internal.command.server;

import static io.rqkit.fakeredis.internal.command.CommandSpec.of;

import io.rqkit.fakeredis.internal.command.Category;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Flag;
import io.rqkit.fakeredis.internal.command.Group;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Command;
import io.rqkit.fakeredis.internal.resp.Reply;

/** The server. Follows <a href="https://redis.io/commands/?group=server">the group</a>, server.c, config.c and debug.c. */
public enum ServerCommand implements Command {
    BGREWRITEAOF(of("bgrewriteaof", 1, Group.SERVER, "1.0.0").flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.NO_ASYNC_LOADING)),
    BGSAVE(of("bgsave", -1, Group.SERVER, "1.0.0").flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.NO_ASYNC_LOADING)),
    COMMAND(of("command", -1, Group.SERVER, "2.8.13")
            .flags(Flag.LOADING, Flag.STALE)
            .categories(Category.CONNECTION)
            .tips("nondeterministic_output_order")),
    COMMAND_COUNT(of("command|count", 2, Group.SERVER, "2.8.13")
            .flags(Flag.LOADING, Flag.STALE)
            .categories(Category.CONNECTION)),
    COMMAND_DOCS(of("command|docs", -2, Group.SERVER, "7.0.0")
            .flags(Flag.LOADING, Flag.STALE)
            .categories(Category.CONNECTION)
            .tips("nondeterministic_output_order")),
    COMMAND_GETKEYS(of("command|getkeys", -4, Group.SERVER, "2.8.13")
            .flags(Flag.LOADING, Flag.STALE)
            .categories(Category.CONNECTION)),
    COMMAND_GETKEYSANDFLAGS(of("command|getkeysandflags", -4, Group.SERVER, "7.0.0")
            .flags(Flag.LOADING, Flag.STALE)
            .categories(Category.CONNECTION)),
    COMMAND_HELP(of("command|help", 2, Group.SERVER, "5.0.0")
            .flags(Flag.LOADING, Flag.STALE)
            .categories(Category.CONNECTION)),
    COMMAND_INFO(of("command|info", -2, Group.SERVER, "2.8.13")
            .flags(Flag.LOADING, Flag.STALE)
            .categories(Category.CONNECTION)
            .tips("nondeterministic_output_order")),
    COMMAND_LIST(of("command|list", -2, Group.SERVER, "7.0.0")
            .flags(Flag.LOADING, Flag.STALE)
            .categories(Category.CONNECTION)
            .tips("nondeterministic_output_order")),
    CONFIG(of("config", -2, Group.SERVER, "2.0.0")),
    CONFIG_GET(of("config|get", -3, Group.SERVER, "2.0.0").flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)),
    CONFIG_HELP(of("config|help", 2, Group.SERVER, "5.0.0").flags(Flag.LOADING, Flag.STALE)),
    CONFIG_RESETSTAT(of("config|resetstat", 2, Group.SERVER, "2.0.0")
            .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)),
    CONFIG_REWRITE(
            of("config|rewrite", 2, Group.SERVER, "2.8.0").flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)),
    CONFIG_SET(of("config|set", -4, Group.SERVER, "2.0.0")
            .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
            .tips("request_policy:all_nodes", "response_policy:all_succeeded")),
    DBSIZE(of("dbsize", 1, Group.SERVER, "1.0.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.KEYSPACE)
            .tips("request_policy:all_shards", "response_policy:agg_sum")),
    DEBUG(of("debug", -2, Group.SERVER, "1.0.0")
            .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.PROTECTED)),
    FLUSHALL(of("flushall", -1, Group.SERVER, "1.0.0")
            .flags(Flag.WRITE)
            .categories(Category.KEYSPACE, Category.DANGEROUS)
            .tips("request_policy:all_shards", "response_policy:all_succeeded")),
    FLUSHDB(of("flushdb", -1, Group.SERVER, "1.0.0")
            .flags(Flag.WRITE)
            .categories(Category.KEYSPACE, Category.DANGEROUS)
            .tips("request_policy:all_shards", "response_policy:all_succeeded")),
    INFO(of("info", -1, Group.SERVER, "1.0.0")
            .flags(Flag.LOADING, Flag.STALE)
            .categories(Category.DANGEROUS)
            .tips("nondeterministic_output", "request_policy:all_shards", "response_policy:special")),
    LASTSAVE(of("lastsave", 1, Group.SERVER, "1.0.0")
            .flags(Flag.LOADING, Flag.STALE, Flag.FAST)
            .categories(Category.ADMIN, Category.DANGEROUS)
            .tips("nondeterministic_output")),
    LOLWUT(of("lolwut", -1, Group.SERVER, "5.0.0").flags(Flag.READONLY, Flag.FAST)),
    MODULE(of("module", -2, Group.SERVER, "4.0.0")),
    MODULE_HELP(of("module|help", 2, Group.SERVER, "5.0.0").flags(Flag.LOADING, Flag.STALE)),
    MODULE_LIST(of("module|list", 2, Group.SERVER, "4.0.0")
            .flags(Flag.ADMIN, Flag.NOSCRIPT)
            .tips("nondeterministic_output_order")),
    MODULE_LOAD(of("module|load", -3, Group.SERVER, "4.0.0")
            .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.NO_ASYNC_LOADING, Flag.PROTECTED)),
    MODULE_LOADEX(of("module|loadex", -3, Group.SERVER, "7.0.0")
            .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.NO_ASYNC_LOADING, Flag.PROTECTED)),
    MODULE_UNLOAD(of("module|unload", 3, Group.SERVER, "4.0.0")
            .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.NO_ASYNC_LOADING, Flag.PROTECTED)),
    MONITOR(of("monitor", 1, Group.SERVER, "1.0.0").flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)),
    SAVE(of("save", 1, Group.SERVER, "1.0.0").flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.NO_ASYNC_LOADING, Flag.NO_MULTI)),
    SHUTDOWN(of("shutdown", -1, Group.SERVER, "1.0.0")
            .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.NO_MULTI, Flag.ALLOW_BUSY)),
    SWAPDB(of("swapdb", 3, Group.SERVER, "4.0.0")
            .flags(Flag.WRITE, Flag.FAST)
            .categories(Category.KEYSPACE, Category.DANGEROUS)),
    TIME(of("time", 1, Group.SERVER, "2.6.0")
            .flags(Flag.LOADING, Flag.STALE, Flag.FAST)
            .tips("nondeterministic_output"));

    private final CommandSpec spec;

    ServerCommand(CommandSpec spec) {
        this.spec = spec;
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Reply run(Call call) {
        return switch (this) {
            case BGREWRITEAOF -> Persistence.rewrite(call);
            case BGSAVE -> Persistence.saveInBackground(call);
            case COMMAND -> CommandInfo.all(call);
            case COMMAND_COUNT -> CommandQuestions.count(call);
            case COMMAND_DOCS -> CommandDocs.docs(call);
            case COMMAND_GETKEYS -> CommandQuestions.keys(call, false);
            case COMMAND_GETKEYSANDFLAGS -> CommandQuestions.keys(call, true);
            case COMMAND_HELP -> CommandQuestions.help(call);
            case COMMAND_INFO -> CommandInfo.info(call);
            case COMMAND_LIST -> CommandQuestions.list(call);
            case CONFIG -> throw new IllegalStateException("A container without subcommand");
            case CONFIG_GET -> Configuration.get(call);
            case CONFIG_HELP -> Configuration.help(call);
            case CONFIG_RESETSTAT -> Configuration.resetStat(call);
            case CONFIG_REWRITE -> Configuration.rewrite(call);
            case CONFIG_SET -> Configuration.set(call);
            case DBSIZE -> Databases.size(call);
            case DEBUG -> Debug.run(call);
            case FLUSHALL -> Databases.flushAll(call);
            case FLUSHDB -> Databases.flush(call);
            case INFO -> Info.info(call);
            case LASTSAVE -> Persistence.lastSave(call);
            case LOLWUT -> Administration.lolwut(call);
            case MODULE -> throw new IllegalStateException("A container without subcommand");
            case MODULE_HELP -> Modules.help(call);
            case MODULE_LIST -> Reply.EMPTY_ARRAY;
            case MODULE_LOAD, MODULE_LOADEX -> throw Modules.NOT_LOADED;
            case MODULE_UNLOAD -> throw Modules.NO_SUCH_MODULE;
            case MONITOR -> Administration.monitor(call);
            case SAVE -> Persistence.save(call);
            case SHUTDOWN -> Administration.shutdown(call);
            case SWAPDB -> Databases.swap(call);
            case TIME -> Administration.time(call);
        };
    }
}
