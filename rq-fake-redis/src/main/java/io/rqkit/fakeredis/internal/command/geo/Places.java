package io.rqkit.fakeredis.internal.command.geo;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.ZSetValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** GEOADD, and what can be asked of members by name. */
final class Places {
    private static final int ARGUMENTS_A_PLACE = 3;

    private Places() {}

    /** Which members GEOADD may touch, and what it counts. */
    private record Options(boolean ifNew, boolean ifPresent, boolean countsChanged) {
        static Options parse(Args args) {
            boolean ifNew = false;
            boolean ifPresent = false;
            boolean countsChanged = false;
            while (args.hasNext()) {
                if (args.skip("NX")) {
                    ifNew = true;
                } else if (args.skip("XX")) {
                    ifPresent = true;
                } else if (args.skip("CH")) {
                    countsChanged = true;
                } else {
                    break;
                }
            }
            if (args.remaining() % ARGUMENTS_A_PLACE != 0 || !args.hasNext() || ifNew && ifPresent) {
                throw Errors.SYNTAX;
            }
            return new Options(ifNew, ifPresent, countsChanged);
        }
    }

    /** A member and the score of its place. */
    private record Place(double score, byte[] member) {}

    private static void propagateAsZadd(Call call, int first, List<Place> places) {
        List<Object> words = new ArrayList<>(Arrays.asList(call.argv()).subList(0, first));
        words.set(0, "zadd");
        for (Place place : places) {
            words.add((long) place.score);
            words.add(place.member);
        }
        call.propagateAs(words.toArray());
    }

    /** Redis makes a ZADD of it, and so tells of that. */
    static Reply geoadd(Call call) {
        Args args = call.args(2);
        Options options = Options.parse(args);
        List<Place> places = new ArrayList<>();
        int first = args.index();
        while (args.hasNext()) {
            places.add(new Place(GeoHash.score(Point.parse(args.next(), args.next())), args.next()));
        }
        if (call.isPropagated()) {
            propagateAsZadd(call, first, places);
        }
        byte[] key = call.arg(1);
        ZSetValue zset = call.write(key, ZSetValue.class);
        if (zset == null) {
            if (options.ifPresent) {
                return Reply.ZERO;
            }
            zset = new ZSetValue();
            call.keyspace().add(key, zset);
        }
        int size = zset.size();
        int changed = 0;
        for (Place place : places) {
            double current = zset.score(place.member);
            boolean mayChange = Double.isNaN(current) ? !options.ifPresent : !options.ifNew;
            if (mayChange && current != place.score) {
                zset.add(place.member, place.score, call.limits());
                changed++;
            }
        }
        if (changed > 0) {
            call.keyspace().changed(key, KeyEvent.ZSET, "zadd");
        }
        return Reply.of(options.countsChanged ? changed : zset.size() - size);
    }

    static Reply geodist(Call call) {
        if (call.argc() > 5) {
            throw Errors.SYNTAX;
        }
        Unit unit = call.argc() == 5 ? Unit.of(call.arg(4)) : Unit.M;
        ZSetValue zset = call.read(call.arg(1), ZSetValue.class);
        double one = zset == null ? Double.NaN : zset.score(call.arg(2));
        double other = zset == null ? Double.NaN : zset.score(call.arg(3));
        if (Double.isNaN(one) || Double.isNaN(other)) {
            return Reply.NULL;
        }
        return GeoNumbers.distance(GeoHash.point(one).distanceTo(GeoHash.point(other)) / unit.meters());
    }

    static Reply geohash(Call call) {
        return points(call, point -> Reply.bulk(GeoHash.text(point)), Reply.NULL);
    }

    static Reply geopos(Call call) {
        return points(call, Point::toReply, Reply.NULL_ARRAY);
    }

    private static Reply points(Call call, Function<Point, Reply> show, Reply missing) {
        ZSetValue zset = call.read(call.arg(1), ZSetValue.class);
        List<Reply> shown = new ArrayList<>(call.argc() - 2);
        for (int i = 2; i < call.argc(); i++) {
            double score = zset == null ? Double.NaN : zset.score(call.arg(i));
            shown.add(Double.isNaN(score) ? missing : show.apply(GeoHash.point(score)));
        }
        return Reply.array(shown);
    }
}
