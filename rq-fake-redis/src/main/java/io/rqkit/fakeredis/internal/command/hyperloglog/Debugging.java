package io.rqkit.fakeredis.internal.command.hyperloglog;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.data.StringValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** PFDEBUG. */
final class Debugging {
    private static final CommandException NO_SUCH_KEY = new CommandException("ERR The specified key does not exist");
    private static final CommandException NOT_SPARSE = new CommandException("ERR HLL encoding is not sparse");

    private Debugging() {}

    /** The key comes before the subcommand's name, which is no subcommand of the command table. */
    static Reply debug(Call call) {
        StringValue value = call.write(call.arg(2), StringValue.class);
        if (value == null) {
            throw NO_SUCH_KEY;
        }
        HyperLogLog shown = HyperLogLog.of(value).unshare();
        if (call.argIs(1, "GETREG")) {
            return registers(shown);
        } else if (call.argIs(1, "DECODE")) {
            return decode(shown);
        } else if (call.argIs(1, "ENCODING")) {
            return Reply.simple(shown.isDense() ? "dense" : "sparse");
        } else if (call.argIs(1, "TODENSE")) {
            return toDense(shown);
        }
        throw unknown(call.text(1));
    }

    private static CommandException unknown(String name) {
        int end = name.indexOf(0);
        String shown = end < 0 ? name : name.substring(0, end);
        return new CommandException(
                "ERR Unknown PFDEBUG subcommand '" + shown.replace('\r', ' ').replace('\n', ' ') + "'");
    }

    private static Reply registers(HyperLogLog shown) {
        shown.toDense();
        List<Reply> registers = new ArrayList<>(HyperLogLog.REGISTERS);
        for (int i = 0; i < HyperLogLog.REGISTERS; i++) {
            registers.add(Reply.of(Dense.get(shown.value(), i)));
        }
        return Reply.array(registers);
    }

    private static Reply toDense(HyperLogLog shown) {
        boolean converted = !shown.isDense();
        shown.toDense();
        return Reply.flag(converted);
    }

    /** Writes the runs as {@code z:5} for few zeros, {@code Z:900} for many, and {@code v:3,2} for twice the value 3. */
    private static Reply decode(HyperLogLog shown) {
        if (shown.isDense()) {
            throw NOT_SPARSE;
        }
        StringJoiner runs = new StringJoiner(" ");
        StringValue value = shown.value();
        for (int at = HyperLogLog.HEADER; at < value.length(); at += Sparse.bytesAt(value, at)) {
            int count = Sparse.valueAt(value, at);
            int length = Sparse.lengthAt(value, at);
            String zeros = Sparse.bytesAt(value, at) == 1 ? "z:" : "Z:";
            runs.add(count > 0 ? "v:" + count + "," + length : zeros + length);
        }
        return Reply.bulk(runs.toString());
    }
}
