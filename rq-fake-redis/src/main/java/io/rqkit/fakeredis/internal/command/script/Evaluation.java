package io.rqkit.fakeredis.internal.command.script;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.command.Numbers;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;
import io.rqkit.fakeredis.internal.script.Scripting;
import java.util.Arrays;

/** EVAL and its relatives. */
final class Evaluation {
    /** Where the number of keys stands, for scripts and functions alike. */
    static final int KEY_COUNT = 2;

    private static final CommandException NO_SCRIPT =
            new CommandException("NOSCRIPT No matching script. Please use EVAL.");
    private static final CommandException TOO_MANY_KEYS =
            new CommandException("ERR Number of keys can't be greater than number of args");
    private static final CommandException NEGATIVE_KEYS = new CommandException("ERR Number of keys can't be negative");
    private static final int SHA_LENGTH = 40;

    private Evaluation() {}

    static Reply eval(Call call) {
        return run(call, false, false);
    }

    static Reply evalReadOnly(Call call) {
        return run(call, false, true);
    }

    static Reply evalSha(Call call) {
        return run(call, true, false);
    }

    static Reply evalShaReadOnly(Call call) {
        return run(call, true, true);
    }

    private static Reply run(Call call, boolean bySha, boolean readOnly) {
        call.engine().monitors().showNow(call);
        if (bySha && call.arg(1).length != SHA_LENGTH) {
            throw NO_SCRIPT;
        }
        int keys = keyCount(call, Errors.NOT_AN_INTEGER);
        Scripting scripting = Scripting.of(call.engine());
        Scripting.Script script = bySha ? scripting.find(call.arg(1)) : scripting.load(call.arg(1));
        if (script == null) {
            throw NO_SCRIPT;
        }
        return scripting.run(call, script, keys(call, keys), arguments(call, keys), readOnly);
    }

    /** Returns how many of the arguments are keys; {@code notANumber} is the error when that argument is none. */
    static int keyCount(Call call, CommandException notANumber) {
        long keys = Numbers.parseLong(call.arg(KEY_COUNT), notANumber);
        if (keys > call.argc() - KEY_COUNT - 1) {
            throw TOO_MANY_KEYS;
        }
        if (keys < 0) {
            throw NEGATIVE_KEYS;
        }
        return (int) keys;
    }

    static byte[][] keys(Call call, int count) {
        return Arrays.copyOfRange(call.argv(), KEY_COUNT + 1, KEY_COUNT + 1 + count);
    }

    static byte[][] arguments(Call call, int keys) {
        return Arrays.copyOfRange(call.argv(), KEY_COUNT + 1 + keys, call.argc());
    }
}
