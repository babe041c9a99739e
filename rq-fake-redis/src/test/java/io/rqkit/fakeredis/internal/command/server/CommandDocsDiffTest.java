package io.rqkit.fakeredis.internal.command.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.internal.AllCommands;
import io.rqkit.fakeredis.internal.engine.CommandTable;
import io.rqkit.fakeredis.internal.resp.Reply;
import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.RequiresRealRedis;
import io.rqkit.fakeredis.testing.RespClient;
import io.rqkit.fakeredis.testing.RespValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares what COMMAND and its subcommands tell with real Redis, for every command that the fake has, and the files behind
 * COMMAND DOCS for every command of Redis 7.0.15, so that a new command finds its documentation there.
 *
 * <p>Sentences are our own and are not compared; whether there is one is.
 */
@RequiresRealRedis
class CommandDocsDiffTest {
    private static final String FORMULA = "O\\(\\S*\\)";
    private static final Set<String> FROM_SPECIFICATIONS = Set.of("since", "group", "subcommands");

    @ParameterizedTest
    @ValueSource(strings = {"2", "3"})
    void docsOfEveryCommandHaveRealRedissStructure(String protocol, RealRedis real) {
        compareEach(protocol, real, "DOCS", reply -> docs(reply.children().get(1), presentNames()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "3"})
    void infoOfEveryCommandIsRealRediss(String protocol, RealRedis real) {
        compareEach(protocol, real, "INFO", reply -> info(reply.children().get(0)));
    }

    @Test
    void everyCommandOfRealRedisIsDocumented(RealRedis real) {
        Map<String, String> expected = new TreeMap<>();
        try (RespClient client = client(real, "3")) {
            addDocs(client.call("COMMAND", "DOCS"), expected);
        }

        Map<String, String> written = new TreeMap<>();
        expected.keySet().forEach(name -> {
            Reply reply = CommandDocs.written(name);
            written.put(name, reply == null ? missing(name) : docs(value(reply), Set.of()));
        });

        assertThat(written).containsExactlyEntriesOf(expected);
    }

    @Test
    void docsWithoutNamesAreThoseOfAllCommands() {
        try (FakeRedis fake = FakeRedis.create();
                RespClient client = new RespClient(fake.socket())) {
            List<RespValue> all = client.call("COMMAND", "DOCS").children();

            assertThat(client.call("COMMAND", "COUNT"))
                    .isEqualTo(new RespValue.Int(presentRows().count()));
            for (int i = 0; i < all.size(); i += 2) {
                assertThat(client.call("COMMAND", "DOCS", all.get(i).text().toUpperCase())
                                .children())
                        .containsExactly(all.get(i), all.get(i + 1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "FILTERBY MODULE x",
                "FILTERBY PATTERN *",
                "FILTERBY PATTERN *S?T*",
                "FILTERBY PATTERN config|*",
                "FILTERBY PATTERN [^a-r]*",
                "FILTERBY PATTERN get",
                "FILTERBY ACLCAT nope"
            })
    void listsNameTheSameOfTheCommandsThereAre(String arguments, RealRedis real) {
        compareLists(real, ("COMMAND LIST " + arguments).split(" "));
    }

    @Test
    void listsByCategoryNameTheSameOfTheCommandsThereAre(RealRedis real) {
        try (RespClient client = client(real, "2")) {
            for (RespValue category : client.call("ACL", "CAT").children()) {
                compareLists(real, "COMMAND", "LIST", "FILTERBY", "ACLCAT", category.text());
            }
        }
    }

    @Test
    void helpAndErrorsAreRealRediss(RealRedis real) {
        List<List<String>> calls = new ArrayList<>();
        for (String line : List.of(
                "HELP",
                "HELP x",
                "NOPE",
                "COUNT x",
                "DOCS nope",
                "INFO nope",
                "INFO get|x",
                "INFO config|nope",
                "LIST x",
                "LIST FILTERBY",
                "LIST FILTERBY PATTERN",
                "LIST FILTERBY NOPE x",
                "LIST FILTERBY PATTERN x y",
                "GETKEYS",
                "GETKEYS x",
                "GETKEYSANDFLAGS GET")) {
            calls.add(Stream.of(("COMMAND " + line).split(" ")).toList());
        }

        try (RespClient client = client(real, "3");
                FakeRedis fake = FakeRedis.create();
                RespClient other = client(fake, "3")) {
            assertThat(other.pipeline(calls)).isEqualTo(client.pipeline(calls));
        }
    }

    @Test
    void helpOfEveryContainerIsRealRediss(RealRedis real) {
        List<List<String>> calls = presentNames().stream()
                .filter(name -> name.endsWith("|help"))
                .map(name -> List.of(name.split("\\|")))
                .toList();

        try (RespClient client = client(real, "2");
                FakeRedis fake = FakeRedis.create();
                RespClient other = client(fake, "2")) {
            assertThat(calls).hasSizeGreaterThan(3);
            assertThat(other.pipeline(calls)).isEqualTo(client.pipeline(calls));
        }
    }

    /** A form of a reply in which what may differ does not show. */
    private interface Form {
        Object of(RespValue reply);
    }

    private static void compareEach(String protocol, RealRedis real, String subcommand, Form form) {
        List<String> names = presentRows()
                .flatMap(row -> Stream.concat(Stream.of(row.command()), row.subcommands().values().stream()))
                .map(command -> command.spec().fullName())
                .toList();
        List<List<String>> calls =
                names.stream().map(name -> List.of("COMMAND", subcommand, name)).toList();
        try (RespClient client = client(real, protocol);
                FakeRedis fake = FakeRedis.create();
                RespClient other = client(fake, protocol)) {
            List<RespValue> expected = client.pipeline(calls);
            List<RespValue> actual = other.pipeline(calls);

            for (int i = 0; i < names.size(); i++) {
                assertThat(form.of(actual.get(i))).as("%s", calls.get(i)).isEqualTo(form.of(expected.get(i)));
            }
        }
    }

    private static void compareLists(RealRedis real, String... call) {
        try (RespClient client = client(real, "3");
                FakeRedis fake = FakeRedis.create();
                RespClient other = client(fake, "3")) {
            Set<String> expected = names(client.call(call));
            expected.retainAll(presentNames());

            assertThat(names(other.call(call))).as("%s", List.of(call)).isEqualTo(expected);
        }
    }

    private static RespClient client(RealRedis real, String protocol) {
        return speaking(real.server().connect(), protocol);
    }

    private static RespClient client(FakeRedis fake, String protocol) {
        return speaking(new RespClient(fake.socket()), protocol);
    }

    private static RespClient speaking(RespClient client, String protocol) {
        client.call("HELLO", protocol);
        return client;
    }

    private static Stream<CommandTable.Row> presentRows() {
        return AllCommands.table().rows().stream();
    }

    private static Set<String> presentNames() {
        Set<String> names = new TreeSet<>();
        presentRows().forEach(row -> {
            names.add(row.command().spec().fullName());
            row.subcommands().values().forEach(sub -> names.add(sub.spec().fullName()));
        });
        return names;
    }

    private static Set<String> names(RespValue list) {
        return new TreeSet<>(list.children().stream().map(RespValue::text).toList());
    }

    private static String missing(String name) {
        return "nothing: docs/<group>.txt beside CommandDocs has no entry " + name;
    }

    private static void addDocs(RespValue docs, Map<String, String> all) {
        List<RespValue> entries = docs.children();
        for (int i = 0; i < entries.size(); i += 2) {
            List<RespValue> doc = entries.get(i + 1).children();
            List<RespValue> own = new ArrayList<>();
            for (int j = 0; j < doc.size(); j += 2) {
                if (doc.get(j).text().equals("subcommands")) {
                    addDocs(doc.get(j + 1), all);
                }
                if (!FROM_SPECIFICATIONS.contains(doc.get(j).text())) {
                    own.addAll(doc.subList(j, j + 2));
                }
            }
            all.put(entries.get(i).text(), docs(new RespValue.Map(own), Set.of()));
        }
    }

    /** Sentences are left out, subcommands are sorted, and those that the fake lacks are left out. */
    private static String docs(RespValue doc, Set<String> present) {
        List<RespValue> fields = doc.children();
        StringBuilder text = new StringBuilder(doc.getClass().getSimpleName());
        for (int i = 0; i < fields.size(); i += 2) {
            String field = fields.get(i).text();
            RespValue value = fields.get(i + 1);
            text.append('\n').append(field).append(": ");
            text.append(
                    switch (field) {
                        case "summary" -> value.getClass().getSimpleName();
                        case "complexity" -> value.text().matches(FORMULA) ? value : "(a sentence)";
                        case "history" -> history(value);
                        case "subcommands" -> value.getClass() + " " + subcommands(value, present);
                        default -> value;
                    });
        }
        return text.toString();
    }

    private static String history(RespValue value) {
        List<RespValue> versions =
                value.children().stream().map(each -> each.children().get(0)).toList();
        return value.getClass().getSimpleName() + versions;
    }

    private static Map<String, String> subcommands(RespValue value, Set<String> present) {
        Map<String, String> all = new TreeMap<>();
        List<RespValue> entries = value.children();
        for (int i = 0; i < entries.size(); i += 2) {
            if (present.contains(entries.get(i).text())) {
                all.put(entries.get(i).text(), docs(entries.get(i + 1), present));
            }
        }
        return all;
    }

    private static Object info(RespValue entry) {
        List<Object> parts = new ArrayList<>(entry.children().subList(0, 9));
        RespValue subcommands = entry.children().get(9);
        parts.add(subcommands.children().isEmpty() ? subcommands : subcommands.getClass());
        Map<String, Object> sorted = new TreeMap<>();
        for (RespValue subcommand : subcommands.children()) {
            String name = subcommand.children().get(0).text();
            if (presentNames().contains(name)) {
                sorted.put(name, info(subcommand));
            }
        }
        parts.add(sorted);
        return parts;
    }

    /** Returns what RESP3 would have. */
    private static RespValue value(Reply reply) {
        if (reply instanceof Reply.Bulk bulk) {
            return new RespValue.Bulk(new String(bulk.bytes(), StandardCharsets.ISO_8859_1));
        }
        if (reply instanceof Reply.Simple simple) {
            return new RespValue.Simple(simple.text());
        }
        if (reply instanceof Reply.Int number) {
            return new RespValue.Int(number.value());
        }
        if (reply instanceof Reply.MapOf map) {
            return new RespValue.Map(values(map.keysAndValues()));
        }
        if (reply instanceof Reply.SetOf set) {
            return new RespValue.Set(values(set.items()));
        }
        return new RespValue.Array(values(((Reply.Array) reply).items()));
    }

    private static List<RespValue> values(List<? extends Reply> replies) {
        return replies.stream().map(CommandDocsDiffTest::value).toList();
    }
}
