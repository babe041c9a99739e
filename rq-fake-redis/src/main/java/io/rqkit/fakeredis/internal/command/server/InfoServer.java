package io.rqkit.fakeredis.internal.command.server;

import io.rqkit.fakeredis.internal.engine.AppendOnlyFile;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Config;
import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.engine.Identity;
import io.rqkit.fakeredis.internal.engine.Snapshots;
import io.rqkit.fakeredis.internal.engine.replication.MasterLink;
import io.rqkit.fakeredis.internal.engine.replication.Replica;
import io.rqkit.fakeredis.internal.engine.replication.Replication;
import java.time.Duration;
import java.util.Locale;

/** INFO's sections on the server, its clients, its files and its process. */
final class InfoServer {
    private static final int MILLIS_A_SECOND = 1000;
    private static final int SECONDS_A_DAY = 24 * 60 * 60;
    private static final int LRU_CLOCK = (1 << 24) - 1;
    private static final double PERCENT = 100.0;
    private static final double NANOS_A_SECOND = 1e9;

    private InfoServer() {}

    static void server(Call call, InfoFields fields) {
        Engine engine = call.engine();
        Config config = call.config();
        long uptime = (call.nowMillis() - engine.startedMillis()) / MILLIS_A_SECOND;
        fields.add("redis_version", "7.0.15")
                .add("redis_git_sha1", "00000000")
                .add("redis_git_dirty", 0)
                .add("redis_build_id", "0")
                .add("redis_mode", "standalone")
                .add("os", property("os.name") + " " + property("os.version") + " " + property("os.arch"))
                .add("arch_bits", 64)
                .add("monotonic_clock", "POSIX clock_gettime")
                .add("multiplexing_api", "threads")
                .add("atomicvar_api", "c11-builtin")
                .add("gcc_version", "0.0.0")
                .add("process_id", ProcessHandle.current().pid())
                .add("process_supervised", "no")
                .add("run_id", engine.identity().runId())
                .add("tcp_port", config.value("port"))
                .add("server_time_usec", call.nowMicros())
                .add("uptime_in_seconds", uptime)
                .add("uptime_in_days", uptime / SECONDS_A_DAY)
                .add("hz", config.value("hz"))
                .add("configured_hz", config.value("hz"))
                .add("lru_clock", call.nowMillis() / MILLIS_A_SECOND & LRU_CLOCK)
                .add("executable", "")
                .add("config_file", "")
                .add("io_threads_active", 0);
    }

    private static String property(String name) {
        return System.getProperty(name, "");
    }

    static void clients(Call call, InfoFields fields) {
        Engine engine = call.engine();
        long blocked = engine.sessions().stream()
                .filter(session -> session.waiter() != null || session.isPostponed())
                .count();
        long timed = engine.sessions().stream()
                .map(session -> session.waiter())
                .filter(waiter -> waiter != null && waiter.deadlineMillis() > 0)
                .count();
        fields.add(
                        "connected_clients",
                        engine.sessions().size()
                                - engine.replication().replicas().size())
                .add("cluster_connections", 0)
                .add("maxclients", call.config().maxClients())
                .noughts("client_recent_max_input_buffer", "client_recent_max_output_buffer")
                .add("blocked_clients", blocked)
                .add("tracking_clients", engine.tracking().clients())
                .add("clients_in_timeout_table", timed);
    }

    /** A save in the background is over when BGSAVE replies. Before the first save the last one was the start. */
    static void persistence(Call call, InfoFields fields) {
        Snapshots snapshots = call.engine().snapshots();
        AppendOnlyFile file = AppendOnlyFile.of(call.engine());
        fields.noughts("loading", "async_loading", "current_cow_peak", "current_cow_size", "current_cow_size_age")
                .ratio("current_fork_perc", 0)
                .noughts("current_save_keys_processed", "current_save_keys_total")
                .add("rdb_changes_since_last_save", call.engine().stats().dirty())
                .add("rdb_bgsave_in_progress", 0)
                .add("rdb_last_save_time", snapshots.lastSaveMillis() / MILLIS_A_SECOND)
                .add("rdb_last_bgsave_status", snapshots.hasFailed() ? "err" : "ok")
                .add("rdb_last_bgsave_time_sec", snapshots.backgroundSeconds())
                .add("rdb_current_bgsave_time_sec", -1)
                .add("rdb_saves", snapshots.saves())
                .noughts("rdb_last_cow_size")
                .add("rdb_last_load_keys_expired", snapshots.keysExpired())
                .add("rdb_last_load_keys_loaded", snapshots.keysLoaded())
                .add("aof_enabled", call.config().value("appendonly").equals("yes") ? 1 : 0)
                .noughts("aof_rewrite_in_progress", "aof_rewrite_scheduled")
                .add("aof_last_rewrite_time_sec", file.rewritings() == 0 ? -1 : 0)
                .add("aof_current_rewrite_time_sec", -1)
                .add("aof_last_bgrewrite_status", "ok")
                .add("aof_rewrites", file.rewritings())
                .noughts("aof_rewrites_consecutive_failures")
                .add("aof_last_write_status", file.hasFailed() ? "err" : "ok")
                .noughts("aof_last_cow_size", "module_fork_in_progress", "module_fork_last_cow_size");
        if (file.isOn()) {
            fields.add("aof_current_size", file.size())
                    .add("aof_base_size", file.baseSize())
                    .noughts("aof_pending_rewrite", "aof_buffer_length", "aof_pending_bio_fsync", "aof_delayed_fsync");
        }
    }

