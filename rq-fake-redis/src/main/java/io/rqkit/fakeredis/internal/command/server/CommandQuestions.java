package io.rqkit.fakeredis.internal.command.server;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.Category;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.CommandKeys;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.command.Flag;
import io.rqkit.fakeredis.internal.command.Glob;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Command;
import io.rqkit.fakeredis.internal.engine.CommandTable;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** COMMAND COUNT, GETKEYS, LIST and HELP. */
final class CommandQuestions {
    private static final CommandException INVALID_COMMAND = new CommandException("ERR Invalid command specified");
    private static final CommandException NO_KEYS = new CommandException("ERR The command has no key arguments");
    private static final CommandException WRONG_COUNT =
            new CommandException("ERR Invalid number of arguments specified for command");
    private static final CommandException WRONG_ARGUMENTS =
            new CommandException("ERR Invalid arguments specified for command");

    private CommandQuestions() {}

    static Reply count(Call call) {
        return Reply.of(CommandInfo.table(call).rows().size());
    }

    static Reply keys(Call call, boolean withFlags) {
        byte[][] asked = Arrays.copyOfRange(call.argv(), 2, call.argc());
        CommandTable.Row row = CommandInfo.table(call).find(asked[0]);
        Command command = row == null ? null : command(row, asked);
        if (command == null) {
            throw INVALID_COMMAND;
        }
        CommandSpec spec = command.spec();
        if (!CommandKeys.mayHaveKeys(spec)) {
            throw NO_KEYS;
        }
        if (!spec.accepts(asked.length)) {
            throw WRONG_COUNT;
        }
        List<CommandKeys.Found> found = CommandKeys.find(spec, asked);
        if (found.isEmpty() && !spec.is(Flag.NO_MANDATORY_KEYS)) {
            throw WRONG_ARGUMENTS;
        }
        List<Reply> shown = new ArrayList<>();
        for (CommandKeys.Found key : found) {
            Reply name = Reply.bulk(asked[key.index()]);
            shown.add(withFlags ? Reply.array(name, CommandInfo.access(key.flags())) : name);
        }
        return Reply.array(shown);
    }

    private static @Nullable Command command(CommandTable.Row row, byte[][] argv) {
        return argv.length == 1 || row.subcommands().isEmpty() ? row.command() : row.subcommand(argv[1]);
    }

    static Reply list(Call call) {
        Predicate<CommandSpec> filter = spec -> true;
        if (call.argc() > 2) {
            if (call.argc() != 5 || !call.argIs(2, "FILTERBY")) {
                throw Errors.SYNTAX;
            }
            filter = filter(call.arg(3), call.arg(4));
        }
        List<Reply> names = new ArrayList<>();
        for (CommandTable.Row row : CommandInfo.table(call).rows()) {
            addIf(filter, row.command(), names);
            for (Command subcommand : row.subcommands().values()) {
                addIf(filter, subcommand, names);
            }
        }
        return Reply.array(names);
    }

    private static void addIf(Predicate<CommandSpec> filter, Command command, List<Reply> names) {
        if (filter.test(command.spec())) {
            names.add(Reply.bulk(command.spec().fullName()));
        }
    }

    private static Predicate<CommandSpec> filter(byte[] kind, byte[] argument) {
        if (Args.is(kind, "MODULE")) {
            return spec -> false;
        }
        if (Args.is(kind, "ACLCAT")) {
            String category = Args.latin1(argument).toLowerCase(Locale.ROOT);
            return spec -> spec.categories().stream().map(Category::wireName).anyMatch(category::equals);
        }
        if (Args.is(kind, "PATTERN")) {
            return spec -> Glob.matchesIgnoringCase(argument, spec.fullName().getBytes(StandardCharsets.ISO_8859_1));
        }
        throw Errors.SYNTAX;
    }

    static Reply help(Call call) {
        return call.help(
                "(no subcommand)",
                "    Return details about all Redis commands.",
                "COUNT",
                "    Return the total number of commands in this Redis server.",
                "LIST",
                "    Return a list of all commands in this Redis server.",
                "INFO [<command-name> ...]",
                "    Return details about multiple Redis commands.",
                "    If no command names are given, documentation details for all",
                "    commands are returned.",
                "DOCS [<command-name> ...]",
                "    Return documentation details about multiple Redis commands.",
                "    If no command names are given, documentation details for all",
                "    commands are returned.",
                "GETKEYS <full-command>",
                "    Return the keys from a full Redis command.",
                "GETKEYSANDFLAGS <full-command>",
                "    Return the keys and the access flags from a full Redis command.");
    }
}
