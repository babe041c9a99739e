package io.rqkit.fakeredis.internal.command.bitmap;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.ByteArrays;
import io.rqkit.fakeredis.internal.data.StringValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.engine.Keyspace;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.Arrays;

/** BITOP. Shorter strings count as padded with zeros. */
final class Combining {
    private static final CommandException ONE_SOURCE =
            new CommandException("ERR BITOP NOT must be called with a single source key.");

    private Combining() {}

    private enum Operation {
        AND,
        OR,
        XOR,
        NOT
    }

    static Reply bitOp(Call call) {
        Operation operation = operation(call);
        if (operation == Operation.NOT && call.argc() != 4) {
            throw ONE_SOURCE;
        }
        byte[][] sources = new byte[call.argc() - 3][];
        for (int i = 0; i < sources.length; i++) {
            StringValue value = call.read(call.arg(i + 3), StringValue.class);
            sources[i] = value == null ? ByteArrays.EMPTY : value.bytes();
        }
        byte[] result = combine(operation, sources);
        store(call.keyspace(), call.arg(2), result);
        return Reply.of(result.length);
    }

    private static Operation operation(Call call) {
        for (Operation operation : Operation.values()) {
            if (call.argIs(1, operation.name())) {
                return operation;
            }
        }
        throw Errors.SYNTAX;
    }

    private static byte[] combine(Operation operation, byte[][] sources) {
        int length = 0;
        for (byte[] source : sources) {
            length = Math.max(length, source.length);
        }
        byte[] result = Arrays.copyOf(sources[0], length);
        if (operation == Operation.NOT) {
            invert(result);
        }
        for (int i = 1; i < sources.length; i++) {
            combine(operation, result, sources[i]);
        }
        return result;
    }

    private static void invert(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ~bytes[i];
        }
    }

    private static void combine(Operation operation, byte[] result, byte[] source) {
        if (operation == Operation.AND) {
            Arrays.fill(result, Math.min(source.length, result.length), result.length, (byte) 0);
        }
        for (int i = 0; i < source.length; i++) {
            int byteValue = switch (operation) {
                case AND -> result[i] & source[i];
                case OR -> result[i] | source[i];
                case XOR -> result[i] ^ source[i];
                case NOT -> throw new IllegalStateException("NOT has one source");
            };
            result[i] = (byte) byteValue;
        }
    }

    private static void store(Keyspace keyspace, byte[] target, byte[] result) {
        if (result.length > 0) {
            keyspace.set(target, StringValue.ofRaw(result), false);
            keyspace.notify(target, KeyEvent.STRING, "set");
        } else if (keyspace.delete(target)) {
            keyspace.changed(target, KeyEvent.GENERIC, "del");
        }
    }
}
