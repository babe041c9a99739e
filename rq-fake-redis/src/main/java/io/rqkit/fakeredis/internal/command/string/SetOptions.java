package io.rqkit.fakeredis.internal.command.string;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.Errors;
import org.jspecify.annotations.Nullable;

/** The options of SET and GETEX, which Redis parses in one place: which excludes which is the same in both. */
final class SetOptions {
    private static final SetOptions NONE = new SetOptions();
    private boolean nx;
    private boolean xx;
    private boolean get;
    private boolean keepTtl;
    private boolean persist;
    private @Nullable Expiry expiry;

    private SetOptions() {}

    /** Reads the options of SET from the cursor on. */
    static SetOptions ofSet(Args args) {
        if (!args.hasNext()) {
            return NONE;
        }
        SetOptions options = new SetOptions();
        while (args.hasNext()) {
            if (!options.acceptsForSet(args) && !options.acceptsExpiry(args)) {
                throw Errors.SYNTAX;
            }
        }
        return options;
    }

    /** Reads the options of GETEX from the cursor on. */
    static SetOptions ofGetEx(Args args) {
        SetOptions options = new SetOptions();
        while (args.hasNext()) {
            if (options.expiry == null && args.skip("PERSIST")) {
                options.persist = true;
            } else if (!options.acceptsExpiry(args)) {
                throw Errors.SYNTAX;
            }
        }
        return options;
    }

    private boolean acceptsForSet(Args args) {
        if (!xx && args.skip("NX")) {
            nx = true;
        } else if (!nx && args.skip("XX")) {
            xx = true;
        } else if (args.skip("GET")) {
            get = true;
        } else if (expiry == null && args.skip("KEEPTTL")) {
            keepTtl = true;
        } else {
            return false;
        }
        return true;
    }

    /** The same option may stand there twice, and the last one counts; two different ones may not. */
    private boolean acceptsExpiry(Args args) {
        if (keepTtl || persist) {
            return false;
        }
        for (Expiry.Unit unit : Expiry.Unit.values()) {
            if ((expiry == null || expiry.unit() == unit) && args.skip(unit.name(), 1)) {
                expiry = new Expiry(args.next(), unit);
                return true;
            }
        }
        return false;
    }

    boolean nx() {
        return nx;
    }

    boolean xx() {
        return xx;
    }

    boolean get() {
        return get;
    }

    boolean keepTtl() {
        return keepTtl;
    }

    boolean persist() {
        return persist;
    }

    @Nullable
    Expiry expiry() {
        return expiry;
    }
}
