package io.rqkit.fakeredis.internal.command.geo;

import java.util.ArrayList;
import java.util.List;

/** The boxes that together cover a shape: the one of its center and up to eight around. Follows geohash_helper.c. */
final class Neighborhood {
    private static final double MERCATOR_MAX = 20037726.37;
    private static final int POLAR = 66;
    private static final int FAR_POLAR = 80;

    private final Point center;
    private final Area bounds;
    private int step;
    private GeoHash hash;

    private Neighborhood(Shape shape, Point center) {
        this.center = center;
        this.bounds = bounds(shape, center);
        this.step = step(shape.reach(), center.latitude());
        this.hash = GeoHash.of(center, Area.WORLD, step);
        if (step > 1 && isTooSmall()) {
            step--;
            hash = GeoHash.of(center, Area.WORLD, step);
        }
    }

    /** Returns the boxes in the order in which Redis searches them. */
    static List<GeoHash> of(Shape shape, Point center) {
        return new Neighborhood(shape, center).boxes();
    }

    private static Area bounds(Shape shape, Point center) {
        double up = Point.latitudes(shape.up());
        double top = Point.longitudes(shape.aside(), center.latitude() + up);
        double bottom = Point.longitudes(shape.aside(), center.latitude() - up);
        // the edge nearer to the pole spans more longitudes
        double aside = center.latitude() < 0 ? bottom : top;
        return new Area(
                center.longitude() - aside, center.longitude() + aside, center.latitude() - up, center.latitude() + up);
    }

    /** Estimates the step at which three boxes side by side span twice the reach. */
    private static int step(double reachMeters, double latitude) {
        if (reachMeters == 0) {
            return GeoHash.MAX_STEP;
        }
        int step = 1;
        for (double range = reachMeters; range < MERCATOR_MAX; range *= 2) {
            step++;
        }
        step -= 2;
        if (Math.abs(latitude) > POLAR) {
            step--;
        }
        if (Math.abs(latitude) > FAR_POLAR) {
            step--;
        }
        return Math.max(1, Math.min(GeoHash.MAX_STEP, step));
    }

    /** Says whether the shape reaches beyond a box next to the center's. */
    private boolean isTooSmall() {
        return hash.moved(0, 1).area().north() < bounds.north()
                || hash.moved(0, -1).area().south() > bounds.south()
                || hash.moved(1, 0).area().east() < bounds.east()
                || hash.moved(-1, 0).area().west() > bounds.west();
    }

    private List<GeoHash> boxes() {
        int[][] order = {{0, 0}, {0, 1}, {0, -1}, {1, 0}, {-1, 0}, {1, 1}, {-1, 1}, {1, -1}, {-1, -1}};
        List<GeoHash> boxes = new ArrayList<>();
        GeoHash last = null;
        for (int[] place : order) {
            GeoHash box = hash.moved(place[0], place[1]);
            if (isNeeded(place[0], place[1]) && !box.equals(last)) {
                boxes.add(box);
                // Redis takes the center for "none yet", so that what equals the center is searched again
                last = place[0] == 0 && place[1] == 0 ? null : box;
            }
        }
        return boxes;
    }

    /** A side that the shape does not touch is left out, unless the boxes are so large that they meet behind. */
    private boolean isNeeded(int east, int north) {
        if (step < 2) {
            return true;
        }
        Area area = hash.area();
        return !(north < 0 && area.south() < bounds.south()
                || north > 0 && area.north() > bounds.north()
                || east < 0 && area.west() < bounds.west()
                || east > 0 && area.east() > bounds.east());
    }
}
