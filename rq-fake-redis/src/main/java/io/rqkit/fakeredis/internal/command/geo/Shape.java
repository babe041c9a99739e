package io.rqkit.fakeredis.internal.command.geo;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;

/** What is searched around a center. Lengths are in units of their own until they are used. */
sealed interface Shape {
    /** Stands for the distance of a point that lies outside; NaN, for opposite ends of the earth, does not. */
    double OUTSIDE = -1;

    /** Returns the unit that distances are told in. */
    Unit unit();

    /** Returns half the height in meters. */
    double up();

    /** Returns half the width in meters. */
    double aside();

    /** Returns the distance in meters from the center to the farthest point. */
    double reach();

    /** Returns the distance in meters of a point, or {@link #OUTSIDE}. */
    double distanceWithin(Point center, Point point);

    /** All within a distance. */
    record Circle(double radius, Unit unit) implements Shape {
        private static final CommandException NOT_A_RADIUS = new CommandException("ERR need numeric radius");
        private static final CommandException NEGATIVE = new CommandException("ERR radius cannot be negative");

        /** Reads radius and unit. */
        static Circle parse(Args args) {
            double radius = args.nextDouble(NOT_A_RADIUS);
            if (radius < 0) {
                throw NEGATIVE;
            }
            return new Circle(radius, Unit.of(args.next()));
        }

        @Override
        public double up() {
            return unit.meters() * radius;
        }

        @Override
        public double aside() {
            return unit.meters() * radius;
        }

        @Override
        public double reach() {
            return radius * unit.meters();
        }

        @Override
        public double distanceWithin(Point center, Point point) {
            double distance = center.distanceTo(point);
            return distance > reach() ? OUTSIDE : distance;
        }
    }

    /** All within a width and a height. */
    record Box(double width, double height, Unit unit) implements Shape {
        private static final CommandException NOT_A_WIDTH = new CommandException("ERR need numeric width");
        private static final CommandException NOT_A_HEIGHT = new CommandException("ERR need numeric height");
        private static final CommandException NEGATIVE = new CommandException("ERR height or width cannot be negative");

        /** Reads width, height and unit. */
        static Box parse(Args args) {
            double width = args.nextDouble(NOT_A_WIDTH);
            double height = args.nextDouble(NOT_A_HEIGHT);
            if (height < 0 || width < 0) {
                throw NEGATIVE;
            }
            return new Box(width, height, Unit.of(args.next()));
        }

        @Override
        public double up() {
            return unit.meters() * (height / 2);
        }

        @Override
        public double aside() {
            return unit.meters() * (width / 2);
        }

        @Override
        public double reach() {
            return Math.sqrt(width / 2 * (width / 2) + height / 2 * (height / 2)) * unit.meters();
        }

        @Override
        public double distanceWithin(Point center, Point point) {
            if (point.distanceOfLatitudes(center) > height * unit.meters() / 2) {
                return OUTSIDE;
            }
            Point sameLatitude = new Point(center.longitude(), point.latitude());
            if (point.distanceTo(sameLatitude) > width * unit.meters() / 2) {
                return OUTSIDE;
            }
            return center.distanceTo(point);
        }
    }
}
