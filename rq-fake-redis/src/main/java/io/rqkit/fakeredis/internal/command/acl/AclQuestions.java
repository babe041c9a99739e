package io.rqkit.fakeredis.internal.command.acl;

import io.rqkit.fakeredis.internal.acl.AclLog;
import io.rqkit.fakeredis.internal.acl.Denial;
import io.rqkit.fakeredis.internal.acl.User;
import io.rqkit.fakeredis.internal.acl.Users;
import io.rqkit.fakeredis.internal.command.Category;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Command;
import io.rqkit.fakeredis.internal.engine.CommandTable;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the ACL command answers without changing a user. */
final class AclQuestions {
    private static final int MAX_BITS = 4096;
    private static final int DEFAULT_BITS = 256;
    private static final int BITS_A_DIGIT = 4;
    private static final int DEFAULT_ENTRIES = 10;
    private static final double MILLIS_A_SECOND = 1000;
    private static final CommandException WRONG_BITS =
            new CommandException("ERR ACL GENPASS argument must be the number"
                    + " of bits for the output password, a positive number up to " + MAX_BITS);

    private AclQuestions() {}

    static Reply cat(Call call) {
        if (call.argc() > 3) {
            throw Errors.subcommandSyntax(call.argv());
        }
        if (call.argc() == 2) {
            return Reply.array(Arrays.stream(Category.values())
                    .map(category -> Reply.bulk(category.wireName()))
                    .toList());
        }
        Category category = Users.category(call.text(2));
        if (category == null) {
            throw Errors.quotingStart("ERR Unknown category '", call.arg(2), "'");
        }
        List<Reply> names = new ArrayList<>();
        for (CommandTable.Row row : call.engine().dispatcher().table().rows()) {
            addIfIn(category, row.command(), names);
            row.subcommands().values().forEach(subcommand -> addIfIn(category, subcommand, names));
        }
        return Reply.array(names);
    }

    private static void addIfIn(Category category, Command command, List<Reply> names) {
        if (command.spec().categories().contains(category)) {
            names.add(Reply.bulk(command.spec().fullName()));
        }
    }

    static Reply dryRun(Call call) {
        User user = call.engine().access().users().find(call.text(2));
        if (user == null) {
            throw Errors.quoting("ERR User '", call.arg(2), "' not found");
        }
        byte[][] argv = Arrays.copyOfRange(call.argv(), 3, call.argc());
        Command command = call.engine().dispatcher().table().resolve(argv);
        if (command == null) {
            throw Errors.quoting("ERR Command '", argv[0], "' not found");
        }
        CommandSpec spec = command.spec();
        if (!spec.accepts(argv.length)) {
            throw Errors.wrongArity(spec.fullName());
        }
        Denial denial = user.check(spec, argv);
        if (denial == null) {
            return Reply.OK;
        }
        String what = denial.reason() == Denial.Reason.COMMAND
                ? "run the '" + spec.fullName() + "' command"
                : "access the '" + call.text(denial.argument() + 3) + "' "
                        + denial.reason().wireName();
        return AclUsers.bulk("This user has no permissions to " + what);
    }

    static Reply generatePassword(Call call) {
        if (call.argc() > 3) {
            throw Errors.subcommandSyntax(call.argv());
        }
        long bits = call.argc() == 3 ? call.longArg(2) : DEFAULT_BITS;
        if (bits <= 0 || bits > MAX_BITS) {
            throw WRONG_BITS;
        }
        StringBuilder password = new StringBuilder();
        for (long digits = (bits + BITS_A_DIGIT - 1) / BITS_A_DIGIT; digits > 0; digits--) {
            password.append(Character.forDigit(call.chance().nextInt(1 << BITS_A_DIGIT), 1 << BITS_A_DIGIT));
        }
        return Reply.bulk(password.toString());
    }

    static Reply log(Call call) {
        if (call.argc() > 3) {
            throw Errors.subcommandSyntax(call.argv());
        }
        AclLog log = call.engine().access().log();
        if (call.argc() == 3 && call.argIs(2, "RESET")) {
            log.clear();
            return Reply.OK;
        }
        long count = call.argc() == 3 ? Math.max(0, call.longArg(2)) : DEFAULT_ENTRIES;
        return Reply.array(
                log.newest(count).stream().map(entry -> describe(entry, call)).toList());
    }

    private static Reply describe(AclLog.Entry entry, Call call) {
        return new Reply.MapOf(List.of(
                Reply.bulk("count"),
                Reply.of(entry.count()),
                Reply.bulk("reason"),
                Reply.bulk(entry.reason().wireName()),
                Reply.bulk("context"),
                Reply.bulk(entry.context().wireName()),
                Reply.bulk("object"),
                AclUsers.bulk(entry.object()),
                Reply.bulk("username"),
                AclUsers.bulk(entry.user()),
                Reply.bulk("age-seconds"),
                new Reply.Dbl((call.nowMillis() - entry.atMillis()) / MILLIS_A_SECOND),
                Reply.bulk("client-info"),
                AclUsers.bulk(entry.clientInfo())));
    }

    static Reply help(Call call) {
        return call.help(
                "CAT [<category>]",
                "    List all commands that belong to <category>, or all command categories",
                "    when no category is specified.",
                "DELUSER <username> [<username> ...]",
                "    Delete a list of users.",
                "DRYRUN <username> <command> [<arg> ...]",
                "    Returns whether the user can execute the given command without executing the command.",
                "GETUSER <username>",
                "    Get the user's details.",
                "GENPASS [<bits>]",
                "    Generate a secure 256-bit user password. The optional `bits` argument can",
                "    be used to specify a different size.",
                "LIST",
                "    Show users details in config file format.",
                "LOAD",
                "    Reload users from the ACL file.",
                "LOG [<count> | RESET]",
                "    Show the ACL log entries.",
                "SAVE",
                "    Save the current config to the ACL file.",
                "SETUSER <username> <attribute> [<attribute> ...]",
                "    Create or modify a user with the specified attributes.",
                "USERS",
                "    List all the registered usernames.",
                "WHOAMI",
                "    Return the current connection username.");
    }
}
