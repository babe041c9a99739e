package io.rqkit.fakeredis.internal.command.geo;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.data.Ranks;
import io.rqkit.fakeredis.internal.data.ZSetEntry;
import io.rqkit.fakeredis.internal.data.ZSetValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** GEOSEARCH and GEORADIUS in all their forms. */
final class Searches {
    private final Call call;
    private final Search search;

    private Searches(Call call, Search search) {
        this.call = call;
        this.search = search;
    }

    /** A place found. */
    private record Found(byte[] member, double score, Point point, double distanceMeters) {}

    static Reply georadius(Call call, boolean mayStore) {
        Search search = search(call, 1, mayStore ? Search.Form.GEORADIUS : Search.Form.GEORADIUS_RO);
        search.center = Point.parse(call.arg(2), call.arg(3));
        Args args = call.args(4);
        search.shape = Shape.Circle.parse(args);
        search.options(call, args);
        return new Searches(call, search).run("georadiusstore");
    }

    /** Without a key, Redis looks at neither the member nor the radius. */
    static Reply georadiusbymember(Call call, boolean mayStore) {
        Search search = search(call, 1, mayStore ? Search.Form.GEORADIUS : Search.Form.GEORADIUS_RO);
        if (search.zset != null) {
            search.centerOn(call.arg(2));
            search.shape = Shape.Circle.parse(call.args(3));
        }
        search.options(call, call.args(5));
        return new Searches(call, search).run("georadiusstore");
    }

    static Reply geosearch(Call call) {
        Search search = search(call, 1, Search.Form.GEOSEARCH);
        search.options(call, call.args(2));
        return new Searches(call, search).run("geosearchstore");
    }

    static Reply geosearchstore(Call call) {
        Search search = search(call, 2, Search.Form.GEOSEARCHSTORE);
        search.storeKey = call.arg(1);
        search.options(call, call.args(3));
        return new Searches(call, search).run("geosearchstore");
    }

    private static Search search(Call call, int keyIndex, Search.Form form) {
        return new Search(form, call.read(call.arg(keyIndex), ZSetValue.class));
    }

    private Reply run(String storeEvent) {
        List<Found> found = find();
        if (search.order != Search.Order.NONE) {
            Comparator<Found> nearestFirst = Comparator.comparingDouble(Found::distanceMeters);
            found.sort(search.order == Search.Order.ASC ? nearestFirst : nearestFirst.reversed());
        }
        if (search.count != 0 && search.count < found.size()) {
            found = found.subList(0, (int) search.count);
        }
        byte[] storeKey = search.storeKey;
        return storeKey == null ? shown(found) : stored(found, storeKey, storeEvent);
    }

    private List<Found> find() {
        List<Found> found = new ArrayList<>();
        ZSetValue zset = search.zset;
        Point center = search.center;
        Shape shape = search.shape;
        if (zset == null || center == null || shape == null) {
            return found;
        }
        long limit = search.any ? search.count : Long.MAX_VALUE;
        for (GeoHash box : Neighborhood.of(shape, center)) {
            Ranks ranks = zset.ranks(box.scores());
            Iterator<ZSetEntry> entries = zset.ascending(ranks.first());
            for (int i = 0; i < ranks.size() && found.size() < limit; i++) {
                ZSetEntry entry = entries.next();
                Point point = GeoHash.point(entry.score());
                double distance = shape.distanceWithin(center, point);
                if (distance != Shape.OUTSIDE) {
                    found.add(new Found(entry.member(), entry.score(), point, distance));
                }
            }
        }
        return found;
    }

    private double distance(Found place) {
        Shape shape = search.shape;
        return shape == null
                ? place.distanceMeters
                : place.distanceMeters / shape.unit().meters();
    }

    private Reply shown(List<Found> found) {
        List<Reply> places = new ArrayList<>(found.size());
        for (Found place : found) {
            List<Reply> parts = new ArrayList<>();
            parts.add(Reply.bulk(place.member));
            if (search.withDistances) {
                parts.add(GeoNumbers.distance(distance(place)));
            }
            if (search.withHashes) {
                parts.add(Reply.of((long) place.score));
            }
            if (search.withCoordinates) {
                parts.add(place.point.toReply());
            }
            places.add(parts.size() == 1 ? parts.get(0) : Reply.array(parts));
        }
        return Reply.array(places);
    }

    private Reply stored(List<Found> found, byte[] key, String event) {
        if (!found.isEmpty()) {
            ZSetValue result = new ZSetValue();
            result.leaveCompact();
            for (Found place : found) {
                result.add(place.member, search.storesDistances ? distance(place) : place.score, call.limits());
            }
            result.compactIfSmall(call.limits());
            call.keyspace().set(key, result, false);
            call.keyspace().notify(key, KeyEvent.ZSET, event);
        } else if (call.keyspace().delete(key)) {
            call.keyspace().changed(key, KeyEvent.GENERIC, "del");
        }
        return Reply.of(found.size());
    }
}
