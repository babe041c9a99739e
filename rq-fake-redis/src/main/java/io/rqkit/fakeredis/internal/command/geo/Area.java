package io.rqkit.fakeredis.internal.command.geo;

/** A box of longitudes and latitudes, in degrees. */
record Area(double west, double east, double south, double north) {
    /** What Redis's geohashes cover: the poles, where Mercator's projection has no end, are left out. */
    static final Area WORLD = new Area(-180, 180, -85.05112878, 85.05112878);

    /** What standard geohashes cover. */
    static final Area STANDARD_WORLD = new Area(-180, 180, -90, 90);

    boolean contains(Point point) {
        return !(point.longitude() < west
                || point.longitude() > east
                || point.latitude() < south
                || point.latitude() > north);
    }

    /** Returns the middle, not beyond the world. */
    Point center() {
        return new Point(
                clamp((west + east) / 2, WORLD.west, WORLD.east), clamp((south + north) / 2, WORLD.south, WORLD.north));
    }

    private static double clamp(double value, double min, double max) {
        return Math.max(min, Math.min(max, value));
    }
}
