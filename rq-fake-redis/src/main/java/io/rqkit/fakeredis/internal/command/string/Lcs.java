package io.rqkit.fakeredis.internal.command.string;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.ByteArrays;
import io.rqkit.fakeredis.internal.data.StringValue;
import io.rqkit.fakeredis.internal.data.Value;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** LCS: the longest common subsequence of two strings, by the table that every textbook has. */
final class Lcs {
    private static final CommandException NOT_STRINGS =
            new CommandException("ERR The specified keys must contain string values");
    private static final CommandException LENGTH_AND_INDEXES =
            new CommandException("ERR If you want both the length and indexes, please just use IDX.");
    private static final CommandException TABLE_TOO_LARGE =
            new CommandException("ERR Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len");
    private static final CommandException NO_MEMORY =
            new CommandException("ERR Insufficient memory, failed allocating transient memory for LCS");

    private final byte[] a;
    private final byte[] b;
    private final Options options;
    private final int[] lengths;
    private final byte[] common;
    private final List<Reply> ranges = new ArrayList<>();

    private record Options(boolean length, boolean indexes, boolean withLengths, long minLength) {}

    private Lcs(byte[] a, byte[] b, Options options, int[] lengths) {
        this.a = a;
        this.b = b;
        this.options = options;
        this.lengths = lengths;
        fill();
        this.common = new byte[lengthOf(a.length, b.length)];
    }

    /** The keys' types come before the options here, other than in most commands. */
    static Reply lcs(Call call) {
        Value first = call.keyspace().read(call.arg(1));
        Value second = call.keyspace().read(call.arg(2));
        byte[] a = bytes(first);
        byte[] b = bytes(second);
        Options options = options(call.args(3));
        return new Lcs(a, b, options, table(call, a, b)).reply();
    }

    private static byte[] bytes(@Nullable Value value) {
        if (value == null) {
            return ByteArrays.EMPTY;
        }
        if (value instanceof StringValue string) {
            return string.bytes();
        }
        throw NOT_STRINGS;
    }

    private static Options options(Args args) {
        boolean length = false;
        boolean indexes = false;
        boolean withLengths = false;
        long minLength = 0;
        while (args.hasNext()) {
            if (args.skip("IDX")) {
                indexes = true;
            } else if (args.skip("LEN")) {
                length = true;
            } else if (args.skip("WITHMATCHLEN")) {
                withLengths = true;
            } else if (args.skip("MINMATCHLEN", 1)) {
                minLength = Math.max(0, args.nextLong());
            } else {
                throw Errors.SYNTAX;
            }
        }
        if (length && indexes) {
            throw LENGTH_AND_INDEXES;
        }
        return new Options(length, indexes, withLengths, minLength);
    }

    private static int[] table(Call call, byte[] a, byte[] b) {
        long cells = (a.length + 1L) * (b.length + 1L);
        if (cells * Integer.BYTES > call.config().protoMaxBulkLen()) {
            throw TABLE_TOO_LARGE;
        }
        try {
            return new int[Math.toIntExact(cells)];
        } catch (OutOfMemoryError | ArithmeticException e) {
            throw NO_MEMORY;
        }
    }

    private void fill() {
        int width = b.length + 1;
        for (int i = 1; i <= a.length; i++) {
            int row = i * width;
            for (int j = 1; j < width; j++) {
                int at = row + j;
                lengths[at] = a[i - 1] == b[j - 1]
                        ? lengths[at - width - 1] + 1
                        : Math.max(lengths[at - width], lengths[at - 1]);
            }
        }
    }

    private int lengthOf(int i, int j) {
        return lengths[i * (b.length + 1) + j];
    }

    private Reply reply() {
        if (options.length) {
            return Reply.of(common.length);
        }
        walkBack();
        if (!options.indexes) {
            return Reply.bulk(common);
        }
        return new Reply.MapOf(
                List.of(Reply.bulk("matches"), Reply.array(ranges), Reply.bulk("len"), Reply.of(common.length)));
    }

    /** Follows the table from its end, and reports each run of matches when it is over. */
    private void walkBack() {
        int i = a.length;
        int j = b.length;
        int left = common.length;
        int run = 0;
        while (i > 0 && j > 0) {
            if (a[i - 1] == b[j - 1]) {
                common[--left] = a[--i];
                j--;
                run++;
            } else {
                report(i, j, run);
                run = 0;
                if (lengthOf(i - 1, j) > lengthOf(i, j - 1)) {
                    i--;
                } else {
                    j--;
                }
            }
        }
        report(i, j, run);
    }

    private void report(int i, int j, int run) {
        if (run == 0 || run < options.minLength) {
            return;
        }
        List<Reply> range = new ArrayList<>(3);
        range.add(Reply.array(Reply.of(i), Reply.of(i + run - 1L)));
        range.add(Reply.array(Reply.of(j), Reply.of(j + run - 1L)));
        if (options.withLengths) {
            range.add(Reply.of(run));
        }
        ranges.add(Reply.array(range));
    }
}
