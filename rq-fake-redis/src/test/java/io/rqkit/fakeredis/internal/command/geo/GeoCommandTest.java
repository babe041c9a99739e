package io.rqkit.fakeredis.internal.command.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.RedisExamples;
import io.rqkit.fakeredis.testing.RespValue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeoCommandTest extends RedisExamples {
    private static final String SYNTAX = "(error) ERR syntax error";

    @BeforeEach
    void addTwoTowns() {
        given("GEOADD Sicily 13.361389 38.115556 Palermo 15.087269 37.502669 Catania");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GEOADD l 1 1 a",
                "GEODIST l a b",
                "GEOHASH l a",
                "GEOPOS l a",
                "GEORADIUS l 1 1 1 m",
                "GEORADIUSBYMEMBER l a 1 m",
                "GEOSEARCH l FROMMEMBER a BYRADIUS 1 m",
                "GEOSEARCHSTORE d l FROMMEMBER a BYRADIUS 1 m"
            })
    void listIsTheWrongType(String line) {
        given("RPUSH l a");

        assertReply(line).isEqualTo("(error) WRONGTYPE Operation against a key holding the wrong kind of value");
    }

    @Test
    void scoresAreGeohashesOf52Bits() {
        assertThat(elements("ZRANGE Sicily 0 -1 WITHSCORES"))
                .containsExactly("\"Palermo\"", "\"3479099956230698\"", "\"Catania\"", "\"3479447370796909\"");
    }

    @Test
    void geoaddCountsAsZaddDoes() {
        assertReply("GEOADD Sicily CH 13 38 Palermo 14 37 Enna").isEqualTo("(integer) 2");
        assertReply("GEOADD Sicily NX 1 1 Palermo").isEqualTo("(integer) 0");
        assertReply("GEOADD Sicily XX 1 1 Ragusa").isEqualTo("(integer) 0");
        assertReply("GEOADD Sicily NX XX 1 1 Palermo").isEqualTo(SYNTAX);
        assertReply("GEOADD Sicily 1 1 Palermo 2").isEqualTo(SYNTAX);
    }

    @Test
    void coordinatesBeyondMercatorsMapAreRefused() {
        assertReply("GEOADD Sicily 1 86 Pole")
                .isEqualTo("(error) ERR invalid longitude,latitude pair 1.000000,86.000000");
        assertReply("GEOADD Sicily x 1 a").isEqualTo("(error) ERR value is not a valid float");
    }

    @Test
    void positionsAreThoseOfTheGeohash() {
        assertThat(line(call("GEOPOS Sicily Palermo nobody")))
                .isEqualTo("[[\"13.36138933897018433\", \"38.11555639549629859\"], (nil array)]");
        assertThat(elements("GEOHASH Sicily Palermo nobody")).containsExactly("\"sqc8b49rny0\"", "(nil)");
    }

    @Test
    void positionsAreDoublesInResp3() {
        given("HELLO 3");

        assertThat(line(call("GEOPOS Sicily Palermo")))
                .isEqualTo("[[(double) 13.36138933897018433, (double) 38.11555639549629859]]");
    }

    @Test
    void distancesHaveFourDecimals() {
        assertReply("GEODIST Sicily Palermo Catania").isEqualTo("\"166274.1516\"");
        assertReply("GEODIST Sicily Palermo Catania km").isEqualTo("\"166.2742\"");
        assertReply("GEODIST Sicily Palermo nobody").isEqualTo("(nil)");
        assertReply("GEODIST Sicily Palermo Catania yd")
                .isEqualTo("(error) ERR unsupported unit provided. please use M, KM, FT, MI");
    }

    @Test
    void searchFindsWhatIsWithinARadiusOrABox() {
        assertThat(elements("GEOSEARCH Sicily FROMLONLAT 15 37 BYRADIUS 200 km ASC"))
                .containsExactly("\"Catania\"", "\"Palermo\"");
        assertThat(elements("GEOSEARCH Sicily FROMMEMBER Palermo BYBOX 400 10 km"))
                .containsExactly("\"Palermo\"");
        assertThat(elements("GEORADIUSBYMEMBER Sicily Palermo 200 km DESC COUNT 1"))
                .containsExactly("\"Catania\"");
        assertThat(elements("GEORADIUS_RO missing 15 37 200 km")).isEmpty();
    }

    @Test
    void searchShowsWhatItIsAskedFor() {
        assertThat(line(call("GEORADIUS Sicily 15 37 100 km WITHCOORD WITHHASH WITHDIST")))
                .isEqualTo("[[\"Catania\", \"56.4413\", (integer) 3479447370796909,"
                        + " [\"15.08726745843887329\", \"37.50266842333162032\"]]]");
    }

    @Test
    void searchStoresHashesOrDistances() {
        assertReply("GEOSEARCHSTORE d Sicily FROMLONLAT 15 37 BYRADIUS 100 km").isEqualTo("(integer) 1");
        assertReply("ZSCORE d Catania").isEqualTo("\"3479447370796909\"");
        assertReply("GEORADIUS Sicily 15 37 100 km STOREDIST d").isEqualTo("(integer) 1");
        assertReply("ZSCORE d Catania").isEqualTo("\"56.441257870158204\"");
        assertReply("GEOSEARCHSTORE d Sicily FROMLONLAT 0 0 BYRADIUS 1 km").isEqualTo("(integer) 0");
        assertReply("EXISTS d").isEqualTo("(integer) 0");
    }

    @Test
    void searchNamesWhatIsWrong() {
        assertReply("GEOSEARCH Sicily BYRADIUS 1 km ASC WITHDIST")
                .isEqualTo("(error) ERR exactly one of FROMMEMBER or FROMLONLAT can be specified for GEOSEARCH");
        assertReply("geosearch Sicily FROMLONLAT 1 1 ASC WITHDIST")
                .isEqualTo("(error) ERR exactly one of BYRADIUS and BYBOX can be specified for geosearch");
        assertReply("GEOSEARCH Sicily FROMMEMBER nobody BYRADIUS 1 km")
                .isEqualTo("(error) ERR could not decode requested zset member");
        assertReply("GEOSEARCH Sicily FROMLONLAT 1 1 BYRADIUS 1 km ANY")
                .isEqualTo("(error) ERR the ANY argument requires COUNT argument");
        assertReply("GEOSEARCH Sicily FROMLONLAT 1 1 BYRADIUS 1 km COUNT 0").isEqualTo("(error) ERR COUNT must be > 0");
        assertReply("GEORADIUS Sicily 1 1 -1 km").isEqualTo("(error) ERR radius cannot be negative");
        assertReply("GEORADIUS Sicily 1 1 1 km STORE d WITHDIST")
                .isEqualTo("(error) ERR STORE option in GEORADIUS is not compatible with WITHDIST, WITHHASH and"
                        + " WITHCOORD options");
        assertReply("GEORADIUS_RO Sicily 1 1 1 km STORE d").isEqualTo(SYNTAX);
    }

    /** Writes nested replies on one line. */
    private static String line(RespValue reply) {
        return reply.children().isEmpty()
                ? reply.toString()
                : reply.children().stream().map(GeoCommandTest::line).collect(Collectors.joining(", ", "[", "]"));
    }
}
