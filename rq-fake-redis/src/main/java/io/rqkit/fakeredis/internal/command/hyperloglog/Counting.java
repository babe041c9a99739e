package io.rqkit.fakeredis.internal.command.hyperloglog;

import io.rqkit.fakeredis.internal.data.StringValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.resp.Reply;
import org.jspecify.annotations.Nullable;

/** PFADD, PFCOUNT and PFMERGE. */
final class Counting {
    private Counting() {}

    static Reply add(Call call) {
        byte[] key = call.arg(1);
        HyperLogLog found = existing(call, key);
        HyperLogLog target = found == null ? create(call, key) : found.unshare();
        boolean changed = found == null;
        for (int i = 2; i < call.argc(); i++) {
            changed |= target.add(call.arg(i), call.limits().hllSparseMaxBytes);
        }
        if (changed) {
            target.invalidateEstimate();
            call.keyspace().changed(key, KeyEvent.STRING, "pfadd");
        }
        return Reply.flag(changed);
    }

    private static @Nullable HyperLogLog existing(Call call, byte[] key) {
        StringValue value = call.write(key, StringValue.class);
        return value == null ? null : HyperLogLog.of(value);
    }

    private static HyperLogLog create(Call call, byte[] key) {
        HyperLogLog created = HyperLogLog.create();
        call.keyspace().add(key, created.value());
        return created;
    }

    static Reply count(Call call) {
        return call.argc() == 2 ? countOne(call) : Reply.of(HyperLogLog.estimate(union(call).registers));
    }

    /** Counts one key, and notes the estimate in it: that changes the string, of which watchers learn. */
    private static Reply countOne(Call call) {
        byte[] key = call.arg(1);
        StringValue value = call.read(key, StringValue.class);
        if (value == null) {
            return Reply.ZERO;
        }
        HyperLogLog counted = HyperLogLog.of(value).unshare();
        if (counted.hasEstimate()) {
            return Reply.of(counted.notedEstimate());
        }
        long estimate = counted.estimate();
        counted.noteEstimate(estimate);
        call.keyspace().modified(key);
        return Reply.of(estimate);
    }

    private record Union(byte[] registers, boolean dense) {}

    /** Merges all keys; one that does not exist is empty. */
    private static Union union(Call call) {
        byte[] registers = new byte[HyperLogLog.REGISTERS];
        boolean dense = false;
        for (int i = 1; i < call.argc(); i++) {
            StringValue value = call.read(call.arg(i), StringValue.class);
            if (value != null) {
                HyperLogLog each = HyperLogLog.of(value);
                dense |= each.isDense();
                each.mergeInto(registers);
            }
        }
        return new Union(registers, dense);
    }

    /** The target counts among the sources. One that is dense makes the result dense. */
    static Reply merge(Call call) {
        Union union = union(call);
        byte[] key = call.arg(1);
        HyperLogLog found = existing(call, key);
        HyperLogLog target = found == null ? create(call, key) : found.unshare();
        if (union.dense) {
            target.toDense();
        }
        for (int i = 0; i < HyperLogLog.REGISTERS; i++) {
            if (union.registers[i] != 0) {
                target.raise(i, union.registers[i], call.limits().hllSparseMaxBytes);
            }
        }
        target.invalidateEstimate();
        // the event of PFADD, since it is the same thing with many elements
        call.keyspace().changed(key, KeyEvent.STRING, "pfadd");
        return Reply.OK;
    }
}
