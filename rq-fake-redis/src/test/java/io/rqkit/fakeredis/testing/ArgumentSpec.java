package io.rqkit.fakeredis.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One argument as COMMAND DOCS describes it.
 *
 * @param name what it stands for
 * @param type key, integer, double, string, pattern, unix-time, pure-token, oneof or block
 * @param token the word before it, or that it is; null for none
 * @param flags optional, multiple, multiple_token
 * @param children what a block consists of and a oneof chooses from
 */
record ArgumentSpec(String name, String type, @Nullable String token, List<String> flags, List<ArgumentSpec> children) {

    /**
     * A command, or a subcommand as {@code config|get}.
     *
     * @param arguments empty for a container of subcommands
     */
    record OfCommand(String name, String group, List<ArgumentSpec> arguments) {}

    /** Reads all of what COMMAND DOCS replies, in RESP3; a container comes before its subcommands. */
    static List<OfCommand> all(RespValue docs) {
        List<OfCommand> commands = new ArrayList<>();
        // in the order of names, since that of the reply changes from server to server
        new TreeMap<>(fields(docs)).forEach((name, doc) -> {
            Map<String, RespValue> fields = fields(doc);
            RespValue arguments = fields.get("arguments");
            commands.add(
                    new OfCommand(name, fields.get("group").text(), arguments == null ? List.of() : of(arguments)));
            RespValue subcommands = fields.get("subcommands");
            if (subcommands != null) {
                commands.addAll(all(subcommands));
            }
        });
        return commands;
    }

    boolean isOptional() {
        return flags.contains("optional");
    }

    boolean isMultiple() {
        return flags.contains("multiple");
    }

    boolean repeatsToken() {
        return flags.contains("multiple_token");
    }

    private static List<ArgumentSpec> of(RespValue arguments) {
        return arguments.children().stream().map(ArgumentSpec::one).toList();
    }

    private static ArgumentSpec one(RespValue argument) {
        Map<String, RespValue> fields = fields(argument);
        RespValue token = fields.get("token");
        RespValue flags = fields.get("flags");
        RespValue children = fields.get("arguments");
        return new ArgumentSpec(
                fields.get("name").text(),
                fields.get("type").text(),
                token == null ? null : token.text(),
                flags == null
                        ? List.of()
                        : flags.children().stream().map(RespValue::text).toList(),
                children == null ? List.of() : of(children));
    }

    private static Map<String, RespValue> fields(RespValue map) {
        List<RespValue> flat = map.children();
        Map<String, RespValue> fields = new TreeMap<>();
        for (int i = 0; i < flat.size(); i += 2) {
            fields.put(flat.get(i).text(), flat.get(i + 1));
        }
        return fields;
    }
}
