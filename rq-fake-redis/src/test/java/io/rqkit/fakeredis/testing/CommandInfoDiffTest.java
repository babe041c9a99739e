package io.rqkit.fakeredis.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rqkit.fakeredis.internal.AllCommands;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.engine.Command;
import io.rqkit.fakeredis.internal.engine.CommandTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares every declared command with what COMMAND INFO of real Redis says of it. */
@RequiresRealRedis
class CommandInfoDiffTest {

    @Test
    void declarationsAreThoseOfRealRedis(RealRedis real) {
        try (RespClient client = real.server().connect()) {
            List<String> differences = new ArrayList<>();
            specs().forEach(spec -> {
                RespValue entry = info(client, spec.fullName());
                differences.addAll(
                        entry.children().isEmpty()
                                ? List.of(spec.fullName() + ": real Redis has no such command")
                                : CommandInfo.differences(CommandInfo.of(entry), CommandInfo.of(spec)));
            });

            assertThat(String.join("\n", differences)).isEmpty();
        }
    }

    @Test
    void commandInfoRepliesAreThoseOfRealRedis(RealRedis real) {
        assumeTrue(FakeServer.commandNames().contains("COMMAND"), "the fake has no COMMAND yet");
        try (FakeServer fake = new FakeServer();
                RespClient client = real.server().connect();
                RespClient other = fake.server().connect()) {
            List<String> differences = new ArrayList<>();
            specs().forEach(spec -> {
                RespValue entry = info(client, spec.fullName());
                RespValue otherEntry = info(other, spec.fullName());
                boolean both =
                        !entry.children().isEmpty() && !otherEntry.children().isEmpty();
                differences.addAll(
                        both
                                ? CommandInfo.differences(CommandInfo.of(entry), CommandInfo.of(otherEntry))
                                : List.of(spec.fullName() + ": one of the servers tells nothing"));
            });

            assertThat(String.join("\n", differences)).isEmpty();
        }
    }

    static Stream<CommandSpec> specs() {
        return AllCommands.table().rows().stream()
                .flatMap(CommandInfoDiffTest::withSubcommands)
                .map(Command::spec);
    }

    private static Stream<Command> withSubcommands(CommandTable.Row row) {
        return Stream.concat(Stream.of(row.command()), row.subcommands().values().stream());
    }

    private static RespValue info(RespClient client, String fullName) {
        return client.call("COMMAND", "INFO", fullName).children().get(0);
    }
}
