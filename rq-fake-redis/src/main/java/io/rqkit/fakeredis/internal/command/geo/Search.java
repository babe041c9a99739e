package io.rqkit.fakeredis.internal.command.geo;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.ZSetValue;
import io.rqkit.fakeredis.internal.engine.Call;
import org.jspecify.annotations.Nullable;

/** What a search is told: the center, the shape and the options, read in the order of georadiusGeneric in geo.c. */
final class Search {
    private static final CommandException UNKNOWN_MEMBER =
            new CommandException("ERR could not decode requested zset member");
    private static final CommandException COUNT = new CommandException("ERR COUNT must be > 0");
    private static final CommandException ANY_WITHOUT_COUNT =
            new CommandException("ERR the ANY argument requires COUNT argument");
    private static final CommandException STORE_IN_GEORADIUS = new CommandException(
            "ERR STORE option in GEORADIUS is not compatible with WITHDIST, WITHHASH and WITHCOORD options");
    private static final CommandException GEOSEARCHSTORE =
            new CommandException("ERR GEOSEARCHSTORE is not compatible with WITHDIST, WITHHASH and WITHCOORD options");

    /** Which options a command has. */
    enum Form {
        GEORADIUS,
        GEORADIUS_RO,
        GEOSEARCH,
        GEOSEARCHSTORE;

        boolean isSearch() {
            return this == GEOSEARCH || this == GEOSEARCHSTORE;
        }
    }

    /** In which order results come. */
    enum Order {
        NONE,
        ASC,
        DESC
    }

    final @Nullable ZSetValue zset;

    @Nullable
    Point center;

    @Nullable
    Shape shape;

    byte @Nullable [] storeKey;
    boolean storesDistances;
    boolean withDistances;
    boolean withHashes;
    boolean withCoordinates;
    boolean any;
    long count;
    Order order = Order.NONE;
    private final Form form;
    private boolean fromMember;
    private boolean fromLonLat;

    Search(Form form, @Nullable ZSetValue zset) {
        this.form = form;
        this.zset = zset;
    }

    /** Sets the center to a member's place; when there is no key, only notes that a member was named. */
    void centerOn(byte[] member) {
        fromMember = true;
        if (zset == null) {
            return;
        }
        double score = zset.score(member);
        if (Double.isNaN(score)) {
            throw UNKNOWN_MEMBER;
        }
        center = GeoHash.point(score);
    }

    /** Reads all options and checks that they go together. */
    void options(Call call, Args args) {
        while (args.hasNext()) {
            if (!option(args) && !storeOption(args) && !searchOption(args)) {
                throw Errors.SYNTAX;
            }
        }
        if (storeKey != null && (withDistances || withHashes || withCoordinates)) {
            throw form == Form.GEOSEARCHSTORE ? GEOSEARCHSTORE : STORE_IN_GEORADIUS;
        }
        if (form.isSearch() && !fromMember && !fromLonLat) {
            throw Errors.quoting("ERR exactly one of FROMMEMBER or FROMLONLAT can be specified for ", call.arg(0), "");
        }
        if (form.isSearch() && shape == null) {
            throw Errors.quoting("ERR exactly one of BYRADIUS and BYBOX can be specified for ", call.arg(0), "");
        }
        if (any && count == 0) {
            throw ANY_WITHOUT_COUNT;
        }
        // the first of many make sense only in order, unless any will do
        if (count != 0 && order == Order.NONE && !any) {
            order = Order.ASC;
        }
    }

    private boolean option(Args args) {
        if (args.skip("WITHDIST")) {
            withDistances = true;
        } else if (args.skip("WITHHASH")) {
            withHashes = true;
        } else if (args.skip("WITHCOORD")) {
            withCoordinates = true;
        } else if (args.skip("ANY")) {
            any = true;
        } else if (args.skip("ASC")) {
            order = Order.ASC;
        } else if (args.skip("DESC")) {
            order = Order.DESC;
        } else if (args.skip("COUNT", 1)) {
            count = args.nextLong();
            if (count <= 0) {
                throw COUNT;
            }
        } else {
            return false;
        }
        return true;
    }

    private boolean storeOption(Args args) {
        if (form == Form.GEORADIUS && args.skip("STORE", 1)) {
            storeKey = args.next();
            storesDistances = false;
        } else if (form == Form.GEORADIUS && args.skip("STOREDIST", 1)) {
            storeKey = args.next();
            storesDistances = true;
        } else if (form == Form.GEOSEARCHSTORE && args.skip("STOREDIST")) {
            storesDistances = true;
        } else {
            return false;
        }
        return true;
    }

    private boolean searchOption(Args args) {
        if (!form.isSearch()) {
            return false;
        }
        if (!fromLonLat && args.skip("FROMMEMBER", 1)) {
            centerOn(args.next());
        } else if (!fromMember && args.skip("FROMLONLAT", 2)) {
            center = Point.parse(args.next(), args.next());
            fromLonLat = true;
        } else if (!(shape instanceof Shape.Box) && args.skip("BYRADIUS", 2)) {
            shape = Shape.Circle.parse(args);
        } else if (!(shape instanceof Shape.Circle) && args.skip("BYBOX", 3)) {
            shape = Shape.Box.parse(args);
        } else {
            return false;
        }
        return true;
    }
}
