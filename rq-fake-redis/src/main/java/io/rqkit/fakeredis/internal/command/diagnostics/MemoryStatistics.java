package io.rqkit.fakeredis.internal.command.diagnostics;

import io.rqkit.fakeredis.internal.data.Database;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.MemoryUse;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;

/** MEMORY STATS: the figures that INFO shows, and what each database's tables take. */
final class MemoryStatistics {
    private static final float PERCENT = 100;

    private final List<Reply> fields = new ArrayList<>();

    private MemoryStatistics() {}

    static Reply reply(Call call) {
        MemoryStatistics statistics = new MemoryStatistics();
        statistics.addAll(call);
        return new Reply.MapOf(statistics.fields);
    }

    private void addAll(Call call) {
        MemoryUse memory = MemoryUse.of(call.engine());
        long used = memory.used();
        add("peak.allocated", memory.peak());
        add("total.allocated", used);
        add("startup.allocated", MemoryUse.STARTUP);
        add("replication.backlog", 0);
        add("clients.slaves", 0);
        add("clients.normal", memory.clients());
        add("cluster.links", 0);
        add("aof.buffer", 0);
        add("lua.caches", 0);
        add("functions.caches", 0);
        long keys = addDatabases(call);
        long overhead = memory.overhead();
        long net = Math.max(1, used - MemoryUse.STARTUP);
        add("overhead.total", overhead);
        add("keys.count", keys);
        add("keys.bytes-per-key", keys == 0 ? 0 : net / keys);
        add("dataset.bytes", used - overhead);
        add("dataset.percentage", (used - overhead) * PERCENT / net);
        add("peak.percentage", used * PERCENT / memory.peak());
        addProcess(used, memory.resident());
    }

    private long addDatabases(Call call) {
        long keys = 0;
        for (int i = 0; i < call.engine().databases(); i++) {
            Database data = call.keyspace(i).data();
            if (data.size() > 0) {
                keys += data.size();
                fields.add(Reply.bulk("db." + i));
                fields.add(new Reply.MapOf(List.of(
                        Reply.bulk("overhead.hashtable.main"),
                        Reply.of(MemoryUse.mainTable(data)),
                        Reply.bulk("overhead.hashtable.expires"),
                        Reply.of(data.deadlineBytes()),
                        Reply.bulk("overhead.hashtable.slot-to-keys"),
                        Reply.ZERO)));
            }
        }
        return keys;
    }

    private void addProcess(long used, long resident) {
        add("allocator.allocated", used);
        add("allocator.active", used);
        add("allocator.resident", used);
        add("allocator-fragmentation.ratio", 1f);
        add("allocator-fragmentation.bytes", 0);
        add("allocator-rss.ratio", 1f);
        add("allocator-rss.bytes", 0);
        add("rss-overhead.ratio", (float) resident / used);
        add("rss-overhead.bytes", resident - used);
        add("fragmentation", (float) resident / used);
        add("fragmentation.bytes", resident - used);
    }

    private void add(String name, long value) {
        fields.add(Reply.bulk(name));
        fields.add(Reply.of(value));
    }

    /** Redis computes these as floats and prints them as doubles. */
    private void add(String name, float value) {
        fields.add(Reply.bulk(name));
        fields.add(new Reply.Dbl(value));
    }
}
