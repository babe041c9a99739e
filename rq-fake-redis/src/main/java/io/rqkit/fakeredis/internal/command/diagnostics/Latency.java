package io.rqkit.fakeredis.internal.command.diagnostics;

import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.LatencyMonitor;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** LATENCY DOCTOR, GRAPH, HELP, HISTORY, LATEST and RESET. */
final class Latency {
    private static final int MILLIS_A_SECOND = 1000;

    private Latency() {}

    static Reply history(Call call) {
        LatencyMonitor.Event event = LatencyMonitor.of(call.engine()).event(call.text(2));
        List<Reply> shown = new ArrayList<>();
        if (event != null) {
            event.samples()
                    .forEach(sample -> shown.add(Reply.array(Reply.of(sample.second()), Reply.of(sample.millis()))));
        }
        return Reply.array(shown);
    }

    static Reply latest(Call call) {
        List<Reply> shown = new ArrayList<>();
        LatencyMonitor.of(call.engine())
                .events()
                .forEach((name, event) -> shown.add(Reply.array(
                        Reply.bulk(name),
                        Reply.of(event.last().second()),
                        Reply.of(event.last().millis()),
                        Reply.of(event.worstMillis()))));
        return Reply.array(shown);
    }

    static Reply reset(Call call) {
        LatencyMonitor monitor = LatencyMonitor.of(call.engine());
        if (call.argc() == 2) {
            return Reply.of(monitor.forgetAll());
        }
        int forgotten = 0;
        for (int i = 2; i < call.argc(); i++) {
            forgotten += monitor.forget(call.text(i));
        }
        return Reply.of(forgotten);
    }

    static Reply graph(Call call) {
        LatencyMonitor.Event event = LatencyMonitor.of(call.engine()).event(call.text(2));
        if (event == null) {
            throw Errors.quoting("ERR No samples available for event '", call.arg(2), "'");
        }
        long second = call.engine().clock().millis() / MILLIS_A_SECOND;
        return text(new LatencyGraph(event, second).draw(call.text(2)));
    }

    /** Says in our own words what there is to say. */
    static Reply doctor(Call call) {
        if (call.config().latencyThreshold() == 0) {
            return text(
                    "Nothing is monitored: latency-monitor-threshold is 0. Set it, in milliseconds, with CONFIG SET.\n");
        }
        StringBuilder report = new StringBuilder();
        LatencyMonitor.of(call.engine()).events().forEach((name, event) -> {
            long count = 0;
            long sum = 0;
            for (LatencyMonitor.Sample sample : event.samples()) {
                count++;
                sum += sample.millis();
            }
            report.append(name + ": " + count + " spikes, " + sum / count + " ms on average, " + event.worstMillis()
                    + " ms at worst.\n");
        });
        return text(report.isEmpty() ? "No event took longer than the threshold.\n" : report.toString());
    }

    static Reply help(Call call) {
        return call.help(
                "DOCTOR",
                "    Return a human readable latency analysis report.",
                "GRAPH <event>",
                "    Return an ASCII latency graph for the <event> class.",
                "HISTORY <event>",
                "    Return time-latency samples for the <event> class.",
                "LATEST",
                "    Return the latest latency samples for all events.",
                "RESET [<event> ...]",
                "    Reset latency data of one or more <event> classes.",
                "    (default: reset all data for all event classes)",
                "HISTOGRAM [COMMAND ...]",
                "    Return a cumulative distribution of latencies in the format of a histogram for the specified"
                        + " command names.",
                "    If no commands are specified then all histograms are replied.");
    }

    private static Reply text(String text) {
        return new Reply.Verbatim("txt", text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
