package io.rqkit.fakeredis.internal.command.server;

import io.rqkit.fakeredis.internal.command.Category;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Flag;
import io.rqkit.fakeredis.internal.command.KeySpec;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Command;
import io.rqkit.fakeredis.internal.engine.CommandTable;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** COMMAND and COMMAND INFO: everything from the specifications. */
final class CommandInfo {
    private static final Set<Flag> NOT_SHOWN = Set.of(Flag.MAY_REPLICATE, Flag.PROTECTED);

    private CommandInfo() {}

    static Reply all(Call call) {
        return Reply.array(table(call).rows().stream().map(CommandInfo::row).toList());
    }

    static Reply info(Call call) {
        if (call.argc() == 2) {
            return all(call);
        }
        List<Reply> shown = new ArrayList<>();
        for (int i = 2; i < call.argc(); i++) {
            shown.add(named(table(call), call.text(i)));
        }
        return Reply.array(shown);
    }

    static CommandTable table(Call call) {
        return call.engine().dispatcher().table();
    }

    private static Reply named(CommandTable table, String name) {
        Command command = table.findByFullName(name.toLowerCase(Locale.ROOT));
        if (command == null) {
            return Reply.NULL;
        }
        CommandTable.Row row = table.row(command);
        return row == null ? command(command.spec(), List.of()) : row(row);
    }

    private static Reply row(CommandTable.Row row) {
        return command(row.command().spec(), row.subcommands().values());
    }

    private static Reply command(CommandSpec spec, Collection<Command> subcommands) {
        int[] range = spec.legacyRange();
        return Reply.array(
                Reply.bulk(spec.fullName()),
                Reply.of(spec.arity()),
                statuses(spec.flags().stream()
                        .filter(f -> !NOT_SHOWN.contains(f))
                        .map(Flag::wireName)),
                Reply.of(range[0]),
                Reply.of(range[1]),
                Reply.of(range[2]),
                statuses(spec.categories().stream().map(Category::wireName).map(name -> "@" + name)),
                new Reply.SetOf(spec.tips().stream().map(Reply::bulk).toList()),
                new Reply.SetOf(
                        spec.keySpecs().stream().map(CommandInfo::keySpec).toList()),
                subcommands.isEmpty()
                        ? Reply.EMPTY_SET
                        : Reply.array(subcommands.stream()
                                .map(sub -> command(sub.spec(), List.of()))
                                .toList()));
    }

    private static Reply statuses(Stream<String> names) {
        return new Reply.SetOf(names.map(Reply::simple).toList());
    }

    /** Returns what happens to a key as a set of statuses. */
    static Reply access(Set<KeySpec.Access> flags) {
        return statuses(flags.stream().sorted().map(KeySpec.Access::wireName));
    }

    private static Reply keySpec(KeySpec spec) {
        List<Reply> shown = new ArrayList<>();
        String note = spec.note();
        if (note != null) {
            shown.add(Reply.bulk("notes"));
            shown.add(Reply.bulk(note));
        }
        shown.add(Reply.bulk("flags"));
        shown.add(access(spec.flags()));
        shown.add(Reply.bulk("begin_search"));
        shown.add(begin(spec.begin()));
        shown.add(Reply.bulk("find_keys"));
        shown.add(find(spec.find()));
        return new Reply.MapOf(shown);
    }

    private static Reply begin(KeySpec.Begin begin) {
        if (begin instanceof KeySpec.AtIndex at) {
            return typed("index", Reply.bulk("index"), Reply.of(at.index()));
        }
        if (begin instanceof KeySpec.AfterKeyword after) {
            return typed(
                    "keyword",
                    Reply.bulk("keyword"),
                    Reply.bulk(after.keyword()),
                    Reply.bulk("startfrom"),
                    Reply.of(after.startFrom()));
        }
        return typed("unknown");
    }

    private static Reply find(KeySpec.Find find) {
        if (find instanceof KeySpec.Range range) {
            return typed(
                    "range",
                    Reply.bulk("lastkey"),
                    Reply.of(range.lastKey()),
                    Reply.bulk("keystep"),
                    Reply.of(range.step()),
                    Reply.bulk("limit"),
                    Reply.of(range.limit()));
        }
        if (find instanceof KeySpec.KeyCount count) {
            return typed(
                    "keynum",
                    Reply.bulk("keynumidx"),
                    Reply.of(count.countIndex()),
                    Reply.bulk("firstkey"),
                    Reply.of(count.firstKey()),
                    Reply.bulk("keystep"),
                    Reply.of(count.step()));
        }
        return typed("unknown");
    }

    private static Reply typed(String type, Reply... spec) {
        return new Reply.MapOf(
                List.of(Reply.bulk("type"), Reply.bulk(type), Reply.bulk("spec"), new Reply.MapOf(List.of(spec))));
    }
}
