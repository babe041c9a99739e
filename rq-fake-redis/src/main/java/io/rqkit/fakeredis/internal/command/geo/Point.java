package io.rqkit.fakeredis.internal.command.geo;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.command.Numbers;
import io.rqkit.fakeredis.internal.resp.Reply;

/**
 * A place on the earth.
 *
 * @param longitude in degrees
 * @param latitude in degrees
 */
record Point(double longitude, double latitude) {
    private static final double RADIANS_A_DEGREE = Math.PI / 180.0;
    private static final double EARTH_RADIUS_METERS = 6372797.560856;

    /** Reads two arguments, within what geohashes can tell. */
    static Point parse(byte[] longitude, byte[] latitude) {
        Point point = new Point(
                Numbers.parseDouble(longitude, Errors.NOT_A_FLOAT), Numbers.parseDouble(latitude, Errors.NOT_A_FLOAT));
        if (!Area.WORLD.contains(point)) {
            throw new CommandException("ERR invalid longitude,latitude pair " + GeoNumbers.sixDecimals(point.longitude)
                    + "," + GeoNumbers.sixDecimals(point.latitude));
        }
        return point;
    }

    /** Returns the distance in meters on a sphere, by the haversine formula. */
    double distanceTo(Point other) {
        double half = Trigonometry.sin((radians(other.longitude) - radians(longitude)) / 2);
        if (half == 0) {
            return distanceOfLatitudes(other);
        }
        double from = radians(latitude);
        double to = radians(other.latitude);
        double halfUp = Trigonometry.sin((to - from) / 2);
        double square = halfUp * halfUp + Trigonometry.cos(from) * Trigonometry.cos(to) * half * half;
        return 2.0 * EARTH_RADIUS_METERS * StrictMath.asin(Math.sqrt(square));
    }

    /** Returns the distance in meters that there would be on one meridian. */
    double distanceOfLatitudes(Point other) {
        return EARTH_RADIUS_METERS * Math.abs(radians(other.latitude) - radians(latitude));
    }

    /** Returns the degrees of latitude that so many meters are. */
    static double latitudes(double meters) {
        return degrees(meters / EARTH_RADIUS_METERS);
    }

    /** Returns the degrees of longitude that so many meters are at a latitude. */
    static double longitudes(double meters, double latitude) {
        return degrees(meters / EARTH_RADIUS_METERS / Trigonometry.cos(radians(latitude)));
    }

    private static double radians(double degrees) {
        return degrees * RADIANS_A_DEGREE;
    }

    private static double degrees(double radians) {
        return radians / RADIANS_A_DEGREE;
    }

    /** Returns longitude and latitude. */
    Reply toReply() {
        return Reply.array(GeoNumbers.human(longitude), GeoNumbers.human(latitude));
    }
}
