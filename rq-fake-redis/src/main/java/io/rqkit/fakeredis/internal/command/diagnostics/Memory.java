package io.rqkit.fakeredis.internal.command.diagnostics;

import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.KeyEntry;
import io.rqkit.fakeredis.internal.data.MemorySizes;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.MemoryUse;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.nio.charset.StandardCharsets;

/** MEMORY DOCTOR, HELP, MALLOC-STATS and USAGE. */
final class Memory {
    private static final long DEFAULT_SAMPLES = 5;
    /** Below this there is nothing to find. */
    private static final long LITTLE = 5 << 20;

    private static final double HIGH_PEAK = 1.5;

    private Memory() {}

    static Reply usage(Call call) {
        long samples = DEFAULT_SAMPLES;
        for (int i = 3; i < call.argc(); i += 2) {
            if (!call.argIs(i, "SAMPLES") || i + 1 == call.argc()) {
                throw Errors.SYNTAX;
            }
            samples = call.longArg(i + 1);
            if (samples < 0) {
                throw Errors.SYNTAX;
            }
            if (samples == 0) {
                samples = Long.MAX_VALUE;
            }
        }
        // Redis looks into the table itself, which may hold a key past its deadline
        KeyEntry entry = call.keyspace().data().find(call.arg(2));
        return entry == null
                ? Reply.NULL
                : Reply.of(MemorySizes.ofKey(entry.key) + MemorySizes.of(entry.value(), samples));
    }

    /** Says in our own words what Redis looks for, as far as it can be the case here. */
    static Reply doctor(Call call) {
        MemoryUse memory = MemoryUse.of(call.engine());
        long used = memory.used();
        String text;
        if (used < LITTLE) {
            text = "This server is empty, or nearly so: there is too little data to say anything of its memory.\n";
        } else if (memory.peak() > used * HIGH_PEAK) {
            text = "Peak memory: at some time more than one and a half times as much was in use as is now.\n";
        } else {
            text = "Nothing is wrong with this server's memory, as far as its own figures tell.\n";
        }
        return text(text);
    }

    /** The allocator is the JVM's; these are the figures that INFO shows too. */
    static Reply allocator(Call call) {
        MemoryUse memory = MemoryUse.of(call.engine());
        return text("___ Begin jemalloc statistics ___\nAllocated: " + memory.used() + ", active: " + memory.used()
                + ", resident: " + memory.resident() + "\n--- End jemalloc statistics ---\n");
    }

    static Reply help(Call call) {
        return call.help(
                "DOCTOR",
                "    Return memory problems reports.",
                "MALLOC-STATS",
                "    Return internal statistics report from the memory allocator.",
                "PURGE",
                "    Attempt to purge dirty pages for reclamation by the allocator.",
                "STATS",
                "    Return information about the memory usage of the server.",
                "USAGE <key> [SAMPLES <count>]",
                "    Return memory in bytes used by <key> and its value. Nested values are",
                "    sampled up to <count> times (default: 5, 0 means sample all).");
    }

    private static Reply text(String text) {
        return new Reply.Verbatim("txt", text.getBytes(StandardCharsets.US_ASCII));
    }
}
