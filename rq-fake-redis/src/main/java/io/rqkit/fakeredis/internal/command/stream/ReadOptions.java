package io.rqkit.fakeredis.internal.command.stream;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.ByteArrays;
import io.rqkit.fakeredis.internal.engine.Call;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of XREAD and XREADGROUP.
 *
 * @param keys the streams' keys
 * @param ids what stands for each key's id
 * @param group the group's name; null for XREAD
 * @param consumer the consumer's name; empty for XREAD
 * @param count how many entries a stream at most; 0 for all
 * @param noAck whether what is delivered does not become pending
 * @param deadlineMillis until when to wait; 0 for ever, -1 not at all
 */
record ReadOptions(
        List<byte[]> keys,
        List<byte[]> ids,
        byte @Nullable [] group,
        byte[] consumer,
        long count,
        boolean noAck,
        long deadlineMillis) {
    private static final CommandException UNBALANCED = new CommandException(
            "ERR Unbalanced XREAD list of streams: for" + " each stream key an ID or '$' must be specified.");
    private static final CommandException NO_GROUP_OPTION =
            new CommandException("ERR The GROUP option is only supported by XREADGROUP. You called XREAD instead.");
    private static final CommandException NO_NOACK_OPTION =
            new CommandException("ERR The NOACK option is only supported by XREADGROUP. You called XREAD instead.");
    private static final CommandException GROUP_MISSING =
            new CommandException("ERR Missing GROUP option for XREADGROUP");
    private static final CommandException TIMEOUT_NOT_AN_INTEGER =
            new CommandException("ERR timeout is not an integer or out of range");

    static ReadOptions parse(Call call, boolean inGroup) {
        Args args = call.args(1);
        byte[] group = null;
        byte[] consumer = ByteArrays.EMPTY;
        long count = 0;
        boolean noAck = false;
        long deadline = -1;
        while (args.hasNext()) {
            if (args.skip("BLOCK", 1)) {
                if (call.session().isScript()) {
                    throw Errors.quoting("ERR ", call.arg(0), " command is not allowed with BLOCK option from scripts");
                }
                deadline = call.deadline(args.nextLong(TIMEOUT_NOT_AN_INTEGER));
            } else if (args.skip("COUNT", 1)) {
                count = Math.max(0, args.nextLong());
            } else if (args.skip("STREAMS", 1)) {
                if (inGroup && group == null && args.remaining() % 2 == 0) {
                    throw GROUP_MISSING;
                }
                return ofStreams(call, args.index(), group, consumer, count, noAck, deadline);
            } else if (args.skip("GROUP", 2)) {
                requireGroup(inGroup, NO_GROUP_OPTION);
                group = args.next();
                consumer = args.next();
            } else if (args.skip("NOACK")) {
                requireGroup(inGroup, NO_NOACK_OPTION);
                noAck = true;
            } else {
                break;
            }
        }
        throw Errors.SYNTAX;
    }

    private static ReadOptions ofStreams(
            Call call, int first, byte @Nullable [] group, byte[] consumer, long count, boolean noAck, long deadline) {
        List<byte[]> rest = Arrays.asList(call.argv()).subList(first, call.argc());
        if (rest.size() % 2 != 0) {
            throw UNBALANCED;
        }
        int middle = rest.size() / 2;
        return new ReadOptions(
                rest.subList(0, middle), rest.subList(middle, rest.size()), group, consumer, count, noAck, deadline);
    }

    private static void requireGroup(boolean inGroup, CommandException otherwise) {
        if (!inGroup) {
            throw otherwise;
        }
    }
}
