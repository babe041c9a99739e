package io.rqkit.fakeredis.internal.command.string;

import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.command.Numbers;
import io.rqkit.fakeredis.internal.engine.Call;

/**
 * A time to live or a deadline, as a command got it.
 *
 * @param amount the argument, not parsed yet: Redis looks at all options' names before it looks at numbers
 * @param unit what the number counts, and from when
 */
record Expiry(byte[] amount, Unit unit) {
    private static final long MILLIS_A_SECOND = 1000;

    /** What the option's number means. */
    enum Unit {
        EX(true, true),
        PX(false, true),
        EXAT(true, false),
        PXAT(false, false);

        private final boolean seconds;
        private final boolean fromNow;

        Unit(boolean seconds, boolean fromNow) {
            this.seconds = seconds;
            this.fromNow = fromNow;
        }

        boolean isFromNow() {
            return fromNow;
        }
    }

    /** Returns the deadline in milliseconds since the epoch; one not positive or too large is an error. */
    long deadline(Call call) {
        long millis = Numbers.parseLong(amount, Errors.NOT_AN_INTEGER);
        if (millis <= 0 || (unit.seconds && millis > Long.MAX_VALUE / MILLIS_A_SECOND)) {
            throw invalid(call);
        }
        millis *= unit.seconds ? MILLIS_A_SECOND : 1;
        millis += unit.fromNow ? call.nowMillis() : 0;
        // the sum wraps around like the C one
        if (millis <= 0) {
            throw invalid(call);
        }
        return millis;
    }

    private static RuntimeException invalid(Call call) {
        return Errors.invalidExpireTime(call.command().spec().fullName());
    }
}
