package io.rqkit.fakeredis.internal.command.geo;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;

/** A unit of length. */
enum Unit {
    M(1),
    KM(1000),
    FT(0.3048),
    MI(1609.34);

    private static final CommandException UNSUPPORTED =
            new CommandException("ERR unsupported unit provided. please use M, KM, FT, MI");

    private final double meters;

    Unit(double meters) {
        this.meters = meters;
    }

    static Unit of(byte[] argument) {
        for (Unit unit : values()) {
            if (Args.is(argument, unit.name())) {
                return unit;
            }
        }
        throw UNSUPPORTED;
    }

    /** Returns how many meters the unit has. */
    double meters() {
        return meters;
    }
}
