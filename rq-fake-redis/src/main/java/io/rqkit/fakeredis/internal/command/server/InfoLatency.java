package io.rqkit.fakeredis.internal.command.server;

import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Command;
import io.rqkit.fakeredis.internal.engine.CommandTable;
import io.rqkit.fakeredis.internal.engine.LatencyHistogram;
import io.rqkit.fakeredis.internal.engine.Stats;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/** INFO's sections on commands: how often they were called, and how long they took. While the clock stands that is 0. */
final class InfoLatency {
    private InfoLatency() {}

    static void commandStats(Call call, InfoFields fields) {
        forEach(
                call,
                (name, counts) -> fields.add(
                        "cmdstat_" + name,
                        "calls=" + counts.calls()
                                + ",usec=" + counts.micros()
                                + String.format(
                                        Locale.ROOT,
                                        ",usec_per_call=%.2f",
                                        counts.calls() == 0 ? 0 : (float) counts.micros() / counts.calls())
                                + ",rejected_calls=" + counts.rejected()
                                + ",failed_calls=" + counts.failed()));
    }

    static void latencyStats(Call call, InfoFields fields) {
        String percentiles = call.config().value("latency-tracking-info-percentiles");
        if (percentiles.isEmpty()) {
            return;
        }
        forEach(call, (name, counts) -> {
            LatencyHistogram times = counts.times();
            if (times != null) {
                StringBuilder text = new StringBuilder();
                for (String percentile : percentiles.split(" ")) {
                    double micros = times.percentile(Double.parseDouble(percentile));
                    text.append(text.isEmpty() ? "p" : ",p")
                            .append(percentile)
                            .append(String.format(Locale.ROOT, "=%.3f", micros));
                }
                fields.add("latency_percentiles_usec_" + name, text.toString());
            }
        });
    }

    private static void forEach(Call call, BiConsumer<String, Stats.CommandStats> show) {
        Map<Command, Stats.CommandStats> counts = call.engine().stats().byCommand();
        for (CommandTable.Row row : CommandInfo.table(call).rows()) {
            show(row.command(), counts, show);
            row.subcommands().values().forEach(sub -> show(sub, counts, show));
        }
    }

    private static void show(
            Command command, Map<Command, Stats.CommandStats> counts, BiConsumer<String, Stats.CommandStats> show) {
        Stats.CommandStats ofCommand = counts.get(command);
        if (ofCommand != null) {
            show.accept(command.spec().fullName(), ofCommand);
        }
    }
}
