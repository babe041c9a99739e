package io.rqkit.fakeredis.internal.command.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.internal.AllCommands;
import io.rqkit.fakeredis.testing.Gen;
import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.RequiresRealRedis;
import io.rqkit.fakeredis.testing.RespClient;
import io.rqkit.fakeredis.testing.RespValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Compares which keys COMMAND GETKEYS and GETKEYSANDFLAGS find in random calls of every command; the calls are made after
 * the arguments that real Redis documents, and some of them are then cut, doubled or mixed up.
 */
@RequiresRealRedis
class CommandKeysDiffTest {
    private static final int CALLS = Integer.getInteger("rq.diff.commands", 20_000) / 200;
    private static final long SEED = Long.getLong("rq.diff.seed", 1);

    @Test
    void keysOfRandomCallsAreThoseThatRealRedisFinds(RealRedis real) {
        Gen gen = new Gen(SEED);
        try (RespClient client = real.server().connect();
                FakeRedis fake = FakeRedis.create();
                RespClient other = new RespClient(fake.socket())) {
            Map<String, RespValue> docs = new HashMap<>();
            addDocs(client.call("COMMAND", "DOCS"), docs);
            for (String name : names()) {
                List<List<String>> calls = calls(gen, name, docs.get(name));
                List<RespValue> expected = client.pipeline(calls);
                List<RespValue> actual = other.pipeline(calls);

                for (int i = 0; i < calls.size(); i++) {
                    assertThat(actual.get(i))
                            .as("%s (seed %d)", calls.get(i), SEED)
                            .isEqualTo(expected.get(i));
                }
            }
        }
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        AllCommands.table().rows().forEach(row -> {
            names.add(row.command().spec().fullName());
            row.subcommands().values().forEach(sub -> names.add(sub.spec().fullName()));
        });
        return names;
    }

    private static void addDocs(RespValue docs, Map<String, RespValue> all) {
        List<RespValue> entries = docs.children();
        for (int i = 0; i < entries.size(); i += 2) {
            all.put(entries.get(i).text(), entries.get(i + 1));
            RespValue subcommands = field(entries.get(i + 1), "subcommands");
            if (subcommands != null) {
                addDocs(subcommands, all);
            }
        }
    }

    private static RespValue field(RespValue map, String name) {
        List<RespValue> fields = map.children();
        for (int i = 0; i < fields.size(); i += 2) {
            if (fields.get(i).text().equals(name)) {
                return fields.get(i + 1);
            }
        }
        return null;
    }

    private static List<List<String>> calls(Gen gen, String name, RespValue doc) {
        RespValue arguments = field(doc, "arguments");
        List<List<String>> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            List<String> call = new ArrayList<>(List.of("COMMAND", gen.percent(50) ? "GETKEYS" : "GETKEYSANDFLAGS"));
            call.addAll(List.of(name.split("\\|")));
            if (arguments != null) {
                arguments.children().forEach(argument -> add(gen, argument, call));
            }
            if (gen.percent(20)) {
                distort(gen, call);
            }
            calls.add(call);
        }
        return calls;
    }

    private static void add(Gen gen, RespValue argument, List<String> call) {
        List<String> flags = words(field(argument, "flags"));
        if (flags.contains("optional") && gen.percent(60)) {
            return;
        }
        int times = flags.contains("multiple") ? gen.between(1, 3) : 1;
        RespValue token = field(argument, "token");
        for (int i = 0; i < times; i++) {
            if (token != null && (i == 0 || flags.contains("multiple_token"))) {
                call.add(gen.casing(token.text()));
            }
            addOnce(gen, argument, call);
        }
    }

    private static void addOnce(Gen gen, RespValue argument, List<String> call) {
        RespValue nested = field(argument, "arguments");
        switch (field(argument, "type").text()) {
            case "pure-token" -> {}
            case "oneof" -> add(gen, gen.oneOf(nested.children()), call);
            case "block" -> nested.children().forEach(each -> add(gen, each, call));
            case "integer" -> call.add(gen.percent(80) ? Integer.toString(gen.between(0, 4)) : gen.integer());
            case "key" -> call.add(gen.letters(2));
            default -> call.add(gen.percent(80) ? gen.letters(1) : gen.oneOf("STORE", "STREAMS", "GET", "KEYS", "2"));
        }
    }

    private static void distort(Gen gen, List<String> call) {
        int at = gen.between(3, Math.max(3, call.size() - 1));
        switch (gen.below(3)) {
            case 0 -> call.subList(Math.min(at, call.size()), call.size()).clear();
            case 1 -> call.add(Math.min(at, call.size()), gen.value());
            default -> call.add(call.get(call.size() - 1));
        }
    }

    private static List<String> words(RespValue set) {
        return set == null
                ? List.of()
                : set.children().stream().map(RespValue::text).toList();
    }
}
