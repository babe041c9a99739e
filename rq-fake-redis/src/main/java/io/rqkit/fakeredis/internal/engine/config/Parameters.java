package io.rqkit.fakeredis.internal.engine.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every parameter of Redis 7.0.15. */
public final class Parameters {
    /** Redis allows for more than a machine has memory for. */
    private static final int MAX_DATABASES = 1 << 20;

    private static final ParameterType YES_OR_NO = (value, current) -> Types.yesOrNo(value);
    private static final ParameterType ANY_TEXT = (value, current) -> value;
    private static final ParameterType SHUTDOWN_FLAGS =
            Types.choices(List.of("default", "save", "nosave", "now", "force"));

    private static final List<Parameter> ALL = List.of(
            flag("rdbchecksum", true).immutable(),
            flag("daemonize", false).immutable(),
            flag("io-threads-do-reads", false).immutable(),
            flag("always-show-logo", false).immutable(),
            flag("protected-mode", true),
            flag("rdbcompression", true),
            flag("rdb-del-sync-files", false),
            flag("activerehashing", true),
            flag("stop-writes-on-bgsave-error", true),
            flag("set-proc-title", true).immutable(),
            flag("dynamic-hz", true),
            flag("lazyfree-lazy-eviction", false),
            flag("lazyfree-lazy-expire", false),
            flag("lazyfree-lazy-server-del", false),
            flag("lazyfree-lazy-user-del", false),
            flag("lazyfree-lazy-user-flush", false),
            flag("repl-disable-tcp-nodelay", false),
            flag("repl-diskless-sync", true),
            flag("aof-rewrite-incremental-fsync", true),
            flag("no-appendfsync-on-rewrite", false),
            flag("cluster-require-full-coverage", true),
            flag("rdb-save-incremental-fsync", true),
            flag("aof-load-truncated", true),
            flag("aof-use-rdb-preamble", true),
            flag("aof-timestamp-enabled", false),
            flag("cluster-replica-no-failover", false).alias("cluster-slave-no-failover"),
            flag("replica-lazy-flush", false).alias("slave-lazy-flush"),
            flag("replica-serve-stale-data", true).alias("slave-serve-stale-data"),
            flag("replica-read-only", true).alias("slave-read-only"),
            flag("replica-ignore-maxmemory", true).alias("slave-ignore-maxmemory"),
            flag("jemalloc-bg-thread", true),
            of("activedefrag", "no", SpecialTypes::defragmentation),
            flag("syslog-enabled", false).immutable(),
            flag("cluster-enabled", false).immutable(),
            flag("appendonly", false),
            flag("cluster-allow-reads-when-down", false),
            flag("cluster-allow-pubsubshard-when-down", true),
            flag("crash-log-enabled", true),
            flag("crash-memcheck-enabled", true),
            flag("use-exit-on-panic", false).hidden(),
            flag("disable-thp", true).immutable(),
            flag("cluster-allow-replica-migration", true),
            flag("replica-announced", true),
            flag("latency-tracking", true),
            flag("aof-disable-auto-gc", false),
            flag("replica-ignore-disk-write-errors", false),
            text("aclfile", "").immutable(),
            text("unixsocket", "").immutable(),
            text("pidfile", "").immutable(),
            text("replica-announce-ip", "").alias("slave-announce-ip"),
            text("masteruser", ""),
            text("cluster-announce-ip", ""),
            text("cluster-config-file", "nodes.conf").immutable(),
            of("cluster-announce-hostname", "", SpecialTypes::hostName),
            text("syslog-ident", "redis").immutable(),
            of("dbfilename", "dump.rdb", SpecialTypes::fileName).guarded(),
            of("appendfilename", "appendonly.aof", SpecialTypes.appendName("appendfilename", "filename"))
                    .immutable(),
            of("appenddirname", "appendonlydir", SpecialTypes.appendName("appenddirname", "dirname"))
                    .immutable(),
            text("server_cpulist", "").immutable(),
            text("bio_cpulist", "").immutable(),
            text("aof_rewrite_cpulist", "").immutable(),
            text("bgsave_cpulist", "").immutable(),
            text("ignore-warnings", ""),
            of("proc-title-template", "{title} {listen-addr} {server-mode}", SpecialTypes::title),
            text("bind-source-addr", ""),
            text("logfile", "").immutable(),
            text("masterauth", ""),
            text("requirepass", ""),
            choice("supervised", "no", "upstart", "systemd", "auto", "no").immutable(),
            choice(
                            "syslog-facility",
                            "local0",
                            "user",
                            "local0",
                            "local1",
                            "local2",
                            "local3",
                            "local4",
                            "local5",
                            "local6",
                            "local7")
                    .immutable(),
            choice("repl-diskless-load", "disabled", "disabled", "on-empty-db", "swapdb"),
            choice("loglevel", "notice", "debug", "verbose", "notice", "warning"),
            choice(
                    "maxmemory-policy",
                    "noeviction",
                    "volatile-lru",
                    "volatile-lfu",
                    "volatile-random",
                    "volatile-ttl",
                    "allkeys-lru",
                    "allkeys-lfu",
                    "allkeys-random",
                    "noeviction"),
            choice("appendfsync", "everysec", "everysec", "always", "no"),
            of(
                    "oom-score-adj",
                    "no",
                    SpecialTypes.memoryScoreMode(Types.choice(List.of("no", "yes", "relative", "absolute")))),
            choice("acl-pubsub-default", "resetchannels", "allchannels", "resetchannels"),
            choice("sanitize-dump-payload", "no", "no", "yes", "clients"),
            choice("enable-protected-configs", "no", "no", "yes", "local").immutable(),
            choice("enable-debug-command", "no", "no", "yes", "local").immutable(),
            choice("enable-module-command", "no", "no", "yes", "local").immutable(),
            choice("cluster-preferred-endpoint-type", "ip", "ip", "hostname", "unknown-endpoint"),
            choice("propagation-error-behavior", "ignore", "ignore", "panic", "panic-on-replicas"),
            of("shutdown-on-sigint", "default", SpecialTypes.shutdown(SHUTDOWN_FLAGS)),
            of("shutdown-on-sigterm", "default", SpecialTypes.shutdown(SHUTDOWN_FLAGS)),
            number("databases", 16, 1, MAX_DATABASES).immutable(),
            number("port", 6379, 0, 65535),
            number("io-threads", 1, 1, 128).immutable(),
            number("auto-aof-rewrite-percentage", 100, 0, Integer.MAX_VALUE),
            number("cluster-replica-validity-factor", 10, 0, Integer.MAX_VALUE).alias("cluster-slave-validity-factor"),
            number("list-max-listpack-size", -2, Integer.MIN_VALUE, Integer.MAX_VALUE)
                    .alias("list-max-ziplist-size"),
            number("tcp-keepalive", 300, 0, Integer.MAX_VALUE),
            number("cluster-migration-barrier", 1, 0, Integer.MAX_VALUE),
            number("active-defrag-cycle-min", 1, 1, 99),
            number("active-defrag-cycle-max", 25, 1, 99),
            number("active-defrag-threshold-lower", 10, 0, 1000),
            number("active-defrag-threshold-upper", 100, 0, 1000),
            number("lfu-log-factor", 10, 0, Integer.MAX_VALUE),
            number("lfu-decay-time", 1, 0, Integer.MAX_VALUE),
            number("replica-priority", 100, 0, Integer.MAX_VALUE).alias("slave-priority"),
            number("repl-diskless-sync-delay", 5, 0, Integer.MAX_VALUE),
            number("maxmemory-samples", 5, 1, Integer.MAX_VALUE),
            number("maxmemory-eviction-tenacity", 10, 0, 100),
            number("timeout", 0, 0, Integer.MAX_VALUE),
            number("replica-announce-port", 0, 0, 65535).alias("slave-announce-port"),
            number("tcp-backlog", 511, 0, Integer.MAX_VALUE).immutable(),
            number("cluster-port", 0, 0, 65535).immutable(),
            number("cluster-announce-bus-port", 0, 0, 65535),
            number("cluster-announce-port", 0, 0, 65535),
            number("cluster-announce-tls-port", 0, 0, 65535),
            number("repl-timeout", 60, 1, Integer.MAX_VALUE),
            number("repl-ping-replica-period", 10, 1, Integer.MAX_VALUE).alias("repl-ping-slave-period"),
            number("list-compress-depth", 0, 0, Integer.MAX_VALUE),
            number("rdb-key-save-delay", 0, Integer.MIN_VALUE, Integer.MAX_VALUE)
                    .hidden(),
            number("key-load-delay", 0, Integer.MIN_VALUE, Integer.MAX_VALUE).hidden(),
            number("active-expire-effort", 1, 1, 10),
            of("hz", "10", SpecialTypes.frequency(Types.number(0, Integer.MAX_VALUE))),
            number("min-replicas-to-write", 0, 0, Integer.MAX_VALUE).alias("min-slaves-to-write"),
            number("min-replicas-max-lag", 10, 0, Integer.MAX_VALUE).alias("min-slaves-max-lag"),
            number("watchdog-period", 0, 0, Integer.MAX_VALUE).hidden(),
            number("shutdown-timeout", 10, 0, Integer.MAX_VALUE),
            number("repl-diskless-sync-max-replicas", 0, 0, Integer.MAX_VALUE),
            unsigned("maxclients", 10000, 1, 4294967295L),
            octal("unixsocketperm", 0, 0, 511).immutable(),
            unsigned("socket-mark-id", 0, 0, 4294967295L).immutable(),
            number("active-defrag-max-scan-fields", 1000, 1, Long.MAX_VALUE),
            number("slowlog-max-len", 128, 0, Long.MAX_VALUE),
            number("acllog-max-len", 128, 0, Long.MAX_VALUE),
            number("busy-reply-threshold", 5000, 0, Long.MAX_VALUE).alias("lua-time-limit"),
            number("cluster-node-timeout", 15000, 0, Long.MAX_VALUE),
            number("slowlog-log-slower-than", 10000, -1, Long.MAX_VALUE),
            number("latency-monitor-threshold", 0, 0, Long.MAX_VALUE),
            memory("proto-max-bulk-len", 536870912, 1048576, Long.MAX_VALUE),
            number("stream-node-max-entries", 100, 0, Long.MAX_VALUE),
            of("repl-backlog-size", "1048576", SpecialTypes.backlog(Types.memory(1, Long.MAX_VALUE))),
            unsignedMemory("maxmemory", 0, 0, -1),
            unsignedMemory("cluster-link-sendbuf-limit", 0, 0, -1),
            unsigned("hash-max-listpack-entries", 512, 0, Long.MAX_VALUE).alias("hash-max-ziplist-entries"),
            unsigned("set-max-intset-entries", 512, 0, Long.MAX_VALUE),
            unsigned("zset-max-listpack-entries", 128, 0, Long.MAX_VALUE).alias("zset-max-ziplist-entries"),
            unsignedMemory("active-defrag-ignore-bytes", 104857600, 1, Long.MAX_VALUE),
            unsignedMemory("hash-max-listpack-value", 64, 0, Long.MAX_VALUE).alias("hash-max-ziplist-value"),
            unsignedMemory("stream-node-max-bytes", 4096, 0, Long.MAX_VALUE),
            unsignedMemory("zset-max-listpack-value", 64, 0, Long.MAX_VALUE).alias("zset-max-ziplist-value"),
            unsignedMemory("hll-sparse-max-bytes", 3000, 0, Long.MAX_VALUE),
            unsigned("tracking-table-max-keys", 1000000, 0, Long.MAX_VALUE),
            unsignedMemory("client-query-buffer-limit", 1073741824, 1048576, Long.MAX_VALUE),
            memoryOrPercent("maxmemory-clients", 0, -100, Long.MAX_VALUE),
            number("repl-backlog-ttl", 3600, 0, Long.MAX_VALUE),
            memory("auto-aof-rewrite-min-size", 67108864, 0, Long.MAX_VALUE),
            number("loading-process-events-interval-bytes", 2097152, 1024, Integer.MAX_VALUE)
                    .hidden(),
            of("tls-port", "0", SpecialTypes.withoutTls(Types.number(0, 65535), "0")),
            number("tls-session-cache-size", 20480, 0, Integer.MAX_VALUE),
            number("tls-session-cache-timeout", 300, 0, Integer.MAX_VALUE),
            of("tls-cluster", "no", SpecialTypes.withoutTls(YES_OR_NO, "no")),
            of("tls-replication", "no", SpecialTypes.withoutTls(YES_OR_NO, "no")),
            choice("tls-auth-clients", "yes", "no", "yes", "optional"),
            flag("tls-prefer-server-ciphers", false),
            flag("tls-session-caching", true),
            text("tls-cert-file", ""),
            text("tls-key-file", ""),
            text("tls-key-file-pass", ""),
            text("tls-client-cert-file", ""),
            text("tls-client-key-file", ""),
            text("tls-client-key-file-pass", ""),
            text("tls-dh-params-file", ""),
            text("tls-ca-cert-file", ""),
            text("tls-ca-cert-dir", ""),
            text("tls-protocols", ""),
            text("tls-ciphers", ""),
            text("tls-ciphersuites", ""),
            of("dir", Path.of("").toAbsolutePath().toString(), SpecialTypes::directory)
                    .guarded(),
            of("save", "3600 1 300 100 60 10000", SpecialTypes::save),
            of(
                    "client-output-buffer-limit",
                    "normal 0 0 0 slave 268435456 67108864 60 pubsub 33554432 8388608 60",
                    SpecialTypes::outputLimits),
            of("oom-score-adj-values", "0 200 800", SpecialTypes::memoryScores),
            of("notify-keyspace-events", "", SpecialTypes::keyEvents),
            of("bind", "* -::*", SpecialTypes::addresses),
            of("replicaof", "", SpecialTypes::replicaOf).immutable().alias("slaveof"),
            of("latency-tracking-info-percentiles", "50 99 99.9", SpecialTypes::percentiles));

