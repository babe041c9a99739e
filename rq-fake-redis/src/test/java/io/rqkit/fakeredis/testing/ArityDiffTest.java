package io.rqkit.fakeredis.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sends every command that the fake declares with too few, enough and too many arguments, and compares the errors. */
@RequiresRealRedis
class ArityDiffTest {
    private static final int MOST_ARGUMENTS = 6;
    /** Ends, detaches or stops the server or the connection, or answers without end. */
    private static final Set<String> EXCLUDED = Set.of(
            "shutdown",
            "debug",
            "monitor",
            "sync",
            "psync",
            "replicaof",
            "slaveof",
            "replconf",
            "failover",
            "client|pause",
            "client|kill",
            "client|reply",
            "quit",
            "save",
            "bgsave",
            "bgrewriteaof",
            "module",
            "module|load",
            "module|loadex",
            "lolwut");

    @Test
    void errorsForAnyNumberOfArgumentsAreThoseOfRealRedis(RealRedis real) {
        try (FakeServer fake = new FakeServer()) {
            Differential differential = Differential.between(real.server(), fake.server())
                    .comparing(FakeServer.tolerating(Comparison.standard()));
            List<String> differences = new ArrayList<>();
            CommandInfoDiffTest.specs()
                    .map(spec -> spec.fullName())
                    .filter(name -> !EXCLUDED.contains(name))
                    .forEach(name -> addDifference(differential, name, differences));

            assertThat(String.join("\n", differences)).isEmpty();
        }
    }

    private static void addDifference(Differential differential, String name, List<String> differences) {
        List<String> call = CommandInfo.arguments(name);
        for (int count = 0; count <= MOST_ARGUMENTS; count++) {
            Cmd cmd = Cmd.cmd(call, Collections.nCopies(count, "x")).compare(Rule.KIND);
            Mismatch found = differential.run(List.of(cmd));
            if (found != null) {
                differences.add(found.where() + "\n  real Redis: " + found.real() + "\n  FakeRedis:  " + found.other());
            }
        }
    }
}
