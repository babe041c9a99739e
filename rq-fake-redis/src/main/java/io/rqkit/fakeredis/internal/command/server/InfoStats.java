package io.rqkit.fakeredis.internal.command.server;

import io.rqkit.fakeredis.internal.data.Database;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.PubSub;
import io.rqkit.fakeredis.internal.engine.Stats;
import io.rqkit.fakeredis.internal.engine.Tracking;

/** INFO's sections of counters and on the databases. */
final class InfoStats {
    private InfoStats() {}

    static void stats(Call call, InfoFields fields) {
        Stats stats = call.engine().stats();
        PubSub pubSub = call.engine().pubSub();
        Tracking tracking = call.engine().tracking();
        fields.add("total_connections_received", stats.connectionsReceived())
                .add("total_commands_processed", stats.commandsProcessed())
                .add("instantaneous_ops_per_sec", 0)
                .add("total_net_input_bytes", stats.netInput())
                .add("total_net_output_bytes", stats.netOutput())
                .noughts("total_net_repl_input_bytes", "total_net_repl_output_bytes")
                .ratio("instantaneous_input_kbps", 0)
                .ratio("instantaneous_output_kbps", 0)
                .ratio("instantaneous_input_repl_kbps", 0)
                .ratio("instantaneous_output_repl_kbps", 0)
                .add("rejected_connections", stats.rejectedConnections())
                .add("sync_full", call.engine().replication().fullSyncs())
                .add("sync_partial_ok", call.engine().replication().partialSyncs())
                .add("sync_partial_err", call.engine().replication().refusedPartialSyncs())
                .add("expired_keys", stats.expiredKeys())
                .ratio("expired_stale_perc", 0)
                .noughts("expired_time_cap_reached_count", "expire_cycle_cpu_milliseconds")
                .add("evicted_keys", stats.evictedKeys())
                .add("evicted_clients", stats.evictedClients())
                .noughts("total_eviction_exceeded_time", "current_eviction_exceeded_time")
                .add("keyspace_hits", stats.keyspaceHits())
                .add("keyspace_misses", stats.keyspaceMisses())
                .add("pubsub_channels", pubSub.active(PubSub.Kind.CHANNEL).size())
                .add("pubsub_patterns", pubSub.active(PubSub.Kind.PATTERN).size())
                .add("pubsubshard_channels", pubSub.active(PubSub.Kind.SHARD).size())
                .noughts("latest_fork_usec")
                .add("total_forks", call.engine().snapshots().backgroundTasks())
                .noughts("migrate_cached_sockets", "slave_expires_tracked_keys")
                .noughts("active_defrag_hits", "active_defrag_misses", "active_defrag_key_hits")
                .noughts("active_defrag_key_misses", "total_active_defrag_time", "current_active_defrag_time")
                .add("tracking_total_keys", tracking.totalKeys())
                .add("tracking_total_items", tracking.totalItems())
                .add("tracking_total_prefixes", tracking.totalPrefixes())
                .add("unexpected_error_replies", 0)
                .add("total_error_replies", stats.errorReplies())
                .noughts("dump_payload_sanitizations", "total_reads_processed", "total_writes_processed")
                .noughts("io_threaded_reads_processed", "io_threaded_writes_processed")
                .noughts("reply_buffer_shrinks", "reply_buffer_expands");
    }

    /** Lists the databases that have keys; keys past their deadline count until something removes them. */
    static void keyspace(Call call, InfoFields fields) {
        for (int i = 0; i < call.engine().databases(); i++) {
            Database data = call.keyspace(i).data();
            if (data.size() > 0) {
                fields.add("db" + i, "keys=" + data.size() + ",expires=" + data.volatileSize() + ",avg_ttl=0");
            }
        }
    }
}
