package io.rqkit.fakeredis.internal.command.geo;

import static io.rqkit.fakeredis.internal.command.CommandSpec.of;
import static io.rqkit.fakeredis.internal.command.KeySpec.after;
import static io.rqkit.fakeredis.internal.command.KeySpec.at;
import static io.rqkit.fakeredis.internal.command.KeySpec.range;

import io.rqkit.fakeredis.internal.command.Category;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Flag;
import io.rqkit.fakeredis.internal.command.Group;
import io.rqkit.fakeredis.internal.command.KeySpec.Access;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Command;
import io.rqkit.fakeredis.internal.resp.Reply;

/** Places on the earth. Follows <a href="https://redis.io/commands/?group=geo">the group</a> and geo.c. */
public enum GeoCommand implements Command {
    GEOADD(of("geoadd", -5, Group.GEO, "3.2.0")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .categories(Category.GEO)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.UPDATE)),
    GEODIST(of("geodist", -4, Group.GEO, "3.2.0")
            .flags(Flag.READONLY)
            .categories(Category.GEO)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    GEOHASH(of("geohash", -2, Group.GEO, "3.2.0")
            .flags(Flag.READONLY)
            .categories(Category.GEO)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    GEOPOS(of("geopos", -2, Group.GEO, "3.2.0")
            .flags(Flag.READONLY)
            .categories(Category.GEO)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    GEORADIUS(of("georadius", -6, Group.GEO, "3.2.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.MOVABLEKEYS)
            .categories(Category.GEO)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)
            .keys(after("STORE", 6), range(0, 1, 0), Access.OW, Access.UPDATE)
            .keys(after("STOREDIST", 6), range(0, 1, 0), Access.OW, Access.UPDATE)),
    GEORADIUS_RO(of("georadius_ro", -6, Group.GEO, "3.2.10")
            .flags(Flag.READONLY)
            .categories(Category.GEO)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    GEORADIUSBYMEMBER(of("georadiusbymember", -5, Group.GEO, "3.2.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.MOVABLEKEYS)
            .categories(Category.GEO)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)
            .keys(after("STORE", 5), range(0, 1, 0), Access.OW, Access.UPDATE)
            .keys(after("STOREDIST", 5), range(0, 1, 0), Access.OW, Access.UPDATE)),
    GEORADIUSBYMEMBER_RO(of("georadiusbymember_ro", -5, Group.GEO, "3.2.10")
            .flags(Flag.READONLY)
            .categories(Category.GEO)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    GEOSEARCH(of("geosearch", -7, Group.GEO, "6.2.0")
            .flags(Flag.READONLY)
            .categories(Category.GEO)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    GEOSEARCHSTORE(of("geosearchstore", -8, Group.GEO, "6.2.0")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .categories(Category.GEO)
            .keys(at(1), range(0, 1, 0), Access.OW, Access.UPDATE)
            .keys(at(2), range(0, 1, 0), Access.RO, Access.ACCESS)
            .legacyRange(1, 2, 1));

    private final CommandSpec spec;

    GeoCommand(CommandSpec spec) {
        this.spec = spec;
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Reply run(Call call) {
        return switch (this) {
            case GEOADD -> Places.geoadd(call);
            case GEODIST -> Places.geodist(call);
            case GEOHASH -> Places.geohash(call);
            case GEOPOS -> Places.geopos(call);
            case GEORADIUS -> Searches.georadius(call, true);
            case GEORADIUS_RO -> Searches.georadius(call, false);
            case GEORADIUSBYMEMBER -> Searches.georadiusbymember(call, true);
            case GEORADIUSBYMEMBER_RO -> Searches.georadiusbymember(call, false);
            case GEOSEARCH -> Searches.geosearch(call);
            case GEOSEARCHSTORE -> Searches.geosearchstore(call);
        };
    }
}
