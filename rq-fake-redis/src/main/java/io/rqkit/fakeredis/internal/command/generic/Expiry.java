package io.rqkit.fakeredis.internal.command.generic;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.Database;
import io.rqkit.fakeredis.internal.data.KeyEntry;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.engine.Keyspace;
import io.rqkit.fakeredis.internal.resp.Reply;

/** Deadlines of keys. Follows expire.c. */
final class Expiry {
    private static final CommandException ONE_ALONE =
            new CommandException("ERR NX and XX, GT or LT options at the same time are not compatible");
    private static final CommandException ONE_OF_TWO =
            new CommandException("ERR GT and LT options at the same time are not compatible");
    private static final int MILLIS_A_SECOND = 1000;
    private static final int HALF_A_SECOND = 500;

    private Expiry() {}

    /** The unit of an argument or a reply. */
    enum Unit {
        SECONDS,
        MILLISECONDS
    }

    private record Conditions(boolean nx, boolean xx, boolean gt, boolean lt) {
        static Conditions parse(Call call) {
            boolean nx = false;
            boolean xx = false;
            boolean gt = false;
            boolean lt = false;
            for (int i = 3; i < call.argc(); i++) {
                if (call.argIs(i, "NX")) {
                    nx = true;
                } else if (call.argIs(i, "XX")) {
                    xx = true;
                } else if (call.argIs(i, "GT")) {
                    gt = true;
                } else if (call.argIs(i, "LT")) {
                    lt = true;
                } else {
                    throw unsupported(call.text(i));
                }
            }
            if (nx && (xx || gt || lt)) {
                throw ONE_ALONE;
            }
            if (gt && lt) {
                throw ONE_OF_TWO;
            }
            return new Conditions(nx, xx, gt, lt);
        }

        /** The option is printed as a C string, in one line of the protocol. */
        private static CommandException unsupported(String option) {
            int end = option.indexOf(0);
            String shown = end < 0 ? option : option.substring(0, end);
            return new CommandException(Errors.oneLine("ERR Unsupported option " + shown));
        }

        /** To GT and LT a key without a deadline lives for ever. */
        boolean allow(long current, long wanted) {
            boolean has = current != Database.NO_EXPIRY;
            return !(nx && has)
                    && !(xx && !has)
                    && !(gt && (!has || wanted <= current))
                    && !(lt && has && wanted >= current);
        }
    }

    /** Sets the deadline {@code base} plus the second argument; a deadline that is past deletes at once. */
    static Reply expire(Call call, Unit unit, long base) {
        Conditions conditions = Conditions.parse(call);
        long deadline = deadline(call, unit, base);
        byte[] key = call.arg(1);
        Keyspace keyspace = call.keyspace();
        if (keyspace.write(key) == null) {
            return Reply.ZERO;
        }
        KeyEntry entry = keyspace.find(key);
        if (entry == null || !conditions.allow(entry.expireAtMillis(), deadline)) {
            return Reply.ZERO;
        }
        if (call.isPast(deadline)) {
            keyspace.delete(key);
            call.propagateAs(call.config().deletionOfExpired(), key);
            keyspace.changed(key, KeyEvent.GENERIC, "del");
        } else {
            keyspace.expireAt(key, deadline);
            if (call.isPropagated()) {
                call.propagateArg(0, "PEXPIREAT");
                call.propagateArg(2, deadline);
            }
            keyspace.changed(key, KeyEvent.GENERIC, "expire");
        }
        return Reply.ONE;
    }

    private static long deadline(Call call, Unit unit, long base) {
        long wanted = call.longArg(2);
        if (unit == Unit.SECONDS) {
            if (wanted > Long.MAX_VALUE / MILLIS_A_SECOND || wanted < Long.MIN_VALUE / MILLIS_A_SECOND) {
                throw invalidTime(call);
            }
            wanted *= MILLIS_A_SECOND;
        }
        if (wanted > Long.MAX_VALUE - base) {
            throw invalidTime(call);
        }
        return wanted + base;
    }

    private static CommandException invalidTime(Call call) {
        return new CommandException(
                "ERR invalid expire time in '" + call.command().spec().fullName() + "' command");
    }

    /** TTL and PTTL: -2 without the key, -1 without a deadline. */
    static Reply timeToLive(Call call, Unit unit) {
        return reply(call, unit, call.nowMillis());
    }

    /** EXPIRETIME and PEXPIRETIME: -2 without the key, -1 without a deadline. */
    static Reply expireTime(Call call, Unit unit) {
        return reply(call, unit, 0);
    }

    private static Reply reply(Call call, Unit unit, long since) {
        KeyEntry entry = call.keyspace().peek(call.arg(1));
        if (entry == null) {
            return Reply.MINUS_TWO;
        }
        if (entry.expireAtMillis() == Database.NO_EXPIRY) {
            return Reply.MINUS_ONE;
        }
        long millis = Math.max(0, entry.expireAtMillis() - since);
        // the sum may be beyond a signed number, and is divided as an unsigned one
        return Reply.of(
                unit == Unit.MILLISECONDS ? millis : Long.divideUnsigned(millis + HALF_A_SECOND, MILLIS_A_SECOND));
    }

    static Reply persist(Call call) {
        byte[] key = call.arg(1);
        Keyspace keyspace = call.keyspace();
        if (keyspace.write(key) == null) {
            return Reply.ZERO;
        }
        KeyEntry entry = keyspace.find(key);
        if (entry == null || entry.expireAtMillis() == Database.NO_EXPIRY) {
            return Reply.ZERO;
        }
        keyspace.expireAt(key, Database.NO_EXPIRY);
        keyspace.changed(key, KeyEvent.GENERIC, "persist");
        return Reply.ONE;
    }
}
