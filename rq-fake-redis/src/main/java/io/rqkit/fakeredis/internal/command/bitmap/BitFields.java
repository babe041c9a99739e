package io.rqkit.fakeredis.internal.command.bitmap;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.command.bitmap.BitField.Overflow;
import io.rqkit.fakeredis.internal.data.StringValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** BITFIELD and BITFIELD_RO. All operations are parsed before the first is done. */
final class BitFields {
    private static final CommandException BAD_OVERFLOW = new CommandException("ERR Invalid OVERFLOW type specified");
    private static final CommandException ONLY_GET =
            new CommandException("ERR BITFIELD_RO only supports the GET subcommand");

    private BitFields() {}

    private enum Action {
        GET,
        SET,
        INCRBY
    }

    private record Operation(Action action, BitField field, long offset, long number, Overflow overflow) {
        long lastBit() {
            return offset + field.width() - 1;
        }
    }

    static Reply bitField(Call call) {
        List<Operation> operations = parse(call);
        return isReadOnly(operations) ? read(call, operations) : write(call, operations);
    }

    static Reply bitFieldRo(Call call) {
        List<Operation> operations = parse(call);
        if (!isReadOnly(operations)) {
            throw ONLY_GET;
        }
        return read(call, operations);
    }

    private static boolean isReadOnly(List<Operation> operations) {
        return operations.stream().allMatch(operation -> operation.action == Action.GET);
    }

    private static List<Operation> parse(Call call) {
        List<Operation> operations = new ArrayList<>();
        Overflow overflow = Overflow.WRAP;
        Args args = call.args(2);
        while (args.hasNext()) {
            if (args.skip("GET", 2)) {
                operations.add(operation(call, args, Action.GET, overflow));
            } else if (args.skip("SET", 3)) {
                operations.add(operation(call, args, Action.SET, overflow));
            } else if (args.skip("INCRBY", 3)) {
                operations.add(operation(call, args, Action.INCRBY, overflow));
            } else if (args.skip("OVERFLOW", 1)) {
                overflow = overflow(args.next());
            } else {
                throw Errors.SYNTAX;
            }
        }
        return operations;
    }

    private static Operation operation(Call call, Args args, Action action, Overflow overflow) {
        BitField field = BitField.parse(args.next());
        long offset = Bits.offset(call, args.next(), field.width());
        return new Operation(action, field, offset, action == Action.GET ? 0 : args.nextLong(), overflow);
    }

    private static Overflow overflow(byte[] argument) {
        for (Overflow overflow : Overflow.values()) {
            if (Args.is(argument, overflow.name())) {
                return overflow;
            }
        }
        throw BAD_OVERFLOW;
    }

    private static Reply read(Call call, List<Operation> operations) {
        StringValue value = call.read(call.arg(1), StringValue.class);
        List<Reply> replies = new ArrayList<>(operations.size());
        for (Operation operation : operations) {
            replies.add(Reply.of(operation.field.get(value, operation.offset)));
        }
        return Reply.array(replies);
    }

    private static Reply write(Call call, List<Operation> operations) {
        long lastBit = 0;
        for (Operation operation : operations) {
            lastBit = Math.max(lastBit, operation.action == Action.GET ? 0 : operation.lastBit());
        }
        byte[] key = call.arg(1);
        Bits.Target target = Bits.target(call, key, lastBit);
        List<Reply> replies = new ArrayList<>(operations.size());
        boolean changed = false;
        for (Operation operation : operations) {
            changed |= apply(operation, target, replies);
        }
        if (changed) {
            call.keyspace().changed(key, KeyEvent.STRING, "setbit");
        }
        return Reply.array(replies);
    }

    /** Does one operation and says whether it changed the string; one that fails does not, even if the string grew. */
    private static boolean apply(Operation operation, Bits.Target target, List<Reply> replies) {
        BitField field = operation.field;
        long old = field.get(target.value(), operation.offset);
        OptionalLong result = switch (operation.action) {
            case GET -> OptionalLong.of(old);
            case SET -> field.store(operation.number, operation.overflow);
            case INCRBY -> field.add(old, operation.number, operation.overflow);
        };
        if (result.isEmpty()) {
            replies.add(Reply.NULL);
            return false;
        }
        long number = result.getAsLong();
        replies.add(Reply.of(operation.action == Action.SET ? old : number));
        if (operation.action == Action.GET) {
            return false;
        }
        field.set(target.value(), operation.offset, number);
        return target.grew() || old != number;
    }
}
