package io.rqkit.fakeredis.internal.command.generic;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.KeyEntry;
import io.rqkit.fakeredis.internal.data.Value;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.engine.Keyspace;
import io.rqkit.fakeredis.internal.rdb.CorruptRdbException;
import io.rqkit.fakeredis.internal.rdb.DumpPayload;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.Arrays;

/** DUMP and RESTORE. Follows cluster.c. */
final class Dumps {
    private static final CommandException BUSY_KEY = new CommandException("BUSYKEY Target key name already exists.");
    private static final CommandException BAD_FOOTER =
            new CommandException("ERR DUMP payload version or checksum are wrong");
    private static final CommandException BAD_DATA = new CommandException("ERR Bad data format");
    private static final CommandException NEGATIVE_TTL = new CommandException("ERR Invalid TTL value, must be >= 0");
    private static final CommandException NEGATIVE_IDLE_TIME =
            new CommandException("ERR Invalid IDLETIME value, must be >= 0");
    private static final CommandException FREQUENCY_OUT_OF_RANGE =
            new CommandException("ERR Invalid FREQ value, must be >= 0 and <= 255");
    private static final int MAX_FREQUENCY = 255;
    private static final long NOT_GIVEN = -1;

    private Dumps() {}

    static Reply dump(Call call) {
        Value value = call.keyspace().read(call.arg(1));
        if (value == null) {
            return Reply.NULL;
        }
        boolean compress = call.config().value("rdbcompression").equals("yes");
        return Reply.bulk(DumpPayload.of(value, compress));
    }

    private record Options(boolean replace, boolean absolute, long idleSeconds, long frequency) {
        static Options parse(Args args) {
            boolean replace = false;
            boolean absolute = false;
            long idleSeconds = NOT_GIVEN;
            long frequency = NOT_GIVEN;
            while (args.hasNext()) {
                if (args.skip("REPLACE")) {
                    replace = true;
                } else if (args.skip("ABSTTL")) {
                    absolute = true;
                } else if (frequency == NOT_GIVEN && args.skip("IDLETIME", 1)) {
                    idleSeconds = within(args.nextLong(), Long.MAX_VALUE, NEGATIVE_IDLE_TIME);
                } else if (idleSeconds == NOT_GIVEN && args.skip("FREQ", 1)) {
                    frequency = within(args.nextLong(), MAX_FREQUENCY, FREQUENCY_OUT_OF_RANGE);
                } else {
                    throw Errors.SYNTAX;
                }
            }
            return new Options(replace, absolute, idleSeconds, frequency);
        }
    }

    private static long within(long value, long most, CommandException failure) {
        if (value < 0 || value > most) {
            throw failure;
        }
        return value;
    }

    static Reply restore(Call call) {
        Options options = Options.parse(call.args(4));
        byte[] key = call.arg(1);
        Keyspace keyspace = call.keyspace();
        if (!options.replace() && keyspace.write(key) != null) {
            throw BUSY_KEY;
        }
        long ttl = within(call.longArg(2), Long.MAX_VALUE, NEGATIVE_TTL);
        Value value = read(call);
        // Redis adds without a check: a sum too large is a time long past
        long deadline = ttl == 0 || options.absolute() ? ttl : ttl + call.nowMillis();
        boolean deleted = options.replace() && keyspace.delete(key);
        if (ttl != 0 && call.isPast(deadline)) {
            if (deleted) {
                call.propagateAs(call.config().deletionOfExpired(), key);
                keyspace.changed(key, KeyEvent.GENERIC, "del");
            }
            return Reply.OK;
        }
        keyspace.add(key, value);
        if (ttl != 0) {
            keyspace.expireAt(key, deadline);
            if (!options.absolute()) {
                propagateAbsolute(call, deadline);
            }
        }
        noteUse(keyspace, key, options);
        keyspace.changed(key, KeyEvent.GENERIC, "restore");
        return Reply.OK;
    }

    private static void propagateAbsolute(Call call, long deadline) {
        Object[] words = Arrays.copyOf(call.argv(), call.argc() + 1, Object[].class);
        words[2] = deadline;
        words[call.argc()] = "ABSTTL";
        call.propagateAs(words);
    }

    private static Value read(Call call) {
        byte[] payload = call.arg(3);
        if (!DumpPayload.isIntact(payload, call.config().skipsChecksums())) {
            throw BAD_FOOTER;
        }
        try {
            return DumpPayload.read(payload, call.limits());
        } catch (CorruptRdbException e) {
            throw BAD_DATA;
        }
    }

    /** What the policy in effect does not ask for is ignored. */
    private static void noteUse(Keyspace keyspace, byte[] key, Options options) {
        KeyEntry entry = keyspace.find(key);
        if (entry == null) {
            return;
        }
        if (options.frequency() != NOT_GIVEN) {
            keyspace.noteFrequency(entry, (int) options.frequency());
        } else if (options.idleSeconds() != NOT_GIVEN) {
            keyspace.noteIdle(entry, options.idleSeconds());
        }
    }
}
