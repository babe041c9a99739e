package io.rqkit.fakeredis.internal.command.server;

import io.rqkit.fakeredis.internal.engine.Call;
import java.util.Locale;

/** INFO's section on memory. The figures are the JVM's, whose memory the server shares with the program around it. */
final class InfoMemory {
    private static final double PERCENT = 100.0;

    private InfoMemory() {}

    static void memory(Call call, InfoFields fields) {
        Runtime jvm = Runtime.getRuntime();
        long resident = jvm.totalMemory();
        long used = resident - jvm.freeMemory();
        long limit = Long.parseUnsignedLong(call.config().value("maxmemory"));
        fields.add("used_memory", used)
                .human("used_memory_human", used)
                .add("used_memory_rss", resident)
                .human("used_memory_rss_human", resident)
                .add("used_memory_peak", resident)
                .human("used_memory_peak_human", resident)
                .add("used_memory_peak_perc", String.format(Locale.ROOT, "%.2f%%", used * PERCENT / resident))
                .noughts("used_memory_overhead", "used_memory_startup")
                .add("used_memory_dataset", used)
                .add("used_memory_dataset_perc", "100.00%")
                .add("allocator_allocated", used)
                .add("allocator_active", resident)
                .add("allocator_resident", resident)
                .add("total_system_memory", jvm.maxMemory())
                .human("total_system_memory_human", jvm.maxMemory());
        scripts(fields);
        fields.add("maxmemory", limit)
                .human("maxmemory_human", limit)
                .add("maxmemory_policy", call.config().value("maxmemory-policy"));
        ratios(fields, used, resident);
        fields.noughts(
                        "mem_not_counted_for_evict",
                        "mem_replication_backlog",
                        "mem_total_replication_buffers",
                        "mem_clients_slaves",
                        "mem_clients_normal",
                        "mem_cluster_links",
                        "mem_aof_buffer")
                .add("mem_allocator", "jvm")
                .noughts("active_defrag_running", "lazyfree_pending_objects", "lazyfreed_objects");
    }

    private static void scripts(InfoFields fields) {
        fields.noughts("used_memory_lua", "used_memory_vm_eval")
                .human("used_memory_lua_human", 0)
                .noughts(
                        "used_memory_scripts_eval",
                        "number_of_cached_scripts",
                        "number_of_functions",
                        "number_of_libraries",
                        "used_memory_vm_functions",
                        "used_memory_vm_total")
                .human("used_memory_vm_total_human", 0)
                .noughts("used_memory_functions", "used_memory_scripts")
                .human("used_memory_scripts_human", 0);
    }

    private static void ratios(InfoFields fields, long used, long resident) {
        double ratio = used == 0 ? 1 : (double) resident / used;
        fields.ratio("allocator_frag_ratio", ratio)
                .add("allocator_frag_bytes", resident - used)
                .ratio("allocator_rss_ratio", 1)
                .add("allocator_rss_bytes", 0)
                .ratio("rss_overhead_ratio", 1)
                .add("rss_overhead_bytes", 0)
                .ratio("mem_fragmentation_ratio", ratio)
                .add("mem_fragmentation_bytes", resident - used);
    }
}
