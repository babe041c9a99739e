package io.rqkit.fakeredis.internal.command.acl;

import static io.rqkit.fakeredis.internal.command.CommandSpec.of;

import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Flag;
import io.rqkit.fakeredis.internal.command.Group;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Command;
import io.rqkit.fakeredis.internal.resp.Reply;

/** Users and their permissions. Follows <a href="https://redis.io/commands/acl/">ACL</a> and Redis's acl.c. */
public enum AclCommand implements Command {
    ACL(of("acl", -2, Group.SERVER, "6.0.0")),
    ACL_CAT(of("acl|cat", -2, Group.SERVER, "6.0.0").flags(Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)),
    ACL_DELUSER(
            of("acl|deluser", -3, Group.SERVER, "6.0.0").flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)),
    ACL_DRYRUN(of("acl|dryrun", -4, Group.SERVER, "7.0.0").flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)),
    ACL_GENPASS(of("acl|genpass", -2, Group.SERVER, "6.0.0").flags(Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)),
    ACL_GETUSER(of("acl|getuser", 3, Group.SERVER, "6.0.0").flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)),
    ACL_HELP(of("acl|help", 2, Group.SERVER, "6.0.0").flags(Flag.LOADING, Flag.STALE)),
    ACL_LIST(of("acl|list", 2, Group.SERVER, "6.0.0").flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)),
    ACL_LOAD(of("acl|load", 2, Group.SERVER, "6.0.0").flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)),
    ACL_LOG(of("acl|log", -2, Group.SERVER, "6.0.0").flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)),
    ACL_SAVE(of("acl|save", 2, Group.SERVER, "6.0.0").flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)),
    ACL_SETUSER(
            of("acl|setuser", -3, Group.SERVER, "6.0.0").flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)),
    ACL_USERS(of("acl|users", 2, Group.SERVER, "6.0.0").flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)),
    ACL_WHOAMI(of("acl|whoami", 2, Group.SERVER, "6.0.0").flags(Flag.NOSCRIPT, Flag.LOADING, Flag.STALE));

    private final CommandSpec spec;

    AclCommand(CommandSpec spec) {
        this.spec = spec;
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Reply run(Call call) {
        return switch (this) {
            case ACL -> throw new IllegalStateException("A container without subcommand");
            case ACL_CAT -> AclQuestions.cat(call);
            case ACL_DELUSER -> AclUsers.delete(call);
            case ACL_DRYRUN -> AclQuestions.dryRun(call);
            case ACL_GENPASS -> AclQuestions.generatePassword(call);
            case ACL_GETUSER -> AclUsers.get(call);
            case ACL_HELP -> AclQuestions.help(call);
            case ACL_LIST -> AclUsers.list(call);
            case ACL_LOAD -> AclUsers.load(call);
            case ACL_LOG -> AclQuestions.log(call);
            case ACL_SAVE -> AclUsers.save(call);
            case ACL_SETUSER -> AclUsers.set(call);
            case ACL_USERS -> AclUsers.names(call);
            case ACL_WHOAMI -> Reply.bulk(call.session().user().name());
        };
    }
}
