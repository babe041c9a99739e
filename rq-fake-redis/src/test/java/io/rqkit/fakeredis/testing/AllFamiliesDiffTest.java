package io.rqkit.fakeredis.testing;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares all families that hold data, on the same few keys, while time moves on and keys expire. For a long run:
 * {@code -Drq.diff.commands=1000000}.
 */
class AllFamiliesDiffTest extends FamilyDiffTest {
    private static final String PACKAGE = "io.rqkit.fakeredis.internal.command.";
    private static final List<String> FAMILIES = List.of(
            "bitmap.Bitmap",
            "generic.Generic",
            "geo.Geo",
            "hash.Hash",
            "hyperloglog.HyperLogLog",
            "list.List",
            "set.Set",
            "stream.Stream",
            "string.String",
            "zset.ZSet");

    private final List<FamilyDiffTest> families =
            FAMILIES.stream().map(AllFamiliesDiffTest::family).toList();

    /** The families' tests are no one else's business, and have no name outside their packages. */
    private static FamilyDiffTest family(String name) {
        try {
            Constructor<?> constructor =
                    Class.forName(PACKAGE + name + "CommandDiffTest").getDeclaredConstructor();
            constructor.setAccessible(true);
            return (FamilyDiffTest) constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no test of the family " + name, e);
        }
    }

    @Override
    protected CommandGrammar grammar() {
        CommandGrammar data = CommandGrammar.amongst(
                families.stream().map(FamilyDiffTest::grammar).toList());
        return data.add(1, AllFamiliesDiffTest::timeAndExpiry).add(1, g -> Cmd.cmd("EXPIRE", g.key(), g.ttlSeconds()));
    }

    private static Cmd timeAndExpiry(Gen g) {
        return switch (g.below(8)) {
            case 0, 1 -> TimeTravel.ahead(g.oneOf(1000, 1000, 2000, 5000, 20_000, 50_000));
            // without it, expired keys stay until somebody looks at them
            case 2 -> Cmd.cmd("DEBUG", "SET-ACTIVE-EXPIRE", g.oneOf("0", "1"));
            case 3 -> Cmd.cmd("PEXPIREAT", g.key(), g.unixMillis());
            default -> Cmd.cmd(g.oneOf("TTL", "PTTL", "EXPIRETIME", "PEXPIRETIME", "PERSIST", "EXISTS"), g.key());
        };
    }

    @Override
    protected Comparison comparison() {
        Comparison all = Comparison.standard();
        for (FamilyDiffTest family : families) {
            all = all.and(family.comparison());
        }
        return all.with("XINFO", Rule.STREAM_INFO_AT_ANY_TIME).with("XPENDING", Rule.STREAM_INFO_AT_ANY_TIME);
    }

    @Override
    protected List<String> resets() {
        List<String> resets = new ArrayList<>(List.of("DEBUG SET-ACTIVE-EXPIRE 1"));
        families.forEach(family -> resets.addAll(family.resets()));
        return resets;
    }
}