    static void replication(Call call, InfoFields fields) {
        Replication replication = call.engine().replication();
        Identity identity = call.engine().identity();
        MasterLink master = replication.master();
        fields.add("role", master == null ? "master" : "slave");
        if (master != null) {
            master(call, replication, master, fields);
        }
        fields.add("connected_slaves", replication.replicas().size());
        if (call.config().needsReplicas()) {
            fields.add("min_slaves_good_slaves", replication.goodReplicas());
        }
        int index = 0;
        for (Replica replica : replication.replicas()) {
            fields.add("slave" + index++, replica(replication, replica));
        }
        boolean active = replication.backlogLength() >= 0;
        fields.add("master_failover_state", replication.failover().state().word())
                .add("master_replid", identity.replicationId())
                .add("master_replid2", identity.formerId())
                .add("master_repl_offset", replication.offset())
                .add("second_repl_offset", identity.formerEnd())
                .add("repl_backlog_active", active ? 1 : 0)
                .add("repl_backlog_size", call.config().value("repl-backlog-size"))
                .add("repl_backlog_first_byte_offset", replication.backlogFirst())
                .add("repl_backlog_histlen", Math.max(0, replication.backlogLength()));
    }

    private static void master(Call call, Replication replication, MasterLink master, InfoFields fields) {
        long[] progress = master.progress();
        fields.add("master_host", master.host())
                .add("master_port", master.port())
                .add("master_link_status", master.isUp() ? "up" : "down")
                .add(
                        "master_last_io_seconds_ago",
                        master.isUp() ? (call.nowMillis() - master.heardMillis()) / MILLIS_A_SECOND : -1)
                .add("master_sync_in_progress", progress == null ? 0 : 1)
                .add("slave_read_repl_offset", master.isUp() ? master.readOffset() : replication.offset())
                .add("slave_repl_offset", replication.offset());
        if (progress != null) {
            fields.add("master_sync_total_bytes", Math.max(0, progress[1]))
                    .add("master_sync_read_bytes", progress[0])
                    .add("master_sync_left_bytes", Math.max(0, progress[1] - progress[0]))
                    .ratio("master_sync_perc", progress[1] <= 0 ? 0 : PERCENT * progress[0] / progress[1])
                    .add(
                            "master_sync_last_io_seconds_ago",
                            (call.nowMillis() - master.heardMillis()) / MILLIS_A_SECOND);
        }
        if (!master.isUp()) {
            fields.add(
                    "master_link_down_since_seconds", (call.nowMillis() - master.downSinceMillis()) / MILLIS_A_SECOND);
        }
        fields.add("slave_priority", call.config().value("replica-priority"))
                .add("slave_read_only", isYes(call, "replica-read-only"))
                .add("replica_announced", isYes(call, "replica-announced"));
    }

    private static int isYes(Call call, String parameter) {
        return call.config().value(parameter).equals("yes") ? 1 : 0;
    }

    private static String replica(Replication replication, Replica replica) {
        return "ip=" + replica.host()
                + ",port=" + replica.listeningPort()
                + ",state=" + (replica.isOnline() ? "online" : "rdb_transmitted")
                + ",offset=" + replica.ackOffset()
                + ",lag=" + (replica.isOnline() ? replication.lagSeconds(replica) : 0);
    }

    /** The JVM tells the sum of user and system time only. */
    static void cpu(Call call, InfoFields fields) {
        double seconds = ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toNanos()
                / NANOS_A_SECOND;
        String user = String.format(Locale.ROOT, "%.6f", seconds);
        fields.add("used_cpu_sys", "0.000000")
                .add("used_cpu_user", user)
                .add("used_cpu_sys_children", "0.000000")
                .add("used_cpu_user_children", "0.000000")
                .add("used_cpu_sys_main_thread", "0.000000")
                .add("used_cpu_user_main_thread", user);
    }
}
