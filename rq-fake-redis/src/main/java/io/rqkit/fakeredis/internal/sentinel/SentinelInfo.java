package io.rqkit.fakeredis.internal.sentinel;

import io.rqkit.fakeredis.internal.engine.OwnInfo;
import java.util.Set;

/** INFO of a sentinel; sentinelInfoCommand in sentinel.c. */
final class SentinelInfo implements OwnInfo {
    private final Sentinel sentinel;

    SentinelInfo(Sentinel sentinel) {
        this.sentinel = sentinel;
    }

    @Override
    public String mode() {
        return "sentinel";
    }

    @Override
    public Set<String> sections() {
        return Set.of("server", "clients", "cpu", "stats");
    }

    @Override
    public String name() {
        return "Sentinel";
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder();
        sentinel.system().locked(() -> {
            add(text, "sentinel_masters", sentinel.masters().size());
            add(text, "sentinel_tilt", 0);
            add(text, "sentinel_tilt_since_seconds", -1);
            add(text, "sentinel_running_scripts", 0);
            add(text, "sentinel_scripts_queue_length", 0);
            add(text, "sentinel_simulate_failure_flags", sentinel.simulatedFailures());
            int number = 0;
            for (MasterView view : sentinel.masters().values()) {
                String status = view.isObjectivelyDown() ? "odown" : view.master.isDown() ? "sdown" : "ok";
                text.append("master")
                        .append(number++)
                        .append(":name=" + view.name() + ",status=" + status + ",address=" + view.master.address()
                                + ",slaves=" + view.replicas().size() + ",sentinels="
                                + (view.sentinels().size() + 1) + "\r\n");
            }
        });
        return text.toString();
    }

    private static void add(StringBuilder text, String field, long value) {
        text.append(field).append(':').append(value).append("\r\n");
    }
}
