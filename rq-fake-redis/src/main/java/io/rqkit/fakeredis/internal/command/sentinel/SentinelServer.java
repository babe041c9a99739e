package io.rqkit.fakeredis.internal.command.sentinel;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.resp.Reply;
import io.rqkit.fakeredis.internal.sentinel.Questions;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** INFO, PUBLISH and ROLE of a sentinel. */
final class SentinelServer {
    private static final int MILLIS_A_SECOND = 1000;
    private static final String HELLO = "__sentinel__:hello";
    private static final CommandException HELLO_ONLY =
            new CommandException("ERR Only HELLO messages are accepted by Sentinel instances.");

    private SentinelServer() {}

    /** What others say is found out without such messages here. */
    static Reply publish(Call call) {
        if (!call.text(1).equals(HELLO)) {
            throw HELLO_ONLY;
        }
        return Reply.ONE;
    }

    static Reply role(Call call) {
        return Questions.of(call).role();
    }

    static Reply info(Call call) {
        Map<String, String> sections = new LinkedHashMap<>();
        sections.put("Server", server(call));
        sections.put(
                "Clients",
                "connected_clients:" + call.engine().sessions().size() + "\r\ncluster_connections:0\r\nmaxclients:"
                        + call.config().maxClients() + "\r\nblocked_clients:0\r\n");
        sections.put(
                "Stats",
                "total_connections_received:" + call.engine().stats().connectionsReceived()
                        + "\r\ntotal_commands_processed:"
                        + call.engine().stats().commandsProcessed() + "\r\n");
        sections.put("Sentinel", sentinel(call));
        StringBuilder text = new StringBuilder();
        sections.forEach((name, fields) -> {
            if (isWanted(call, name)) {
                text.append(text.isEmpty() ? "" : "\r\n")
                        .append("# ")
                        .append(name)
                        .append("\r\n")
                        .append(fields);
            }
        });
        return new Reply.Verbatim("txt", text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static boolean isWanted(Call call, String section) {
        if (call.argc() == 1) {
            return true;
        }
        for (int i = 1; i < call.argc(); i++) {
            String asked = Args.latin1(call.arg(i)).toLowerCase(Locale.ROOT);
            boolean general = asked.equals("default") || asked.equals("all") || asked.equals("everything");
            if (general || asked.equals(section.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    private static String server(Call call) {
        Engine engine = call.engine();
        return "redis_version:7.0.15\r\nredis_mode:sentinel\r\nprocess_id:"
                + ProcessHandle.current().pid() + "\r\nrun_id:"
                + engine.identity().runId() + "\r\ntcp_port:"
                + call.config().value("port") + "\r\nuptime_in_seconds:"
                + (call.nowMillis() - engine.startedMillis()) / MILLIS_A_SECOND + "\r\n";
    }

    private static String sentinel(Call call) {
        List<String> masters = Questions.of(call).infoLines();
        return "sentinel_masters:" + masters.size()
                + "\r\nsentinel_tilt:0\r\nsentinel_tilt_since_seconds:-1\r\nsentinel_running_scripts:0\r\n"
                + "sentinel_scripts_queue_length:0\r\nsentinel_simulate_failure_flags:0\r\n"
                + masters.stream().map(line -> line + "\r\n").reduce("", String::concat);
    }
}
