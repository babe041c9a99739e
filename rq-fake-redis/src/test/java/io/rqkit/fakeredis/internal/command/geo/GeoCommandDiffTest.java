package io.rqkit.fakeredis.internal.command.geo;

import static io.rqkit.fakeredis.testing.Cmd.cmd;

import io.rqkit.fakeredis.testing.Cmd;
import io.rqkit.fakeredis.testing.CommandGrammar;
import io.rqkit.fakeredis.testing.FamilyDiffTest;
import io.rqkit.fakeredis.testing.Gen;
import io.rqkit.fakeredis.testing.RealRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class GeoCommandDiffTest extends FamilyDiffTest {
    @Override
    protected List<String> resets() {
        return List.of("CONFIG SET zset-max-listpack-entries 128");
    }

    @Override
    protected CommandGrammar grammar() {
        return new CommandGrammar()
                .add(8, g -> cmd("GEOADD", key(g), g.options("NX", "XX", "CH"), places(g)))
                .add(6, g -> cmd("GEOADD", key(g), places(g)))
                .add(1, g -> cmd("RPUSH", "geo:list", g.member()))
                .add(1, g -> cmd("ZREM", key(g), g.members(1, 2)))
                .add(2, g -> cmd("GEODIST", key(g), g.member(), g.member(), g.maybe(60, unit(g))))
                .add(1, g -> cmd("GEOHASH", key(g), g.members(0, 3)))
                .add(1, g -> cmd("GEOPOS", key(g), g.members(0, 3)))
                .add(3, g -> radius(g, g.oneOf("GEORADIUS", "GEORADIUS_RO"), position(g)))
                .add(3, g -> radius(g, g.oneOf("GEORADIUSBYMEMBER", "GEORADIUSBYMEMBER_RO"), List.of(g.member())))
                .add(6, g -> cmd("GEOSEARCH", key(g), from(g), by(g), options(g), withs(g)))
                .add(3, g -> cmd("GEOSEARCHSTORE", g.key(), key(g), from(g), by(g), options(g), g.maybe(5, "WITHDIST")))
                .add(1, g -> cmd("CONFIG", "SET", "zset-max-listpack-entries", g.oneOf("128", "3", "0")))
                .add(1, g -> cmd("ZRANGE", key(g), "0", "-1", "WITHSCORES"))
                .typeMixers(3);
    }

    private static Cmd radius(Gen g, String name, List<String> center) {
        List<String> store = g.maybe(20, g.oneOf("STORE", "STORE", "STOREDIST"), g.key());
        return cmd(
                name,
                key(g),
                center,
                length(g),
                unit(g),
                options(g),
                store.isEmpty() ? withs(g) : g.maybe(5, withs(g)),
                store);
    }

    /** Mostly keys that no other family writes: places at one distance come in the order of the C library's sort. */
    private static String key(Gen g) {
        return g.percent(98) ? g.oneOf("geo:1", "geo:2", "geo:3") : g.oneOf("missing", "geo:list");
    }

    private static List<String> places(Gen g) {
        List<String> places = new ArrayList<>();
        for (int i = g.between(1, 5); i > 0; i--) {
            places.addAll(position(g));
            places.add(g.member());
        }
        return places;
    }

    private static List<String> position(Gen g) {
        if (g.percent(2)) {
            return List.of(g.number(), g.number());
        }
        if (g.percent(5)) {
            return g.percent(50)
                    ? List.of(g.oneOf("180", "-180", "179.9999", "0"), decimal(g, -85, 84))
                    : List.of(decimal(g, -180, 179), g.oneOf("85.05112878", "-85.05112878", "0", "85"));
        }
        // half of the places are close together
        return g.percent(50)
                ? List.of(decimal(g, 13, 16), decimal(g, 37, 39))
                : List.of(decimal(g, -180, 179), decimal(g, -85, 84));
    }

    private static String decimal(Gen g, int low, int high) {
        return String.format(Locale.ROOT, "%d.%06d", g.between(low, high), g.below(1_000_000));
    }

    private static String unit(Gen g) {
        return g.percent(97) ? g.casing(g.oneOf("M", "KM", "FT", "MI")) : g.value();
    }

    private static String length(Gen g) {
        return g.percent(92)
                ? g.oneOf("0", "1", "100.5", "500", "5000", "100000", "1000000", "20000000") + g.oneOf("", ".25")
                : g.number();
    }

    private static List<String> from(Gen g) {
        return switch (g.below(20)) {
            case 0 -> List.of();
            case 1 -> List.of("FROMMEMBER", g.member(), "FROMLONLAT", "1", "2");
            case 2, 3, 4, 5, 6, 7, 8, 9 -> List.of("FROMMEMBER", g.member());
            default -> cmd("FROMLONLAT", position(g)).args();
        };
    }

    private static List<String> by(Gen g) {
        return switch (g.below(20)) {
            case 0 -> List.of();
            case 1 -> List.of("BYRADIUS", length(g), unit(g), "BYBOX", length(g), length(g), unit(g));
            case 2, 3, 4, 5, 6, 7, 8, 9 -> List.of("BYRADIUS", length(g), unit(g));
            default -> List.of("BYBOX", length(g), length(g), unit(g));
        };
    }

    private static List<String> options(Gen g) {
        return g.options(
                "ASC",
                "DESC",
                List.of("COUNT", g.count()),
                List.of("COUNT", g.count(), "ANY"),
                g.percent(5) ? "ANY" : "ASC");
    }

    private static List<String> withs(Gen g) {
        return g.options("WITHDIST", "WITHHASH", "WITHCOORD", "WITHDIST");
    }

    @Test
    void placesAnywhereAreFoundAsInRedis(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "GEOADD Sicily 13.361389 38.115556 Palermo 15.087269 37.502669 Catania",
                        "GEOPOS Sicily Palermo Catania nobody",
                        "GEOHASH Sicily Palermo Catania nobody",
                        "GEODIST Sicily Palermo Catania",
                        "GEODIST Sicily Palermo Catania mi",
                        "GEOSEARCH Sicily FROMLONLAT 15 37 BYRADIUS 200 km ASC WITHCOORD WITHDIST WITHHASH",
                        "ZADD odd -1 a -1e300 b 1e300 c inf d -inf e 4503599627370496 f 9007199254740991 g 1.5 h",
                        "GEOPOS odd a b c d e f g h",
                        "GEOHASH odd a b c d e f g h",
                        "GEODIST odd a f",
                        "GEODIST odd d g"));
    }
}
