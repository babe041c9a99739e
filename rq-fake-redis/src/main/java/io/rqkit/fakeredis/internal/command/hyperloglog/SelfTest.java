package io.rqkit.fakeredis.internal.command.hyperloglog;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.data.StringValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.random.RandomGenerator;

/** PFSELFTEST: tries the registers and the estimates, as long as Redis does, which is a second or two. */
final class SelfTest {
    private static final int CYCLES = 1000;
    private static final int MAX_COUNT = 63;
    private static final int ELEMENTS = 10_000_000;
    /** The standard error of an estimate, relative to it. */
    private static final double ERROR = 1.04 / Math.sqrt(HyperLogLog.REGISTERS);

    private final RandomGenerator chance;
    private final long maxSparseBytes;

    private SelfTest(RandomGenerator chance, long maxSparseBytes) {
        this.chance = chance;
        this.maxSparseBytes = maxSparseBytes;
    }

    static Reply run(Call call) {
        SelfTest test = new SelfTest(call.chance(), call.limits().hllSparseMaxBytes);
        test.registersKeepWhatIsSet();
        test.estimatesAreGood();
        return Reply.OK;
    }

    private void registersKeepWhatIsSet() {
        StringValue dense = StringValue.ofRaw(new byte[Dense.LENGTH]);
        byte[] expected = new byte[HyperLogLog.REGISTERS];
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            for (int i = 0; i < expected.length; i++) {
                expected[i] = (byte) chance.nextInt(MAX_COUNT + 1);
                Dense.set(dense, i, expected[i]);
            }
            for (int i = 0; i < expected.length; i++) {
                int got = Dense.get(dense, i);
                if (got != expected[i]) {
                    throw failed("Register " + i + " should be " + expected[i] + " but is " + got);
                }
            }
        }
    }

    private void estimatesAreGood() {
        HyperLogLog dense = HyperLogLog.create();
        dense.toDense();
        HyperLogLog sparse = HyperLogLog.create();
        long seed = chance.nextLong();
        byte[] element = new byte[Long.BYTES];
        int checkpoint = 1;
        for (int count = 1; count <= ELEMENTS; count++) {
            for (int i = 0; i < element.length; i++) {
                element[i] = (byte) ((count ^ seed) >>> i * Byte.SIZE);
            }
            dense.add(element, maxSparseBytes);
            sparse.add(element, maxSparseBytes);
            if (count == checkpoint) {
                check(dense, sparse, count);
                checkpoint *= 10;
            }
        }
    }

    private void check(HyperLogLog dense, HyperLogLog sparse, int count) {
        if (count < maxSparseBytes / 2 && sparse.isDense()) {
            throw failed("sparse encoding not used");
        }
        long estimate = dense.estimate();
        if (estimate != sparse.estimate()) {
            throw failed("dense/sparse disagree");
        }
        // among ten elements two that share a register happen now and then
        long allowed = count == 10 ? 1 : (long) Math.ceil(ERROR * 6 * count);
        long error = Math.abs(count - estimate);
        if (error > allowed) {
            throw failed("Too big error. card:" + count + " abserr:" + error);
        }
    }

    private static CommandException failed(String what) {
        return new CommandException("ERR TESTFAILED " + what);
    }
}
