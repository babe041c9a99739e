package io.rqkit.fakeredis.internal.command.server;

import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.MemoryUse;
import io.rqkit.fakeredis.internal.script.Scripting;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** INFO's section on memory: the figures that Redis would have with the same data and clients. */
final class InfoMemory {
    private static final double PERCENT = 100.0;

    private InfoMemory() {}

    static void memory(Call call, InfoFields fields) {
        MemoryUse memory = MemoryUse.of(call.engine());
        long used = memory.used();
        long resident = memory.resident();
        long limit = call.config().maxmemory();
        long peak = memory.peak();
        long overhead = memory.overhead();
        fields.add("used_memory", used)
                .human("used_memory_human", used)
                .add("used_memory_rss", resident)
                .human("used_memory_rss_human", resident)
                .add("used_memory_peak", peak)
                .human("used_memory_peak_human", peak)
                .add("used_memory_peak_perc", percent(used, peak))
                .add("used_memory_overhead", overhead)
                .add("used_memory_startup", MemoryUse.STARTUP)
                .add("used_memory_dataset", used - overhead)
                .add("used_memory_dataset_perc", percent(used - overhead, used - MemoryUse.STARTUP))
                .add("allocator_allocated", used)
                .add("allocator_active", used)
                .add("allocator_resident", used)
                .add("total_system_memory", Runtime.getRuntime().maxMemory())
                .human("total_system_memory_human", Runtime.getRuntime().maxMemory());
        scripts(fields, call.engine().partIfMade(Scripting.class));
        fields.add("maxmemory", limit)
                .human("maxmemory_human", limit)
                .add("maxmemory_policy", call.config().value("maxmemory-policy"));
        ratios(fields, used, resident);
        fields.noughts(
                        "mem_not_counted_for_evict",
                        "mem_replication_backlog",
                        "mem_total_replication_buffers",
                        "mem_clients_slaves")
                .add("mem_clients_normal", memory.clients())
                .noughts("mem_cluster_links", "mem_aof_buffer")
                // the figures are those of Redis with this allocator, and clients take its name for a promise of them
                .add("mem_allocator", "jemalloc-5.3.0")
                .noughts("active_defrag_running", "lazyfree_pending_objects")
                .add("lazyfreed_objects", call.engine().stats().lazyFreed());
    }

    private static String percent(long part, long whole) {
        return String.format(Locale.ROOT, "%.2f%%", part * PERCENT / Math.max(1, whole));
    }

    private static void scripts(InfoFields fields, @Nullable Scripting scripting) {
        Scripting.Figures figures = scripting == null ? Scripting.Figures.NONE : scripting.figures();
        long states = figures.scriptState() + figures.functionState();
        long cached = figures.scriptBytes() + figures.libraryBytes();
        fields.add("used_memory_lua", figures.scriptState())
                .add("used_memory_vm_eval", figures.scriptState())
                .human("used_memory_lua_human", figures.scriptState())
                .add("used_memory_scripts_eval", figures.scriptBytes())
                .add("number_of_cached_scripts", figures.scripts())
                .add("number_of_functions", figures.functions())
                .add("number_of_libraries", figures.libraries())
                .add("used_memory_vm_functions", figures.functionState())
                .add("used_memory_vm_total", states)
                .human("used_memory_vm_total_human", states)
                .add("used_memory_functions", figures.libraryBytes())
                .add("used_memory_scripts", cached)
                .human("used_memory_scripts_human", cached);
    }

    private static void ratios(InfoFields fields, long used, long resident) {
        double ratio = (double) resident / used;
        fields.ratio("allocator_frag_ratio", 1)
                .add("allocator_frag_bytes", 0)
                .ratio("allocator_rss_ratio", 1)
                .add("allocator_rss_bytes", 0)
                .ratio("rss_overhead_ratio", ratio)
                .add("rss_overhead_bytes", resident - used)
                .ratio("mem_fragmentation_ratio", ratio)
                .add("mem_fragmentation_bytes", resident - used);
    }
}
