package io.rqkit.fakeredis.internal.command.geo;

import io.rqkit.fakeredis.internal.data.ScoreRange;

/**
 * A box of the world: the world is cut in half by longitude and latitude in turn, and each cut gives one bit of each.
 * Follows geohash.c in Redis.
 *
 * @param bits the bits of longitude and latitude in turn, those of longitude higher
 * @param step how many bits there are of each
 */
record GeoHash(long bits, int step) {
    /** The step of a score. */
    static final int MAX_STEP = 26;

    private static final long LATITUDE_BITS = 0x5555555555555555L;
    private static final long LONGITUDE_BITS = 0xaaaaaaaaaaaaaaaaL;
    private static final double TWO_TO_63 = 0x1p63;
    private static final long LOW_32 = 0xffffffffL;
    private static final String ALPHABET = "0123456789bcdefghjkmnpqrstuvwxyz";
    private static final int CHARACTER_BITS = 5;
    private static final int CHARACTERS = 10;

    /** Returns the box that a point lies in. */
    static GeoHash of(Point point, Area world, int step) {
        double latitude = (point.latitude() - world.south()) / (world.north() - world.south());
        double longitude = (point.longitude() - world.west()) / (world.east() - world.west());
        return new GeoHash(interleave((long) (latitude * (1L << step)), (long) (longitude * (1L << step))), step);
    }

    /** Returns the score under which a point is stored. */
    static double score(Point point) {
        return of(point, Area.WORLD, MAX_STEP).bits;
    }

    /** Returns the point that a score stands for; any score stands for some point. */
    static Point point(double score) {
        return new GeoHash(toUnsigned(score), MAX_STEP).area().center();
    }

    /** Returns the 11 characters of a standard geohash, whose last one Redis leaves at 0. */
    static String text(Point point) {
        long bits = of(point, Area.STANDARD_WORLD, MAX_STEP).bits;
        StringBuilder text = new StringBuilder(CHARACTERS + 1);
        for (int i = 1; i <= CHARACTERS; i++) {
            text.append(ALPHABET.charAt((int) (bits >>> 2 * MAX_STEP - i * CHARACTER_BITS) & 0x1f));
        }
        return text.append(ALPHABET.charAt(0)).toString();
    }

    /** Converts as x86 does, which is what C leaves open for numbers that are negative or too large. */
    private static long toUnsigned(double score) {
        if (score < TWO_TO_63) {
            return (long) score;
        }
        double rest = score - TWO_TO_63;
        return rest < TWO_TO_63 ? (long) rest ^ Long.MIN_VALUE : 0;
    }

    Area area() {
        Area world = Area.WORLD;
        double height = world.north() - world.south();
        double width = world.east() - world.west();
        long latitude = squeeze(bits);
        long longitude = squeeze(bits >>> 1);
        double cells = 1L << step;
        return new Area(
                world.west() + longitude / cells * width,
                world.west() + (longitude + 1 & LOW_32) / cells * width,
                world.south() + latitude / cells * height,
                world.south() + (latitude + 1 & LOW_32) / cells * height);
    }

    /** Returns the scores of all points in the box. */
    ScoreRange scores() {
        int shift = 2 * (MAX_STEP - step);
        return new ScoreRange(bits << shift, false, bits + 1 << shift, true);
    }

    /** Returns the box so many boxes further east and north; the world ends where it begins. */
    GeoHash moved(int east, int north) {
        return moveEast(east).moveNorth(north);
    }

    private GeoHash moveEast(int by) {
        return by == 0 ? this : new GeoHash(stepped(by, LONGITUDE_BITS, LATITUDE_BITS), step);
    }

    private GeoHash moveNorth(int by) {
        return by == 0 ? this : new GeoHash(stepped(by, LATITUDE_BITS, LONGITUDE_BITS), step);
    }

    /** Adds to every other bit: the bits between are filled, so that carry and borrow run through them. */
    private long stepped(int by, long moving, long staying) {
        long filler = staying >>> 64 - 2 * step;
        long moved = bits & moving;
        moved = by > 0 ? moved + filler + 1 : (moved | filler) - (filler + 1);
        return moved & moving >>> 64 - 2 * step | bits & staying;
    }

    private static long interleave(long latitude, long longitude) {
        return spread(latitude) | spread(longitude) << 1;
    }

    /** Puts a zero in front of each of the lower 32 bits. */
    private static long spread(long value) {
        long x = value & LOW_32;
        x = (x | x << 16) & 0x0000ffff0000ffffL;
        x = (x | x << 8) & 0x00ff00ff00ff00ffL;
        x = (x | x << 4) & 0x0f0f0f0f0f0f0f0fL;
        x = (x | x << 2) & 0x3333333333333333L;
        return (x | x << 1) & LATITUDE_BITS;
    }

    /** Drops every other bit, the highest one first. */
    private static long squeeze(long value) {
        long x = value & LATITUDE_BITS;
        x = (x | x >>> 1) & 0x3333333333333333L;
        x = (x | x >>> 2) & 0x0f0f0f0f0f0f0f0fL;
        x = (x | x >>> 4) & 0x00ff00ff00ff00ffL;
        x = (x | x >>> 8) & 0x0000ffff0000ffffL;
        return (x | x >>> 16) & LOW_32;
    }
}
