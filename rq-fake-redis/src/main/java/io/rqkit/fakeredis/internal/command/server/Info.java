package io.rqkit.fakeredis.internal.command.server;

import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.OwnInfo;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * INFO: the sections of Redis 7.0 with its fields. What has no counterpart in a JVM (forks, allocators, replicas) stands
 * at what an idle Redis prints.
 */
final class Info {
    private static final List<String> BY_DEFAULT = List.of(
            "server",
            "clients",
            "memory",
            "persistence",
            "stats",
            "replication",
            "cpu",
            "modules",
            "errorstats",
            "cluster",
            "keyspace");

    private Info() {}

    static Reply info(Call call) {
        Set<String> wanted = wanted(call);
        OwnInfo own = call.engine().partIfMade(OwnInfo.class);
        if (own != null) {
            return Reply.bulk(text(call, own, wanted).getBytes(StandardCharsets.ISO_8859_1));
        }
        return new Reply.Verbatim("txt", text(call, wanted).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Adds to sections of all servers the own one of a server of another kind, which is plain text in RESP3 too. */
    private static String text(Call call, OwnInfo own, Set<String> wanted) {
        boolean isAll = wanted.containsAll(BY_DEFAULT);
        wanted.retainAll(own.sections());
        String text = text(call, wanted).replace("redis_mode:standalone", "redis_mode:" + own.mode());
        boolean isOwnWanted = isAll;
        for (int i = 1; i < call.argc(); i++) {
            isOwnWanted |= call.argIs(i, own.name().toUpperCase(Locale.ROOT));
        }
        return isOwnWanted ? text + (text.isEmpty() ? "" : "\r\n") + "# " + own.name() + "\r\n" + own.text() : text;
    }

    private static String text(Call call, Set<String> wanted) {
        StringBuilder text = new StringBuilder();
        sections().forEach((name, section) -> {
            if (wanted.contains(name)) {
                InfoFields fields = new InfoFields();
                section.accept(call, fields);
                text.append(text.isEmpty() ? "" : "\r\n").append(heading(name)).append(fields);
            }
        });
        return text.toString();
    }

    private static String heading(String name) {
        String shown = name.equals("cpu") ? "CPU" : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return "# " + shown + "\r\n";
    }

    private static Set<String> wanted(Call call) {
        Set<String> wanted = new LinkedHashSet<>();
        for (int i = 1; i < call.argc(); i++) {
            String name = call.text(i).toLowerCase(Locale.ROOT);
            switch (name) {
                case "all", "everything" -> wanted.addAll(sections().keySet());
                case "default" -> wanted.addAll(BY_DEFAULT);
                default -> wanted.add(name);
            }
        }
        if (call.argc() == 1) {
            wanted.addAll(BY_DEFAULT);
        }
        return wanted;
    }

    private static Map<String, BiConsumer<Call, InfoFields>> sections() {
        Map<String, BiConsumer<Call, InfoFields>> sections = new LinkedHashMap<>();
        sections.put("server", InfoServer::server);
        sections.put("clients", InfoServer::clients);
        sections.put("memory", InfoMemory::memory);
        sections.put("persistence", InfoServer::persistence);
        sections.put("stats", InfoStats::stats);
        sections.put("replication", InfoServer::replication);
        sections.put("cpu", InfoServer::cpu);
        sections.put("modules", (call, fields) -> {});
        sections.put("commandstats", InfoLatency::commandStats);
        sections.put("errorstats", Info::errorStats);
        sections.put("latencystats", InfoLatency::latencyStats);
        sections.put("cluster", (call, fields) -> fields.add("cluster_enabled", 0));
        sections.put("keyspace", InfoStats::keyspace);
        return sections;
    }

    private static void errorStats(Call call, InfoFields fields) {
        call.engine().stats().byErrorCode().forEach((code, count) -> fields.add("errorstat_" + code, "count=" + count));
    }
}