    private static final Map<String, Parameter> BY_NAME = byName();

    private Parameters() {}

    /** Returns all of them. */
    public static List<Parameter> all() {
        return ALL;
    }

    /** Returns the parameter of a name, or of an older name, in any case of letters; null when there is none. */
    public static @Nullable Parameter find(String name) {
        return BY_NAME.get(name.toLowerCase(Locale.ROOT));
    }

    /** Returns all names, the older ones included, that CONFIG GET finds by pattern. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Parameter parameter : ALL) {
            if (!parameter.isHidden()) {
                names.add(parameter.name());
                if (parameter.alias() != null) {
                    names.add(parameter.alias());
                }
            }
        }
        return names;
    }

    private static Map<String, Parameter> byName() {
        Map<String, Parameter> byName = new HashMap<>();
        for (Parameter parameter : ALL) {
            byName.put(parameter.name(), parameter);
            if (parameter.alias() != null) {
                byName.put(parameter.alias(), parameter);
            }
        }
        return Collections.unmodifiableMap(byName);
    }

    private static Parameter of(String name, String defaultValue, ParameterType type) {
        return new Parameter(name, defaultValue, type);
    }

    private static Parameter flag(String name, boolean defaultValue) {
        return of(name, defaultValue ? "yes" : "no", YES_OR_NO);
    }

    private static Parameter text(String name, String defaultValue) {
        return of(name, defaultValue, ANY_TEXT);
    }

    private static Parameter choice(String name, String defaultValue, String... words) {
        return of(name, defaultValue, Types.choice(List.of(words)));
    }

    private static Parameter number(String name, long defaultValue, long least, long most) {
        return of(name, Long.toString(defaultValue), Types.number(least, most));
    }

    private static Parameter unsigned(String name, long defaultValue, long least, long most) {
        return of(name, Long.toString(defaultValue), Types.unsigned(least, most));
    }

    private static Parameter memory(String name, long defaultValue, long least, long most) {
        return of(name, Long.toString(defaultValue), Types.memory(least, most));
    }

    private static Parameter unsignedMemory(String name, long defaultValue, long least, long most) {
        return of(name, Long.toString(defaultValue), Types.unsignedMemory(least, most));
    }

    private static Parameter memoryOrPercent(String name, long defaultValue, long least, long most) {
        return of(name, Long.toString(defaultValue), Types.memoryOrPercent(least, most));
    }

    private static Parameter octal(String name, long defaultValue, long least, long most) {
        return of(name, Long.toString(defaultValue), Types.octal(least, most));
    }
}
